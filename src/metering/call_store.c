#include "call_store.h"

#include "db/db.h"

Error call_store_list(Ctx *ctx, const CallFilter *filter, Blob after, CallList *ret_calls)
{
    return db_all(ctx, call_shape, ret_calls,
        "SELECT {hex u.id} AS cursor, u.request_id, u.ai_key_id, u.model, u.operation,"
        " u.started_at, u.ended_at, u.tokens_in, u.tokens_out, u.tokens_cached,"
        " u.tokens_reasoning, u.quality, u.upstream_status, u.client_status, u.is_complete,"
        " m.rate_in, m.rate_out, m.rate_cached, m.rate_reasoning"
        " FROM ai_usage u JOIN ai_model m ON m.id = u.ai_model_id"
        " WHERE u.organization_id = $1 AND u.started_at >= $2 AND u.started_at < $3"
        " AND (CAST($4 AS TEXT) IS NULL OR u.subscription_id = $4)"
        " AND (CAST($5 AS TEXT) IS NULL OR u.ai_key_id = $5)"
        " AND (CAST($6 AS {blob}) IS NULL OR u.id < $6) ORDER BY u.id DESC LIMIT $7",
        ctx->actor.organization_id, filter->period.from, filter->period.to, filter->subscription_id,
        filter->ai_key_id, after, filter->limit);
}
