#include "session.h"

#include "base/text.h"
#include "crypt/crypt.h"
#include "db/db.h"
#include "session_store.h"
#include "settings.h"

enum { SECRET_BYTES = 32, MAX_USER_AGENT = 300 };

SHAPE(user_session_shape, UserSession, FIELD(UserSession, id, .required = true),
    FIELD(UserSession, user_id, .hidden = true), FIELD(UserSession, address, .required = true),
    FIELD(UserSession, user_agent, .required = true),
    FIELD(UserSession, created_at, .required = true),
    FIELD(UserSession, last_seen_at, .required = true),
    FIELD(UserSession, expires_at, .hidden = true),
    FIELD(UserSession, is_current, .about = "Whether this request came with it."));

static Time seen_after(const Ctx *ctx)
{
    return time_after(ctx->now, -settings()->session_idle);
}

// What a browser says of itself is foreign bytes: only what every database and page can hold.
static const char *printable(Ctx *ctx, const char *text)
{
    char *copy = arena_printf(ctx->arena, "%.*s", MAX_USER_AGENT, text ? text : "");
    for (char *c = copy; *c; c++)
        if (*c < ' ' || *c > '~')
            *c = '?';
    return copy;
}

Error session_create(
    Ctx *ctx, Id user_id, const char *user_agent, UserSession *ret_session, const char **ret_secret)
{
    const char *secret = secret_new(ctx->arena, "", SECRET_BYTES);
    UserSession session = {
        .id = id_new("ses"),
        .user_id = user_id,
        .address = ctx->actor.address ? ctx->actor.address : "",
        .user_agent = printable(ctx, user_agent),
        .created_at = ctx->now,
        .last_seen_at = ctx->now,
        .expires_at = time_after(ctx->now, settings()->session_absolute),
        .is_current = true,
    };
    TRY(session_store_create(ctx, &session, digest_of(secret)));
    *ret_session = session;
    *ret_secret = secret;
    return OK;
}

Error session_find(Ctx *ctx, const char *secret, UserSession *ret_session)
{
    UserSession session = {0};
    Error error = session_store_find(ctx, digest_of(secret), seen_after(ctx), &session);
    if (error && error != NOT_FOUND)
        return error;
    *ret_session = session;
    return OK;
}

Error session_write_activity(Ctx *ctx, const UserSession *session)
{
    if (ctx->now.us - session->last_seen_at.us < MINUTES(1))
        return OK;
    TX tx = {0};
    TRY(tx_begin(ctx, TX_WRITE, &tx));
    TRY(session_store_write_activity(ctx, session->id));
    return tx_commit(&tx);
}

Error session_list(Ctx *ctx, const char *after, int64_t limit, UserSessionList *ret_sessions)
{
    return session_store_list(ctx, ctx->actor.user_id, seen_after(ctx), after, limit, ret_sessions);
}

Error session_end(Ctx *ctx, Id id)
{
    int64_t count;
    TRY(session_store_end(ctx, ctx->actor.user_id, id, &count));
    if (!count)
        return fail(ctx, NOT_FOUND, "not_found", "There is no such session.");
    return OK;
}

Error session_end_current(Ctx *ctx)
{
    int64_t count;
    return session_store_end(ctx, ctx->actor.user_id, ctx->actor.session_id, &count);
}

Error session_end_all(Ctx *ctx, Id user_id, Id except_id)
{
    return session_store_end_all(ctx, user_id, except_id);
}

const char *session_csrf_token(Ctx *ctx, const char *secret)
{
    return digest_text(ctx->arena, crypt_sign("csrf", secret));
}

bool session_csrf_matches(const char *secret, const char *token)
{
    Digest given;
    return token && digest_read(token, &given) && digest_same(given, crypt_sign("csrf", secret));
}
