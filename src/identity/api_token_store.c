#include "api_token_store.h"

#include "db/db.h"
#include "json/json.h"

#define TOKEN_COLUMNS                                                                              \
    "organization_id, id, user_id, name, prefix, scopes, created_at, expires_at, last_used_at,"    \
    " revoked_at"

Error api_token_store_create(Ctx *ctx, const ApiToken *token, Digest secret)
{
    return db_exec(ctx,
        "INSERT INTO api_token (organization_id, id, user_id, name, prefix, secret_digest, scopes,"
        " created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        token->organization_id, token->id, token->user_id, token->name, token->prefix, secret,
        json_of_texts(ctx->arena, token->scopes), token->created_at, token->expires_at);
}

Error api_token_store_count(Ctx *ctx, int64_t *ret_count)
{
    return db_number(ctx, ret_count,
        "SELECT count(*) FROM api_token WHERE organization_id = $1 AND user_id = $2"
        " AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $3)",
        ctx->actor.organization_id, ctx->actor.user_id, ctx->now);
}

Error api_token_store_find(Ctx *ctx, Digest secret, ApiToken *ret_token)
{
    return db_one(ctx, api_token_shape, ret_token,
        "SELECT " TOKEN_COLUMNS
        " FROM api_token WHERE secret_digest = $1 AND revoked_at IS NULL"
        " AND (expires_at IS NULL OR expires_at > $2)",
        secret, ctx->now);
}

Error api_token_store_write_use(Ctx *ctx, const ApiToken *token)
{
    return db_exec(ctx,
        "UPDATE api_token SET last_used_at = $3 WHERE organization_id = $1 AND id = $2",
        token->organization_id, token->id, ctx->now);
}

Error api_token_store_list(Ctx *ctx, const char *after, int64_t limit, ApiTokenList *ret_tokens)
{
    return db_all(ctx, api_token_shape, ret_tokens,
        "SELECT " TOKEN_COLUMNS
        " FROM api_token WHERE organization_id = $1 AND user_id = $2"
        " AND (CAST($3 AS TEXT) IS NULL OR id < $3) ORDER BY id DESC LIMIT $4",
        ctx->actor.organization_id, ctx->actor.user_id, after, limit);
}

Error api_token_store_revoke(Ctx *ctx, Id id, int64_t *ret_count)
{
    return db_exec_count(ctx, ret_count,
        "UPDATE api_token SET revoked_at = coalesce(revoked_at, $4)"
        " WHERE organization_id = $1 AND user_id = $2 AND id = $3",
        ctx->actor.organization_id, ctx->actor.user_id, id, ctx->now);
}

Error api_token_store_count_all(Ctx *ctx, Id user_id, int64_t *ret_count)
{
    return db_number(ctx, ret_count,
        "SELECT count(*) FROM api_token WHERE user_id = $1 AND revoked_at IS NULL"
        " AND (expires_at IS NULL OR expires_at > $2)",
        user_id, ctx->now);
}

Error api_token_store_revoke_all(Ctx *ctx, Id user_id, ApiTokenList *ret_tokens)
{
    return db_all(ctx, api_token_shape, ret_tokens,
        "UPDATE api_token SET revoked_at = $2 WHERE user_id = $1 AND revoked_at IS NULL"
        " AND (expires_at IS NULL OR expires_at > $2) RETURNING " TOKEN_COLUMNS,
        user_id, ctx->now);
}
