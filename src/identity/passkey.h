// passkey.h — keys on a person's devices that sign in place of typing (A1, A13; WebAuthn).
//
// A passkey with which its person was recognized (by PIN, finger or face) begins a session alone:
// it stands for both factors. Beside the password any passkey will do. Challenges are sealed for
// what they were given for, and answered once. A count of signatures that does not go on means that
// there is a copy of the key somewhere: the answer is refused and the person is mailed.
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"

typedef struct Passkey {
    Id user_id;
    Id id; // pky_…
    const char *name;
    const char *credential_id; // as in crypt/webauthn.h, like the others to is_backed_up
    int64_t algorithm;
    const char *public_key;
    int64_t sign_count;
    TextList transports; // "usb", "internal", …: how a browser reaches it
    bool is_backup_eligible;
    bool is_backed_up;
    Time created_at;
    Time last_used_at;
    TextList recovery_codes; // when it is the first factor of any kind
} Passkey;

extern const Shape passkey_shape;
typedef LIST_OF(Passkey) PasskeyList;

enum { MAX_PASSKEYS = 20 };

/** What a browser is asked with. */
typedef struct PasskeyChallenge {
    RawJson public_key;
    Time expires_at;
} PasskeyChallenge;

extern const Shape passkey_challenge_shape;

/** For a new passkey of the actor's. CONFLICT  too_many_passkeys */
Error passkey_begin(Ctx *ctx, PasskeyChallenge *ret_challenge);

/**
 * Adds the passkey of the browser's answer; with the first factor of any kind recovery codes are
 * issued and all other sessions of the person end.
 *
 * INVALID   wrong_passkey at passkey
 * CONFLICT  challenge_expired, too_many_passkeys, passkey_credential_id: it is there already
 */
Error passkey_create(Ctx *ctx, const char *name, const char *answer, Passkey *ret_passkey);

/** The actor's, the oldest first. */
Error passkey_list(Ctx *ctx, PasskeyList *ret_passkeys);

/** How many the person has. */
Error passkey_count(Ctx *ctx, Id user_id, int64_t *ret_count);

/** NOT_FOUND */
Error passkey_change(Ctx *ctx, Id id, const char *name, Passkey *ret_passkey);

/** NOT_FOUND; CONFLICT  last_method */
Error passkey_remove(Ctx *ctx, Id id);

/**
 * Asks for an answer: of one of the person's passkeys, or, with ID_NONE, of whoever's the browser
 * has, who is recognized then. The subject is to whom the challenge is given.
 */
Error passkey_ask(Ctx *ctx, Id user_id, const char *subject, PasskeyChallenge *ret_challenge);

/**
 * Takes an answer that was asked for like that, for good; *ret_user_id is whose it is, ID_NONE if
 * it is not right. Commit even then: it may have been told to the person.
 */
Error passkey_use(Ctx *ctx, Id user_id, const char *subject, const char *answer, Id *ret_user_id);
