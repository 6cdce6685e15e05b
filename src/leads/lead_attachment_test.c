#include "leads/lead_attachment.h"

#include "base/text.h"
#include "testing/world_quote.h"

#include <string.h>

static Reply say(
    World *world, WorldPerson person, const char *side, const char *id, const char *files)
{
    world_as(world, person);
    return world_post(world, world_printf(world, "/v1/%s/%s/messages", side, id),
        world_printf(world, "{'text': 'See there.', 'attachments': [%s]}", files));
}

static const char *file(World *world, const char *name, const char *content)
{
    return world_printf(world, "{'name': '%s', 'content': '%s'}", name,
        base64_of(world->ctx.arena, content, strlen(content)));
}

static Reply get(
    World *world, WorldPerson person, const char *side, const char *id, const char *file_id)
{
    world_as(world, person);
    return world_get(world, world_printf(world, "/v1/%s/%s/attachments/%s", side, id, file_id));
}

SCENARIO("what comes with a message is there for both sides, and for nobody else")
{
    static const WorldPerson others[] = {WORLD_STRANGER, WORLD_NEWCOMER, WORLD_OPERATOR};
    WorldDeal deal = world_ask(world);
    Reply said = say(world, WORLD_BUYER, "requests", deal.lead_id,
        world_printf(world, "%s, %s", file(world, "list.csv", "a,b\n"),
            file(world, "Plän.pdf", "%PDF-1.7 plan")));
    EXPECT_INT(said.status, 201);
    EXPECT_INT(world_length(said, "attachments"), 2);
    EXPECT_TEXT(world_value(said, "attachments.1.media_type"), "application/pdf");
    const char *id = world_value(said, "attachments.1.id");
    EXPECT_TEXT(get(world, WORLD_REPORTER, "requests", deal.lead_id, id).body, "%PDF-1.7 plan");
    EXPECT_INT(get(world, WORLD_SELLER, "leads", deal.lead_id, id).status, 200);
    for (size_t i = 0; i < COUNT_OF(others); i++) {
        EXPECT_INT(get(world, others[i], "requests", deal.lead_id, id).status, 404);
        EXPECT_INT(get(world, others[i], "leads", deal.lead_id, id).status, 404);
    }
    EXPECT_INT(world_get(world, world_printf(world, "/v1/files/%s",
                                    digest_text(world->ctx.arena, digest_of("%PDF-1.7 plan"))))
                   .status,
        200); // the operator's people see all that is stored
    world_as(world, WORLD_STRANGER);
    EXPECT_INT(world_get(world, world_printf(world, "/v1/files/%s",
                                    digest_text(world->ctx.arena, digest_of("%PDF-1.7 plan"))))
                   .status,
        404);
}

SCENARIO("an attachment is saved, never shown: whatever it is called and holds")
{
    WorldDeal deal = world_ask(world);
    Reply said = say(world, WORLD_BUYER, "requests", deal.lead_id,
        file(world, "page.html", "<script>alert(1)</script>"));
    EXPECT_INT(said.status, 201);
    Reply page =
        get(world, WORLD_SELLER, "leads", deal.lead_id, world_value(said, "attachments.0.id"));
    EXPECT_TEXT(
        reply_header(page, "Content-Disposition"), "attachment; filename*=UTF-8''page.html");
    EXPECT_TEXT(reply_header(page, "X-Content-Type-Options"), "nosniff");
    EXPECT_TEXT(page.res->media_type, "text/plain; charset=utf-8");
    EXPECT(strstr(reply_header(page, "Content-Security-Policy"), "sandbox"));
}

SCENARIO("an attached text says nothing about what others may use the same text for")
{
    WorldDeal deal = world_ask(world);
    EXPECT_INT(
        say(world, WORLD_BUYER, "requests", deal.lead_id, file(world, "e.txt", "# EULA")).status,
        201);
    EXPECT_TEXT(
        world_text(world, "SELECT media_type FROM file WHERE digest = $1", digest_of("# EULA")),
        "text/markdown");
}

SCENARIO("what is no document and no picture is refused, and so is a name that is a path")
{
    static const char *const names[] = {"../etc/passwd", "a\\\\b", ".profile", "a\\nb"};
    WorldDeal deal = world_ask(world);
    Reply program = say(world, WORLD_BUYER, "requests", deal.lead_id,
        world_printf(world, "%s, {'name': 'cat.jpg', 'content': 'TVqQAAM='}",
            file(world, "good.txt", "good")));
    EXPECT_INT(program.status, 422);
    EXPECT_TEXT(world_value(program, "errors.0.field"), "attachments[1].content");
    for (size_t i = 0; i < COUNT_OF(names); i++)
        EXPECT_INT(
            say(world, WORLD_BUYER, "requests", deal.lead_id, file(world, names[i], "x")).status,
            422);
    EXPECT_INT(
        say(world, WORLD_BUYER, "requests", deal.lead_id, "{'name': 'a', 'content': '***'}").status,
        422);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM lead_message"), 0);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM lead_attachment"), 0);
}

SCENARIO("five at once and fifty in all are enough")
{
    WorldDeal deal = world_ask(world);
    const char *one = file(world, "a.txt", "a");
    const char *five = world_printf(world, "%s, %s, %s, %s, %s", one, one, one, one, one);
    EXPECT_INT(
        say(world, WORLD_BUYER, "requests", deal.lead_id, world_printf(world, "%s, %s", five, one))
            .status,
        422);
    for (int i = 0; i < MAX_LEAD_ATTACHMENTS / MAX_ATTACHMENTS; i++)
        EXPECT_INT(say(world, WORLD_SELLER, "leads", deal.lead_id, five).status, 201);
    EXPECT_TEXT(
        say(world, WORLD_BUYER, "requests", deal.lead_id, one).code, "too_many_attachments");
}

SCENARIO("a request brings its files along, in one piece")
{
    WorldDeal deal = world_ask(world);
    const char *plan_id = world_text(world, "SELECT plan_id FROM lead");
    world_as(world, WORLD_BUYER);
    Reply request = world_post(world, "/v1/requests",
        world_printf(world, "{'plan_id': '%s', 'attachments': [%s]}", plan_id,
            file(world, "needs.md", "# Needs")));
    EXPECT_INT(request.status, 201);
    EXPECT_TEXT(world_value(request, "attachments.0.name"), "needs.md");
    EXPECT_INT(get(world, WORLD_SELLER, "leads", world_value(request, "id"),
                   world_value(request, "attachments.0.id"))
                   .status,
        200);
    EXPECT_INT(
        get(world, WORLD_SELLER, "leads", deal.lead_id, world_value(request, "attachments.0.id"))
            .status,
        404); // of another lead
}
