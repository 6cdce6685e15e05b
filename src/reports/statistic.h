// statistic.h — how often a seller's products were looked at, requested and subscribed to.
#pragma once

#include "metering/period.h"
#include "shape/shape.h"

typedef struct Statistic {
    const char *day; // one of both, depending on what it is grouped by; the total has neither
    Id product_id;   //
    const char *product_name;
    int64_t views, requests, subscriptions;
} Statistic;

typedef LIST_OF(Statistic) StatisticList;

typedef struct Statistics {
    Time from, to;
    Statistic total;
    StatisticList days;     // all days of the period up to today
    StatisticList products; // those with something to count, the most viewed first
} Statistics;

extern const Shape statistics_shape;
extern const Shape statistic_sums_shape; // the counts alone

/** Of the actor's organization as a seller. INVALID: more than 400 days. */
Error statistic_sum(Ctx *ctx, const Period *period, Statistics *ret_statistics);
