#include "testing/world_chart.h"

#include <string.h>

static Reply draft(World *world, const WorldChart *chart)
{
    return world_post(world, "/v1/configurations", world_configuration(world, chart, "mine"));
}

static const char *path_of(World *world, Id id)
{
    return world_printf(world, "/v1/configurations/%s", id.text);
}

SCENARIO("a colleague opens a draft and goes on with it")
{
    WorldChart chart = world_chart(world, "");
    world_as(world, WORLD_BUYER);
    Reply reply = draft(world, &chart);
    Id id = world_id(reply, "id");
    EXPECT_INT(reply.status, 201);
    EXPECT_TEXT(world_value(reply, "cluster_name"), "of Acme");
    world_as(world, WORLD_OWNER);
    Reply changed = world_patch(world, path_of(world, id), "{'answers': {'size': '5'}}");
    EXPECT_INT(changed.status, 200);
    EXPECT_TEXT(world_value(changed, "answers.size"), "5");
    EXPECT_TEXT(world_value(changed, "release_name"), "mine");
    EXPECT_TEXT(world_value(changed, "changed_by_name"), "Otto Owner");
    EXPECT_INT(world_length(world_get(world, "/v1/configurations"), "items"), 1);
}

SCENARIO("of two who change a draft at once the second sees the first one's first")
{
    WorldChart chart = world_chart(world, "");
    Id id = world_id(draft(world, &chart), "id");
    world_header(world, "If-Match", "\"v1\"");
    EXPECT_INT(world_patch(world, path_of(world, id), "{'namespace': 'blue'}").status, 200);
    EXPECT_INT(world_patch(world, path_of(world, id), "{'namespace': 'red'}").status, 412);
}

SCENARIO("a confidential answer is sealed, replaced, forgotten, and never shown")
{
    WorldChart chart = world_chart(world, "  licence: {secret_name: s, file_name: f}\n");
    Reply reply = draft(world, &chart);
    Id id = world_id(reply, "id");
    EXPECT_TEXT(world_value(reply, "confidential.0"), "auth.password");
    EXPECT(!strstr(reply.body, "correct-horse"));
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM configuration WHERE CAST({hex sealed_answers} AS TEXT)"
                   " LIKE '%636f72726563742d686f727365%'"),
        0);
    world_patch(world, path_of(world, id), "{'licence': {'text': 'my licence'}}");
    Reply shown = world_get(world, path_of(world, id));
    EXPECT_TEXT(world_value(shown, "has_licence"), "true");
    EXPECT(!strstr(shown.body, "my licence"));
    Reply less =
        world_patch(world, path_of(world, id), "{'confidential': {'auth.password': null}}");
    EXPECT_INT(world_length(less, "confidential"), 0);
}

SCENARIO("what the form does not have is refused with its place")
{
    WorldChart chart = world_chart(world, "");
    Id id = world_id(draft(world, &chart), "id");
    Reply other = world_patch(world, path_of(world, id), "{'answers': {'other': 'x'}}");
    EXPECT_INT(other.status, 422);
    EXPECT_TEXT(world_value(other, "errors.0.field"), "answers.other");
    Reply open = world_patch(world, path_of(world, id), "{'answers': {'auth.password': 'x'}}");
    EXPECT_TEXT(world_value(open, "errors.0.field"), "answers.auth.password");
    Reply licence = world_patch(world, path_of(world, id), "{'licence': {'text': 'x'}}");
    EXPECT_TEXT(world_value(licence, "errors.0.field"), "licence");
    Reply name = world_patch(world, path_of(world, id), "{'release_name': 'Mine!'}");
    EXPECT_TEXT(world_value(name, "errors.0.field"), "release_name");
}

