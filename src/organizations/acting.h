// acting.h — who asks, for which organization, and what that allows.
//
// A browser shows its session cookie (and, when it changes something, Kontor-CSRF), a program an
// API token. The header Kontor-Organization chooses among the person's organizations; without it
// the first one counts. A token is for one organization.
#pragma once

#include "http/http.h"
#include "identity/session.h"
#include "identity/user.h"
#include "organization.h"

#define SESSION_COOKIE "kontor_session"

/** What a page needs to know about who is there. */
typedef struct Session {
    User *user;                        // NULL: a visitor
    OrganizationSummary *organization; // acted for; NULL: none
    OrganizationSummaryList organizations;
    TextList permissions;
    const char *csrf_token; // NULL without a cookie
    int64_t idle_seconds;   // without a request until the session ends
    Time expires_at;        // at the latest
} Session;

extern const Shape session_shape;

/**
 * HttpApp.identify.
 *
 * UNAUTHENTICATED  wrong_token
 * FORBIDDEN        not_a_member (the same for an organization that does not exist), csrf_required,
 *                  missing_scope
 */
Error acting_identify(Ctx *ctx, const Request *req);

/** The session of the actor of this request. */
Error acting_get_session(Ctx *ctx, const Request *req, Session *ret_session);

/** Signs in, lets the actor be that person from here on, and hands out the cookie's secret. Opens
 * its own transactions; fails like sign_in_begin. */
Error acting_begin_session(Ctx *ctx, const Request *req, const char *email, const char *password,
    Session *ret_session, const char **ret_secret);
