#include "sign_in.h"

#include "base/text.h"
#include "crypt/crypt.h"
#include "db/db.h"
#include "throttle.h"
#include "user_store.h"
#include "work/work.h"

#include <stdlib.h>
#include <string.h>

SHAPE(sign_in_challenge_shape, SignInChallenge,
    FIELD(
        SignInChallenge, token, .required = true, .about = "For POST /v1/sessions/second-factor."),
    FIELD(SignInChallenge, expires_at, .required = true),
    FIELD_OPTION(SignInChallenge, passkey, passkey_challenge_shape,
        .about = "Where one of the person's passkeys would do."));

#define WRONG_PASSKEY "This passkey is not known here, or not this person's. Try another one."
#define WRONG_CODE    "This code is not right, or was used before; wait for the next one."

static const Throttle per_pair = {"sign_in_pair", 10, MINUTES(15)};
static const Throttle per_address = {"sign_in_address", 100, MINUTES(15)};
static const Throttle proofs = {"second_factor", 10, MINUTES(15)};
static const Throttle pair_proofs = {"second_factor_pair", 10, MINUTES(15)};
static const Throttle per_account = {"sign_in_account", 50, MINUTES(15)};
static const int64_t challenge_lasts = MINUTES(10);

static SignInAttempt attempt_of(Ctx *ctx, const char *email)
{
    SignInAttempt attempt = {
        .account = text_lower(ctx->arena, email),
    };
    attempt.network = throttle_address(ctx);
    attempt.pair = arena_printf(ctx->arena, "%s %s", attempt.network, attempt.account);
    return attempt;
}

static Error require_not_guessing(Ctx *ctx, const SignInAttempt *attempt)
{
    TRY(throttle_count(ctx, &per_pair, attempt->pair));
    TRY(throttle_count(ctx, &per_address, attempt->network));
    bool is_at_home = false;
    TRY(session_knows_address(ctx, attempt->user.id, &is_at_home));
    return is_at_home ? OK : throttle_count(ctx, &per_account, attempt->account);
}

// The count stays when the attempt fails, so it has its own transaction.
static Error attempt_count(Ctx *ctx, SignInAttempt *attempt)
{
    TX tx = {0};
    TRY(tx_begin(ctx, TX_WRITE, &tx));
    TRY(user_find(ctx, attempt->account, &attempt->user));
    TRY(require_not_guessing(ctx, attempt));
    return tx_commit(&tx);
}

static Error attempt_forget(Ctx *ctx, const SignInAttempt *attempt)
{
    TRY(throttle_remove(ctx, &per_pair, attempt->pair));
    TRY(throttle_remove(ctx, &per_address, attempt->network));
    return throttle_remove(ctx, &per_account, attempt->account);
}

static bool is_password(const User *user, const char *password)
{
    if (user->password_hash)
        return password_matches(user->password_hash, password);
    password_pretend(password);
    return false;
}

static Error wrong_credentials(Ctx *ctx)
{
    return fail(
        ctx, UNAUTHENTICATED, "wrong_credentials", "Mail address or password is not right.");
}

// ── the challenge ────────────────────────────────────────────────────────────────────────────

// Nothing is stored; a change of the password voids it, and so does what ends sessions of its kind.
static const char *challenge_purpose(Ctx *ctx, const User *user)
{
    return arena_printf(
        ctx->arena, "sign_in_challenge %s", user->password_hash ? user->password_hash : "");
}

static Error challenge_issue(
    Ctx *ctx, const User *user, const char *method, SignInChallenge *ret_challenge)
{
    int64_t passkeys;
    Time expires_at = time_after(ctx->now, challenge_lasts);
    SignInChallenge challenge = {
        .token = crypt_signed(ctx->arena, challenge_purpose(ctx, user),
            arena_printf(
                ctx->arena, "%s.%s.%lld", user->id.text, method, (long long)expires_at.us)),
        .expires_at = expires_at,
    };
    TRY(passkey_count(ctx, user->id, &passkeys));
    if (passkeys) {
        challenge.passkey = arena_new_of(ctx->arena, PasskeyChallenge);
        TRY(passkey_ask(ctx, user->id, challenge.token, challenge.passkey));
    }
    *ret_challenge = challenge;
    return OK;
}

// The person for whom the token was made, locked, and how that person began to sign in.
static Error challenge_open(Ctx *ctx, const char *token, User *ret_user, const char **ret_method)
{
    const char *rest = token, *user_id = text_next_part(ctx->arena, &rest, '.');
    const char *method = text_next_part(ctx->arena, &rest, '.');
    User user;
    Error error = user_store_lock(ctx, id_from(user_id), &user);
    if (error && error != NOT_FOUND)
        return error;
    bool is_genuine = !error && crypt_open_signed(ctx->arena, challenge_purpose(ctx, &user), token);
    bool is_over = false;
    Time expires_at = {strtoll(rest, NULL, 10)};
    if (is_genuine)
        TRY(session_has_ended(
            ctx, method, user.id, time_after(expires_at, -challenge_lasts), &is_over));
    if (!is_genuine || is_over || !time_before(ctx->now, expires_at))
        return fail(ctx, UNAUTHENTICATED, "challenge_expired", "Begin to sign in once more.");
    *ret_user = user;
    *ret_method = method;
    return OK;
}

