// period.h — half-open spans of time: [from, to). Months and days are those of the billing time
// zone.
#pragma once

#include "base/ctx.h"

typedef struct Period {
    Time from, to;
} Period;

Period period_this_month(const Ctx *ctx);

/**
 * Reads what a query says: a date, which stands for its first moment, or a time. What is NULL is
 * taken from `otherwise`. INVALID unless from is before to.
 */
Error period_read(Ctx *ctx, const char *from, const char *to, Period otherwise, Period *ret_period);
