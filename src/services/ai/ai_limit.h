// ai_limit.h — how much passed in the last minute, without remembering when each thing passed.
//
// Counted are this minute and the one before, of which the part counts that is less than a minute
// ago. Two sums over usage rows are enough to know them again after a restart.
#pragma once

#include "base/base.h"

typedef struct AiLimit {
    int64_t minute; // since 1970
    int64_t current, previous;
} AiLimit;

/** What counts now, rounded up. */
int64_t ai_limit_sum(const AiLimit *limit, Time now);

/** Adds to what counts; a negative amount takes back what was added too much, of this minute first.
 */
void ai_limit_change(AiLimit *limit, Time now, int64_t amount);

/** Both minutes are at least so: what usage rows say, after a restart or on another node. */
void ai_limit_require(AiLimit *limit, Time now, int64_t current, int64_t previous);

/** Microseconds until so much more fits under the maximum (or all of it, if more is asked). */
int64_t ai_limit_wait(const AiLimit *limit, Time now, int64_t maximum, int64_t amount);

/** Microseconds until nothing counts any more. */
int64_t ai_limit_reset(const AiLimit *limit, Time now);