// ── the session ──────────────────────────────────────────────────────────────────────────────

static Error begin_session(Ctx *ctx, const char *method, Id organization_id, Time verified_at,
    const char *user_agent, SignIn *sign_in)
{
    if (time_is_set(sign_in->user.closed_at))
        return wrong_credentials(ctx);
    TRY(session_create(ctx, sign_in->user.id, method, organization_id, verified_at, user_agent,
        &sign_in->session, &sign_in->secret));
    TRY(user_store_write_sign_in(ctx, sign_in->user.id));
    return event_emit(ctx, "session.started", ID_NONE, sign_in->user.id, NULL);
}

static Error begin_session_or_challenge(Ctx *ctx, const char *method, Id organization_id,
    Time verified_at, const char *user_agent, SignIn *sign_in)
{
    bool needs_factor;
    TRY(second_factor_is_on(ctx, sign_in->user.id, &needs_factor));
    if (!needs_factor)
        return begin_session(ctx, method, organization_id, verified_at, user_agent, sign_in);
    return challenge_issue(ctx, &sign_in->user, method, &sign_in->challenge);
}

Error sign_in_open(Ctx *ctx, const char *email, const char *password, SignInAttempt *ret_attempt)
{
    SignInAttempt attempt = attempt_of(ctx, email);
    TRY(attempt_count(ctx, &attempt));
    if (!is_password(&attempt.user, password))
        return wrong_credentials(ctx);
    *ret_attempt = attempt;
    return OK;
}

Error sign_in_begin(
    Ctx *ctx, const SignInAttempt *attempt, const char *user_agent, SignIn *ret_sign_in)
{
    SignIn sign_in = {.user = attempt->user};
    User now;
    TRY(user_store_lock(ctx, sign_in.user.id, &now));
    // A change of the password ends all sessions: none may begin with the one before.
    if (!text_same(now.password_hash, sign_in.user.password_hash))
        return wrong_credentials(ctx);
    TRY(attempt_forget(ctx, attempt));
    TRY(begin_session_or_challenge(
        ctx, SESSION_BY_PASSWORD, ID_NONE, ctx->now, user_agent, &sign_in));
    *ret_sign_in = sign_in;
    return OK;
}

static Error begin_for(Ctx *ctx, Id user_id, const char *method, Id organization_id,
    Time verified_at, const char *user_agent, SignIn *ret_sign_in)
{
    SignIn sign_in = {0};
    TRY(user_store_lock(ctx, user_id, &sign_in.user));
    TRY(begin_session_or_challenge(
        ctx, method, organization_id, verified_at, user_agent, &sign_in));
    *ret_sign_in = sign_in;
    return OK;
}

Error sign_in_begin_by_provider(Ctx *ctx, Id user_id, Id provider_id, Id organization_id,
    Time verified_at, const char *user_agent, SignIn *ret_sign_in)
{
    return begin_for(
        ctx, user_id, provider_id.text, organization_id, verified_at, user_agent, ret_sign_in);
}

Error sign_in_begin_by_invitation(Ctx *ctx, Id user_id, const char *user_agent, SignIn *ret_sign_in)
{
    return begin_for(ctx, user_id, SESSION_BY_PASSWORD, ID_NONE, ctx->now, user_agent, ret_sign_in);
}

// ── the second factor ────────────────────────────────────────────────────────────────────────

static const char *proof_pair(Ctx *ctx, Id user_id)
{
    return arena_printf(ctx->arena, "%s %s", throttle_address(ctx), user_id.text);
}

// Who is at home here is not held off by who knows the password and guesses elsewhere.
static Error require_no_guess(Ctx *ctx, Id user_id)
{
    bool is_at_home;
    TRY(throttle_count(ctx, &pair_proofs, proof_pair(ctx, user_id)));
    TRY(session_knows_address(ctx, user_id, &is_at_home));
    return is_at_home ? OK : throttle_count(ctx, &proofs, user_id.text);
}

// The guess is counted, and what a passkey that is a copy has left stays.
static Error wrong_proof(Ctx *ctx, const Proof *proof)
{
    return fail_kept(ctx, proof->passkey
                              ? fail(ctx, UNAUTHENTICATED, "wrong_passkey", WRONG_PASSKEY)
                              : fail(ctx, UNAUTHENTICATED, "wrong_code", WRONG_CODE));
}

