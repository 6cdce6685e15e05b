#include "orders/quote_link.h"

#include "testing/world_quote.h"

#include <string.h>

// What stands in the mail to that person.
static const char *token(World *world, const WorldDeal *deal, WorldPerson person)
{
    const char *url = quote_link_url(&world->ctx, id_from(deal->id), world_user(world, person));
    return strstr(url, "token=") + strlen("token=");
}

// As a visitor, who has nothing but the link.
static Reply use(World *world, const char *verb, const char *link, const char *more)
{
    world_as(world, WORLD_VISITOR);
    return world_post(world, world_printf(world, "/v1/quote-links/%s", verb),
        world_printf(world, "{'token': '%s'%s}", link, more));
}

static Reply inspect(World *world, const char *link)
{
    return use(world, "inspection", link, "");
}

static Reply accept(World *world, const WorldDeal *deal, const char *link)
{
    return use(
        world, "acceptance", link, world_printf(world, ", %s", world_quote_accepted(world, deal)));
}

SCENARIO("a link shows its quote and nothing else, however often one looks")
{
    WorldDeal deal = world_quoted(world);
    const char *link = token(world, &deal, WORLD_BUYER);
    inspect(world, link);
    Reply reply = inspect(world, link);
    EXPECT_INT(reply.status, 200);
    EXPECT_TEXT(world_value(reply, "person_name"), "Berta Buyer");
    EXPECT_TEXT(world_value(reply, "is_usable"), "true");
    EXPECT_TEXT(world_value(reply, "quote.id"), deal.id);
    EXPECT_INT(world_length(reply, "quote.agreements"), 2);
    EXPECT_INT(world_get(world, world_printf(world, "/v1/quotes/%s", deal.id)).status, 401);
}

SCENARIO("who accepts by a link has accepted in person, once")
{
    WorldDeal deal = world_quoted(world);
    const char *link = token(world, &deal, WORLD_BUYER);
    EXPECT_TEXT(use(world, "acceptance", link, ", 'accepted': []").code, "agreements_not_accepted");
    Reply reply = accept(world, &deal, link);
    EXPECT_INT(reply.status, 200);
    EXPECT_TEXT(world_value(reply, "decided_by_name"), "Berta Buyer");
    EXPECT_TEXT(accept(world, &deal, link).code, "link_used");
    EXPECT_TEXT(use(world, "decline", link, "").code, "link_used");
    EXPECT_INT(world_count(world, "SELECT count(*) FROM orders"), 1);
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM agreement_acceptance WHERE accepted_by = $1",
            world_user(world, WORLD_BUYER)),
        2);
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM audit_record WHERE user_id = $1 AND action LIKE $2",
                   world_user(world, WORLD_BUYER), "%quote-links/acceptance"),
        1);
    Reply used = inspect(world, link);
    EXPECT_TEXT(world_value(used, "state"), "accepted");
    EXPECT(!world_value(used, "quote"));
}

SCENARIO("by a link one also declines")
{
    WorldDeal deal = world_quoted(world);
    Reply reply = use(world, "decline", token(world, &deal, WORLD_OWNER), ", 'reason': 'No.'");
    EXPECT_TEXT(world_value(reply, "state"), "declined");
    EXPECT_TEXT(world_value(reply, "decided_by_name"), "Otto Owner");
}

SCENARIO("whoever accepts twice at the same moment accepts once")
{
    WorldDeal deal = world_quoted(world);
    int statuses[WORLD_RACERS];
    const char *body = world_printf(world, "{'token': '%s', %s}", token(world, &deal, WORLD_BUYER),
        world_quote_accepted(world, &deal));
    world_as(world, WORLD_VISITOR);
    world_race(world, POST, "/v1/quote-links/acceptance", body, statuses);
    EXPECT(world_count_status(statuses, 200) >= 1);
    EXPECT_INT(world_count_status(statuses, 200) + world_count_status(statuses, 409), WORLD_RACERS);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM orders"), 1);
}

SCENARIO("a link that was forged, or made for something else, is not known")
{
    WorldDeal deal = world_quoted(world);
    const char *mine = token(world, &deal, WORLD_BUYER), *seal = strrchr(mine, '.');
    const char *forged[] = {
        "",
        "..",
        "x",
        deal.id,
        world_printf(world, "%s.", mine),
        world_printf(world, "%.*s%c", (int)strlen(mine) - 1, mine,
            seal[strlen(seal) - 1] == 'A' ? 'E' : 'A'),
        world_printf(world, "%s.%s%s", deal.id, world_user(world, WORLD_OWNER).text, seal),
        world_printf(
            world, "quo_01hzy00000000000000000000.%s%s", world_user(world, WORLD_BUYER).text, seal),
    };
    for (size_t i = 0; i < COUNT_OF(forged); i++) {
        EXPECT(inspect(world, forged[i]).status == (*forged[i] ? 404 : 422));
        EXPECT(accept(world, &deal, forged[i]).status == (*forged[i] ? 404 : 422));
    }
    EXPECT_INT(world_count(world, "SELECT count(*) FROM orders"), 0);
}

SCENARIO("a link binds only as long as its person may buy for the organization")
{
    static const WorldPerson others[] = {WORLD_REPORTER, WORLD_STRANGER, WORLD_SELLER};
    WorldDeal deal = world_quoted(world);
    for (size_t i = 0; i < COUNT_OF(others); i++) {
        const char *link = token(world, &deal, others[i]);
        EXPECT_TEXT(inspect(world, link).code, "link_not_allowed");
        EXPECT_TEXT(accept(world, &deal, link).code, "link_not_allowed");
    }
    world_change_roles(world, WORLD_BUYER, "[\"reports\"]");
    EXPECT_TEXT(accept(world, &deal, token(world, &deal, WORLD_BUYER)).code, "link_not_allowed");
}

SCENARIO("a link expires with its quote, and ends when the quote does")
{
    WorldDeal deal = world_quoted(world);
    const char *link = token(world, &deal, WORLD_BUYER);
    world_quote_act(world, WORLD_SELLER, deal.id, "withdrawal", "{}");
    EXPECT_TEXT(accept(world, &deal, link).code, "link_used");

    world_quote(world, &deal, "");
    link = token(world, &deal, WORLD_BUYER);
    world_advance(world, DAYS(11));
    EXPECT_TEXT(accept(world, &deal, link).code, "link_expired");
    EXPECT_TEXT(world_value(inspect(world, link), "is_usable"), "false");
}

SCENARIO("by a link one reads the documents of its quote, and no others")
{
    WorldDeal deal = world_quoted(world);
    const char *link = token(world, &deal, WORLD_BUYER);
    const char *digest = digest_text(world->ctx.arena, digest_of("Pay **soon**."));
    Reply terms = use(world, "documents", link, world_printf(world, ", 'digest': '%s'", digest));
    EXPECT_INT(terms.status, 200);
    EXPECT_TEXT(terms.body, "Pay **soon**.");
    EXPECT_TEXT(reply_header(terms, "Content-Disposition"), "attachment");
    digest = digest_text(world->ctx.arena, digest_of("something else"));
    EXPECT_INT(
        use(world, "documents", link, world_printf(world, ", 'digest': '%s'", digest)).status, 404);
}
