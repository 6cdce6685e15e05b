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
    const char *method; // how it began: see below
    const char *address;
    const char *user_agent;
    Time created_at;
    Time last_seen_at;  // to the minute
    Time expires_at;    // at the latest
    Time verified_at;   // when the person proved last who it is: by signing in, or since
    Id organization_id; // the only one it holds for; ID_NONE: all of the person's
    bool is_current;    // of the request that asks
    Id break_glass_organization_id; // see organizations/authentication_rules.h
} UserSession;

extern const Shape user_session_shape;
typedef LIST_OF(UserSession) UserSessionList;

// How a session begins, beside the id of an identity provider.
#define SESSION_BY_PASSWORD "password"
#define SESSION_BY_PASSKEY  "passkey"

/** Begins a session and hands out the cookie's secret for the first and last time.
 * organization_id: the only one it holds for, until the person proves who it is; ID_NONE: all.
 * verified_at: when the person proved who it is, which a provider may have seen; TIME_NONE: unsaid.
 */
Error session_create(Ctx *ctx, Id user_id, const char *method, Id organization_id, Time verified_at,
    const char *user_agent, UserSession *ret_session, const char **ret_secret);

/** The session of the cookie's secret; ret_session->id is ID_NONE if there is none alive. */
Error session_find(Ctx *ctx, const char *secret, UserSession *ret_session);

/** The one with which the actor asks; ret_session->id is ID_NONE if it is none. */
Error session_get(Ctx *ctx, UserSession *ret_session);

/** Whether the person signed in from this request's address in the last ninety days. */
Error session_knows_address(Ctx *ctx, Id user_id, bool *ret_knows);

/** Notes that the person is there, at most once a minute; in a transaction of its own. */
Error session_write_activity(Ctx *ctx, const UserSession *session);

/** The actor proved, in the actor's session, who it is: it holds for all organizations then. */
Error session_write_verified(Ctx *ctx);

/** The actor's session is good for that organization whatever its rules say of methods;
 * *ret_is_first: it was not before. */
Error session_write_break_glass(Ctx *ctx, Id organization_id, bool *ret_is_first);

/** Whether that was within the last hour: what keys, money and roles ask for. */
bool session_is_verified(const Ctx *ctx, const UserSession *session);

/** The actor's living sessions, newest first. */
Error session_list(Ctx *ctx, const char *after, int64_t limit, UserSessionList *ret_sessions);

/** Ends one of the actor's sessions. NOT_FOUND if the actor has none of that id alive. */
Error session_end(Ctx *ctx, Id id);

/** Ends the session with which the actor asks, if it is one. */
Error session_end_current(Ctx *ctx);

/** Ends all sessions of the person but one (ID_NONE: all). */
Error session_end_all(Ctx *ctx, Id user_id, Id except_id);

/** Ends the sessions that began by the method, of one person or of all (ID_NONE), and those that
 * would begin by it once the second factor is shown. */
Error session_end_by_method(Ctx *ctx, const char *method, Id user_id);

/** Whether that happened to the person since then. */
Error session_has_ended(Ctx *ctx, const char *method, Id user_id, Time since, bool *ret_has_ended);

/** What a page sends back in Kontor-CSRF: derived from the cookie's secret, so other sites cannot
 * know it. */
const char *session_csrf_token(Ctx *ctx, const char *secret);
bool session_csrf_matches(const char *secret, const char *token); // NULL never does