SCENARIO("the answers are values, and values are answers")
{
    WorldChart chart = world_chart(world, "");
    Id id = world_id(draft(world, &chart), "id");
    const char *values = world_printf(world, "/v1/configurations/%s/values", id.text);
    world_header(world, "Content-Type", "application/yaml");
    static const char yaml[] = "size: 4\nstorage:\n  class: fast\n";
    EXPECT_INT(world_send(world, PUT, values, (Blob){yaml, strlen(yaml)}).status, 200);
    static const char wrong[] = "size: 4\nauth: {password: x}\n";
    EXPECT_INT(world_send(world, PUT, values, (Blob){wrong, strlen(wrong)}).status, 422);
    world_header(world, "Content-Type", NULL);
    Reply shown = world_get(world, world_printf(world, "%s.yaml", values));
    EXPECT(strstr(shown.body, "class: fast") != NULL);
    EXPECT(!strstr(shown.body, "password"));
}

SCENARIO("another organization neither sees a draft nor takes one's cluster")
{
    WorldChart chart = world_chart(world, "");
    Id id = world_id(draft(world, &chart), "id");
    world_as(world, WORLD_STRANGER);
    EXPECT_INT(world_get(world, path_of(world, id)).status, 404);
    Reply reply = draft(world, &chart);
    EXPECT_INT(reply.status, 422);
    EXPECT_TEXT(world_value(reply, "errors.0.field"), "cluster_id");
}

SCENARIO("an order says all that a configuration lacks")
{
    WorldChart chart = world_chart(world, "  licence: {secret_name: s, file_name: f}\n");
    Reply none = world_post(world, "/v1/orders",
        world_printf(world, "{'plan_id': '%s', 'accepted': []}", chart.plan_id.text));
    EXPECT_TEXT(world_value(none, "errors.0.field"), "configuration_id");
    Reply empty = world_post(world, "/v1/configurations",
        world_printf(world, "{'product': '%s', 'plan_id': '%s'}", chart.slug, chart.plan_id.text));
    Id id = world_id(empty, "id");
    EXPECT_INT(world_length(world_order_configuration(world, &chart, id), "errors"), 3);
    world_patch(world, path_of(world, id),
        world_printf(world, "{'cluster_id': '%s', 'namespace': 'blue', 'release_name': 'mine'}",
            chart.cluster_id.text));
    Reply incomplete = world_order_configuration(world, &chart, id);
    EXPECT_INT(incomplete.status, 422);
    EXPECT_INT(world_length(incomplete, "errors"), 2); // licence, password
    EXPECT_INT(world_count(world, "SELECT count(*) FROM orders"), 0);
}

SCENARIO("nothing is ordered for a namespace that Kontor may not use, or an older version")
{
    WorldChart chart = world_chart(world, "");
    Id id = world_id(draft(world, &chart), "id");
    world_patch(world, path_of(world, id), "{'namespace': 'red'}");
    Reply red = world_order_configuration(world, &chart, id);
    EXPECT_TEXT(world_value(red, "errors.0.field"), "namespace");
    world_patch(world, path_of(world, id), "{'namespace': 'blue'}");
    world_exec(world, "UPDATE cluster SET state = 'unreachable'");
    EXPECT_TEXT(world_order_configuration(world, &chart, id).code, "cluster_not_ready");
}

SCENARIO("what was ordered is history and has no secrets any more")
{
    WorldChart chart = world_chart(world, "");
    Id id = world_id(draft(world, &chart), "id");
    EXPECT_INT(world_order_configuration(world, &chart, id).status, 201);
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM configuration WHERE sealed_answers IS NULL"
                   " AND ordered_at IS NOT NULL"),
        1);
    EXPECT_TEXT(world_order_configuration(world, &chart, id).code, "configuration_ordered");
    EXPECT_TEXT(world_patch(world, path_of(world, id), "{'namespace': 'blue'}").code,
        "configuration_ordered");
    EXPECT_TEXT(world_delete(world, path_of(world, id)).code, "configuration_ordered");
    EXPECT_INT(world_length(world_get(world, "/v1/configurations"), "items"), 0);
}
