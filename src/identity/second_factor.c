#include "second_factor.h"

#include "crypt/crypt.h"
#include "crypt/totp.h"
#include "passkey.h"
#include "passkey_store.h"
#include "qr/qr.h"
#include "second_factor_store.h"
#include "session.h"
#include "settings.h"
#include "user_store.h"
#include "work/work.h"
#include "json/json.h"

#include <ctype.h>
#include <string.h>

enum { RECOVERY_LETTERS = 10 };

static const char sealed_for[] = "second_factor";

SHAPE(second_factor_shape, SecondFactor, FIELD(SecondFactor, user_id, .hidden = true),
    FIELD(SecondFactor, id, .required = true), FIELD(SecondFactor, name, .required = true),
    FIELD(SecondFactor, last_step, .hidden = true),
    FIELD(SecondFactor, created_at, .required = true), FIELD(SecondFactor, confirmed_at),
    FIELD(SecondFactor, last_used_at),
    FIELD(SecondFactor, secret, .once = true, .about = "When it is made, and never again: base32."),
    FIELD(SecondFactor, uri, .once = true, .about = "With the secret: what the QR code says."),
    FIELD(SecondFactor, qr_path, .once = true, .about = "The QR code, as the d of an SVG path."),
    FIELD(SecondFactor, qr_size, .about = "Its width and height in modules."),
    FIELD(SecondFactor, recovery_codes, .once = true,
        .about = "With the first device that is confirmed."));

SHAPE(recovery_codes_shape, RecoveryCodes,
    FIELD(RecoveryCodes, codes, .once = true, .about = "When they are issued, and never again."),
    FIELD(RecoveryCodes, unused, .required = true), FIELD(RecoveryCodes, created_at));

// Upon which the person is mailed; the value is a text of the mail.
static Error tell(Ctx *ctx, const char *kind, Id user_id, const char *name, const char *value)
{
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    if (name)
        json_put(data, name, value);
    json_end_object(data);
    return event_emit(ctx, kind, ID_NONE, user_id, json_finish(data));
}

// ── recovery codes ───────────────────────────────────────────────────────────────────────────

// As it is typed by people: in any case, with or without the dash.
static Digest recovery_digest(Ctx *ctx, Id user_id, const char *code)
{
    char *letters = arena_alloc(ctx->arena, strlen(code) + 1), *end = letters;
    for (; *code; code++)
        if (isalnum((unsigned char)*code))
            *end++ = (char)tolower((unsigned char)*code);
    return crypt_sign("recovery_code", arena_printf(ctx->arena, "%s %s", user_id.text, letters));
}

// Ten letters of 32 are 50 bits; without those that look alike.
static const char *recovery_code_new(Arena *arena)
{
    static const char alphabet[] = "abcdefghjkmnpqrstuvwxyz023456789";
    _Static_assert(sizeof alphabet == 32 + 1, "five bits a letter");
    uint8_t bytes[RECOVERY_LETTERS];
    char letters[RECOVERY_LETTERS];
    random_bytes(bytes, sizeof bytes);
    for (size_t i = 0; i < sizeof bytes; i++)
        letters[i] = alphabet[bytes[i] % 32];
    return arena_printf(arena, "%.5s-%.5s", letters, letters + 5);
}

static Error codes_place(Ctx *ctx, Id user_id, TextList *ret_codes)
{
    TextList codes = {arena_array_of(ctx->arena, const char *, RECOVERY_CODES), 0};
    TRY(recovery_code_store_remove_all(ctx, user_id));
    while (codes.count < RECOVERY_CODES) {
        const char *code = recovery_code_new(ctx->arena);
        TRY(recovery_code_store_create(ctx, user_id, recovery_digest(ctx, user_id, code)));
        codes.items[codes.count++] = code;
    }
    *ret_codes = codes;
    return OK;
}

Error recovery_codes_get(Ctx *ctx, RecoveryCodes *ret_codes)
{
    return recovery_code_store_get(ctx, ctx->actor.user_id, ret_codes);
}

