// price.h — what a plan costs, and what kind of price a product has on its card.
#pragma once

#include "base/ctx.h"
#include "base/money.h"
#include "shape/shape.h"

enum {
    MAX_PRICE = 1000000,      // of the currency: what one price may be at most
    MAX_TOKEN_MICROS = 10000, // of the currency: what one token may cost at most
};

typedef enum PriceKind { PRICE_ONE_TIME, PRICE_RECURRING, PRICE_USAGE } PriceKind;
extern const char *const price_kind_names[]; // "one_time", "recurring", "usage"

typedef struct Price {
    PriceKind kind;
    const char *period; // "hour", "month", "year"; NULL unless it recurs
    const char *meter;  // "seat", "gpu_hour", …; NULL: none
    Rate rate;
    Texts label;
} Price;

typedef LIST_OF(Price) PriceList;

typedef enum PriceModel {
    PRICE_MODEL_FREE,
    PRICE_MODEL_ONE_TIME,
    PRICE_MODEL_RECURRING,
    PRICE_MODEL_USAGE,
    PRICE_MODEL_ON_REQUEST,
} PriceModel;
extern const char *const price_model_names[]; // "free", "one_time", …

/** The lowest price of a product, as its card says it: "from 0.15 EUR per 1,000,000 tokens". */
typedef struct PriceFrom {
    Rate rate;
    const char *period; // "hour", "month", "year", "once"; NULL for what is metered
    const char *meter;
} PriceFrom;

extern const Shape price_shape, price_from_shape;

/**
 * recurring if any price that is not zero recurs, else usage, else one_time, else free; on_request
 * where there is no price at all.
 */
PriceModel price_model_of(const Price *prices, size_t count);

/** The lowest price of that model that is not zero; false if the model has none. */
bool price_from_of(const Price *prices, size_t count, PriceModel model, PriceFrom *ret_from);