Error sign_in_finish(
    Ctx *ctx, const char *token, const Proof *proof, const char *user_agent, SignIn *ret_sign_in)
{
    bool is_right;
    const char *method = NULL;
    SignIn sign_in = {0};
    TRY(challenge_open(ctx, token, &sign_in.user, &method));
    TRY(require_no_guess(ctx, sign_in.user.id));
    TRY(second_factor_use(ctx, sign_in.user.id, proof, token, &is_right));
    if (!is_right)
        return wrong_proof(ctx, proof);
    TRY(throttle_remove(ctx, &pair_proofs, proof_pair(ctx, sign_in.user.id)));
    TRY(throttle_remove(ctx, &proofs, sign_in.user.id.text));
    TRY(begin_session(ctx, method, ID_NONE, ctx->now, user_agent, &sign_in));
    *ret_sign_in = sign_in;
    return OK;
}

// ── a passkey alone ──────────────────────────────────────────────────────────────────────────

Error sign_in_ask_passkey(Ctx *ctx, PasskeyChallenge *ret_challenge)
{
    return passkey_ask(ctx, ID_NONE, "", ret_challenge);
}

Error sign_in_count_passkey(Ctx *ctx)
{
    TX tx = {0};
    TRY(tx_begin(ctx, TX_WRITE, &tx));
    TRY(throttle_count(ctx, &per_address, throttle_address(ctx)));
    return tx_commit(&tx);
}

Error sign_in_by_passkey(Ctx *ctx, const char *answer, const char *user_agent, SignIn *ret_sign_in)
{
    Id user_id;
    SignIn sign_in = {0};
    TRY(passkey_use(ctx, ID_NONE, "", answer, &user_id));
    if (!id_is_set(user_id))
        return wrong_proof(ctx, &(Proof){.passkey = answer});
    TRY(user_store_lock(ctx, user_id, &sign_in.user));
    TRY(throttle_remove(ctx, &per_address, throttle_address(ctx)));
    TRY(begin_session(ctx, SESSION_BY_PASSKEY, ID_NONE, ctx->now, user_agent, &sign_in));
    *ret_sign_in = sign_in;
    return OK;
}

// ── the same person still ────────────────────────────────────────────────────────────────────

Error sign_in_ask_verification(Ctx *ctx, PasskeyChallenge *ret_challenge)
{
    return passkey_ask(ctx, ctx->actor.user_id, ctx->actor.session_id.text, ret_challenge);
}

static Error verification_count(Ctx *ctx, User *ret_user, bool *ret_needs_factor)
{
    TX tx = {0};
    TRY(tx_begin(ctx, TX_WRITE, &tx));
    TRY(user_get(ctx, ctx->actor.user_id, ret_user));
    TRY(second_factor_is_on(ctx, ret_user->id, ret_needs_factor));
    TRY(throttle_count(ctx, &proofs, ret_user->id.text));
    return tx_commit(&tx);
}

Error sign_in_open_verification(Ctx *ctx, const char *password, const char **ret_known_hash)
{
    User user;
    bool needs_factor;
    TRY(verification_count(ctx, &user, &needs_factor));
    bool knows_password = !needs_factor && password && is_password(&user, password);
    *ret_known_hash = knows_password ? user.password_hash : NULL;
    return OK;
}

// Notes a fault if it is not right.
static Error verify_factor(Ctx *ctx, const Proof *proof)
{
    bool is_right = false;
    if (proof->code || proof->passkey)
        TRY(second_factor_use(
            ctx, ctx->actor.user_id, proof, ctx->actor.session_id.text, &is_right));
    if (!is_right && proof->passkey)
        fault(ctx, "passkey", "wrong_passkey", WRONG_PASSKEY);
    else if (!is_right)
        fault(ctx, "code", proof->code ? "wrong_code" : "required", "%s",
            proof->code ? WRONG_CODE
                        : "Give a code of your authenticator, a recovery code, or a passkey.");
    return OK;
}

Error sign_in_verify(Ctx *ctx, const char *password, const char *known_hash, const Proof *proof)
{
    User user;
    bool needs_factor;
    TRY(user_store_lock(ctx, ctx->actor.user_id, &user));
    TRY(second_factor_is_on(ctx, user.id, &needs_factor)); // again: it may be on meanwhile
    if (needs_factor)
        TRY(verify_factor(ctx, proof));
    else if (!known_hash || !text_same(user.password_hash, known_hash))
        fault(ctx, "password", password ? "wrong_password" : "required",
            "Give your present password.");
    TRY(fail_kept(ctx, faults(ctx))); // what a passkey that is a copy has left
    TRY(throttle_remove(ctx, &proofs, user.id.text));
    return session_write_verified(ctx);
}
