#include "preflight_record.h"

#include "base/text.h"
#include "settings.h"
#include "testing/world_chart.h"

#include <unistd.h>

static bool has_helm(void)
{
    return access(settings()->helm, X_OK) == 0; // ./dev installs it
}

static const char *path_of(World *world, Id id, const char *end)
{
    return world_printf(world, "/v1/configurations/%s%s", id.text, end);
}

static Id configure(World *world, const WorldChart *chart, const char *release_name)
{
    Reply made =
        world_post(world, "/v1/configurations", world_configuration(world, chart, release_name));
    EXPECT_INT(made.status, 201);
    return world_id(made, "id");
}

// As the job would have left it.
static void finish(World *world, Id id, const char *findings_json)
{
    world_exec(world,
        "UPDATE preflight SET state = 'done', findings = $1, manifest = '---', checked_at = 1,"
        " needs = '{\"cpu_milli\": 1000, \"memory_mib\": 0, \"pods\": 1, \"load_balancers\": 0}'"
        " WHERE configuration_id = $2",
        findings_json, id);
}

SCENARIO("a check is asked for, waits for its job, and is not asked for twice")
{
    WorldChart chart = world_chart(world, "");
    Id id = configure(world, &chart, "shop");
    EXPECT_INT(world_get(world, path_of(world, id, "/preflight")).status, 404);
    Reply asked = world_post(world, path_of(world, id, "/preflight"), NULL);
    world_post(world, path_of(world, id, "/preflight"), NULL);

    EXPECT_INT(asked.status, 202);
    EXPECT_TEXT(world_value(asked, "state"), "waiting");
    EXPECT_TEXT(world_value(asked, "may_deploy"), "false");
    EXPECT_INT(world_count(world, "SELECT count(*) FROM job WHERE kind = 'preflight'"), 1);
    EXPECT_TEXT(world_get(world, path_of(world, id, "/cost")).code, "not_checked");
    EXPECT_TEXT(world_get(world, path_of(world, id, "/manifest.yaml")).code, "not_checked");
}

SCENARIO("only a check of the configuration as it is now, without errors, lets one deploy")
{
    WorldChart chart = world_chart(world, "");
    Id id = configure(world, &chart, "shop");
    const char *path = path_of(world, id, "/preflight");
    world_post(world, path, NULL);
    finish(world, id, "[]");
    EXPECT_TEXT(world_value(world_get(world, path), "may_deploy"), "true");
    finish(world, id,
        "[{\"severity\": \"error\", \"sentence\": \"{\\\"code\\\": \\\"quota_exceeded\\\","
        " \\\"values\\\": {\\\"quota\\\": \\\"small\\\", \\\"resource\\\": \\\"pods\\\"}}\"}]");
    EXPECT_TEXT(world_value(world_get(world, path), "may_deploy"), "false");
    finish(world, id,
        "[{\"severity\": \"warning\", \"sentence\": \"{\\\"code\\\": \\\"privileged\\\"}\"}]");
    EXPECT_TEXT(world_value(world_get(world, path), "may_deploy"), "true");

    EXPECT_INT(
        world_patch(world, path_of(world, id, ""), "{'release_name': 'another'}").status, 200);
    EXPECT_TEXT(world_value(world_get(world, path), "is_current"), "false");
    EXPECT_TEXT(world_value(world_get(world, path), "may_deploy"), "false");
}

SCENARIO("a finding is told in the language of whoever reads it; its code is the same in all")
{
    WorldChart chart = world_chart(world, "");
    Id id = configure(world, &chart, "shop");
    world_post(world, path_of(world, id, "/preflight"), NULL);
    finish(world, id,
        "[{\"severity\": \"error\", \"object\": \"Ingress/web\", \"sentence\":"
        " \"{\\\"code\\\": \\\"ingress_class_missing\\\", \\\"values\\\": {\\\"class\\\": \\\"nginx\\\"}}\"}]");
    static const char *const told[][3] = {
        {"en", "The cluster has no ingress class nginx.",
            "Choose an ingress class that the cluster has."},
        {"de", "Der Cluster hat keine Ingress-Klasse nginx.",
            "Wählen Sie eine Ingress-Klasse, die der Cluster hat."},
        {"fr", "Le cluster n’a pas de classe d’ingress nginx.",
            "Choisissez une classe d’ingress que possède le cluster."},
        {"cs", "Cluster nemá třídu ingressu nginx.", "Zvolte třídu ingressu, kterou cluster má."},
    };
    for (size_t i = 0; i < COUNT_OF(told); i++) {
        world_header(world, "Accept-Language", told[i][0]);
        Reply preflight = world_get(world, path_of(world, id, "/preflight"));
        EXPECT_TEXT(world_value(preflight, "findings.0.code"), "ingress_class_missing");
        EXPECT_TEXT(world_value(preflight, "findings.0.message"), told[i][1]);
        EXPECT_TEXT(world_value(preflight, "findings.0.cure"), told[i][2]);
    }
}

SCENARIO("who reports reads a check and its cost, and asks for none; strangers find nothing")
{
    WorldChart chart = world_chart(world, "");
    Id id = configure(world, &chart, "shop");
    world_post(world, path_of(world, id, "/preflight"), NULL);
    finish(world, id, "[]");
    world_as(world, WORLD_REPORTER);
    EXPECT_INT(world_get(world, path_of(world, id, "/preflight")).status, 200);
    EXPECT_TEXT(world_value(world_get(world, path_of(world, id, "/cost")), "is_current"), "true");
    EXPECT_INT(world_post(world, path_of(world, id, "/preflight"), NULL).status, 403);
    world_as(world, WORLD_STRANGER);
    EXPECT_INT(world_get(world, path_of(world, id, "/preflight")).status, 404);
    EXPECT_INT(world_get(world, path_of(world, id, "/cost")).status, 404);
    EXPECT_INT(world_post(world, path_of(world, id, "/preflight"), NULL).status, 404);
}

SCENARIO("a draft that is removed takes its check along")
{
    WorldChart chart = world_chart(world, "");
    Id id = configure(world, &chart, "shop");
    world_post(world, path_of(world, id, "/preflight"), NULL);
    EXPECT_INT(world_delete(world, path_of(world, id, "")).status, 204);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM preflight"), 0);
    world_drain(world); // its job finds nothing to do
}

SCENARIO("what cannot be rendered is a finding of the check, not a failure of its job")
{
    if (!has_helm())
        return;
    WorldChart chart = world_chart(world, ""); // its bytes are no chart
    Id id = configure(world, &chart, "shop");
    world_post(world, path_of(world, id, "/preflight"), NULL);
    world_drain(world);
    Reply preflight = world_get(world, path_of(world, id, "/preflight"));
    EXPECT_TEXT(world_value(preflight, "state"), "done");
    EXPECT_TEXT(world_value(preflight, "findings.0.code"), "chart_not_rendered");
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM event WHERE kind = 'configuration.checked'"), 1);
}
