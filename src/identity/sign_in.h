// sign_in.h — from mail address and password to a session, by a second factor where the person has
// one; or by a passkey alone; and proving later, in the session, that it is still the same person.
//
// Whether an account exists shows neither in the answer nor in its time. Guesses are limited per
// account and address, per address, and per account; the last limit does not hold for an address
// from which the person signed in before, so nobody can lock others out of their account. Proofs
// by the second factor are limited per account: whoever tries them knows the password already.
#pragma once

#include "passkey.h"
#include "second_factor.h"
#include "session.h"
#include "user.h"

/** The password was right; the second factor comes next. */
typedef struct SignInChallenge {
    const char *token; // sealed: for whom, until when; void once the password changes
    Time expires_at;
    PasskeyChallenge *passkey; // NULL: the person has none
} SignInChallenge;

extern const Shape sign_in_challenge_shape;

/** What came of it: a session, or a challenge (its token is set) and no session yet. */
typedef struct SignIn {
    User user;
    UserSession session;
    const char *secret; // of the session's cookie
    SignInChallenge challenge;
} SignIn;

/** An attempt with the right password. */
typedef struct SignInAttempt {
    User user;                            // as it was then
    const char *account, *network, *pair; // what it was counted under
} SignInAttempt;

/**
 * Checks the password, which takes long, and counts the guess: outside a transaction.
 *
 * UNAUTHENTICATED  wrong_credentials
 * LIMITED          too_many_attempts
 */
Error sign_in_open(Ctx *ctx, const char *email, const char *password, SignInAttempt *ret_attempt);

/** Begins the session, or asks for the second factor. UNAUTHENTICATED wrong_credentials: the
 * password was changed meanwhile */
Error sign_in_begin(
    Ctx *ctx, const SignInAttempt *attempt, const char *user_agent, SignIn *ret_sign_in);

/**
 * The same for a person whom an identity provider vouches for. organization_id:
 * whose provider it is, for which alone its word is good; ID_NONE: the platform's. verified_at:
 * when the person proved it to the provider, which an older session there is no proof of;
 * TIME_NONE: it did not say. NOT_FOUND
 */
Error sign_in_begin_by_provider(Ctx *ctx, Id user_id, Id provider_id, Id organization_id,
    Time verified_at, const char *user_agent, SignIn *ret_sign_in);

/** The same for a person who just chose a password by a link that proves the mail address. */
Error sign_in_begin_by_invitation(
    Ctx *ctx, Id user_id, const char *user_agent, SignIn *ret_sign_in);

/**
 * Begins the session by the second factor: a code, or the passkey that the challenge asks for.
 * What is wrong is counted, and only by whoever was given the challenge: see fail_kept.
 *
 * UNAUTHENTICATED  wrong_code, wrong_passkey; challenge_expired: begin anew
 * LIMITED          too_many_attempts
 */
Error sign_in_finish(
    Ctx *ctx, const char *token, const Proof *proof, const char *user_agent, SignIn *ret_sign_in);

/** For anybody's passkey: the answer is for sign_in_by_passkey. */
Error sign_in_ask_passkey(Ctx *ctx, PasskeyChallenge *ret_challenge);

/** Counts an attempt with a passkey, before it is looked at; outside a transaction. LIMITED
 * too_many_attempts */
Error sign_in_count_passkey(Ctx *ctx);

/** Begins the session of who was recognized by a passkey; it stands for both factors.
 * UNAUTHENTICATED wrong_passkey, with fail_kept */
Error sign_in_by_passkey(Ctx *ctx, const char *answer, const char *user_agent, SignIn *ret_sign_in);

/** For the actor's passkeys: the answer is for sign_in_verify. */
Error sign_in_ask_verification(Ctx *ctx, PasskeyChallenge *ret_challenge);

/** Counts an attempt to prove it, and checks the password, which takes long: outside a transaction.
 * *ret_known_hash is of the right one, else NULL. LIMITED too_many_attempts */
Error sign_in_open_verification(Ctx *ctx, const char *password, const char **ret_known_hash);

/**
 * Proves anew that the actor's session is in the hands of its person: by the second factor where
 * there is one, else by the password.
 *
 * INVALID  wrong_code at code, wrong_passkey at passkey, wrong_password at password; with fail_kept
 */
Error sign_in_verify(Ctx *ctx, const char *password, const char *known_hash, const Proof *proof);
