#include "call.h"

#include "call_store.h"
#include "usage.h"

#include <stdio.h>
#include <string.h>

enum { ID_BYTES = 16 };

SHAPE(ai_call_shape, AiCall, FIELD(AiCall, request_id, .required = true),
    FIELD(AiCall, ai_key_id, .required = true), FIELD(AiCall, model, .required = true),
    FIELD(AiCall, operation, .required = true), FIELD(AiCall, started_at, .required = true),
    FIELD(AiCall, ended_at, .required = true), FIELD(AiCall, tokens_in), FIELD(AiCall, tokens_out),
    FIELD(AiCall, tokens_cached), FIELD(AiCall, tokens_reasoning),
    FIELD(AiCall, quality, .required = true), FIELD(AiCall, upstream_status),
    FIELD(AiCall, client_status), FIELD(AiCall, is_complete), FIELD(AiCall, cost_micros),
    FIELD(AiCall, cursor, .hidden = true), FIELD(AiCall, rate_in, .hidden = true),
    FIELD(AiCall, rate_out, .hidden = true), FIELD(AiCall, rate_cached, .hidden = true),
    FIELD(AiCall, rate_reasoning, .hidden = true));

static bool cursor_read(const char *text, uint8_t bytes[ID_BYTES])
{
    if (strlen(text) != 2 * ID_BYTES || strspn(text, "0123456789abcdef") != 2 * ID_BYTES)
        return false;
    for (size_t i = 0; i < ID_BYTES; i++)
        if (sscanf(text + 2 * i, "%2hhx", &bytes[i]) != 1)
            return false;
    return true;
}

Error call_list(Ctx *ctx, const CallFilter *filter, AiCallList *ret_calls)
{
    uint8_t id[ID_BYTES];
    Blob after = {0};
    if (filter->after) {
        if (!cursor_read(filter->after, id)) {
            fault(ctx, "after", "not_known", "This is no cursor of a list of calls.");
            return faults(ctx);
        }
        after = (Blob){id, sizeof id};
    }
    AiCallList calls;
    TRY(call_store_list(ctx, filter, after, &calls));
    for (size_t i = 0; i < calls.count; i++) {
        AiCall *call = &calls.items[i];
        AiRates rates = {call->rate_in, call->rate_out, call->rate_cached, call->rate_reasoning};
        call->cost_micros = usage_cost(&rates, (Tokens){call->tokens_in, call->tokens_out,
                                                   call->tokens_cached, call->tokens_reasoning});
    }
    *ret_calls = calls;
    return OK;
}
