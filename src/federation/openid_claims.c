#include "openid_claims.h"

#include "base/text.h"
#include "identity_provider.h"
#include "sentences/sentence.h"

#include <string.h>

enum {
    CLOCKS_DIFFER = 60, // seconds
    OLDEST = 600,       // of a token that was made just now
    MAX_SUBJECT = 255,  // Core §2
    HALF_SHA256 = 22,   // letters of base64url
};

#define LOGOUT_EVENT "http://schemas.openid.net/event/backchannel-logout"

Error openid_refuse(Ctx *ctx, Error kind, const char *reason)
{
    return sentence_fail(ctx, kind, SENTENCE_OPENID_TOKEN_REFUSED, {"reason", reason});
}

static int64_t seconds_now(const Ctx *ctx)
{
    return ctx->now.us / SECOND;
}

// One audience, ours; with several the provider must say that it is meant for us (azp).
static bool is_for(const JsonValue *claims, const char *client_id)
{
    const JsonValue *audience = json_member(claims, "aud");
    const char *party = json_text_member(claims, "azp");
    bool is_named = false;
    if (!audience || (party && !text_same(party, client_id)))
        return false;
    if (audience->kind == JSON_TEXT)
        return text_same(audience->text, client_id);
    if (audience->kind != JSON_ARRAY || (audience->count > 1 && !party))
        return false;
    for (const JsonValue *item = json_first(audience); item; item = json_next(audience, item))
        is_named |= item->kind == JSON_TEXT && text_same(item->text, client_id);
    return is_named;
}

static bool is_fresh(const Ctx *ctx, const JsonValue *claims)
{
    int64_t issued = json_int_member(claims, "iat", 0);
    return issued > seconds_now(ctx) - OLDEST && issued < seconds_now(ctx) + CLOCKS_DIFFER;
}

static bool is_subject(const char *subject)
{
    return !text_is_empty(subject) && strlen(subject) <= MAX_SUBJECT;
}

static Error check_who(Ctx *ctx, const IdentityProvider *provider, const JsonValue *claims)
{
    if (!text_same(json_text_member(claims, "iss"), provider->address))
        return openid_refuse(ctx, INVALID, "iss");
    if (!is_for(claims, provider->client_id))
        return openid_refuse(ctx, INVALID, "aud");
    if (!is_fresh(ctx, claims))
        return openid_refuse(ctx, INVALID, "iat");
    return OK;
}

// The left half of its SHA-256; with Ed25519 of a longer digest. With the code flow it may be
// absent.
static bool hash_fits(Ctx *ctx, const JsonValue *claims, const char *access_token)
{
    const char *hash = json_text_member(claims, "at_hash");
    if (!hash || !access_token || strlen(hash) != HALF_SHA256)
        return true;
    Digest digest = digest_of(access_token);
    return text_same(hash, base64url_of(ctx->arena, digest.bytes, sizeof(digest.bytes) / 2));
}

Error openid_check_id_token(Ctx *ctx, const IdentityProvider *provider, const JsonValue *claims,
    const char *nonce, const char *access_token)
{
    TRY(check_who(ctx, provider, claims));
    if (json_int_member(claims, "exp", 0) <= seconds_now(ctx) - CLOCKS_DIFFER)
        return openid_refuse(ctx, INVALID, "exp");
    if (!text_same(json_text_member(claims, "nonce"), nonce))
        return openid_refuse(ctx, INVALID, "nonce");
    if (!is_subject(json_text_member(claims, "sub")))
        return openid_refuse(ctx, INVALID, "sub");
    if (!hash_fits(ctx, claims, access_token))
        return openid_refuse(ctx, INVALID, "at_hash");
    return OK;
}

Error openid_check_authentication(
    Ctx *ctx, const JsonValue *claims, Time anew_since, Time *ret_authenticated_at)
{
    int64_t said = json_int_member(claims, "auth_time", 0), now = seconds_now(ctx);
    bool is_said = said > 0 && said <= now + CLOCKS_DIFFER;
    if (time_is_set(anew_since) && (!is_said || said < anew_since.us / SECOND - CLOCKS_DIFFER))
        return sentence_fail(ctx, INVALID, SENTENCE_OPENID_NOT_ANEW);
    *ret_authenticated_at = is_said ? (Time){(said < now ? said : now) * SECOND} : TIME_NONE;
    return OK;
}

Error openid_check_logout_token(Ctx *ctx, const IdentityProvider *provider, const JsonValue *claims)
{
    const JsonValue *event = json_member(json_member(claims, "events"), LOGOUT_EVENT);
    TRY(check_who(ctx, provider, claims));
    if (!event || event->kind != JSON_OBJECT)
        return openid_refuse(ctx, INVALID, "events");
    if (json_member(claims, "nonce")) // so that no ID token passes for one
        return openid_refuse(ctx, INVALID, "nonce");
    if (text_is_empty(json_text_member(claims, "jti")))
        return openid_refuse(ctx, INVALID, "jti");
    if (!is_subject(json_text_member(claims, "sub")) && !json_text_member(claims, "sid"))
        return openid_refuse(ctx, INVALID, "sub");
    return OK;
}
