// usage.h — what was used and what it costs: sums over the rows that the AI gateway writes.
//
// Nothing is counted twice and nothing is kept: every figure is derived from ai_usage when it is
// asked for. A *line* is one meter of one version of one model in one subscription; it is rounded
// once, to micros. What a row of a report costs is what its tokens add to their lines, so the
// rows of a report add up to its total to the last micro, however they are grouped.
#pragma once

#include "base/ctx.h"
#include "period.h"
#include "shape/shape.h"

/** What a version of a model costs. rate_cached and rate_reasoning with per 0: not set. */
typedef struct AiRates {
    Rate rate_in, rate_out, rate_cached, rate_reasoning;
} AiRates;

/** A breakdown is no addition: cached are among in, reasoning are among out. */
typedef struct Tokens {
    int64_t in, out, cached, reasoning;
} Tokens;

/**
 * What the tokens cost in micros, each meter rounded once, half away from zero. Cached tokens cost
 * rate_cached if there is one, else they are ordinary tokens in; reasoning tokens likewise.
 */
int64_t usage_cost(const AiRates *rates, Tokens tokens);

/** Micros of the platform's currency as an amount, rounded once. */
Money usage_money(int64_t micros);

/** Which calls count: those of the actor's organization that began in the period. */
typedef struct UsageFilter {
    Period period;
    TextList subscription_ids; // none: all
    Id ai_key_id;              // ID_NONE: all
    const char *model;         // NULL: all
} UsageFilter;

typedef enum UsageGroup {
    USAGE_BY_DAY = 1u << 0, // in the billing time zone
    USAGE_BY_KEY = 1u << 1,
    USAGE_BY_MODEL = 1u << 2,
    USAGE_BY_SUBSCRIPTION = 1u << 3,
} UsageGroup;

typedef struct UsageSums {
    int64_t calls, tokens_in, tokens_out, tokens_cached, tokens_reasoning;
    int64_t estimated_calls; // whose tokens the gateway had to estimate
    int64_t cost_micros;
    Money cost; // cost_micros, rounded once
    const char *currency;
} UsageSums;

extern const Shape usage_sums_shape;

/** What was not grouped by is absent. */
typedef struct UsageRow {
    const char *day; // "2026-11-22"
    Id ai_key_id;
    const char *ai_key_name, *model;
    Id subscription_id;
    const char *subscription_name;
    UsageSums sums;
} UsageRow;

extern const Shape usage_row_shape;
typedef LIST_OF(UsageRow) UsageRowList;

enum { MAX_USAGE_LINES = 50000 };

/**
 * Sums by the groups (bits of UsageGroup), ordered by day, subscription, key and model; without
 * groups one row, or none if nothing was used. INVALID "too_many_rows" beyond MAX_USAGE_LINES.
 */
Error usage_sum(Ctx *ctx, const UsageFilter *filter, unsigned groups, UsageRowList *ret_rows,
    UsageSums *ret_total);
