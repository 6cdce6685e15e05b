// second_factor.h — a second proof of who signs in (A13): codes of an authenticator on up to twenty
// devices, passkeys (see passkey.h), and recovery codes for when they are lost.
//
// A device counts once a code of it was seen: before that, one that failed to read the QR code
// would lock its person out. A code is taken once (RFC 6238 §5.2). With the last device or
// passkey the second factor ends, and the recovery codes with it.
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"

typedef struct SecondFactor {
    Id user_id;
    Id id; // fac_…
    const char *name;
    int64_t last_step; // of the last code that was taken
    Time created_at;
    Time confirmed_at; // TIME_NONE: no code was seen yet
    Time last_used_at;

    // When it is made, and never again.
    const char *secret;  // base32, to be typed where no picture can be read
    const char *uri;     // otpauth://…
    const char *qr_path; // of uri: see qr.h
    int64_t qr_size;

    TextList recovery_codes; // when the first one is confirmed
} SecondFactor;

extern const Shape second_factor_shape;
typedef LIST_OF(SecondFactor) SecondFactorList;

enum { MAX_SECOND_FACTORS = 20, RECOVERY_CODES = 10, CODE_MAX = 40 }; // CODE_MAX: letters typed

/**
 * A device of the actor's, not yet confirmed; one that never was confirmed is gone.
 * CONFLICT  too_many_factors
 */
Error second_factor_create(Ctx *ctx, const char *name, SecondFactor *ret_factor);

/**
 * From now on it counts; with the first one all other sessions of the person end. Confirming again
 * changes nothing.
 * NOT_FOUND; INVALID  wrong_code at code
 */
Error second_factor_confirm(Ctx *ctx, Id id, const char *code, SecondFactor *ret_factor);

/** The actor's that count, the oldest first. */
Error second_factor_list(Ctx *ctx, SecondFactorList *ret_factors);

/** NOT_FOUND. With the last one the recovery codes go. */
Error second_factor_remove(Ctx *ctx, Id id);

/** Whether the person has a device that counts, or a passkey. */
Error second_factor_is_on(Ctx *ctx, Id user_id, bool *ret_is_on);

/** What somebody shows: one of the two. */
typedef struct Proof {
    const char *code;    // of a device, or a recovery code
    const char *passkey; // see passkey_use
} Proof;

/** Of the person's: devices that count, and passkeys. */
Error second_factor_count(Ctx *ctx, Id user_id, int64_t *ret_devices, int64_t *ret_passkeys);

/** Takes the person's proof for good; false: it is none, or was taken before. The subject is that
 * of passkey_ask. Commit even then. */
Error second_factor_use(
    Ctx *ctx, Id user_id, const Proof *proof, const char *subject, bool *ret_is_right);

/** For src/identity: before a device or passkey counts. With the first one recovery codes are
 * issued and all other sessions of the person end: they began with the password alone. */
Error second_factor_begin(Ctx *ctx, Id user_id, TextList *ret_recovery_codes);

/** For src/identity: of all kinds, and the recovery codes. */
Error second_factor_remove_all(Ctx *ctx, Id user_id);

/** For src/identity: after one is gone. With the last one the recovery codes go. */
Error second_factor_end(Ctx *ctx, Id user_id);

/**
 * Without any from now on: by the operator, who made sure who asks. The person is mailed.
 * INVALID  not_known at email: nobody has it.  CONFLICT  no_second_factor
 */
Error second_factor_reset(Ctx *ctx, const char *email, const char *reason, Id *ret_user_id);

// ── recovery codes ───────────────────────────────────────────────────────────────────────────

typedef struct RecoveryCodes {
    TextList codes; // when they are issued, and never again
    int64_t unused;
    Time created_at; // TIME_NONE: there are none
} RecoveryCodes;

extern const Shape recovery_codes_shape;

Error recovery_codes_get(Ctx *ctx, RecoveryCodes *ret_codes); // the actor's

/** New ones; those before work no more. CONFLICT  no_second_factor */
Error recovery_codes_issue(Ctx *ctx, RecoveryCodes *ret_codes);
