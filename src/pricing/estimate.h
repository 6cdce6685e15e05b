// estimate.h — what a plan would cost: the arithmetic of an invoice, before there is one.
//
// A line is one price or one meter of one model; it is charged once, so it is rounded once. Cached
// tokens are among the tokens in and reasoning tokens among those out, as models count them: where
// they have rates of their own, they are taken out of the others.
#pragma once

#include "base/ctx.h"
#include "base/money.h"
#include "catalog/catalog.h"

enum { MAX_QUANTITIES = 200 };

typedef struct Quantity {
    const char *model; // NULL: no model, or the only one
    const char *meter;
    int64_t quantity;
} Quantity;

typedef struct EstimateQuery {
    Id plan_id;
    LIST_OF(Quantity) quantities;
} EstimateQuery;

typedef struct EstimateLine {
    const char *model;  // NULL: of the plan
    const char *meter;  // NULL: a fee
    const char *period; // NULL unless it recurs
    int64_t quantity;
    Rate rate;
    Money amount;
    int64_t amount_micros; // before rounding to the currency's smallest unit
} EstimateLine;

typedef struct Estimate {
    LIST_OF(EstimateLine) lines;
    Money total; // of the lines' amounts
    int64_t total_micros;
    const char *period; // of all that recurs; NULL: nothing does, or not all by the same period
} Estimate;

extern const Shape estimate_query_shape, estimate_shape;

/**
 * NOT_FOUND  no published product has the plan
 * INVALID    a model or meter that the plan does not have, more cached than all tokens, an amount
 *            beyond counting
 */
Error estimate_get(
    Ctx *ctx, const Catalog *catalog, const EstimateQuery *query, Estimate *ret_estimate);
