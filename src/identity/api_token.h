// api_token.h — tokens with which programs use the API, for one organization.
//
// `directory` stands alone, of an organization's token: it makes and removes members (SCIM).
//
// A person's token can do what the person can do there at that moment; an organization's has roles
// of its own and outlives whoever made it. Scopes narrow both: `read` for GET, `write` for the
// rest, `administration` besides for what a person proves for (PERMIT_VERIFIED: money, keys,
// roles). The secret is shown once; we keep its digest and first characters.
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"
#include "work/work.h"

typedef struct ApiToken {
    Id organization_id;
    Id id;                 // tok_…
    Id user_id;            // whose it is, or the program that an organization's token acts as
    const char *user_name; // the person's; the token's
    const char *name;
    const char *prefix; // the first characters of the secret
    bool is_organizations;
    TextList roles;     // of an organization's; empty: those of the person
    TextList scopes;    // "read", "write", "administration"
    TextList addresses; // from which it works; empty: from everywhere
    const char *created_by_name;
    Time created_at;
    Time expires_at; // TIME_NONE: never
    Time last_used_at;
    const char *last_used_address;
    Time revoked_at;
    const char *secret; // when it is issued; NULL ever after
} ApiToken;

extern const Shape api_token_shape;
typedef LIST_OF(ApiToken) ApiTokenList;

enum { MAX_API_TOKENS = 50, API_TOKEN_WARNING_DAYS = 14 };

#define API_TOKEN_PREFIX "kt_api_"

typedef struct NewApiToken {
    const char *name;
    TextList scopes;
    TextList addresses;
    Time expires_at;       // TIME_NONE: in a year
    bool is_endless;       // it never expires
    bool is_organizations; // then it has roles, which the caller has checked
    TextList roles;
} NewApiToken;

/**
 * Issues a token for the actor, or for the actor's organization.
 *
 * INVALID    expires_at past; is_endless not_allowed: with an end; scopes not_known, repeated;
 *            addresses malformed, too_many
 * CONFLICT   too_many_tokens
 */
Error api_token_issue(Ctx *ctx, const NewApiToken *wanted, ApiToken *ret_token);

/** The token of a secret. UNAUTHENTICATED wrong_token */
Error api_token_find(Ctx *ctx, const char *secret, ApiToken *ret_token);

/** UNAUTHENTICATED wrong_token if the actor's was revoked since the request began. */
Error api_token_require(Ctx *ctx);

/** Notes that the token was used, and from where, at most once a minute; in a transaction of its
 * own. */
Error api_token_write_use(Ctx *ctx, const ApiToken *token);

/** The actor's tokens for the actor's organization, newest first, revoked ones too. */
Error api_token_list(Ctx *ctx, const char *after, int64_t limit, ApiTokenList *ret_tokens);

/** Final; again is no error. NOT_FOUND if the actor has no such token. */
Error api_token_revoke(Ctx *ctx, Id id);

/** The same for all tokens of the actor's organization, its people's too. */
Error api_token_list_all(Ctx *ctx, const char *after, int64_t limit, ApiTokenList *ret_tokens);
Error api_token_revoke_any(Ctx *ctx, Id id);

/** For mail. NOT_FOUND */
Error api_token_get(Ctx *ctx, Id organization_id, Id id, ApiToken *ret_token);

/** The job "watch_api_tokens": emits api_token.ending two weeks before the end of a token that was
 * issued for longer, once. */
Error api_token_watch_job(Ctx *ctx, const Job *job);

/** How many tokens of the person work, in all organizations. */
Error api_token_count(Ctx *ctx, Id user_id, int64_t *ret_count);

/** When a token of the actor's organization with that scope was used last; TIME_NONE: none was, of
 * those that are not revoked. */
Error api_token_get_last_use(Ctx *ctx, const char *scope, Time *ret_time);

/** Revokes all of the person's for the organization (ID_NONE: for all), and answers which: with id
 * and organization_id. */
Error api_token_revoke_all(Ctx *ctx, Id user_id, Id organization_id, ApiTokenList *ret_tokens);

/** Revokes those of the actor's organization itself that the person made. */
Error api_token_revoke_made(Ctx *ctx, Id user_id);
