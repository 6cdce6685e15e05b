#include "price.h"

const char *const price_kind_names[] = {"one_time", "recurring", "usage", NULL};
const char *const price_model_names[] = {
    "free", "one_time", "recurring", "usage", "on_request", NULL};

SHAPE(price_shape, Price, FIELD_ENUM(Price, kind, price_kind_names, .required = true),
    FIELD(Price, period, .about = "hour, month or year, if it recurs"),
    FIELD(Price, meter, .about = "what is counted: seat, gib_month, …"),
    FIELD(Price, rate, .required = true), FIELD(Price, label));

SHAPE(price_from_shape, PriceFrom, FIELD(PriceFrom, rate, .required = true),
    FIELD(PriceFrom, period, .about = "hour, month, year or once; null for what is metered"),
    FIELD(PriceFrom, meter));

static PriceModel model_of_kind(PriceKind kind)
{
    static const PriceModel models[] = {
        [PRICE_ONE_TIME] = PRICE_MODEL_ONE_TIME,
        [PRICE_RECURRING] = PRICE_MODEL_RECURRING,
        [PRICE_USAGE] = PRICE_MODEL_USAGE,
    };
    return models[kind];
}

static bool has_paid(const Price *prices, size_t count, PriceKind kind)
{
    for (size_t i = 0; i < count; i++)
        if (prices[i].kind == kind && prices[i].rate.micros > 0)
            return true;
    return false;
}

PriceModel price_model_of(const Price *prices, size_t count)
{
    static const PriceKind kinds[] = {PRICE_RECURRING, PRICE_USAGE, PRICE_ONE_TIME};
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (has_paid(prices, count, kinds[i]))
            return model_of_kind(kinds[i]);
    return count ? PRICE_MODEL_FREE : PRICE_MODEL_ON_REQUEST;
}

// Periods are compared by their average length.
static int64_t hours_of(const char *period)
{
    if (!period || *period == 'h')
        return 1;
    return *period == 'm' ? 730 : 8760;
}

static bool is_lower(const Price *a, const Price *b)
{
    __int128 left = (__int128)a->rate.micros * b->rate.per * hours_of(b->period);
    __int128 right = (__int128)b->rate.micros * a->rate.per * hours_of(a->period);
    return left < right;
}

bool price_from_of(const Price *prices, size_t count, PriceModel model, PriceFrom *ret_from)
{
    const Price *lowest = NULL;
    for (size_t i = 0; i < count; i++) {
        const Price *price = &prices[i];
        if (price->rate.micros > 0 && model_of_kind(price->kind) == model &&
            (!lowest || is_lower(price, lowest)))
            lowest = price;
    }
    if (!lowest)
        return false;
    const char *period = lowest->kind == PRICE_ONE_TIME ? "once" : lowest->period;
    *ret_from = (PriceFrom){lowest->rate, period, lowest->meter};
    return true;
}
