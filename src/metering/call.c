#include "call.h"

#include "call_store.h"
#include "usage.h"

#include <stdio.h>
#include <string.h>

enum { ID_BYTES = 16 };

SHAPE_NAMED(call_shape, Call, "AiCall", FIELD(Call, request_id, .required = true),
    FIELD(Call, ai_key_id, .required = true), FIELD(Call, model, .required = true),
    FIELD(Call, operation, .required = true), FIELD(Call, started_at, .required = true),
    FIELD(Call, ended_at, .required = true), FIELD(Call, tokens_in), FIELD(Call, tokens_out),
    FIELD(Call, tokens_cached), FIELD(Call, tokens_reasoning),
    FIELD(Call, quality, .required = true), FIELD(Call, upstream_status),
    FIELD(Call, client_status), FIELD(Call, is_complete), FIELD(Call, cost_micros),
    FIELD(Call, cursor, .hidden = true), FIELD(Call, rate_in, .hidden = true),
    FIELD(Call, rate_out, .hidden = true), FIELD(Call, rate_cached, .hidden = true),
    FIELD(Call, rate_reasoning, .hidden = true));

static bool cursor_read(const char *text, uint8_t bytes[ID_BYTES])
{
    if (strlen(text) != 2 * ID_BYTES || strspn(text, "0123456789abcdef") != 2 * ID_BYTES)
        return false;
    for (size_t i = 0; i < ID_BYTES; i++)
        if (sscanf(text + 2 * i, "%2hhx", &bytes[i]) != 1)
            return false;
    return true;
}

Error call_list(Ctx *ctx, const CallFilter *filter, CallList *ret_calls)
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
    CallList calls;
    TRY(call_store_list(ctx, filter, after, &calls));
    for (size_t i = 0; i < calls.count; i++) {
        Call *call = &calls.items[i];
        AiRates rates = {call->rate_in, call->rate_out, call->rate_cached, call->rate_reasoning};
        call->cost_micros = usage_cost(&rates, (Tokens){call->tokens_in, call->tokens_out,
                                                   call->tokens_cached, call->tokens_reasoning});
    }
    *ret_calls = calls;
    return OK;
}
