#include "testing/world_shop.h"

#include <string.h>

typedef struct Month {
    WorldShop shop;
    Id subscription_id, ai_key_id, other_key_id;
    Time day1, day2; // noon of two days of this month
} Month;

static Time moment(World *world, const char *text)
{
    Time time = TIME_NONE;
    (void)world;
    EXPECT(time_read(text, &time));
    return time;
}

// It is the 22nd of November 2026; one subscription with two keys was used on two days.
static Month used_month(World *world)
{
    world->ctx.now = moment(world, "2026-11-22T12:00:00Z");
    Month month = {.shop = world_shop(world)};
    month.subscription_id = world_subscribe(world, &month.shop);
    month.ai_key_id = world_key(world, month.subscription_id, "first");
    month.other_key_id = world_key(world, month.subscription_id, "=second");
    month.day1 = moment(world, "2026-11-03T11:00:00Z");
    month.day2 = moment(world, "2026-11-04T11:00:00Z");
    return month;
}

static void call_small(World *world, const Month *month, Id key_id, Time at, int64_t tokens_in)
{
    world_call(
        world, month->subscription_id, key_id, month->shop.small_model_id, at, tokens_in, 0, 0, 0);
}

SCENARIO("without use the report is empty and costs nothing")
{
    used_month(world);
    Reply report = world_get(world, "/v1/usage?group_by=day");
    EXPECT_INT(report.status, 200);
    EXPECT_INT(world_length(report, "rows"), 0);
    EXPECT_TEXT(world_value(report, "total.calls"), "0");
    EXPECT_TEXT(world_value(report, "total.cost.minor"), "0");
    EXPECT_TEXT(world_value(report, "total.cost.currency"), "EUR");
    EXPECT_TEXT(world_value(report, "from"), "2026-10-31T23:00:00.000000Z");
    EXPECT_TEXT(world_value(report, "to"), "2026-11-30T23:00:00.000000Z");
}

SCENARIO("cached and reasoning tokens are shown apart and priced by their own rates")
{
    Month month = used_month(world);
    world_call(world, month.subscription_id, month.ai_key_id, month.shop.large_model_id, month.day1,
        1000000, 500000, 400000, 200000);
    Reply report = world_get(world, "/v1/usage");
    // 600,000 in at 2.50, 400,000 cached at 1.25, 300,000 out at 10.00, 200,000 reasoning at 12.00
    EXPECT_TEXT(world_value(report, "total.cost_micros"), "7400000");
    EXPECT_TEXT(world_value(report, "total.cost.minor"), "740");
    EXPECT_TEXT(world_value(report, "total.tokens_in"), "1000000");
    EXPECT_TEXT(world_value(report, "total.tokens_cached"), "400000");
    EXPECT_TEXT(world_value(report, "total.tokens_reasoning"), "200000");
    EXPECT_INT(world_length(report, "rows"), 0);
}

SCENARIO("a line is rounded once, not call by call, and its rows add up to it")
{
    Month month = used_month(world);
    // Three tokens cost 0.45 micros: alone nothing, twelve times 5.4 micros.
    for (int i = 0; i < 6; i++) {
        call_small(world, &month, month.ai_key_id, month.day1, 3);
        call_small(world, &month, month.other_key_id, month.day2, 3);
    }
    Reply report = world_get(world, "/v1/usage?group_by=day,key");
    EXPECT_TEXT(world_value(report, "total.cost_micros"), "5");
    EXPECT_INT(world_length(report, "rows"), 2);
    EXPECT_TEXT(world_value(report, "rows.0.cost_micros"), "3"); // 2.7
    EXPECT_TEXT(world_value(report, "rows.1.cost_micros"), "2"); // 5.4 - 3
    EXPECT_TEXT(world_value(world_get(world, "/v1/usage?group_by=key"), "total.cost_micros"), "5");
    EXPECT_TEXT(world_value(world_get(world, "/v1/usage"), "total.cost_micros"), "5");
}

SCENARIO("each version of a price is a line of its own")
{
    Month month = used_month(world);
    world_exec(world,
        "INSERT INTO ai_model (id, revision_id, product_id, position, name, capabilities,"
        " context_length, rate_in, rate_out) SELECT 'aim_dear', revision_id, product_id, 9,"
        " 'nimbus-small-2', capabilities, context_length,"
        " '{\"micros\":300000,\"per\":1000000,\"currency\":\"EUR\"}', rate_out"
        " FROM ai_model WHERE id = $1",
        month.shop.small_model_id);
    call_small(world, &month, month.ai_key_id, month.day1, 1000000);
    world_call(world, month.subscription_id, month.ai_key_id, id_from("aim_dear"), month.day2,
        1000000, 0, 0, 0);
    world_exec(world, "UPDATE ai_usage SET model = 'nimbus-small'");
    Reply report = world_get(world, "/v1/usage?group_by=model");
    EXPECT_INT(world_length(report, "rows"), 1);
    EXPECT_TEXT(world_value(report, "rows.0.cost_micros"), "450000");
}