Error recovery_codes_issue(Ctx *ctx, RecoveryCodes *ret_codes)
{
    Id user_id = ctx->actor.user_id;
    User user;
    TRY(user_store_lock(ctx, user_id, &user));
    bool is_on;
    TRY(second_factor_is_on(ctx, user_id, &is_on));
    if (!is_on)
        return fail(ctx, CONFLICT, "no_second_factor", "Add a device or a passkey first.");
    RecoveryCodes codes = {.unused = RECOVERY_CODES, .created_at = ctx->now};
    TRY(codes_place(ctx, user_id, &codes.codes));
    TRY(tell(ctx, "recovery_codes.issued", user_id, NULL, NULL));
    *ret_codes = codes;
    return OK;
}

// ── devices ──────────────────────────────────────────────────────────────────────────────────

Error second_factor_create(Ctx *ctx, const char *name, SecondFactor *ret_factor)
{
    User user;
    TRY(user_store_lock(ctx, ctx->actor.user_id, &user));
    TRY(second_factor_store_remove_unconfirmed(ctx, user.id));
    int64_t count;
    TRY(second_factor_store_count(ctx, user.id, &count));
    if (count >= MAX_SECOND_FACTORS)
        return fail(ctx, CONFLICT, "too_many_factors", "One can have %d devices; remove one first.",
            MAX_SECOND_FACTORS);
    SecondFactor factor = {
        .user_id = user.id,
        .id = id_new("fac"),
        .name = name,
        .created_at = ctx->now,
        .secret = totp_secret_new(ctx->arena),
    };
    factor.uri = totp_uri(ctx->arena, settings()->operator_name, user.email, factor.secret);
    QrCode code = qr_code_of(ctx->arena, factor.uri);
    factor.qr_path = code.path;
    factor.qr_size = code.size;
    TRY(second_factor_store_create(
        ctx, &factor, crypt_seal(ctx->arena, sealed_for, factor.secret)));
    *ret_factor = factor;
    return OK;
}

// Takes the code if it is the device's, and newer than any before.
static Error device_use(Ctx *ctx, const SecondFactor *factor, const char *code, bool *ret_is_right)
{
    Blob sealed;
    const char *secret;
    int64_t count = 0;
    TRY(second_factor_store_get_secret(ctx, factor, &sealed));
    TRY(crypt_open(ctx, sealed_for, sealed, &secret));
    int64_t step = totp_step(secret, code, ctx->now);
    if (step >= 0)
        TRY(second_factor_store_use(ctx, factor, step, &count));
    *ret_is_right = count == 1;
    return OK;
}

Error second_factor_begin(Ctx *ctx, Id user_id, TextList *ret_recovery_codes)
{
    bool is_on;
    TRY(second_factor_is_on(ctx, user_id, &is_on));
    if (is_on)
        return OK;
    TRY(codes_place(ctx, user_id, ret_recovery_codes));
    return session_end_all(ctx, user_id, ctx->actor.session_id);
}

static Error confirm_first(Ctx *ctx, SecondFactor *factor)
{
    TRY(second_factor_begin(ctx, factor->user_id, &factor->recovery_codes));
    factor->confirmed_at = ctx->now;
    TRY(second_factor_store_confirm(ctx, factor));
    return tell(ctx, "second_factor.added", factor->user_id, "device", factor->name);
}

Error second_factor_confirm(Ctx *ctx, Id id, const char *code, SecondFactor *ret_factor)
{
    User user;
    SecondFactor factor = {0};
    bool is_right;
    TRY(user_store_lock(ctx, ctx->actor.user_id, &user));
    TRY(second_factor_store_get(ctx, user.id, id, &factor));
    if (!time_is_set(factor.confirmed_at)) {
        TRY(device_use(ctx, &factor, text_without_spaces(ctx->arena, code), &is_right));
        if (!is_right) {
            fault(ctx, "code", "wrong_code",
                "This is not the code that the device shows now. Is its clock right?");
            return faults(ctx);
        }
        TRY(confirm_first(ctx, &factor));
    }
    *ret_factor = factor;
    return OK;
}

Error second_factor_list(Ctx *ctx, SecondFactorList *ret_factors)
{
    return second_factor_store_list(ctx, ctx->actor.user_id, ret_factors);
}

