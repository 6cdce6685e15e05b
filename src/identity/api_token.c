#include "api_token.h"

#include "address_list.h"
#include "api_token_store.h"
#include "base/text.h"
#include "db/db.h"
#include "user.h"

#include <string.h>

static const int64_t usual_lifetime = DAYS(365);

enum { SECRET_BYTES = 32, PREFIX_LENGTH = sizeof API_TOKEN_PREFIX - 1 + 6, AT_ONCE = 100 };

SHAPE(api_token_shape, ApiToken, FIELD(ApiToken, organization_id, .hidden = true),
    FIELD(ApiToken, id, .required = true), FIELD(ApiToken, user_id, .hidden = true),
    FIELD(ApiToken, user_name, .about = "Whose it is, of a person's."),
    FIELD(ApiToken, name, .required = true),
    FIELD(ApiToken, prefix, .required = true, .about = "The first characters of the secret."),
    FIELD(ApiToken, is_organizations, .about = "It belongs to the organization, to no person."),
    FIELD(ApiToken, roles, .required = true, .about = "Of an organization's token."),
    FIELD(ApiToken, scopes, .required = true,
        .about = "read for GET, write for everything else; administration besides for what people"
                 " prove for who they are: money, keys, roles. directory alone, of an"
                 " organization's token: to make and remove members (SCIM)."),
    FIELD(ApiToken, addresses, .required = true, .about = "From which it works; none: from all."),
    FIELD(ApiToken, created_by_name), FIELD(ApiToken, created_at, .required = true),
    FIELD(ApiToken, expires_at), FIELD(ApiToken, last_used_at), FIELD(ApiToken, last_used_address),
    FIELD(ApiToken, revoked_at), FIELD(ApiToken, secret, .once = true));

static void end_check(Ctx *ctx, const NewApiToken *wanted)
{
    bool has_end = time_is_set(wanted->expires_at);
    if (has_end && wanted->is_endless)
        fault(ctx, "is_endless", "not_allowed", "Choose an end, or none.");
    if (has_end && !time_before(ctx->now, wanted->expires_at))
        fault(ctx, "expires_at", "past", "This moment has passed.");
}

static Time end_of(Ctx *ctx, const NewApiToken *wanted)
{
    bool is_usual = !wanted->is_endless && !time_is_set(wanted->expires_at);
    return is_usual ? time_after(ctx->now, usual_lifetime) : wanted->expires_at;
}

// An end that is near already was chosen with it.
static Time told_at(Ctx *ctx, const ApiToken *token)
{
    Time warning = time_after(ctx->now, DAYS(API_TOKEN_WARNING_DAYS));
    bool is_near = time_is_set(token->expires_at) && !time_before(warning, token->expires_at);
    return is_near ? ctx->now : TIME_NONE;
}

static void scopes_check(Ctx *ctx, TextList scopes, bool is_organizations)
{
    // What makes members does nothing else, so that nobody's script has that power by the way.
    if (is_organizations && scopes.count == 1 && text_same(scopes.items[0], "directory"))
        return;
    static const char *const known[] = {"read", "write", "administration"};
    uint32_t seen = 0;
    for (size_t i = 0; i < scopes.count; i++) {
        size_t scope = 0;
        while (scope < COUNT_OF(known) && !text_same(scopes.items[i], known[scope]))
            scope++;
        if (scope == COUNT_OF(known))
            fault(ctx, "scopes", "not_known",
                is_organizations
                    ? "The scopes are read, write and administration, or directory alone."
                    : "The scopes are read, write and administration.");
        else if (seen >> scope & 1)
            fault(ctx, "scopes", "repeated", "Each scope once.");
        else
            seen |= 1u << scope;
    }
}

static Error require_room(Ctx *ctx, const NewApiToken *wanted)
{
    int64_t count;
    TRY(wanted->is_organizations ? api_token_store_count_organizations(ctx, &count)
                                 : api_token_store_count(ctx, &count));
    if (count < MAX_API_TOKENS)
        return OK;
    return fail(ctx, CONFLICT, "too_many_tokens",
        wanted->is_organizations
            ? "An organization can have %d tokens of its own; revoke one first."
            : "A person can have %d tokens for an organization; revoke one first.",
        MAX_API_TOKENS);
}

// Who asks with it.
static Error find_user(Ctx *ctx, const ApiToken *token, Id *ret_user_id)
{
    User program;
    if (!token->is_organizations) {
        *ret_user_id = ctx->actor.user_id;
        return OK;
    }
    TRY(user_create_program(
        ctx, arena_printf(ctx->arena, "%s", token->id.text), token->name, ctx->language, &program));
    *ret_user_id = program.id;
    return OK;
}

