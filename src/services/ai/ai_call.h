// ai_call.h — one metered call: a row of ai_usage, written once and never changed.
//
// Every call that was let through to an upstream leaves exactly one row. Totals are sums of rows;
// there is no counter that could disagree with them.
#pragma once

#include "base/ctx.h"

/** Whose word the tokens are: the upstream's, our estimate's, or nobody's (nothing is billed). */
typedef enum AiQuality { AI_EXACT, AI_ESTIMATED, AI_NONE } AiQuality;

extern const char *const ai_quality_names[]; // "exact" …, ended by NULL

typedef struct AiCall {
    Id organization_id;
    Id request_id; // req_…; the row's 16-byte key is made from it, so a call has one row only
    Id subscription_id, ai_key_id;
    Id ai_model_id;        // the version of the model and of its price
    const char *model;     // as the customer calls it
    const char *operation; // "chat" …
    Time started_at, ended_at;
    int64_t tokens_in, tokens_out;           // all of them
    int64_t tokens_cached, tokens_reasoning; // the part of them
    AiQuality quality;
    int upstream_status; // 0: no upstream answered
    int client_status;   // 499: the client left before there was one
    bool is_complete;    // the client was given the whole answer
    bool by_former_secret;
} AiCall;

/** Writes the calls' rows, those that are there already not again. In one transaction of its own:
 * durable when it returns OK. */
Error ai_calls_record(Ctx *ctx, const AiCall *const *calls, size_t count);

/** The row's key: the id's digits as bits, of which the first 64 are nanoseconds. */
void ai_call_key(Id request_id, uint8_t ret_bytes[16]);
