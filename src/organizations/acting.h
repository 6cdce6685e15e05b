// acting.h — who asks, for which organization, and what that allows.
//
// A browser shows its session cookie (and, when it changes something, Kontor-CSRF), a program an
// API token. The header Kontor-Organization chooses among the person's organizations; without it
// the first one counts. A token is for one organization.
#pragma once

#include "http/http.h"
#include "identity/session.h"
#include "identity/sign_in.h"
#include "identity/user.h"
#include "organization.h"

#define SESSION_COOKIE "kontor_session"

/** What a page needs to know about who is there. */
typedef struct Session {
    User *user;                        // NULL: a visitor
    OrganizationSummary *organization; // acted for; NULL: none
    OrganizationSummaryList organizations;
    TextList permissions;
    const char *method;     // how it began: see identity/session.h
    const char *csrf_token; // NULL without a cookie
    int64_t idle_seconds;   // without a request until the session ends
    Time expires_at;        // at the latest
    bool has_second_factor; // the person
    bool has_passkey;
    bool is_limited;            // to the organization whose provider began it
    SignInChallenge *challenge; // no session yet: the second factor comes next
} Session;

extern const Shape session_shape;

/**
 * HttpApp.identify.
 *
 * UNAUTHENTICATED  wrong_token
 * FORBIDDEN        address_not_allowed, sign_in_method_not_allowed, second_factor_required,
 *                  not_a_member (the same for an organization that does not exist), csrf_required,
 *                  missing_scope
 */
Error acting_identify(Ctx *ctx, const Request *req);

/** The session of the actor of this request. */
Error acting_get_session(Ctx *ctx, const Request *req, Session *ret_session);

/** The organizations of the actor's session, or of the actor where it is none; each says whether it
 * refuses the session. */
Error acting_list_organizations(Ctx *ctx, OrganizationSummaryList *ret_organizations);

/** Lets the actor be the person of whom the session has begun, for whom the cookie is; a challenge
 * leaves the actor a visitor. Opens a transaction. */
Error acting_begin_session(
    Ctx *ctx, const Request *req, const SignIn *sign_in, Session *ret_session);

/** Lets the actor be that person, acting for the organization: for links that were sent to
 * somebody, after their seal was checked. FORBIDDEN not_a_member */
Error acting_become(Ctx *ctx, Id user_id, Id organization_id);
