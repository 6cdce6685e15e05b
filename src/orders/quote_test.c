#include "orders/quote.h"

#include "testing/world_offer.h"
#include "testing/world_quote.h"

#include <string.h>

static Reply get(World *world, WorldPerson person, const char *id)
{
    world_as(world, person);
    return world_get(world, world_printf(world, "/v1/quotes/%s", id));
}

static const char *agreed(World *world, const WorldDeal *deal)
{
    return world_printf(world, "{%s}", world_quote_accepted(world, deal));
}

static const char *lead_state(World *world, const WorldDeal *deal)
{
    return world_text(world, "SELECT state FROM lead WHERE id = $1", deal->lead_id);
}

static int64_t orders(World *world)
{
    return world_count(world, "SELECT count(*) FROM orders");
}

// ── writing ──────────────────────────────────────────────────────────────────────────────────

SCENARIO("a quote says what its lines come to, and its draft is the seller's alone")
{
    WorldDeal deal = world_ask(world);
    Reply drafted = world_quote_draft(world, &deal, world_quote_body(world, ""));
    EXPECT_INT(drafted.status, 201);
    EXPECT_TEXT(world_value(drafted, "state"), "draft");
    EXPECT_TEXT(world_value(drafted, "lines.0.amount.minor"), "150000");
    EXPECT_TEXT(world_value(drafted, "lines.1.amount.minor"), "10001"); // rounded once
    EXPECT(!world_value(drafted, "lines.2.amount"));
    EXPECT_INT(world_length(drafted, "totals"), 2);
    EXPECT_TEXT(world_value(drafted, "totals.0.period"), "once");
    EXPECT_TEXT(world_value(drafted, "totals.1.amount.minor"), "10001");
    EXPECT(strstr(world_value(drafted, "terms_html"), "<strong>soon</strong>") != NULL);

    const char *id = world_value(drafted, "id");
    EXPECT_INT(get(world, WORLD_BUYER, id).status, 404);
    world_as(world, WORLD_BUYER);
    Reply list = world_get(world, world_printf(world, "/v1/requests/%s/quotes", deal.lead_id));
    EXPECT_INT(world_length(list, "items"), 0);
    EXPECT_TEXT(lead_state(world, &deal), "new");
}

SCENARIO("what is wrong with a quote is said line by line")
{
    WorldDeal deal = world_ask(world);
    Reply reply = world_quote_draft(world, &deal,
        "{'lines': [{'text': 'A', 'kind': 'recurring', 'quantity': 1,"
        " 'rate': {'micros': 1, 'per': 1, 'currency': 'USD'}},"
        " {'text': 'B', 'kind': 'usage', 'quantity': 1,"
        " 'rate': {'micros': 1000001000000, 'per': 1, 'currency': 'EUR'}}]}");
    EXPECT_INT(reply.status, 422);
    EXPECT_TEXT(world_value(reply, "errors.0.field"), "lines[0].rate");
    EXPECT_TEXT(world_value(reply, "errors.0.code"), "wrong_currency");
    EXPECT_TEXT(world_value(reply, "errors.1.field"), "lines[0].period");
    EXPECT_TEXT(world_value(reply, "errors.2.field"), "lines[1].rate");
    EXPECT_TEXT(world_value(reply, "errors.3.field"), "lines[1].meter");
    EXPECT_TEXT(world_value(reply, "errors.4.field"), "lines[1].quantity");
    EXPECT_INT(world_length(reply, "errors"), 5);
}

SCENARIO("a draft may lack anything, what is sent may not")
{
    WorldDeal deal = world_ask(world);
    const char *id = world_value(world_quote_draft(world, &deal, "{}"), "id");
    Reply reply = world_quote_act(world, WORLD_SELLER, id, "sending", NULL);
    EXPECT_INT(reply.status, 422);
    EXPECT_TEXT(world_value(reply, "errors.0.field"), "lines");
    EXPECT_TEXT(world_value(reply, "errors.1.field"), "valid_until");
    const char *path = world_printf(world, "/v1/quotes/%s", id);
    static const int days[] = {-1, 400};
    for (size_t i = 0; i < COUNT_OF(days); i++) {
        EXPECT_INT(world_put(world, path,
                       world_printf(world, "{'lines': " WORLD_QUOTE_LINES ", 'valid_until': '%s'}",
                           world_day(world, days[i])))
                       .status,
            200);
        EXPECT_TEXT(world_value(world_quote_act(world, WORLD_SELLER, id, "sending", NULL),
                        "errors.0.field"),
            "valid_until");
    }
    EXPECT_TEXT(lead_state(world, &deal), "new");
}

