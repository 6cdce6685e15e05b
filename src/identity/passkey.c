#include "passkey.h"

#include "challenge.h"
#include "crypt/webauthn.h"
#include "passkey_store.h"
#include "second_factor.h"
#include "settings.h"
#include "user_store.h"
#include "work/work.h"
#include "json/json.h"

#include <string.h>

SHAPE(passkey_shape, Passkey, FIELD(Passkey, user_id, .hidden = true),
    FIELD(Passkey, id, .required = true), FIELD(Passkey, name, .required = true),
    FIELD(Passkey, credential_id, .hidden = true), FIELD(Passkey, algorithm, .hidden = true),
    FIELD(Passkey, public_key, .hidden = true), FIELD(Passkey, sign_count, .hidden = true),
    FIELD(Passkey, transports, .hidden = true), FIELD(Passkey, is_backup_eligible, .hidden = true),
    FIELD(Passkey, is_backed_up, .about = "Whether it is on more than one device: synchronized."),
    FIELD(Passkey, created_at, .required = true), FIELD(Passkey, last_used_at),
    FIELD(Passkey, recovery_codes, .once = true,
        .about = "With the first factor of any kind that is added."));

SHAPE(passkey_challenge_shape, PasskeyChallenge,
    FIELD(PasskeyChallenge, public_key,
        .about = "For the browser, in the standard's JSON: PublicKeyCredentialCreationOptionsJSON "
                 "or PublicKeyCredentialRequestOptionsJSON (Web Authentication Level 3)."),
    FIELD(PasskeyChallenge, expires_at, .required = true));

static const char for_registration[] = "passkey_registration";
static const char for_sign_in[] = "passkey_sign_in"; // by the passkey alone
static const char for_proof[] = "passkey_proof";     // of a known person
static const int64_t challenge_lasts = MINUTES(10);

// ── this site ────────────────────────────────────────────────────────────────────────────────

static RelyingParty relying_party(Ctx *ctx)
{
    const char *url = text_lower(ctx->arena, settings()->public_url);
    const char *host = strstr(url, "://") + 3;
    size_t origin = (size_t)(host - url) + strcspn(host, "/");
    return (RelyingParty){
        .id = arena_text(ctx->arena, host, strcspn(host, ":/")),
        .origin = arena_text(ctx->arena, url, origin),
    };
}

// ── what a browser is asked with ─────────────────────────────────────────────────────────────

static const char *encoded(Ctx *ctx, const char *text)
{
    return base64url_of(ctx->arena, text, strlen(text));
}

static void put_credentials(Json *out, const char *name, const PasskeyList *passkeys)
{
    json_begin_array(out, name);
    for (size_t i = 0; i < passkeys->count; i++) {
        json_begin_object(out, NULL);
        json_put(out, "type", "public-key");
        json_put(out, "id", passkeys->items[i].credential_id);
        json_raw(out, "transports", json_of_texts(out->text.arena, passkeys->items[i].transports));
        json_end_object(out);
    }
    json_end_array(out);
}

static Json *begin_options(Ctx *ctx, const char *challenge)
{
    Json *out = json_new(ctx->arena);
    json_begin_object(out, NULL);
    json_put(out, "challenge", encoded(ctx, challenge));
    json_put(out, "timeout", challenge_lasts / 1000); // milliseconds
    return out;
}

static PasskeyChallenge finish_options(Ctx *ctx, Json *out)
{
    json_end_object(out);
    return (PasskeyChallenge){{json_finish(out)}, time_after(ctx->now, challenge_lasts)};
}

static const char *registration_subject(Ctx *ctx)
{
    return ctx->actor.session_id.text;
}

static void put_person(Json *out, Ctx *ctx, const User *user)
{
    json_begin_object(out, "user");
    json_put(out, "id", encoded(ctx, user->id.text));
    json_put(out, "name", user->email);
    json_put(out, "displayName", user->name);
    json_end_object(out);
}

static void put_wishes(Json *out)
{
    json_begin_array(out, "pubKeyCredParams");
    for (size_t i = 0; i < COUNT_OF(webauthn_algorithms); i++) {
        json_begin_object(out, NULL);
        json_put(out, "type", "public-key");
        json_put(out, "alg", webauthn_algorithms[i]);
        json_end_object(out);
    }
    json_end_array(out);
    // A key without a PIN, or without room of its own, still makes a second factor.
    json_raw(out, "authenticatorSelection",
        "{\"residentKey\":\"preferred\",\"userVerification\":\"preferred\"}");
    json_put(out, "attestation", "none");
}

