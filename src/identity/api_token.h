// api_token.h — tokens with which a person's programs use the API, for one organization.
//
// A token can do what its person can do there at that moment, narrowed by its scopes: `read` for
// GET, `write` for the rest. The secret is shown once; we keep its digest and first characters.
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"

typedef struct ApiToken {
    Id organization_id;
    Id id; // tok_…
    Id user_id;
    const char *name;
    const char *prefix; // the first characters of the secret
    TextList scopes;    // "read", "write"
    Time created_at;
    Time expires_at; // TIME_NONE: never
    Time last_used_at;
    Time revoked_at;
    const char *secret; // when it is issued; NULL ever after
} ApiToken;

extern const Shape api_token_shape;
typedef LIST_OF(ApiToken) ApiTokenList;

enum { MAX_API_TOKENS = 50 };

#define API_TOKEN_PREFIX "kt_api_"

/**
 * Issues a token for the actor and the actor's organization. Expires TIME_NONE: never.
 *
 * INVALID    expires_at in the past; scopes not_known, repeated
 * CONFLICT   too_many_tokens
 */
Error api_token_issue(
    Ctx *ctx, const char *name, TextList scopes, Time expires_at, ApiToken *ret_token);

/** The token of a secret; ret_token->id is ID_NONE if none works. */
Error api_token_find(Ctx *ctx, const char *secret, ApiToken *ret_token);
bool api_token_has(const ApiToken *token, const char *scope);

/** Notes that the token was used, at most once a minute; in a transaction of its own. */
Error api_token_write_use(Ctx *ctx, const ApiToken *token);

/** The actor's tokens for the actor's organization, newest first, revoked ones too. */
Error api_token_list(Ctx *ctx, const char *after, int64_t limit, ApiTokenList *ret_tokens);

/** Final; again is no error. NOT_FOUND if the actor has no such token. */
Error api_token_revoke(Ctx *ctx, Id id);

/** How many tokens of the person work, in all organizations. */
Error api_token_count(Ctx *ctx, Id user_id, int64_t *ret_count);

/** Revokes all of them, and answers which: with id and organization_id. */
Error api_token_revoke_all(Ctx *ctx, Id user_id, ApiTokenList *ret_tokens);