SCENARIO("of two who edit a draft the second is told, and one draft is enough")
{
    WorldDeal deal = world_ask(world);
    Reply drafted = world_quote_draft(world, &deal, world_quote_body(world, ""));
    EXPECT_TEXT(world_quote_draft(world, &deal, "{}").code, "draft_exists");
    const char *path = world_printf(world, "/v1/quotes/%s", world_value(drafted, "id"));
    world_header(world, "If-Match", reply_header(drafted, "ETag"));
    EXPECT_INT(world_put(world, path, world_quote_body(world, "")).status, 200);
    EXPECT_INT(world_put(world, path, "{}").status, 412);
    EXPECT_INT(world_length(world_get(world, path), "lines"), 3);
}

SCENARIO("what was sent stays as it is")
{
    WorldDeal deal = world_quoted(world);
    world_as(world, WORLD_SELLER);
    EXPECT_TEXT(
        world_put(world, world_printf(world, "/v1/quotes/%s", deal.id), world_quote_body(world, ""))
            .code,
        "not_a_draft");
    EXPECT_INT(world_quote_act(world, WORLD_SELLER, deal.id, "sending", NULL).status, 200);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM event WHERE kind = 'quote.sent'"), 2);
}

SCENARIO("a document can be the terms; only who is on either side reads it")
{
    WorldDeal deal = world_ask(world);
    const char *id =
        world_value(world_quote_draft(world, &deal, world_quote_body(world, "")), "id");
    const char *path = world_printf(world, "/v1/quotes/%s/terms", id);
    Reply program = world_put(world, path, "{'name': 'Run me', 'content': 'TVqQAAM='}");
    EXPECT_TEXT(world_value(program, "errors.0.field"), "content");
    EXPECT_INT(world_put(world, path, "{'name': 'Contract', 'content': '*'}").status, 422);
    Reply reply = world_put(world, path, "{'name': 'Contract', 'content': 'JVBERi0xLjcgYw=='}");
    EXPECT_INT(reply.status, 200);
    EXPECT(!world_value(reply, "terms"));
    const char *file = world_printf(world, "/v1/files/%s", world_value(reply, "terms_digest"));
    EXPECT_INT(world_get(world, file).status, 200);
    world_as(world, WORLD_BUYER);
    EXPECT_INT(world_get(world, file).status, 404); // not sent yet
    EXPECT_INT(world_quote_act(world, WORLD_SELLER, id, "sending", NULL).status, 200);
    Reply sent = get(world, WORLD_REPORTER, id);
    EXPECT_TEXT(world_value(sent, "agreements.1.kind"), "quote_terms");
    EXPECT_TEXT(world_value(sent, "agreements.1.title"), "Contract");
    EXPECT_INT(world_get(world, file).status, 200);
    world_as(world, WORLD_STRANGER);
    EXPECT_INT(world_get(world, file).status, 404);
}

// ── accepting ────────────────────────────────────────────────────────────────────────────────

SCENARIO("an accepted quote becomes an order and a subscription that says what was agreed")
{
    WorldDeal deal = world_quoted(world);
    EXPECT_TEXT(lead_state(world, &deal), "quoted");
    world_publish(world, world_offer(world, "move", "Move", "version: 2\n" WORLD_MOVE));
    Reply sent = get(world, WORLD_BUYER, deal.id);
    EXPECT_TEXT(world_value(sent, "is_open"), "true");
    EXPECT_INT(world_length(sent, "agreements"), 2);

    Reply reply = world_quote_accept(world, &deal);
    EXPECT_INT(reply.status, 200);
    EXPECT_TEXT(world_value(reply, "state"), "accepted");
    EXPECT_TEXT(world_value(reply, "decided_by_name"), "Berta Buyer");
    EXPECT_TEXT(lead_state(world, &deal), "won");
    Reply order =
        world_get(world, world_printf(world, "/v1/orders/%s", world_value(reply, "order_id")));
    EXPECT_TEXT(world_value(order, "state"), "completed");
    Reply subscription = world_get(
        world, world_printf(world, "/v1/subscriptions/%s", world_value(reply, "subscription_id")));
    EXPECT_TEXT(world_value(subscription, "state"), "active");
    EXPECT_TEXT(world_value(subscription, "quote_id"), deal.id);
    EXPECT_INT(world_length(subscription, "agreements"), 2);
    EXPECT_TEXT(world_value(subscription, "agreements.0.kind"), "quote_terms");
    Reply terms = world_get(world,
        world_printf(world, "/v1/files/%s", world_value(subscription, "agreements.0.digest")));
    EXPECT_TEXT(terms.body, "Pay **soon**.");
}

