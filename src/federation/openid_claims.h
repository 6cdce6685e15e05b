// openid_claims.h — what a token of a provider must say before it is believed.
#pragma once

#include "base/ctx.h"
#include "json/json.h"

struct IdentityProvider;

/** Fails with a sentence that the provider's token was refused because of what is named. */
Error openid_refuse(Ctx *ctx, Error kind, const char *reason);

/** What a token says, whoever made it. INVALID with a sentence. */
Error openid_read_claims(Ctx *ctx, const char *token, const JsonValue **ret_claims);

/** The claims of a token that one of the provider's known keys signed. NOT_FOUND: none of them has
 * its kid. INVALID with a sentence. */
Error openid_check_token(Ctx *ctx, const struct IdentityProvider *provider, const char *token,
    const JsonValue **ret_claims);

/** Core §3.1.3.7 and §3.1.3.8. access_token NULL: there is none. INVALID with a sentence. */
Error openid_check_id_token(Ctx *ctx, const struct IdentityProvider *provider,
    const JsonValue *claims, const char *nonce, const char *access_token);

/**
 * When the person signed in at the provider, never later than now; TIME_NONE: it did not say.
 * INVALID with a sentence unless that was after anew_since, where it is set.
 */
Error openid_check_authentication(
    Ctx *ctx, const JsonValue *claims, Time anew_since, Time *ret_authenticated_at);

/** Back-Channel Logout 1.0 §2.6, but for whether it was seen before. INVALID with a sentence. */
Error openid_check_logout_token(
    Ctx *ctx, const struct IdentityProvider *provider, const JsonValue *claims);
