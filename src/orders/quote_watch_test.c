#include "orders/quote_watch.h"

#include "testing/world_quote.h"

static void watch(World *world)
{
    Actor actor = world->ctx.actor;
    world->ctx.actor = (Actor){.is_system = true};
    world_must(world, quote_watch_job(&world->ctx, &(Job){0}));
    world->ctx.actor = actor;
}

static int64_t events(World *world, const char *kind)
{
    return world_count(world, "SELECT count(*) FROM event WHERE kind = $1", kind);
}

SCENARIO("a quote that nobody decided expires, and the conversation goes on")
{
    WorldDeal deal = world_quoted(world);
    int64_t left = world_count(world, "SELECT expires_at FROM quote") - world->ctx.now.us;
    world_advance(world, left - SECONDS(1));
    watch(world);
    EXPECT_INT(events(world, "quote.expired"), 0);
    world_advance(world, SECONDS(1));
    watch(world);
    watch(world);
    EXPECT_INT(events(world, "quote.expired"), 2); // to both, once
    EXPECT_TEXT(
        world_text(world, "SELECT state FROM lead WHERE id = $1", deal.lead_id), "answered");
    EXPECT_TEXT(world_quote_accept(world, &deal).code, "quote_not_open");
    world_quote(world, &deal, "");
}

SCENARIO("three days before it is too late somebody is told, once")
{
    world_quoted(world);
    world_advance(world, DAYS(7));
    watch(world);
    EXPECT_INT(events(world, "quote.expiring"), 0);
    world_advance(world, DAYS(1));
    watch(world);
    watch(world);
    EXPECT_INT(events(world, "quote.expiring"), 2);
}

SCENARIO("of what is valid for a short time only its end is told")
{
    WorldDeal deal = world_ask(world);
    deal.id =
        world_value(world_quote_draft(world, &deal,
                        world_printf(world, "{'lines': " WORLD_QUOTE_LINES ", 'valid_until': '%s'}",
                            world_day(world, 1))),
            "id");
    world_quote_act(world, WORLD_SELLER, deal.id, "sending", NULL);
    watch(world);
    EXPECT_INT(events(world, "quote.expiring"), 0);
    world_advance(world, DAYS(3));
    watch(world);
    EXPECT_INT(events(world, "quote.expired"), 2);
}

SCENARIO("what was accepted does not expire")
{
    WorldDeal deal = world_quoted(world);
    EXPECT_INT(world_quote_accept(world, &deal).status, 200);
    world_advance(world, DAYS(30));
    watch(world);
    EXPECT_INT(events(world, "quote.expired"), 0);
}
