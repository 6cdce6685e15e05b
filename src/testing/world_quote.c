#include "testing/world_quote.h"

#include "testing/world_offer.h"
#include "testing/world_shop.h"

#define TERMS "Pay **soon**."

WorldDeal world_ask(World *world)
{
    WorldDeal deal = {.operators = world_terms(world, "en", "1.0", "Be kind.")};
    world_publish(world, world_offer(world, "move", "Move", WORLD_MOVE));
    world_as(world, WORLD_BUYER);
    const char *plan_id = world_value(world_get(world, "/v1/products/move"), "plans.0.id");
    Reply request =
        world_post(world, "/v1/requests", world_printf(world, "{'plan_id': '%s'}", plan_id));
    EXPECT_INT(request.status, 201);
    deal.lead_id = world_value(request, "id");
    return deal;
}

const char *world_day(World *world, int days)
{
    return date_text(
        world->ctx.arena, date_add_days(date_of(world->ctx.now, "Europe/Berlin"), days));
}

const char *world_quote_body(World *world, const char *more)
{
    return world_printf(world,
        "{'lines': " WORLD_QUOTE_LINES ", 'description': 'We *carry*.', 'terms': '" TERMS
        "',"
        " 'valid_until': '%s'%s}",
        world_day(world, 10), more);
}

Reply world_quote_draft(World *world, const WorldDeal *deal, const char *body)
{
    world_as(world, WORLD_SELLER);
    return world_post(world, world_printf(world, "/v1/leads/%s/quotes", deal->lead_id), body);
}

Reply world_quote_act(
    World *world, WorldPerson person, const char *id, const char *verb, const char *body)
{
    world_as(world, person);
    return world_post(world, world_printf(world, "/v1/quotes/%s/%s", id, verb), body);
}

void world_quote(World *world, WorldDeal *deal, const char *more)
{
    deal->id = world_value(world_quote_draft(world, deal, world_quote_body(world, more)), "id");
    EXPECT_INT(world_quote_act(world, WORLD_SELLER, deal->id, "sending", NULL).status, 200);
}

WorldDeal world_quoted(World *world)
{
    WorldDeal deal = world_ask(world);
    world_quote(world, &deal, "");
    return deal;
}

const char *world_quote_accepted(World *world, const WorldDeal *deal)
{
    return world_printf(world, "'accepted': ['%s', '%s']",
        digest_text(world->ctx.arena, deal->operators),
        digest_text(world->ctx.arena, digest_of(TERMS)));
}

Reply world_quote_accept(World *world, const WorldDeal *deal)
{
    return world_quote_act(world, WORLD_BUYER, deal->id, "acceptance",
        world_printf(world, "{%s}", world_quote_accepted(world, deal)));
}
