#include "ai_key_store.h"

#include "db/db.h"
#include "json/json.h"

#define SELECT_KEYS                                                                                \
    "SELECT id, subscription_id, name, prefix, models, requests_per_minute, tokens_per_minute,"    \
    " expires_at, created_by, created_at, paused_by, paused_at, revoked_by, revoked_at,"           \
    " secret_number, former_prefix, former_secret_ends_at,"                                        \
    " (SELECT max(started_at) FROM ai_usage u WHERE u.organization_id = k.organization_id"         \
    " AND u.ai_key_id = k.id) AS last_used_at,"                                                    \
    " (SELECT max(started_at) FROM ai_usage u WHERE u.organization_id = k.organization_id"         \
    " AND u.ai_key_id = k.id AND u.by_former_secret AND u.started_at >= k.rotated_at)"             \
    " AS former_last_used_at FROM ai_key k"

Error ai_key_store_create(Ctx *ctx, const AiKey *key)
{
    return db_exec(ctx,
        "INSERT INTO ai_key (organization_id, id, subscription_id, name, prefix, secret_digest,"
        " models, requests_per_minute, tokens_per_minute, expires_at, created_by, created_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, nullif($8, 0), nullif($9, 0), $10, $11, $12)",
        ctx->actor.organization_id, key->id, key->subscription_id, key->name, key->prefix,
        key->secret_digest, json_of_texts(ctx->arena, key->models), key->requests_per_minute,
        key->tokens_per_minute, key->expires_at, key->created_by, key->created_at);
}

Error ai_key_store_count(Ctx *ctx, Id subscription_id, int64_t *ret_count)
{
    return db_number(ctx, ret_count,
        "SELECT count(*) FROM ai_key WHERE organization_id = $1 AND subscription_id = $2"
        " AND revoked_at IS NULL",
        ctx->actor.organization_id, subscription_id);
}

Error ai_key_store_count_named(
    Ctx *ctx, Id subscription_id, Id except, const char *name, int64_t *ret_count)
{
    return db_number(ctx, ret_count,
        "SELECT count(*) FROM ai_key WHERE organization_id = $1 AND subscription_id = $2"
        " AND lower(name) = lower($3) AND revoked_at IS NULL"
        " AND (CAST($4 AS TEXT) IS NULL OR id <> $4)",
        ctx->actor.organization_id, subscription_id, name, except);
}

Error ai_key_store_lock(Ctx *ctx, Id subscription_id, Id id, AiKey *ret_key)
{
    return db_one(ctx, ai_key_shape, ret_key,
        SELECT_KEYS " WHERE organization_id = $1 AND subscription_id = $2 AND id = $3 {lock}",
        ctx->actor.organization_id, subscription_id, id);
}

Error ai_key_store_list(
    Ctx *ctx, Id subscription_id, Id after, int64_t limit, bool only_active, AiKeyList *ret_keys)
{
    return db_all(ctx, ai_key_shape, ret_keys,
        SELECT_KEYS
        " WHERE organization_id = $1 AND subscription_id = $2"
        " AND (CAST($3 AS TEXT) IS NULL OR id < $3)"
        " AND (NOT CAST($5 AS {bool}) OR (revoked_at IS NULL"
        " AND (expires_at IS NULL OR expires_at > $6))) ORDER BY id DESC LIMIT $4",
        ctx->actor.organization_id, subscription_id, after, limit, only_active, ctx->now);
}

Error ai_key_store_change(Ctx *ctx, const AiKey *key)
{
    return db_exec(ctx,
        "UPDATE ai_key SET name = $3, models = $4, requests_per_minute = nullif($5, 0),"
        " tokens_per_minute = nullif($6, 0), expires_at = $7"
        " WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, key->id, key->name, json_of_texts(ctx->arena, key->models),
        key->requests_per_minute, key->tokens_per_minute, key->expires_at);
}

Error ai_key_store_rotate(Ctx *ctx, const AiKey *key)
{
    return db_exec(ctx,
        "UPDATE ai_key SET former_secret_digest = secret_digest, former_prefix = prefix,"
        " former_secret_ends_at = $3, secret_digest = $4, prefix = $5, secret_number = $6,"
        " rotated_at = $7 WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, key->id, key->former_secret_ends_at, key->secret_digest,
        key->prefix, key->secret_number, ctx->now);
}

Error ai_key_store_end_former_secret(Ctx *ctx, Id id)
{
    return db_exec(ctx,
        "UPDATE ai_key SET former_secret_ends_at = $3 WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, id, ctx->now);
}

Error ai_key_store_change_pause(Ctx *ctx, const AiKey *key)
{
    return db_exec(ctx,
        "UPDATE ai_key SET paused_by = $3, paused_at = $4 WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, key->id, key->paused_by, key->paused_at);
}

Error ai_key_store_revoke(Ctx *ctx, AiKey *key)
{
    key->revoked_by = ctx->actor.user_id;
    key->revoked_at = ctx->now;
    return db_exec(ctx,
        "UPDATE ai_key SET revoked_by = $3, revoked_at = $4 WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, key->id, key->revoked_by, key->revoked_at);
}

Error ai_key_store_revoke_all(Ctx *ctx, Id subscription_id, AiKeyList *ret_revoked)
{
    return db_all(ctx, ai_key_shape, ret_revoked,
        "UPDATE ai_key SET revoked_by = $3, revoked_at = $4 WHERE organization_id = $1"
        " AND subscription_id = $2 AND revoked_at IS NULL RETURNING id, subscription_id, name",
        ctx->actor.organization_id, subscription_id, ctx->actor.user_id, ctx->now);
}
