// session.h — a browser in which somebody is signed in.
//
// The cookie holds a random secret, the row its digest. A session ends by signing out, after
// settings.session_idle without a request, at settings.session_absolute at the latest, and when
// the person's password changes elsewhere.
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"

typedef struct UserSession {
    Id id; // ses_…
    Id user_id;
    const char *address;
    const char *user_agent;
    Time created_at;
    Time last_seen_at; // to the minute
    Time expires_at;   // at the latest
    bool is_current;   // of the request that asks
} UserSession;

extern const Shape user_session_shape;
typedef LIST_OF(UserSession) UserSessionList;

/** Begins a session and hands out the cookie's secret for the first and last time. */
Error session_create(Ctx *ctx, Id user_id, const char *user_agent, UserSession *ret_session,
    const char **ret_secret);

/** The session of the cookie's secret; ret_session->id is ID_NONE if there is none alive. */
Error session_find(Ctx *ctx, const char *secret, UserSession *ret_session);

/** Notes that the person is there, at most once a minute; in a transaction of its own. */
Error session_write_activity(Ctx *ctx, const UserSession *session);

/** The actor's living sessions, newest first. */
Error session_list(Ctx *ctx, const char *after, int64_t limit, UserSessionList *ret_sessions);

/** Ends one of the actor's sessions. NOT_FOUND if the actor has none of that id alive. */
Error session_end(Ctx *ctx, Id id);

/** Ends the session with which the actor asks, if it is one. */
Error session_end_current(Ctx *ctx);

/** Ends all sessions of the person but one (ID_NONE: all). */
Error session_end_all(Ctx *ctx, Id user_id, Id except_id);

/** What a page sends back in Kontor-CSRF: derived from the cookie's secret, so other sites cannot
 * know it. */
const char *session_csrf_token(Ctx *ctx, const char *secret);
bool session_csrf_matches(const char *secret, const char *token); // NULL never does