SCENARIO("usage is grouped by day, key, model and subscription, in any mixture")
{
    Month month = used_month(world);
    call_small(world, &month, month.ai_key_id, month.day1, 1000000);
    call_small(world, &month, month.other_key_id, month.day1, 1000000);
    world_call(world, month.subscription_id, month.ai_key_id, month.shop.large_model_id, month.day2,
        1000000, 0, 0, 0);

    Reply by_day = world_get(world, "/v1/usage?group_by=day");
    EXPECT_INT(world_length(by_day, "rows"), 2);
    EXPECT_TEXT(world_value(by_day, "rows.0.day"), "2026-11-03");
    EXPECT_TEXT(world_value(by_day, "rows.0.calls"), "2");
    EXPECT(world_value(by_day, "rows.0.model") == NULL);

    Reply by_key = world_get(world, "/v1/usage?group_by=key");
    EXPECT_INT(world_length(by_key, "rows"), 2);
    EXPECT_TEXT(world_value(by_key, "rows.1.ai_key_name"), "first");
    EXPECT_TEXT(world_value(by_key, "rows.1.cost_micros"), "2650000");

    Reply by_model = world_get(world, "/v1/usage?group_by=model,subscription");
    EXPECT_INT(world_length(by_model, "rows"), 2);
    EXPECT_TEXT(world_value(by_model, "rows.0.model"), "nimbus-large");
    EXPECT_TEXT(world_value(by_model, "rows.0.subscription_name"), "Nimbus Chat");
    EXPECT_INT(
        world_length(world_get(world, "/v1/usage?group_by=day,key,model,subscription"), "rows"), 3);
    EXPECT_INT(world_get(world, "/v1/usage?group_by=day,colour").status, 422);
}

SCENARIO("usage is narrowed to a subscription, a key or a model")
{
    Month month = used_month(world);
    Id other = world_subscribe(world, &month.shop);
    Id other_key = world_key(world, other, "x");
    call_small(world, &month, month.ai_key_id, month.day1, 1);
    call_small(world, &month, month.other_key_id, month.day1, 10);
    world_call(world, other, other_key, month.shop.large_model_id, month.day1, 100, 0, 0, 0);

    const char *questions[][2] = {
        {world_printf(world, "subscription_id=%s", month.subscription_id.text), "11"},
        {world_printf(world, "subscription_id=%s", other.text), "100"},
        {world_printf(world, "ai_key_id=%s", month.other_key_id.text), "10"},
        {world_printf(
             world, "ai_key_id=%s&subscription_id=%s", month.other_key_id.text, other.text),
            "0"},
        {"model=nimbus-large", "100"},
        {"model=nothing", "0"},
        {world_printf(world, "subscription_id=%s", id_new("sub").text), "0"},
    };
    for (size_t i = 0; i < COUNT_OF(questions); i++)
        EXPECT_TEXT(
            world_value(world_get(world, world_printf(world, "/v1/usage?%s", questions[i][0])),
                "total.tokens_in"),
            questions[i][1]);
}

SCENARIO("a period begins with its first moment and ends before its last")
{
    Month month = used_month(world);
    call_small(world, &month, month.ai_key_id, moment(world, "2026-11-02T23:00:00Z"), 1);
    call_small(world, &month, month.ai_key_id, moment(world, "2026-11-03T22:59:59Z"), 10);
    call_small(world, &month, month.ai_key_id, moment(world, "2026-11-03T23:00:00Z"), 100);
    Reply day = world_get(world, "/v1/usage?from=2026-11-03&to=2026-11-04");
    EXPECT_TEXT(world_value(day, "total.tokens_in"), "11");
    Reply hour = world_get(
        world, "/v1/usage?from=2026-11-04T00:00:00%2B01:00&to=2026-11-04T01:00:00%2B01:00");
    EXPECT_TEXT(world_value(hour, "total.tokens_in"), "100");
    Reply wrong = world_get(world, "/v1/usage?from=2026-11-04&to=2026-11-03");
    EXPECT_INT(wrong.status, 422);
    EXPECT_TEXT(world_value(wrong, "errors.0.field"), "to");
    EXPECT_INT(world_get(world, "/v1/usage?from=soon").status, 422);
}

SCENARIO("what the gateway estimated is counted apart")
{
    Month month = used_month(world);
    call_small(world, &month, month.ai_key_id, month.day1, 1);
    call_small(world, &month, month.ai_key_id, month.day2, 1);
    world_exec(world, "UPDATE ai_usage SET quality = 'estimated' WHERE day = '2026-11-04'");
    EXPECT_TEXT(world_value(world_get(world, "/v1/usage"), "total.estimated_calls"), "1");
}

SCENARIO("another organization's usage is not seen, whatever is asked for")
{
    Month month = used_month(world);
    call_small(world, &month, month.ai_key_id, month.day1, 1);
    world_as(world, WORLD_STRANGER);
    const char *queries[] = {"", "?group_by=key",
        world_printf(world, "?subscription_id=%s", month.subscription_id.text),
        world_printf(world, "?ai_key_id=%s", month.ai_key_id.text)};
    for (size_t i = 0; i < COUNT_OF(queries); i++)
        EXPECT_TEXT(world_value(world_get(world, world_printf(world, "/v1/usage%s", queries[i])),
                        "total.calls"),
            "0");
    EXPECT_INT(world_length(world_get(world, "/v1/calls"), "items"), 0);
}

SCENARIO("a spreadsheet gets the same figures, and no formula")
{
    Month month = used_month(world);
    world_call(world, month.subscription_id, month.other_key_id, month.shop.small_model_id,
        month.day1, 1000001, 0, 0, 0);
    Reply csv = world_get(world, "/v1/usage.csv");
    EXPECT_INT(csv.status, 200);
    EXPECT_TEXT(csv.res->media_type, "text/csv; charset=utf-8");
    EXPECT_TEXT(csv.body,
        world_printf(world,
            "day,subscription_id,subscription_name,ai_key_id,ai_key_name,model,calls,tokens_in,"
            "tokens_out,tokens_cached,tokens_reasoning,estimated_calls,cost,currency\r\n"
            "2026-11-03,%s,Nimbus Chat,%s,\"'=second\",nimbus-small,1,1000001,0,0,0,0,0.15,EUR\r\n",
            month.subscription_id.text, month.other_key_id.text));

    Reply by_day = world_get(world, "/v1/usage.csv?group_by=day");
    EXPECT(strncmp(by_day.body, "day,calls,", 10) == 0);
}