Error api_token_issue(Ctx *ctx, const NewApiToken *wanted, ApiToken *ret_token)
{
    scopes_check(ctx, wanted->scopes, wanted->is_organizations);
    address_list_check(ctx, "addresses", wanted->addresses);
    end_check(ctx, wanted);
    TRY(faults(ctx));
    if (!id_is_set(ctx->actor.organization_id)) // there is none, or it refuses the actor's address
        return fail(ctx, FORBIDDEN, "not_a_member", "A token is for an organization: act for one.");
    TRY(require_room(ctx, wanted));

    const char *secret = secret_new(ctx->arena, API_TOKEN_PREFIX, SECRET_BYTES);
    ApiToken token = {
        .organization_id = ctx->actor.organization_id,
        .id = id_new("tok"),
        .name = wanted->name,
        .prefix = arena_text(ctx->arena, secret, PREFIX_LENGTH),
        .is_organizations = wanted->is_organizations,
        .roles = wanted->roles,
        .scopes = wanted->scopes,
        .addresses = wanted->addresses,
        .created_at = ctx->now,
        .expires_at = end_of(ctx, wanted),
        .secret = secret,
    };
    TRY(find_user(ctx, &token, &token.user_id));
    TRY(api_token_store_create(ctx, &token, digest_of(secret), told_at(ctx, &token)));
    *ret_token = token;
    return OK;
}

static Error wrong_token(Ctx *ctx)
{
    return fail(ctx, UNAUTHENTICATED, "wrong_token", "This token does not work (any more).");
}

Error api_token_find(Ctx *ctx, const char *secret, ApiToken *ret_token)
{
    ApiToken token = {0};
    Error error = api_token_store_find(ctx, digest_of(secret), &token);
    if (error)
        return error == NOT_FOUND ? wrong_token(ctx) : error;
    *ret_token = token;
    return OK;
}

Error api_token_require(Ctx *ctx)
{
    int64_t count;
    TRY(api_token_store_count_active(ctx, ctx->actor.api_token_id, &count));
    return count ? OK : wrong_token(ctx);
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
    return api_token_store_list(ctx, ctx->actor.user_id, after, limit, ret_tokens);
}

Error api_token_list_all(Ctx *ctx, const char *after, int64_t limit, ApiTokenList *ret_tokens)
{
    return api_token_store_list(ctx, ID_NONE, after, limit, ret_tokens);
}

static Error revoke(Ctx *ctx, Id user_id, Id id)
{
    int64_t count;
    TRY(api_token_store_revoke(ctx, user_id, id, &count));
    if (!count)
        return fail(ctx, NOT_FOUND, "not_found", "There is no such token.");
    return event_emit(ctx, "api_token.revoked", ctx->actor.organization_id, id, NULL);
}

Error api_token_revoke(Ctx *ctx, Id id)
{
    return revoke(ctx, ctx->actor.user_id, id);
}

Error api_token_revoke_any(Ctx *ctx, Id id)
{
    return revoke(ctx, ID_NONE, id);
}

// A person's tokens are in several organizations, whichever one the person acts for.
Error api_token_count(Ctx *ctx, Id user_id, int64_t *ret_count)
{
    return EVERYWHERE(ctx, api_token_store_count_all(ctx, user_id, ret_count));
}

Error api_token_get_last_use(Ctx *ctx, const char *scope, Time *ret_time)
{
    return api_token_store_get_last_use(ctx, scope, ret_time);
}

static Error emit_revoked(Ctx *ctx, const ApiTokenList *tokens)
{
    for (size_t i = 0; i < tokens->count; i++)
        TRY(event_emit(
            ctx, "api_token.revoked", tokens->items[i].organization_id, tokens->items[i].id, NULL));
    return OK;
}

static Error revoke_all(Ctx *ctx, Id user_id, Id organization_id, ApiTokenList *ret_tokens)
{
    TRY(api_token_store_revoke_all(ctx, user_id, organization_id, ret_tokens));
    return emit_revoked(ctx, ret_tokens);
}

Error api_token_revoke_all(Ctx *ctx, Id user_id, Id organization_id, ApiTokenList *ret_tokens)
{
    return EVERYWHERE(ctx, revoke_all(ctx, user_id, organization_id, ret_tokens));
}

Error api_token_revoke_made(Ctx *ctx, Id user_id)
{
    ApiTokenList revoked;
    TRY(api_token_store_revoke_made(ctx, user_id, &revoked));
    return emit_revoked(ctx, &revoked);
}

// ── their end ────────────────────────────────────────────────────────────────────────────────

Error api_token_get(Ctx *ctx, Id organization_id, Id id, ApiToken *ret_token)
{
    return api_token_store_get(ctx, organization_id, id, ret_token);
}

static Error warn(Ctx *ctx, void *arg)
{
    const ApiToken *token = arg;
    int64_t count;
    TRY(api_token_store_warn(ctx, token, &count));
    return count ? event_emit(ctx, "api_token.ending", token->organization_id, token->id, NULL)
                 : OK;
}

Error api_token_watch_job(Ctx *ctx, const Job *job)
{
    ApiTokenList ending;
    (void)job;
    TRY(api_token_store_list_ending(
        ctx, time_after(ctx->now, DAYS(API_TOKEN_WARNING_DAYS)), AT_ONCE, &ending));
    return tx_run_each(ctx, TX_WRITE, warn, &ending);
}
