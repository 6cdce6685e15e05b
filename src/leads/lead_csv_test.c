#include "testing/world_quote.h"

#include <string.h>

SCENARIO("all that match are in the file, each side its own")
{
    WorldDeal deal = world_quoted(world);
    const char *plan_id = world_text(world, "SELECT plan_id FROM lead");
    world_as(world, WORLD_BUYER);
    for (int i = 0; i < 3; i++)
        world_post(world, "/v1/requests", world_printf(world, "{'plan_id': '%s'}", plan_id));
    Reply mine = world_get(world, "/v1/requests.csv?state=quoted&limit=1");
    EXPECT_TEXT(mine.res->media_type, "text/csv; charset=utf-8");
    EXPECT(strstr(mine.body, deal.lead_id));
    EXPECT(strstr(mine.body, "quoted,sent,Move,Move,Nimbus Labs,"));
    world_as(world, WORLD_SELLER);
    Reply all = world_get(world, "/v1/leads.csv?limit=1");
    int lines = 0;
    for (const char *c = all.body; *c; c++)
        lines += *c == '\n';
    EXPECT_INT(lines, 5);
    EXPECT(strstr(all.body, "Acme,berta@acme.test"));
    world_as(world, WORLD_STRANGER);
    EXPECT(!strstr(world_get(world, "/v1/leads.csv").body, "Acme"));
    EXPECT(!strstr(world_get(world, "/v1/requests.csv").body, "Move"));
}

SCENARIO("a name that is a formula is none in a spreadsheet")
{
    world_quoted(world);
    world_exec(world, "UPDATE organization SET name = '=1+2' WHERE name = 'Acme'");
    world_as(world, WORLD_SELLER);
    EXPECT(strstr(world_get(world, "/v1/leads.csv").body, "'=1+2"));
}

SCENARIO("a lead can be nobody's matter again")
{
    WorldDeal deal = world_quoted(world);
    const char *path = world_printf(world, "/v1/leads/%s", deal.lead_id);
    world_as(world, WORLD_SELLER);
    world_patch(world, path,
        world_printf(world, "{'assigned_to': '%s'}", world_user(world, WORLD_SELLER).text));
    EXPECT(world_value(world_get(world, path), "assigned_to") != NULL);
    const char *assignment = world_printf(world, "%s/assignment", path);
    EXPECT_INT(world_delete(world, assignment).status, 200);
    EXPECT_INT(world_delete(world, assignment).status, 200);
    EXPECT(!world_value(world_get(world, path), "assigned_to"));
    EXPECT_INT(world_count(world, "SELECT count(*) FROM event WHERE kind = 'lead.unassigned'"), 1);
    world_drain(world); // and mails nobody about it
    world_as(world, WORLD_BUYER);
    EXPECT_INT(world_delete(world, assignment).status, 403);
}
