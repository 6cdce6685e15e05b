#include "audit_chain.h"

#include "routes.h"
#include "testing/world.h"

#include <stdlib.h>
#include <string.h>

#define VERIFICATION "/v1/audit-records/verification"

static void change(World *world, int times)
{
    world_as(world, WORLD_OWNER);
    for (int i = 0; i < times; i++)
        world_patch(world, "/v1/me", i % 2 ? "{'language':'de'}" : "{'language':'en'}");
}

static Reply verify(World *world)
{
    world_as(world, WORLD_OWNER);
    return world_get(world, VERIFICATION);
}

static void expect_broken(World *world, const char *problem, const char *number)
{
    Reply reply = verify(world);
    EXPECT_TEXT(world_value(reply, "is_intact"), "false");
    EXPECT_TEXT(world_value(reply, "problem"), problem);
    EXPECT_TEXT(world_value(reply, "problem_number"), number);
}

SCENARIO("the records of an organization are a chain without gaps, each organization's its own")
{
    change(world, 3);
    world_as(world, WORLD_STRANGER);
    world_patch(world, "/v1/me", "{'language':'de'}");
    EXPECT_TEXT(world_value(world_get(world, "/v1/audit-records"), "items.0.number"), "1");
    Reply list = (world_as(world, WORLD_OWNER), world_get(world, "/v1/audit-records"));
    EXPECT_TEXT(world_value(list, "items.0.number"), "3");
    EXPECT_TEXT(world_value(list, "items.2.number"), "1");

    Reply reply = verify(world);
    EXPECT_TEXT(world_value(reply, "is_intact"), "true");
    EXPECT_TEXT(world_value(reply, "count"), "3");
    EXPECT_TEXT(world_value(reply, "digest"), world_value(list, "items.0.digest"));
}

SCENARIO("an organization without records has an intact chain")
{
    EXPECT_TEXT(world_value(verify(world), "is_intact"), "true");
    EXPECT_TEXT(world_value(verify(world), "count"), "0");
}

SCENARIO("a record that was changed afterwards is found")
{
    change(world, 5);
    world_exec(world, "UPDATE audit_record SET address = '198.51.100.1' WHERE number = 3");
    expect_broken(world, "changed", "3");
}

SCENARIO("a record that was removed is found, also the last one")
{
    change(world, 5);
    world_exec(world, "DELETE FROM audit_record WHERE number = 5");
    expect_broken(world, "cut", "5");
    world_exec(world, "DELETE FROM audit_record WHERE number = 2");
    expect_broken(world, "missing", "2");
}

SCENARIO("a record that was slipped in beside the chain is found")
{
    change(world, 2);
    world_exec(world,
        "INSERT INTO audit_record (organization_id, id, action, status, created_at)"
        " VALUES ($1, 'aud_x', 'POST /v1/orders', 201, 1)",
        world_organization(world, WORLD_OWNER));
    expect_broken(world, "unchained", "3");
}

SCENARIO("a digest that was kept elsewhere tells when the whole chain was written anew")
{
    change(world, 3);
    const char *digest = world_value(verify(world), "digest");
    change(world, 1);
    const char *path = world_printf(world, VERIFICATION "?number=3&digest=%s", digest);
    EXPECT_TEXT(world_value(world_get(world, path), "is_intact"), "true");
    path = world_printf(world, VERIFICATION "?number=2&digest=%s", digest);
    Reply reply = world_get(world, path);
    EXPECT_TEXT(world_value(reply, "problem"), "differs");
    EXPECT_TEXT(world_value(reply, "problem_number"), "2");
}

SCENARIO("requests at once are chained one after the other")
{
    world_as(world, WORLD_OWNER);
    int statuses[WORLD_RACERS];
    for (int i = 0; i < 3; i++) {
        world_race(world, PATCH, "/v1/me", "{'language':'de'}", statuses);
        EXPECT_INT(world_count_status(statuses, 200), WORLD_RACERS);
    }
    Reply reply = verify(world);
    EXPECT_TEXT(world_value(reply, "is_intact"), "true");
    EXPECT_INT(atoi(world_value(reply, "count")), 3 * WORLD_RACERS);
}

