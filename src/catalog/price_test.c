#include "price.h"

#include "test/test.h"

#define EURO(m, p)                                                                                 \
    {                                                                                              \
        .micros = (m), .per = (p), .currency = { "EUR" }                                           \
    }

static const char *model_of(const Price *prices, size_t count)
{
    return price_model_names[price_model_of(prices, count)];
}

TEST("the price model is the strongest kind of price that is not zero")
{
    const Price free = {.kind = PRICE_RECURRING, .period = "month", .rate = EURO(0, 1)};
    const Price once = {.kind = PRICE_ONE_TIME, .rate = EURO(5000000, 1)};
    const Price use = {.kind = PRICE_USAGE, .meter = "seat", .rate = EURO(1, 1)};
    const Price month = {.kind = PRICE_RECURRING, .period = "month", .rate = EURO(1, 1)};
    EXPECT_TEXT(model_of(NULL, 0), "on_request");
    EXPECT_TEXT(model_of((Price[]){free}, 1), "free");
    EXPECT_TEXT(model_of((Price[]){free, once}, 2), "one_time");
    EXPECT_TEXT(model_of((Price[]){once, use}, 2), "usage");
    EXPECT_TEXT(model_of((Price[]){once, use, month}, 3), "recurring");
}

TEST("the price on a card is the lowest one, whatever its period and unit")
{
    PriceFrom from;
    const Price prices[] = {
        {.kind = PRICE_RECURRING, .period = "month", .rate = EURO(12000000, 1)},
        {.kind = PRICE_RECURRING, .period = "year", .rate = EURO(120000000, 1)},
        {.kind = PRICE_RECURRING, .period = "hour", .rate = EURO(1000000, 1)},
        {.kind = PRICE_RECURRING, .period = "month", .rate = EURO(0, 1)},
        {.kind = PRICE_USAGE, .meter = "token", .rate = EURO(1, 1000)},
    };
    EXPECT(price_from_of(prices, COUNT_OF(prices), PRICE_MODEL_RECURRING, &from));
    EXPECT_TEXT(from.period, "year");
    EXPECT_INT(from.rate.micros, 120000000);
    EXPECT(price_from_of(prices, COUNT_OF(prices), PRICE_MODEL_USAGE, &from));
    EXPECT_TEXT(from.meter, "token");
    EXPECT(!price_from_of(prices, COUNT_OF(prices), PRICE_MODEL_ONE_TIME, &from));
}