SCENARIO("a quote needs every agreement, its own terms too")
{
    WorldDeal deal = world_quoted(world);
    Reply none = world_quote_act(world, WORLD_BUYER, deal.id, "acceptance", "{'accepted': []}");
    EXPECT_INT(none.status, 422);
    EXPECT_TEXT(none.code, "agreements_not_accepted");
    EXPECT_INT(world_length(none, "errors"), 2);
    EXPECT_INT(orders(world), 0);
    EXPECT_TEXT(lead_state(world, &deal), "quoted");
}

SCENARIO("who accepts at the same moment accepts once")
{
    WorldDeal deal = world_quoted(world);
    int statuses[WORLD_RACERS];
    world_as(world, WORLD_BUYER);
    world_race(world, POST, world_printf(world, "/v1/quotes/%s/acceptance", deal.id),
        agreed(world, &deal), statuses);
    EXPECT_INT(world_count_status(statuses, 200), WORLD_RACERS);
    EXPECT_INT(orders(world), 1);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM subscription WHERE state = 'active'"), 1);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM event WHERE kind = 'quote.accepted'"), 2);
}

SCENARIO("of accepting and declining at the same moment one counts")
{
    WorldDeal deal = world_quoted(world);
    RaceRequest requests[] = {
        {POST, world_printf(world, "/v1/quotes/%s/acceptance", deal.id), agreed(world, &deal)},
        {POST, world_printf(world, "/v1/quotes/%s/decline", deal.id), "{}"},
    };
    int statuses[WORLD_RACERS] = {0};
    world_as(world, WORLD_BUYER);
    world_race_all(world, requests, COUNT_OF(requests), statuses);
    EXPECT_INT(world_count_status(statuses, 200), 1);
    EXPECT_INT(world_count_status(statuses, 409), 1);
    EXPECT_INT(orders(world), statuses[0] == 200);
}

SCENARIO("what was withdrawn or replaced cannot be accepted, and what was accepted not withdrawn")
{
    WorldDeal deal = world_quoted(world);
    const char *first = deal.id;
    world_quote(world, &deal, "");
    EXPECT_TEXT(world_value(get(world, WORLD_BUYER, first), "state"), "replaced");
    EXPECT_TEXT(world_quote_act(world, WORLD_BUYER, first, "acceptance", agreed(world, &deal)).code,
        "quote_not_open");
    const char *reason = "{'reason': 'A slip.'}";
    EXPECT_INT(world_quote_act(world, WORLD_SELLER, deal.id, "withdrawal", reason).status, 200);
    EXPECT_TEXT(lead_state(world, &deal), "answered");
    EXPECT_TEXT(world_quote_accept(world, &deal).code, "quote_not_open");
    EXPECT_TEXT(world_value(get(world, WORLD_BUYER, deal.id), "reason"), "A slip.");

    world_quote(world, &deal, "");
    EXPECT_INT(world_quote_accept(world, &deal).status, 200);
    EXPECT_TEXT(
        world_quote_act(world, WORLD_SELLER, deal.id, "withdrawal", "{}").code, "wrong_state");
    EXPECT_INT(orders(world), 1);
    EXPECT_TEXT(world_quote_draft(world, &deal, "{}").code, "wrong_state");
}

SCENARIO("a quote is open to the last moment of its last day")
{
    WorldDeal deal = world_quoted(world);
    int64_t left = world_count(world, "SELECT expires_at FROM quote") - world->ctx.now.us;
    world_advance(world, left);
    EXPECT_TEXT(world_value(get(world, WORLD_BUYER, deal.id), "is_open"), "false");
    EXPECT_TEXT(world_quote_accept(world, &deal).code, "quote_not_open");
    world_advance(world, -SECONDS(1));
    EXPECT_INT(world_quote_accept(world, &deal).status, 200);
}

