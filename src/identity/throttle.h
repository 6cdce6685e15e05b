// throttle.h — how often something may be tried: a count per subject and window of time.
//
// The counts are rows, so they hold for all nodes and over restarts.
#pragma once

#include "base/ctx.h"

typedef struct Throttle {
    const char *name; // of what is counted: "sign_in_address"
    int64_t limit;    // tries in a window
    int64_t window_us;
} Throttle;

/**
 * Counts one try of the subject, in the current transaction. LIMITED too_many_attempts, with the
 * seconds until the window ends, if there were more than the limit.
 */
Error throttle_count(Ctx *ctx, const Throttle *throttle, const char *subject);

/** The same, and tells how many there were. */
Error throttle_count_to(
    Ctx *ctx, const Throttle *throttle, const char *subject, int64_t *ret_count);

/** Takes one try back: it turned out to be no guess. */
Error throttle_remove(Ctx *ctx, const Throttle *throttle, const char *subject);

/** Where the request came from, as a subject: of version 6 the network, since whoever has one has
 * all of its addresses. */
const char *throttle_address(Ctx *ctx);
