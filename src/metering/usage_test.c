#include "metering/usage.h"

#include "test/test.h"

static Rate euros(int64_t micros)
{
    return (Rate){micros, 1000000, {"EUR"}};
}

static const AiRates plain = {{150000, 1000000, {"EUR"}}, {600000, 1000000, {"EUR"}}, {0}, {0}};

TEST("tokens in and tokens out cost their own rates")
{
    EXPECT_INT(usage_cost(&plain, (Tokens){.in = 1000000}), 150000);
    EXPECT_INT(usage_cost(&plain, (Tokens){.out = 1000000}), 600000);
    EXPECT_INT(usage_cost(&plain, (Tokens){.in = 2000000, .out = 3000000}), 2100000);
    EXPECT_INT(usage_cost(&plain, (Tokens){0}), 0);
}

TEST("cached and reasoning tokens without a rate of their own cost nothing extra")
{
    Tokens tokens = {.in = 1000000, .out = 1000000, .cached = 400000, .reasoning = 1000000};
    EXPECT_INT(usage_cost(&plain, tokens), 750000);
}

TEST("cached tokens are a part of tokens in, and cost their own rate instead")
{
    AiRates rates = plain;
    rates.rate_cached = euros(50000);
    EXPECT_INT(usage_cost(&rates, (Tokens){.in = 1000000, .cached = 400000}), 90000 + 20000);
    EXPECT_INT(usage_cost(&rates, (Tokens){.in = 1000000, .cached = 1000000}), 50000);
}

TEST("reasoning tokens are a part of tokens out, and may cost more")
{
    AiRates rates = plain;
    rates.rate_reasoning = euros(1200000);
    EXPECT_INT(usage_cost(&rates, (Tokens){.out = 1000000, .reasoning = 250000}), 450000 + 300000);
}

TEST("each meter is rounded once, half away from zero")
{
    // 0.15 micros a token in, 0.60 a token out.
    EXPECT_INT(usage_cost(&plain, (Tokens){.in = 3}), 0);           // 0.45
    EXPECT_INT(usage_cost(&plain, (Tokens){.in = 10}), 2);          // 1.5
    EXPECT_INT(usage_cost(&plain, (Tokens){.in = 3, .out = 1}), 1); // 0.45 and 0.60
    EXPECT_INT(usage_cost(&plain, (Tokens){.in = 10, .out = 5}), 5);
}

TEST("a trillion tokens are counted to the last micro")
{
    EXPECT_INT(usage_cost(&plain, (Tokens){.in = 1000000000007}), 150000000001);
}

TEST("an amount is rounded once from micros")
{
    EXPECT_INT(usage_money(4999).minor, 0);
    EXPECT_INT(usage_money(5000).minor, 1);
    EXPECT_INT(usage_money(1234567).minor, 123);
    EXPECT_TEXT(usage_money(1).currency.code, "EUR");
}
