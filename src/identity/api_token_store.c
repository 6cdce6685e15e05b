#include "api_token_store.h"

#include "db/db.h"
#include "json/json.h"

#define TOKEN_COLUMNS                                                                              \
    "organization_id, id, user_id, name, prefix, is_organizations, roles, scopes, addresses,"      \
    " created_at, expires_at, last_used_at, last_used_address, revoked_at"

Error api_token_store_create(Ctx *ctx, const ApiToken *token, Digest secret, Time warned_at)
{
    return db_exec(ctx,
        "INSERT INTO api_token (organization_id, id, user_id, name, prefix, secret_digest,"
        " is_organizations, roles, scopes, addresses, created_by, created_at, expires_at, warned_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        token->organization_id, token->id, token->user_id, token->name, token->prefix, secret,
        token->is_organizations, json_of_texts(ctx->arena, token->roles),
        json_of_texts(ctx->arena, token->scopes), json_of_texts(ctx->arena, token->addresses),
        ctx->actor.user_id, token->created_at, token->expires_at, warned_at);
}

Error api_token_store_count(Ctx *ctx, int64_t *ret_count)
{
    return db_number(ctx, ret_count,
        "SELECT count(*) FROM api_token WHERE organization_id = $1 AND user_id = $2"
        " AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $3)",
        ctx->actor.organization_id, ctx->actor.user_id, ctx->now);
}

Error api_token_store_count_organizations(Ctx *ctx, int64_t *ret_count)
{
    return db_number(ctx, ret_count,
        "SELECT count(*) FROM api_token WHERE organization_id = $1 AND is_organizations"
        " AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)",
        ctx->actor.organization_id, ctx->now);
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
        "UPDATE api_token SET last_used_at = $3, last_used_address = $4"
        " WHERE organization_id = $1 AND id = $2",
        token->organization_id, token->id, ctx->now, ctx->actor.address);
}

Error api_token_store_list(
    Ctx *ctx, Id user_id, const char *after, int64_t limit, ApiTokenList *ret_tokens)
{
    return db_all(ctx, api_token_shape, ret_tokens,
        "SELECT t.organization_id, t.id, t.user_id, whose.name AS user_name, t.name, t.prefix,"
        " t.is_organizations, t.roles, t.scopes, t.addresses, maker.name AS created_by_name,"
        " t.created_at, t.expires_at, t.last_used_at, t.last_used_address, t.revoked_at"
        " FROM api_token t JOIN user_account whose ON whose.id = t.user_id"
        " LEFT JOIN user_account maker ON maker.id = t.created_by"
        " WHERE t.organization_id = $1 AND (CAST($2 AS TEXT) IS NULL OR t.user_id = $2)"
        " AND (CAST($3 AS TEXT) IS NULL OR t.id < $3) ORDER BY t.id DESC LIMIT $4",
        ctx->actor.organization_id, user_id, after, limit);
}

Error api_token_store_revoke(Ctx *ctx, Id user_id, Id id, int64_t *ret_count)
{
    return db_exec_count(ctx, ret_count,
        "UPDATE api_token SET revoked_at = coalesce(revoked_at, $4)"
        " WHERE organization_id = $1 AND (CAST($2 AS TEXT) IS NULL OR user_id = $2) AND id = $3",
        ctx->actor.organization_id, user_id, id, ctx->now);
}

Error api_token_store_count_active(Ctx *ctx, Id id, int64_t *ret_count)
{
    return db_number(ctx, ret_count,
        "SELECT count(*) FROM api_token WHERE organization_id = $1 AND id = $2"
        " AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $3)",
        ctx->actor.organization_id, id, ctx->now);
}

Error api_token_store_count_all(Ctx *ctx, Id user_id, int64_t *ret_count)
{
    return db_number(ctx, ret_count,
        "SELECT count(*) FROM api_token WHERE user_id = $1 AND revoked_at IS NULL"
        " AND (expires_at IS NULL OR expires_at > $2)",
        user_id, ctx->now);
}

Error api_token_store_get_last_use(Ctx *ctx, const char *scope, Time *ret_time)
{
    Time last = TIME_NONE;
    TRY(db_number(ctx, &last.us,
        "SELECT max(last_used_at) FROM api_token WHERE organization_id = $1 AND is_organizations"
        " AND revoked_at IS NULL AND CAST($2 AS TEXT) IN {list scopes}",
        ctx->actor.organization_id, scope));
    *ret_time = last;
    return OK;
}

Error api_token_store_revoke_all(Ctx *ctx, Id user_id, Id organization_id, ApiTokenList *ret_tokens)
{
    return db_all(ctx, api_token_shape, ret_tokens,
        "UPDATE api_token SET revoked_at = $3 WHERE user_id = $1"
        " AND (CAST($2 AS TEXT) IS NULL OR organization_id = $2) AND revoked_at IS NULL"
        " AND (expires_at IS NULL OR expires_at > $3) RETURNING " TOKEN_COLUMNS,
        user_id, organization_id, ctx->now);
}

Error api_token_store_revoke_made(Ctx *ctx, Id user_id, ApiTokenList *ret_tokens)
{
    return db_all(ctx, api_token_shape, ret_tokens,
        "UPDATE api_token SET revoked_at = $3 WHERE organization_id = $1 AND created_by = $2"
        " AND is_organizations AND revoked_at IS NULL"
        " AND (expires_at IS NULL OR expires_at > $3) RETURNING " TOKEN_COLUMNS,
        ctx->actor.organization_id, user_id, ctx->now);
}

Error api_token_store_get(Ctx *ctx, Id organization_id, Id id, ApiToken *ret_token)
{
    return db_one(ctx, api_token_shape, ret_token,
        "SELECT " TOKEN_COLUMNS " FROM api_token WHERE organization_id = $1 AND id = $2",
        organization_id, id);
}

Error api_token_store_list_ending(
    Ctx *ctx, Time ending_before, int64_t limit, ApiTokenList *ret_tokens)
{
    return db_all(ctx, api_token_shape, ret_tokens,
        "SELECT " TOKEN_COLUMNS
        " FROM api_token WHERE expires_at > $1 AND expires_at <= $2 AND warned_at IS NULL"
        " AND revoked_at IS NULL ORDER BY expires_at, id LIMIT $3",
        ctx->now, ending_before, limit);
}

Error api_token_store_warn(Ctx *ctx, const ApiToken *token, int64_t *ret_count)
{
    return db_exec_count(ctx, ret_count,
        "UPDATE api_token SET warned_at = $3 WHERE organization_id = $1 AND id = $2"
        " AND warned_at IS NULL AND revoked_at IS NULL",
        token->organization_id, token->id, ctx->now);
}
