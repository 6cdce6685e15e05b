#include "api_token.h"

#include "api_token_store.h"
#include "base/text.h"
#include "db/db.h"
#include "work/work.h"

#include <string.h>

enum { SECRET_BYTES = 32, PREFIX_LENGTH = sizeof API_TOKEN_PREFIX - 1 + 6 };

SHAPE(api_token_shape, ApiToken, FIELD(ApiToken, organization_id, .hidden = true),
    FIELD(ApiToken, id, .required = true), FIELD(ApiToken, user_id, .hidden = true),
    FIELD(ApiToken, name, .required = true),
    FIELD(ApiToken, prefix, .required = true, .about = "The first characters of the secret."),
    FIELD(ApiToken, scopes, .required = true, .about = "read for GET, write for everything else."),
    FIELD(ApiToken, created_at, .required = true), FIELD(ApiToken, expires_at),
    FIELD(ApiToken, last_used_at), FIELD(ApiToken, revoked_at),
    FIELD(ApiToken, secret, .once = true));

static void scopes_check(Ctx *ctx, TextList scopes)
{
    int reads = 0, writes = 0;
    for (size_t i = 0; i < scopes.count; i++) {
        bool is_read = text_same(scopes.items[i], "read");
        bool is_write = text_same(scopes.items[i], "write");
        if (!is_read && !is_write)
            fault(ctx, "scopes", "not_known", "The scopes are read and write.");
        reads += is_read;
        writes += is_write;
    }
    if (reads > 1 || writes > 1)
        fault(ctx, "scopes", "repeated", "Each scope once.");
}

Error api_token_issue(
    Ctx *ctx, const char *name, TextList scopes, Time expires_at, ApiToken *ret_token)
{
    scopes_check(ctx, scopes);
    if (time_is_set(expires_at) && !time_before(ctx->now, expires_at))
        fault(ctx, "expires_at", "past", "This moment has passed.");
    TRY(faults(ctx));
    int64_t count;
    TRY(api_token_store_count(ctx, &count));
    if (count >= MAX_API_TOKENS)
        return fail(ctx, CONFLICT, "too_many_tokens",
            "A person can have %d tokens for an organization; revoke one first.", MAX_API_TOKENS);

    const char *secret = secret_new(ctx->arena, API_TOKEN_PREFIX, SECRET_BYTES);
    ApiToken token = {
        .organization_id = ctx->actor.organization_id,
        .id = id_new("tok"),
        .user_id = ctx->actor.user_id,
        .name = name,
        .prefix = arena_text(ctx->arena, secret, PREFIX_LENGTH),
        .scopes = scopes,
        .created_at = ctx->now,
        .expires_at = expires_at,
        .secret = secret,
    };
    TRY(api_token_store_create(ctx, &token, digest_of(secret)));
    *ret_token = token;
    return OK;
}

Error api_token_find(Ctx *ctx, const char *secret, ApiToken *ret_token)
{
    ApiToken token = {0};
    Error error = api_token_store_find(ctx, digest_of(secret), &token);
    if (error && error != NOT_FOUND)
        return error;
    *ret_token = token;
    return OK;
}

bool api_token_has(const ApiToken *token, const char *scope)
{
    for (size_t i = 0; i < token->scopes.count; i++)
        if (strcmp(token->scopes.items[i], scope) == 0)
            return true;
    return false;
}

Error api_token_write_use(Ctx *ctx, const ApiToken *token)
{
    if (ctx->now.us - token->last_used_at.us < MINUTES(1))
        return OK;
    TX tx = {0};
    TRY(tx_begin(ctx, TX_WRITE, &tx));
    TRY(api_token_store_write_use(ctx, token));
    return tx_commit(&tx);
}

Error api_token_list(Ctx *ctx, const char *after, int64_t limit, ApiTokenList *ret_tokens)
{
    return api_token_store_list(ctx, after, limit, ret_tokens);
}

Error api_token_revoke(Ctx *ctx, Id id)
{
    int64_t count;
    TRY(api_token_store_revoke(ctx, id, &count));
    if (!count)
        return fail(ctx, NOT_FOUND, "not_found", "There is no such token.");
    return event_emit(ctx, "api_token.revoked", ctx->actor.organization_id, id, NULL);
}

// A person's tokens are in several organizations, whichever one the person acts for.
static Permissions look_everywhere(Ctx *ctx)
{
    Permissions permissions = ctx->actor.permissions;
    ctx->actor.permissions |= PERMIT_EVERYWHERE;
    return permissions;
}

Error api_token_count(Ctx *ctx, Id user_id, int64_t *ret_count)
{
    Permissions permissions = look_everywhere(ctx);
    Error error = api_token_store_count_all(ctx, user_id, ret_count);
    ctx->actor.permissions = permissions;
    return error;
}

static Error revoke_all(Ctx *ctx, Id user_id, ApiTokenList *ret_tokens)
{
    TRY(api_token_store_revoke_all(ctx, user_id, ret_tokens));
    for (size_t i = 0; i < ret_tokens->count; i++)
        TRY(event_emit(ctx, "api_token.revoked", ret_tokens->items[i].organization_id,
            ret_tokens->items[i].id, NULL));
    return OK;
}

Error api_token_revoke_all(Ctx *ctx, Id user_id, ApiTokenList *ret_tokens)
{
    Permissions permissions = look_everywhere(ctx);
    Error error = revoke_all(ctx, user_id, ret_tokens);
    ctx->actor.permissions = permissions;
    return error;
}
