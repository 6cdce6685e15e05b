// back_channel_logout.h — a provider tells that somebody's session there has ended (OpenID Connect
// Back-Channel Logout 1.0); then those that began by it end here.
//
// All of the person's that began by the provider end, whichever of its sessions was meant: a second
// factor may stand between the one and the other.
#pragma once

#include "base/ctx.h"
#include "identity_provider.h"
#include "json/json.h"

typedef struct LogoutToken {
    IdentityProvider provider;
    const JsonValue *claims;
} LogoutToken;

/**
 * Opens its own transactions: the counts stay when the token is wrong.
 *
 * NOT_FOUND the provider. INVALID with what is wrong. UNAVAILABLE keys_unknown: a job asks for the
 * provider's new keys; try again. LIMITED
 */
Error back_channel_logout_check(
    Ctx *ctx, Id provider_id, const char *token, LogoutToken *ret_logout);

/** Whose sessions end; ID_NONE: nobody's here. INVALID logout_token_used: it came before. */
Error back_channel_logout_end(Ctx *ctx, const LogoutToken *logout, Id *ret_user_id);