SCENARIO("whoever declines may say why, and the conversation goes on")
{
    WorldDeal deal = world_quoted(world);
    Reply reply =
        world_quote_act(world, WORLD_BUYER, deal.id, "decline", "{'reason': 'Too dear.'}");
    EXPECT_TEXT(world_value(reply, "state"), "declined");
    EXPECT_TEXT(world_value(get(world, WORLD_SELLER, deal.id), "reason"), "Too dear.");
    EXPECT_TEXT(lead_state(world, &deal), "answered");
    EXPECT_TEXT(world_quote_accept(world, &deal).code, "quote_not_open");
    world_quote(world, &deal, "");
    EXPECT_TEXT(lead_state(world, &deal), "quoted");
}

SCENARIO("a quote for a product that was taken out waits until it is back")
{
    WorldDeal deal = world_quoted(world);
    world_exec(world, "UPDATE product SET state = 'unpublished'");
    EXPECT_TEXT(world_quote_accept(world, &deal).code, "product_not_available");
    EXPECT_INT(world_count(world, "SELECT count(*) FROM subscription"), 0);
    world_exec(world, "UPDATE product SET state = 'published'");
    EXPECT_INT(world_quote_accept(world, &deal).status, 200);
}

SCENARIO("when the request ends, the open quote ends with it")
{
    WorldDeal deal = world_quoted(world);
    world_as(world, WORLD_BUYER);
    world_post(world, world_printf(world, "/v1/requests/%s/withdrawal", deal.lead_id), NULL);
    EXPECT_TEXT(world_quote_accept(world, &deal).code, "quote_not_open"); // even before
    world_drain(world);
    EXPECT_TEXT(world_value(get(world, WORLD_BUYER, deal.id), "state"), "withdrawn");
    EXPECT_TEXT(lead_state(world, &deal), "withdrawn");
}

SCENARIO("what is delivered by hand begins when the seller says so, once")
{
    WorldDeal deal = world_ask(world);
    world_quote(world, &deal, ", 'is_delivered_later': true");
    EXPECT_TEXT(
        world_quote_act(world, WORLD_SELLER, deal.id, "delivery", NULL).code, "nothing_to_deliver");
    Reply reply = world_quote_accept(world, &deal);
    const char *path =
        world_printf(world, "/v1/subscriptions/%s", world_value(reply, "subscription_id"));
    EXPECT_TEXT(world_value(world_get(world, path), "state"), "pending");
    EXPECT_INT(world_quote_act(world, WORLD_SELLER, deal.id, "delivery", NULL).status, 200);
    EXPECT_INT(world_quote_act(world, WORLD_SELLER, deal.id, "delivery", NULL).status, 200);
    world_drain(world);
    world_as(world, WORLD_BUYER);
    EXPECT_TEXT(world_value(world_get(world, path), "state"), "active");
    EXPECT_INT(world_count(world, "SELECT count(*) FROM event WHERE kind = 'order.completed'"), 1);
}

// ── whose it is ──────────────────────────────────────────────────────────────────────────────

SCENARIO("to others there is no such quote, whatever they try")
{
    static const WorldPerson others[] = {WORLD_STRANGER, WORLD_NEWCOMER};
    WorldDeal deal = world_quoted(world);
    for (size_t i = 0; i < COUNT_OF(others); i++) {
        EXPECT_INT(get(world, others[i], deal.id).status, 404);
        EXPECT_INT(
            world_quote_act(world, others[i], deal.id, "acceptance", agreed(world, &deal)).status,
            404);
        EXPECT_INT(world_quote_act(world, others[i], deal.id, "decline", "{}").status, 404);
    }
    EXPECT_INT(
        world_quote_act(world, WORLD_SELLER, deal.id, "acceptance", agreed(world, &deal)).status,
        404);
    EXPECT_INT(get(world, WORLD_OPERATOR, deal.id).status, 404);
    EXPECT_INT(orders(world), 0);
}

SCENARIO("only who may purchase, in an organization that is approved, accepts")
{
    WorldDeal deal = world_quoted(world);
    const char *body = agreed(world, &deal);
    EXPECT_INT(world_quote_act(world, WORLD_REPORTER, deal.id, "acceptance", body).status, 403);
    EXPECT_INT(world_quote_act(world, WORLD_REPORTER, deal.id, "decline", "{}").status, 403);
    world_exec(world, "UPDATE organization SET approved_at = NULL WHERE name = 'Acme'");
    EXPECT_TEXT(world_quote_act(world, WORLD_BUYER, deal.id, "acceptance", body).code,
        "profile_not_approved");
    EXPECT_INT(orders(world), 0);
}
