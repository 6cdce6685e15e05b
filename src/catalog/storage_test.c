#include "storage.h"

#include "settings.h"
#include "testing/world_offer.h"
#include "testing/world_quote.h"

#include <string.h>

// Lets a stored file count as if it had so many bytes.
static void resize(World *world, const char *content, int64_t size)
{
    world_exec(world, "UPDATE file SET size = $2 WHERE digest = $1", digest_of(content), size);
}

static const char *attached(World *world, const char *content)
{
    return world_printf(world, "'attachments': [{'name': 'a.txt', 'content': '%s'}]",
        base64_of(world->ctx.arena, content, strlen(content)));
}

static Reply say(
    World *world, WorldPerson person, const char *side, const char *id, const char *content)
{
    world_as(world, person);
    return world_post(world, world_printf(world, "/v1/%s/%s/messages", side, id),
        world_printf(world, "{'text': 'See there.', %s}", attached(world, content)));
}

static const char *used(World *world, WorldPerson person)
{
    world_as(world, person);
    return world_value(world_get(world, "/v1/organization/storage"), "used");
}

SCENARIO("each side of a conversation keeps its own attachments, and the same bytes once")
{
    WorldDeal deal = world_ask(world);
    say(world, WORLD_BUYER, "requests", deal.lead_id, "three");
    say(world, WORLD_BUYER, "requests", deal.lead_id, "three");
    say(world, WORLD_SELLER, "leads", deal.lead_id, "seven..");
    EXPECT_TEXT(used(world, WORLD_REPORTER), "5");
    EXPECT_TEXT(used(world, WORLD_SELLER), "7");
    EXPECT_TEXT(used(world, WORLD_STRANGER), "0");
}

SCENARIO("what is in drafts, revisions and on the seller's page counts for the seller")
{
    world_as(world, WORLD_SELLER);
    world_apply(world, world_offer(world, "db", "DB",
                           "logo: {svg: '<svg xmlns=\"http://www.w3.org/2000/svg\"/>'}\n"
                           "documents: [{kind: eula, language: en, title: EULA, version: 1,"
                           " text: Nice}]\n"));
    EXPECT_TEXT(used(world, WORLD_SELLER), "45");
    Id draft = world_id(world_post(world, "/v1/drafts",
                            "{'name': 'N', 'service_type': 'image', 'licence_type': 'free'}"),
        "id");
    world_header(world, "Content-Type", "application/octet-stream");
    EXPECT_INT(world_send(world, POST,
                   world_printf(world, "/v1/drafts/%s/files?kind=document", draft.text),
                   (Blob){"123456", 6})
                   .status,
        201);
    world_header(world, "Content-Type", NULL);
    EXPECT_TEXT(used(world, WORLD_SELLER), "51");
}

SCENARIO("an organization whose files take all its room is told so, and may use again what it has")
{
    WorldDeal deal = world_ask(world);
    say(world, WORLD_BUYER, "requests", deal.lead_id, "big");
    resize(world, "big", settings()->storage_limit - 5);
    EXPECT_INT(say(world, WORLD_BUYER, "requests", deal.lead_id, "five.").status, 201);
    Reply refused = say(world, WORLD_BUYER, "requests", deal.lead_id, "!");
    EXPECT_INT(refused.status, 409);
    EXPECT_TEXT(refused.code, "storage_full");
    EXPECT(strstr(refused.message, "1024 of 1024 MB"));
    EXPECT_INT(say(world, WORLD_BUYER, "requests", deal.lead_id, "five.").status, 201);
    EXPECT_INT(say(world, WORLD_SELLER, "leads", deal.lead_id, "!").status, 201);
}

SCENARIO("of uploads at once only as many are taken as there is room for")
{
    WorldDeal deal = world_ask(world);
    say(world, WORLD_BUYER, "requests", deal.lead_id, "big");
    resize(world, "big", settings()->storage_limit - 15);
    RaceRequest requests[WORLD_RACERS];
    const char *plan_id = world_text(world, "SELECT plan_id FROM lead");
    int statuses[WORLD_RACERS];
    for (int i = 0; i < WORLD_RACERS; i++)
        requests[i] = (RaceRequest){POST, "/v1/requests",
            world_printf(world, "{'plan_id': '%s', %s}", plan_id,
                attached(world, world_printf(world, "tencharsA%d", i)))};
    world_race_all(world, requests, WORLD_RACERS, statuses);
    EXPECT_INT(world_count_status(statuses, 201), 1);
    // 429: as many at once are not even read.
    EXPECT_INT(
        world_count_status(statuses, 409) + world_count_status(statuses, 429), WORLD_RACERS - 1);
}