static Error require_room(Ctx *ctx, Id user_id)
{
    int64_t count;
    TRY(passkey_store_count(ctx, user_id, &count));
    if (count >= MAX_PASSKEYS)
        return fail(ctx, CONFLICT, "too_many_passkeys",
            "One can have %d passkeys; remove one first.", MAX_PASSKEYS);
    return OK;
}

Error passkey_begin(Ctx *ctx, PasskeyChallenge *ret_challenge)
{
    User user;
    PasskeyList passkeys;
    RelyingParty party = relying_party(ctx);
    TRY(user_get(ctx, ctx->actor.user_id, &user));
    TRY(require_room(ctx, user.id));
    TRY(passkey_store_list(ctx, user.id, &passkeys));
    Json *out = begin_options(ctx, challenge_new(ctx, for_registration, registration_subject(ctx),
                                       time_after(ctx->now, challenge_lasts)));
    json_begin_object(out, "rp");
    json_put(out, "id", party.id);
    json_put(out, "name", settings()->operator_name);
    json_end_object(out);
    put_person(out, ctx, &user);
    put_wishes(out);
    put_credentials(out, "excludeCredentials", &passkeys);
    *ret_challenge = finish_options(ctx, out);
    return OK;
}

static const char *purpose_of(Id user_id)
{
    return id_is_set(user_id) ? for_proof : for_sign_in;
}

Error passkey_ask(Ctx *ctx, Id user_id, const char *subject, PasskeyChallenge *ret_challenge)
{
    bool is_known = id_is_set(user_id);
    PasskeyList passkeys = {0};
    if (is_known)
        TRY(passkey_store_list(ctx, user_id, &passkeys));
    Json *out = begin_options(ctx,
        challenge_new(ctx, purpose_of(user_id), subject, time_after(ctx->now, challenge_lasts)));
    json_put(out, "rpId", relying_party(ctx).id);
    json_put(out, "userVerification", is_known ? "preferred" : "required");
    put_credentials(out, "allowCredentials", &passkeys);
    *ret_challenge = finish_options(ctx, out);
    return OK;
}

// ── adding ───────────────────────────────────────────────────────────────────────────────────

// Upon which the person is mailed.
static Error tell(Ctx *ctx, const char *kind, const Passkey *passkey)
{
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    json_put(data, "device", passkey->name);
    json_end_object(data);
    return event_emit(ctx, kind, ID_NONE, passkey->user_id, json_finish(data));
}

static Error wrong_passkey(Ctx *ctx)
{
    fault(ctx, "passkey", "wrong_passkey",
        "This is no passkey that can be used here. Try another device or browser.");
    return faults(ctx);
}

static Error check_answer(Ctx *ctx, const char *answer, WebauthnResponse *ret_response,
    WebauthnCredential *ret_credential)
{
    RelyingParty party = relying_party(ctx);
    bool is_first;
    if (!webauthn_read(ctx->arena, answer, ret_response) ||
        webauthn_check_registration(ctx->arena, &party, ret_response, ret_credential))
        return wrong_passkey(ctx);
    const char *challenge = ret_response->challenge;
    if (!challenge_is_genuine(ctx, for_registration, registration_subject(ctx), challenge))
        is_first = false;
    else
        TRY(challenge_use(ctx, challenge, &is_first));
    return is_first
               ? OK
               : fail(ctx, CONFLICT, "challenge_expired", "That took too long. Begin once more.");
}

Error passkey_create(Ctx *ctx, const char *name, const char *answer, Passkey *ret_passkey)
{
    User user;
    WebauthnResponse response;
    WebauthnCredential made;
    TRY(user_store_lock(ctx, ctx->actor.user_id, &user));
    TRY(require_room(ctx, user.id));
    TRY(check_answer(ctx, answer, &response, &made));
    Passkey passkey = {
        .user_id = user.id,
        .id = id_new("pky"),
        .name = name,
        .credential_id = made.id,
        .algorithm = made.algorithm,
        .public_key = made.public_key,
        .sign_count = made.sign_count,
        .transports = response.transports,
        .is_backup_eligible = made.is_backup_eligible,
        .is_backed_up = made.is_backed_up,
        .created_at = ctx->now,
    };
    TRY(second_factor_begin(ctx, user.id, &passkey.recovery_codes));
    TRY(passkey_store_create(ctx, &passkey));
    TRY(tell(ctx, "passkey.added", &passkey));
    *ret_passkey = passkey;
    return OK;
}

