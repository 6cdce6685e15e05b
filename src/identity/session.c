#include "session.h"

#include "base/text.h"
#include "crypt/crypt.h"
#include "db/db.h"
#include "session_store.h"
#include "settings.h"

#define VERIFIED_FOR HOURS(1)

enum { SECRET_BYTES = 32, MAX_USER_AGENT = 300 };

SHAPE(user_session_shape, UserSession, FIELD(UserSession, id, .required = true),
    FIELD(UserSession, user_id, .hidden = true),
    FIELD(UserSession, method, .required = true,
        .about = "How it began: password, passkey, or the id of an identity provider."),
    FIELD(UserSession, address, .required = true), FIELD(UserSession, user_agent, .required = true),
    FIELD(UserSession, created_at, .required = true),
    FIELD(UserSession, last_seen_at, .required = true),
    FIELD(UserSession, organization_id, .hidden = true),
    FIELD(UserSession, break_glass_organization_id, .hidden = true),
    FIELD(UserSession, expires_at, .hidden = true), FIELD(UserSession, verified_at, .hidden = true),
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

Error session_create(Ctx *ctx, Id user_id, const char *method, Id organization_id, Time verified_at,
    const char *user_agent, UserSession *ret_session, const char **ret_secret)
{
    const char *secret = secret_new(ctx->arena, "", SECRET_BYTES);
    UserSession session = {
        .id = id_new("ses"),
        .user_id = user_id,
        .method = arena_printf(ctx->arena, "%s", method), // outlives an id of the caller's
        .organization_id = organization_id,
        .address = ctx->actor.address ? ctx->actor.address : "",
        .user_agent = printable(ctx, user_agent),
        .created_at = ctx->now,
        .last_seen_at = ctx->now,
        .expires_at = time_after(ctx->now, settings()->session_absolute),
        .verified_at = verified_at,
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

Error session_get(Ctx *ctx, UserSession *ret_session)
{
    UserSession session = {0};
    Error error = session_store_get(ctx, ctx->actor.session_id, &session);
    if (error && error != NOT_FOUND)
        return error;
    *ret_session = session;
    return OK;
}

Error session_knows_address(Ctx *ctx, Id user_id, bool *ret_knows)
{
    int64_t sessions = 0;
    TRY(session_store_has(ctx, user_id, ctx->actor.address ? ctx->actor.address : "",
        time_after(ctx->now, -DAYS(90)), &sessions));
    *ret_knows = sessions > 0;
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

Error session_write_verified(Ctx *ctx)
{
    return session_store_write_verified(ctx, ctx->actor.session_id);
}

Error session_write_break_glass(Ctx *ctx, Id organization_id, bool *ret_is_first)
{
    int64_t count;
    TRY(session_store_write_break_glass(ctx, ctx->actor.session_id, organization_id, &count));
    *ret_is_first = count > 0;
    return OK;
}

bool session_is_verified(const Ctx *ctx, const UserSession *session)
{
    return time_is_set(session->verified_at) &&
           ctx->now.us - session->verified_at.us < VERIFIED_FOR;
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

Error session_end_by_method(Ctx *ctx, const char *method, Id user_id)
{
    TRY(session_store_end_by_method(ctx, method, user_id));
    return session_store_write_end(ctx, method, user_id);
}

Error session_has_ended(Ctx *ctx, const char *method, Id user_id, Time since, bool *ret_has_ended)
{
    int64_t count;
    TRY(session_store_count_ends(ctx, method, user_id, since, &count));
    *ret_has_ended = count > 0;
    return OK;
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
