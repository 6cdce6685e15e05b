#include "sign_in.h"

#include "base/text.h"
#include "crypt/crypt.h"
#include "db/db.h"
#include "session_store.h"
#include "throttle.h"
#include "user_store.h"
#include "work/work.h"

static const Throttle per_pair = {"sign_in_pair", 10, MINUTES(15)};
static const Throttle per_address = {"sign_in_address", 100, MINUTES(15)};
static const Throttle per_account = {"sign_in_account", 50, MINUTES(15)};
static const int64_t known_for = DAYS(90); // an address from which the person signed in

// What one attempt is counted under.
typedef struct Attempt {
    const char *account, *address, *network, *pair;
} Attempt;

static Attempt attempt_of(Ctx *ctx, const char *email)
{
    Attempt attempt = {
        .account = text_lower(ctx->arena, email),
        .address = ctx->actor.address ? ctx->actor.address : "",
    };
    attempt.network = throttle_address(ctx);
    attempt.pair = arena_printf(ctx->arena, "%s %s", attempt.network, attempt.account);
    return attempt;
}

static Error require_not_guessing(Ctx *ctx, const Attempt *attempt, Id user_id)
{
    TRY(throttle_count(ctx, &per_pair, attempt->pair));
    TRY(throttle_count(ctx, &per_address, attempt->network));
    int64_t sessions = 0;
    TRY(session_store_has(
        ctx, user_id, attempt->address, time_after(ctx->now, -known_for), &sessions));
    return sessions ? OK : throttle_count(ctx, &per_account, attempt->account);
}

// The count stays when the attempt fails, so it has its own transaction.
static Error attempt_begin(Ctx *ctx, const Attempt *attempt, User *ret_user)
{
    TX tx = {0};
    TRY(tx_begin(ctx, TX_WRITE, &tx));
    TRY(user_find(ctx, attempt->account, ret_user));
    TRY(require_not_guessing(ctx, attempt, ret_user->id));
    return tx_commit(&tx);
}

static Error attempt_forget(Ctx *ctx, const Attempt *attempt)
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

Error sign_in_begin(Ctx *ctx, const char *email, const char *password, const char *user_agent,
    User *ret_user, UserSession *ret_session, const char **ret_secret)
{
    Attempt attempt = attempt_of(ctx, email);
    User user, now;
    TRY(attempt_begin(ctx, &attempt, &user));
    if (!is_password(&user, password))
        return wrong_credentials(ctx);

    TX tx = {0};
    TRY(tx_begin(ctx, TX_WRITE, &tx));
    TRY(user_store_lock(ctx, user.id, &now));
    // A change of the password ends all sessions: none may begin with the one before.
    if (!text_same(now.password_hash, user.password_hash))
        return wrong_credentials(ctx);
    UserSession session;
    const char *secret;
    TRY(session_create(ctx, user.id, user_agent, &session, &secret));
    TRY(user_store_write_sign_in(ctx, user.id));
    TRY(attempt_forget(ctx, &attempt));
    TRY(event_emit(ctx, "session.started", ID_NONE, user.id, NULL));
    TRY(tx_commit(&tx));
    *ret_user = user;
    *ret_session = session;
    *ret_secret = secret;
    return OK;
}