// ── keeping ──────────────────────────────────────────────────────────────────────────────────

Error passkey_list(Ctx *ctx, PasskeyList *ret_passkeys)
{
    return passkey_store_list(ctx, ctx->actor.user_id, ret_passkeys);
}

Error passkey_count(Ctx *ctx, Id user_id, int64_t *ret_count)
{
    return passkey_store_count(ctx, user_id, ret_count);
}

Error passkey_change(Ctx *ctx, Id id, const char *name, Passkey *ret_passkey)
{
    TRY(passkey_store_change(ctx, ctx->actor.user_id, id, name));
    return passkey_store_get(ctx, ctx->actor.user_id, id, ret_passkey);
}

Error passkey_remove(Ctx *ctx, Id id)
{
    User user;
    Passkey passkey = {0};
    TRY(user_store_lock(ctx, ctx->actor.user_id, &user));
    TRY(passkey_store_get(ctx, user.id, id, &passkey));
    TRY(passkey_store_remove(ctx, user.id, id));
    TRY(user_require_way_in(ctx, user.id));
    TRY(second_factor_end(ctx, user.id));
    return tell(ctx, "passkey.removed", &passkey);
}

// ── proving ──────────────────────────────────────────────────────────────────────────────────

static WebauthnCredential credential_of(const Passkey *passkey)
{
    return (WebauthnCredential){
        .id = passkey->credential_id,
        .algorithm = passkey->algorithm,
        .public_key = passkey->public_key,
        .sign_count = passkey->sign_count,
        .is_backup_eligible = passkey->is_backup_eligible,
    };
}

// Whether the answer may be this passkey's: the person's who is asked, or, if nobody is known, of
// the person it names, who was recognized.
static bool is_for(
    Id user_id, const Passkey *passkey, const WebauthnResponse *response, bool is_user_verified)
{
    Id named = id_from(response->user_handle);
    if (id_is_set(named) && !id_same(named, passkey->user_id))
        return false;
    return id_is_set(user_id) ? id_same(user_id, passkey->user_id)
                              : id_is_set(named) && is_user_verified;
}

static Error write_use(Ctx *ctx, const Passkey *passkey, const WebauthnResponse *response,
    const WebauthnCredential *now, bool *ret_is_right)
{
    Passkey used = *passkey;
    int64_t count;
    bool is_first;
    used.sign_count = now->sign_count;
    used.is_backed_up = now->is_backed_up;
    TRY(challenge_use(ctx, response->challenge, &is_first));
    *ret_is_right = false;
    if (!is_first)
        return OK;
    TRY(passkey_store_use(ctx, &used, &count));
    *ret_is_right = count == 1;
    return count == 1 ? OK : tell(ctx, "passkey.refused", passkey);
}

static Error find(Ctx *ctx, const char *credential_id, Passkey *ret_passkey)
{
    Error error = passkey_store_find(ctx, credential_id, ret_passkey);
    return error == NOT_FOUND ? OK : error;
}

Error passkey_use(Ctx *ctx, Id user_id, const char *subject, const char *answer, Id *ret_user_id)
{
    RelyingParty party = relying_party(ctx);
    WebauthnResponse response;
    Passkey passkey = {0};
    bool is_right = false;
    *ret_user_id = ID_NONE;
    if (!webauthn_read(ctx->arena, answer, &response) ||
        !challenge_is_genuine(ctx, purpose_of(user_id), subject, response.challenge))
        return OK;
    TRY(find(ctx, response.credential_id, &passkey));
    WebauthnCredential known = credential_of(&passkey), now;
    if (!id_is_set(passkey.id) ||
        webauthn_check_assertion(ctx->arena, &party, &response, &known, &now) ||
        !is_for(user_id, &passkey, &response, now.is_user_verified))
        return OK;
    TRY(write_use(ctx, &passkey, &response, &now, &is_right));
    if (is_right)
        *ret_user_id = passkey.user_id;
    return OK;
}
