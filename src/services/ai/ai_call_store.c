#include "ai_call_store.h"

#include "db/db.h"
#include "settings.h"

Error ai_call_store_create(Ctx *ctx, const AiCall *call)
{
    uint8_t key[16];
    ai_call_key(call->request_id, key);
    Blob id = {key, sizeof key};
    Date day = date_of(call->started_at, settings()->billing_zone);
    return db_exec(ctx,
        "INSERT INTO ai_usage (organization_id, id, request_id, subscription_id, ai_key_id,"
        " ai_model_id, model, operation, day, started_at, ended_at, tokens_in, tokens_out,"
        " tokens_cached, tokens_reasoning, quality, upstream_status, client_status, is_complete,"
        " by_former_secret)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,"
        " $19, $20) ON CONFLICT (organization_id, id) DO NOTHING",
        call->organization_id, id, call->request_id, call->subscription_id, call->ai_key_id,
        call->ai_model_id, call->model, call->operation, day, call->started_at, call->ended_at,
        call->tokens_in, call->tokens_out, call->tokens_cached, call->tokens_reasoning,
        ai_quality_names[call->quality], call->upstream_status, call->client_status,
        call->is_complete, call->by_former_secret);
}