Error second_factor_end(Ctx *ctx, Id user_id)
{
    bool is_on;
    TRY(second_factor_is_on(ctx, user_id, &is_on));
    return is_on ? OK : recovery_code_store_remove_all(ctx, user_id);
}

Error second_factor_remove(Ctx *ctx, Id id)
{
    User user;
    SecondFactor factor = {0};
    int64_t count;
    TRY(user_store_lock(ctx, ctx->actor.user_id, &user));
    TRY(second_factor_store_get(ctx, user.id, id, &factor));
    TRY(second_factor_store_remove(ctx, user.id, id, &count));
    TRY(second_factor_end(ctx, user.id));
    return tell(ctx, "second_factor.removed", user.id, "device", factor.name);
}

Error second_factor_remove_all(Ctx *ctx, Id user_id)
{
    TRY(second_factor_store_remove_all(ctx, user_id));
    TRY(passkey_store_remove_all(ctx, user_id));
    return recovery_code_store_remove_all(ctx, user_id);
}

Error second_factor_reset(Ctx *ctx, const char *email, const char *reason, Id *ret_user_id)
{
    User user;
    bool is_on;
    TRY(user_find(ctx, email, &user));
    if (!id_is_set(user.id)) {
        fault(ctx, "email", "not_known", "Nobody has this e-mail address.");
        return faults(ctx);
    }
    TRY(second_factor_is_on(ctx, user.id, &is_on));
    if (!is_on)
        return fail(ctx, CONFLICT, "no_second_factor", "This person has no second factor.");
    TRY(second_factor_remove_all(ctx, user.id));
    TRY(session_end_all(ctx, user.id, ID_NONE)); // whoever has the lost device may have one
    TRY(tell(ctx, "second_factor.reset", user.id, "reason", reason));
    *ret_user_id = user.id;
    return OK;
}

// ── proving ──────────────────────────────────────────────────────────────────────────────────

Error second_factor_count(Ctx *ctx, Id user_id, int64_t *ret_devices, int64_t *ret_passkeys)
{
    TRY(second_factor_store_count(ctx, user_id, ret_devices));
    return passkey_count(ctx, user_id, ret_passkeys);
}

Error second_factor_is_on(Ctx *ctx, Id user_id, bool *ret_is_on)
{
    int64_t devices, passkeys;
    TRY(second_factor_count(ctx, user_id, &devices, &passkeys));
    *ret_is_on = devices + passkeys > 0;
    return OK;
}

static Error any_device_use(Ctx *ctx, Id user_id, const char *code, bool *ret_is_right)
{
    SecondFactorList factors;
    bool is_right = false;
    TRY(second_factor_store_list(ctx, user_id, &factors));
    for (size_t i = 0; i < factors.count && !is_right; i++)
        TRY(device_use(ctx, &factors.items[i], code, &is_right));
    *ret_is_right = is_right;
    return OK;
}

static Error recovery_code_use(Ctx *ctx, Id user_id, const char *code, bool *ret_is_right)
{
    int64_t count;
    RecoveryCodes codes;
    TRY(recovery_code_store_use(ctx, user_id, recovery_digest(ctx, user_id, code), &count));
    *ret_is_right = count == 1;
    if (count != 1)
        return OK;
    TRY(recovery_code_store_get(ctx, user_id, &codes));
    return tell(ctx, "recovery_code.used", user_id, "unused",
        arena_printf(ctx->arena, "%lld", (long long)codes.unused));
}

static Error code_use(Ctx *ctx, Id user_id, const char *code, bool *ret_is_right)
{
    bool is_right;
    code = text_without_spaces(ctx->arena, code);
    TRY(any_device_use(ctx, user_id, code, &is_right));
    if (!is_right)
        TRY(recovery_code_use(ctx, user_id, code, &is_right));
    *ret_is_right = is_right;
    return OK;
}

Error second_factor_use(
    Ctx *ctx, Id user_id, const Proof *proof, const char *subject, bool *ret_is_right)
{
    Id whose;
    if (!proof->passkey)
        return code_use(ctx, user_id, proof->code, ret_is_right);
    TRY(passkey_use(ctx, user_id, subject, proof->passkey, &whose));
    *ret_is_right = id_is_set(whose);
    return OK;
}
