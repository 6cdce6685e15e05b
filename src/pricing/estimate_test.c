#include "estimate.h"

#include "metering/usage.h"
#include "testing/world_offer.h"

#include <string.h>

static const char *plan_of(World *world, const char *slug)
{
    Reply reply = world_get(world, world_printf(world, "/v1/products/%s", slug));
    return world_value(reply, "plans.0.id");
}

static Reply estimate(World *world, const char *plan_id, const char *quantities)
{
    return world_post(world, "/v1/estimates",
        world_printf(world, "{'plan_id': '%s', 'quantities': [%s]}", plan_id, quantities));
}

static const char *chat(World *world)
{
    world_publish(world,
        world_ai_offer(world, "chat", "Chat",
            "ai: {models: ["
            "{name: small, capabilities: [chat], context_length: 8192, rates: {in: 0.15, out: 0.60}},"
            "{name: large, capabilities: [chat], context_length: 8192,"
            " rates: {in: 2.50, out: 10, cached: 1.25, reasoning: 12}}]}"));
    world_as(world, WORLD_VISITOR);
    return plan_of(world, "chat");
}

SCENARIO("a visitor learns what tokens would cost")
{
    Reply reply = estimate(world, chat(world),
        "{'model': 'small', 'meter': 'tokens_in', 'quantity': 2000000},"
        "{'model': 'small', 'meter': 'tokens_out', 'quantity': 100001}");
    EXPECT_INT(reply.status, 200);
    EXPECT_TEXT(world_value(reply, "lines.0.amount.minor"), "30");
    EXPECT_TEXT(world_value(reply, "lines.1.amount_micros"), "60001");
    EXPECT_TEXT(world_value(reply, "lines.1.amount.minor"), "6");
    EXPECT_TEXT(world_value(reply, "total.minor"), "36");
    EXPECT_TEXT(world_value(reply, "total_micros"), "360001");
    EXPECT(world_value(reply, "period") == NULL);
}

SCENARIO("an estimate is what the report of the same usage says")
{
    const char *plan_id = chat(world);
    static const Tokens usages[] = {
        {1000, 500, 0, 0}, {123457, 98765, 23456, 4321}, {7, 3, 7, 3}, {1, 1, 1, 0}, {0, 5, 0, 5}};
    static const AiRates small = {{150000, 1000000, {"EUR"}}, {600000, 1000000, {"EUR"}}},
                         large = {{2500000, 1000000, {"EUR"}}, {10000000, 1000000, {"EUR"}},
                             {1250000, 1000000, {"EUR"}}, {12000000, 1000000, {"EUR"}}};
    for (size_t i = 0; i < COUNT_OF(usages); i++)
        for (int is_large = 0; is_large < 2; is_large++) {
            const char *model = is_large ? "large" : "small";
            Reply reply = estimate(world, plan_id,
                world_printf(world,
                    "{'model': '%s', 'meter': 'tokens_in', 'quantity': %lld},"
                    "{'model': '%s', 'meter': 'tokens_out', 'quantity': %lld},"
                    "{'model': '%s', 'meter': 'tokens_cached', 'quantity': %lld},"
                    "{'model': '%s', 'meter': 'tokens_reasoning', 'quantity': %lld}",
                    model, (long long)usages[i].in, model, (long long)usages[i].out, model,
                    (long long)usages[i].cached, model, (long long)usages[i].reasoning));
            EXPECT_TEXT(world_value(reply, "total_micros"),
                world_printf(
                    world, "%lld", (long long)usage_cost(is_large ? &large : &small, usages[i])));
        }
}

SCENARIO("cached tokens are among the tokens in")
{
    Reply reply = estimate(world, chat(world),
        "{'model': 'large', 'meter': 'tokens_in', 'quantity': 10},"
        "{'model': 'large', 'meter': 'tokens_cached', 'quantity': 11}");
    EXPECT_INT(reply.status, 422);
    EXPECT_TEXT(world_value(reply, "errors.0.field"), "quantities[1].quantity");
}

SCENARIO("a meter that is asked for twice is one line, rounded once")
{
    Reply reply = estimate(world, chat(world),
        "{'model': 'small', 'meter': 'tokens_in', 'quantity': 3},"
        "{'model': 'small', 'meter': 'tokens_in', 'quantity': 4}");
    EXPECT_INT(world_length(reply, "lines"), 1);
    EXPECT_TEXT(world_value(reply, "lines.0.quantity"), "7");
    EXPECT_TEXT(world_value(reply, "lines.0.amount_micros"), "1");
}

SCENARIO("a plan's fees are lines, its meters are counted")
{
    world_publish(world, world_offer(world, "db", "DB",
                             "plans: [{code: a, name: A, prices: ["
                             "{kind: recurring, period: month, amount: 49.90},"
                             "{kind: recurring, period: month, amount: 3.335, meter: seat},"
                             "{kind: one_time, amount: 100},"
                             "{kind: usage, meter: gib_month, amount: 0.10}]}]"));
    world_as(world, WORLD_VISITOR);
    Reply reply = estimate(world, plan_of(world, "db"),
        "{'meter': 'seat', 'quantity': 3}, {'meter': 'gib_month', 'quantity': 500}");
    EXPECT_INT(world_length(reply, "lines"), 4);
    EXPECT_TEXT(world_value(reply, "lines.2.amount_micros"), "10005000");
    EXPECT_TEXT(world_value(reply, "lines.2.amount.minor"), "1001"); // half away from zero
    EXPECT_TEXT(world_value(reply, "total.minor"), "20991");
    EXPECT_TEXT(world_value(reply, "period"), "month");
}

SCENARIO("what a plan does not have is a fault of its quantity")
{
    const char *plan_id = chat(world);
    static const struct {
        const char *quantities, *field;
    } bad[] = {
        {"{'model': 'huge', 'meter': 'tokens_in', 'quantity': 1}", "quantities[0].model"},
        {"{'meter': 'tokens_in', 'quantity': 1}", "quantities[0].model"},
        {"{'model': 'small', 'meter': 'seat', 'quantity': 1}", "quantities[0].meter"},
        {"{'model': 'small', 'meter': 'tokens_in', 'quantity': -1}", "quantities[0].quantity"},
        {"{'model': 'small', 'meter': 'tokens_in', 'quantity': 1.5}", "quantities[0].quantity"},
        {"{'model': 'small', 'meter': 'tokens_in', 'quantity': 9999999999999}",
            "quantities[0].quantity"},
        {"{'quantity': 1}", "quantities[0].meter"},
    };
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        Reply reply = estimate(world, plan_id, bad[i].quantities);
        EXPECT_INT(reply.status, 422);
        EXPECT_TEXT(world_value(reply, "errors.0.field"), bad[i].field);
    }
    EXPECT_INT(estimate(world, id_new("pla").text, "").status, 404);
}

SCENARIO("an amount beyond counting is refused, not counted wrongly")
{
    world_publish(world,
        world_offer(world, "db", "DB",
            "plans: [{code: a, name: A, prices: [{kind: usage, meter: seat, amount: 1000000}]}]"));
    Reply reply =
        estimate(world, plan_of(world, "db"), "{'meter': 'seat', 'quantity': 1000000000000}");
    EXPECT_INT(reply.status, 422);
    EXPECT_TEXT(world_value(reply, "errors.0.code"), "out_of_range");
}

SCENARIO("a plan of a product that is not published has no estimate")
{
    const char *plan_id = chat(world);
    world_exec(world, "UPDATE product SET state = 'unpublished'");
    EXPECT_INT(estimate(world, plan_id, "").status, 404);
}
