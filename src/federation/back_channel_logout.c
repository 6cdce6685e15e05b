#include "back_channel_logout.h"

#include "base/text.h"
#include "db/db.h"
#include "external_sign_in_store.h"
#include "identity/session.h"
#include "identity/throttle.h"
#include "identity_provider.h"
#include "linked_identity.h"
#include "openid_claims.h"
#include "work/work.h"

enum { RETRY_AFTER = 5 }; // seconds

#define TOKEN_KEPT MINUTES(15) // longer than one is fresh

// Whoever sends nonsense makes the provider be asked no more often than this.
static const Throttle key_requests = {"logout_keys", 4, MINUTES(15)};

// Checks of signatures are dear, and whoever may ask for them is anybody.
static const Throttle checks = {"logout_checks", 1000, MINUTES(15)};

static Error count_check(Ctx *ctx, const IdentityProvider *provider)
{
    TX tx = {0};
    const char *subject =
        arena_printf(ctx->arena, "%s %s", throttle_address(ctx), provider->id.text);
    TRY(tx_begin(ctx, TX_WRITE, &tx));
    TRY(throttle_count(ctx, &checks, subject));
    return tx_commit(&tx);
}

static Error ask_for_keys(Ctx *ctx, const IdentityProvider *provider)
{
    TX tx = {0};
    TRY(tx_begin(ctx, TX_WRITE, &tx));
    TRY(throttle_count(ctx, &key_requests, provider->id.text));
    TRY(identity_provider_add_check(ctx, provider));
    TRY(tx_commit(&tx));
    ctx->failure.retry_after = RETRY_AFTER;
    return fail(ctx, UNAVAILABLE, "keys_unknown",
        "The provider's new keys are being asked for; send this again in a moment.");
}

static Error take_once(Ctx *ctx, const IdentityProvider *provider, const JsonValue *claims)
{
    Error error = logout_token_store_create(ctx, provider->id,
        digest_of(json_text_member(claims, "jti")), time_after(ctx->now, TOKEN_KEPT));
    if (error == CONFLICT && text_same(ctx->failure.code, "logout_token_pkey"))
        return fail(ctx, INVALID, "logout_token_used", "This logout token was used before.");
    return error;
}

static Error find_person(
    Ctx *ctx, const IdentityProvider *provider, const JsonValue *claims, Id *ret_user_id)
{
    const char *subject = json_text_member(claims, "sub"), *sid = json_text_member(claims, "sid");
    const char *user_id = NULL;
    if (subject)
        return linked_identity_find(ctx, provider->id, subject, ret_user_id);
    TRY(external_session_store_find(ctx, provider->id, digest_of(sid), &user_id));
    *ret_user_id = id_from(user_id);
    return OK;
}

Error back_channel_logout_check(
    Ctx *ctx, Id provider_id, const char *token, LogoutToken *ret_logout)
{
    LogoutToken logout = {0};
    IdentityProvider *provider = &logout.provider;
    TRY(identity_provider_find(ctx, provider_id, provider));
    if (!provider->keys.text)
        return fail(ctx, CONFLICT, "provider_not_ready", "This provider was not asked yet.");
    TRY(openid_read_claims(ctx, token, &logout.claims));
    TRY(openid_check_logout_token(ctx, provider, logout.claims));
    TRY(count_check(ctx, provider));
    Error error = openid_check_token(ctx, provider, token, &logout.claims);
    if (error == NOT_FOUND)
        return ask_for_keys(ctx, provider);
    TRY(error);
    *ret_logout = logout;
    return OK;
}

Error back_channel_logout_end(Ctx *ctx, const LogoutToken *logout, Id *ret_user_id)
{
    Id user_id = ID_NONE;
    TRY(take_once(ctx, &logout->provider, logout->claims));
    TRY(find_person(ctx, &logout->provider, logout->claims, &user_id));
    if (id_is_set(user_id))
        TRY(session_end_by_method(ctx, logout->provider.id.text, user_id));
    *ret_user_id = user_id;
    return OK;
}
