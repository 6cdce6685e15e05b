// gateway_limits.h — the limits of one key, shared by all loops of the process.
//
// A restart does not forgive, and other nodes count too: whenever a key is read again, what its
// usage rows say is the least that counts.
#pragma once

#include "ai_limit.h"

typedef struct KeyLimits KeyLimits;

/** Per minute; 0: none. */
typedef struct LimitMaxima {
    int64_t requests, tokens;
} LimitMaxima;

/** How one of the two stands, for x-ratelimit headers. */
typedef struct LimitStanding {
    int64_t remaining;
    int64_t reset; // microseconds until nothing counts any more
    int64_t wait;  // microseconds until there is room again; 0: there is
} LimitStanding;

typedef struct LimitsStanding {
    LimitMaxima maxima;
    LimitStanding requests, tokens;
} LimitsStanding;

KeyLimits *key_limits_new(void);
KeyLimits *key_limits_open(KeyLimits *limits); // one user more
void key_limits_close(KeyLimits *limits);      // and one less; freed with the last

/** Both minutes count at least so much. */
void key_limits_require(KeyLimits *limits, Time now, AiLimit requests, AiLimit tokens);

/** Counts a request of about so many tokens, with those that it may make its answer of, unless a
 * limit says no: then it is false and one of the standings has a wait. */
bool key_limits_begin(
    KeyLimits *limits, Time now, LimitMaxima maxima, int64_t tokens, LimitsStanding *ret_standing);

/** A request turned out to have so many tokens more, or less, than were counted. */
void key_limits_change(KeyLimits *limits, Time now, int64_t tokens);