static void count_intact(void *arg, Id organization_id, const AuditVerification *verification)
{
    (void)organization_id;
    *(int *)arg += verification->is_intact;
}

SCENARIO("records of before the chains are chained at the start, once")
{
    change(world, 3);
    world_exec(world, "UPDATE audit_record SET number = NULL, digest = NULL");
    world_exec(world, "DELETE FROM audit_chain");
    Ctx ctx = world->ctx;
    ctx.actor = (Actor){.is_system = true};
    world_must(world, audit_chain_begin(&ctx));
    world_must(world, audit_chain_begin(&ctx));
    change(world, 1);
    EXPECT_TEXT(world_value(verify(world), "is_intact"), "true");
    EXPECT_TEXT(world_value(verify(world), "count"), "4");
    int intact = 0;
    world_must(world, audit_chain_verify_all(&ctx, count_intact, &intact));
    EXPECT_INT(intact, 1);
}

SCENARIO("nobody sees, exports or verifies another organization's records")
{
    change(world, 2);
    world_as(world, WORLD_STRANGER);
    EXPECT_TEXT(world_value(world_get(world, VERIFICATION), "count"), "0");
    const char *id = world_user(world, WORLD_OWNER).text;
    const char *path = world_printf(world, "/v1/audit-records?user_id=%s", id);
    EXPECT_INT(world_length(world_get(world, path), "items"), 0);
    EXPECT(!strstr(world_get(world, "/v1/audit-records.csv").body, id));
    EXPECT_TEXT(world_get(world, "/v1/audit-records.jsonl").body, "");
    EXPECT_INT(world_length(world_get(world, "/v1/audit-records/choices"), "people"), 0);
    world_as(world, WORLD_REPORTER);
    EXPECT_INT(world_get(world, "/v1/audit-records.jsonl").status, 403);
}

SCENARIO("records are filtered by person, thing, action and time")
{
    change(world, 2);
    Time between = world->ctx.now;
    world_advance(world, HOURS(1));
    world_as(world, WORLD_OWNER);
    world_delete(world, "/v1/me/sessions");
    const char *at = time_text(world->ctx.arena, time_after(between, MINUTES(30)));
    const struct {
        const char *query;
        int count;
    } cases[] = {
        {world_printf(world, "user_id=%s", world_user(world, WORLD_OWNER).text), 3},
        {world_printf(world, "user_id=%s", world_user(world, WORLD_BUYER).text), 0},
        {world_printf(world, "subject_id=%s", world_user(world, WORLD_OWNER).text), 2},
        {"action=PATCH%20/v1/me", 2},
        {world_printf(world, "since=%s", at), 1},
        {world_printf(world, "until=%s", at), 2},
        {world_printf(world, "until=%s&action=DELETE%%20/v1/me/sessions", at), 0},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        EXPECT_INT(world_length(world_get(world,
                                    world_printf(world, "/v1/audit-records?%s", cases[i].query)),
                       "items"),
            cases[i].count);
}

SCENARIO("an export carries what the digests are made of")
{
    change(world, 1);
    Reply lines = world_get(world, "/v1/audit-records.jsonl");
    const char *digest = world_value(verify(world), "digest");
    EXPECT_TEXT(
        reply_header(lines, "Content-Disposition"), "attachment; filename=\"audit-log.jsonl\"");
    EXPECT(strstr(lines.body, digest));
    EXPECT(strstr(lines.body, "\"text\":\"Changed one’s name or language\""));
    EXPECT(strstr(world_get(world, "/v1/audit-records.csv").body, digest));
}

SCENARIO("the log tells every change in every language")
{
    for (size_t i = 0; api_routes[i]; i++)
        for (const Route *route = api_routes[i]; route->path; route++) {
            if (route->method == GET || route->is_question)
                continue;
            const char *action =
                world_printf(world, "%s %s", method_names[route->method], route->path);
            test_expect(audit_action_is_known(action), __FILE__, __LINE__,
                world_printf(world, "a line in src/audit/action_texts.c for %s", action));
        }
    EXPECT_TEXT(audit_action_text("POST /v1/orders", "cs"), "Objednávka zadána");
    EXPECT_TEXT(audit_action_text("POST /v1/gone", "de"), "POST /v1/gone");
}
