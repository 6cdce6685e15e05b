// call.h — the metered calls one by one, as the AI gateway wrote them.
#pragma once

#include "period.h"
#include "shape/shape.h"

typedef struct Call {
    const char *cursor; // its place in the order of calls
    const char *request_id;
    Id ai_key_id;
    const char *model, *operation;
    Time started_at, ended_at;
    int64_t tokens_in, tokens_out, tokens_cached, tokens_reasoning;
    const char *quality; // of the token counts: "exact", "estimated", "none"
    int64_t upstream_status, client_status;
    bool is_complete; // the client got the whole answer
    int64_t cost_micros;
    Rate rate_in, rate_out, rate_cached, rate_reasoning;
} Call;

extern const Shape call_shape;
typedef LIST_OF(Call) CallList;

typedef struct CallFilter {
    Period period;      // in which they began
    Id subscription_id; // ID_NONE: all
    Id ai_key_id;       // ID_NONE: all
    const char *after;  // cursor of the last one of the page before; NULL: from the newest
    int64_t limit;
} CallFilter;

/**
 * Calls of the actor's organization, the newest first. What each costs is rounded by itself, so
 * that the sum of many may differ from the report in the last micros. INVALID: no such cursor.
 */
Error call_list(Ctx *ctx, const CallFilter *filter, CallList *ret_calls);
