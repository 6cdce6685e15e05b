#include "acting.h"

#include "base/text.h"
#include "db/db.h"
#include "identity/api_token.h"
#include "identity/sign_in.h"
#include "role.h"
#include "settings.h"

#include <string.h>

SHAPE(session_shape, Session, FIELD_OPTION(Session, user, user_shape),
    FIELD_OPTION(Session, organization, organization_summary_shape, .about = "One acts for it."),
    FIELD_LIST(Session, organizations, organization_summary_shape),
    FIELD(Session, permissions, .required = true, .about = "What one may do in the organization."),
    FIELD(Session, csrf_token, .about = "For the header Kontor-CSRF of every change."),
    FIELD(Session, idle_seconds, .about = "Without a request for so long the session ends."),
    FIELD(Session, expires_at, .about = "At the latest."));

// What a request says about who sends it.
typedef struct Claims {
    const char *token;  // of the header Authorization
    const char *cookie; // the session's secret
    const char *csrf;
    Id organization_id;
    bool is_change;
    bool is_public; // the route is
} Claims;

static Claims claims_of(Ctx *ctx, const Request *req)
{
    const char *authorization = request_header(req, "Authorization");
    const char *organization = request_header(req, "Kontor-Organization");
    Claims claims = {
        .cookie = request_cookie(ctx, req, SESSION_COOKIE),
        .csrf = request_header(req, "Kontor-CSRF"),
        .is_change = req->method != GET,
        .is_public = req->route && req->route->permission == PERMIT_PUBLIC,
    };
    if (authorization)
        claims.token = strncasecmp(authorization, "Bearer ", 7) == 0 ? authorization + 7 : "";
    if (organization) {
        claims.organization_id = id_from(organization);
        if (!id_is_set(claims.organization_id)) // too long for an id: no organization's
            claims.organization_id = id_from("org_unknown");
    }
    return claims;
}

static Error not_a_member(Ctx *ctx)
{
    return fail(ctx, FORBIDDEN, "not_a_member", "You are no member of this organization.");
}

static const OrganizationSummary *organization_in(
    const OrganizationSummaryList *organizations, Id id)
{
    for (size_t i = 0; i < organizations->count; i++)
        if (id_same(organizations->items[i].id, id))
            return &organizations->items[i];
    return NULL;
}

// Lets the actor act for the organization of that id; ID_NONE: the first one, if there is any.
static Error choose_organization(
    Ctx *ctx, const OrganizationSummaryList *organizations, Id organization_id)
{
    const OrganizationSummary *chosen = organizations->count ? organizations->items : NULL;
    if (id_is_set(organization_id))
        chosen = organization_in(organizations, organization_id);
    if (!chosen)
        return id_is_set(organization_id) ? not_a_member(ctx) : OK;
    Permissions permissions =
        role_permissions(chosen->roles, chosen->is_seller, chosen->is_operator);
    ctx->actor.organization_id = chosen->id;
    ctx->actor.permissions |= permissions;
    return OK;
}

static Error choose_for_user(Ctx *ctx, Id user_id, Id organization_id)
{
    OrganizationSummaryList organizations;
    TRY(organization_list(ctx, user_id, &organizations));
    ctx->actor.user_id = user_id;
    ctx->actor.permissions = PERMIT_PUBLIC | PERMIT_SIGNED_IN;
    return choose_organization(ctx, &organizations, organization_id);
}

// ── a program ────────────────────────────────────────────────────────────────────────────────

static Error require_scope(Ctx *ctx, const Claims *claims, const ApiToken *token)
{
    const char *scope = claims->is_change ? "write" : "read";
    if (claims->is_public || api_token_has(token, scope))
        return OK;
    return fail(ctx, FORBIDDEN, "missing_scope", "This token lacks the scope %s.", scope);
}

static Error identify_by_token(Ctx *ctx, const Claims *claims, ApiToken *ret_token)
{
    TX tx = {0};
    TRY(tx_begin(ctx, TX_READ, &tx));
    TRY(api_token_find(ctx, claims->token, ret_token));
    if (!id_is_set(ret_token->id))
        return fail(ctx, UNAUTHENTICATED, "wrong_token", "This token does not work (any more).");
    TRY(require_scope(ctx, claims, ret_token));
    if (id_is_set(claims->organization_id) &&
        !id_same(claims->organization_id, ret_token->organization_id))
        return not_a_member(ctx);
    TRY(choose_for_user(ctx, ret_token->user_id, ret_token->organization_id));
    ctx->actor.api_token_id = ret_token->id;
    return tx_commit(&tx);
}

// ── a browser ────────────────────────────────────────────────────────────────────────────────

static Error identify_by_cookie(Ctx *ctx, const Claims *claims, UserSession *ret_session)
{
    TX tx = {0};
    TRY(tx_begin(ctx, TX_READ, &tx));
    TRY(session_find(ctx, claims->cookie, ret_session));
    if (!id_is_set(ret_session->id))
        return OK; // ended: a visitor again
    if (claims->is_change && !session_csrf_matches(claims->cookie, claims->csrf))
        return fail(ctx, FORBIDDEN, "csrf_required",
            "A change needs the header Kontor-CSRF with the session's csrf_token.");
    TRY(choose_for_user(ctx, ret_session->user_id, claims->organization_id));
    ctx->actor.session_id = ret_session->id;
    return tx_commit(&tx);
}

Error acting_identify(Ctx *ctx, const Request *req)
{
    Claims claims = claims_of(ctx, req);
    // Until the person is known, the person's organizations are looked for in all.
    ctx->actor = (Actor){.permissions = PERMIT_PUBLIC | PERMIT_EVERYWHERE, .address = req->address};
    if (claims.token) {
        ApiToken token = {0};
        TRY(identify_by_token(ctx, &claims, &token));
        return api_token_write_use(ctx, &token);
    }
    UserSession session = {0};
    if (claims.cookie)
        TRY(identify_by_cookie(ctx, &claims, &session));
    if (id_is_set(session.id)) // that a stream stays open is no activity
        return req->route ? session_write_activity(ctx, &session) : OK;
    ctx->actor.permissions = PERMIT_PUBLIC;
    return OK;
}

// ── what a page is told ──────────────────────────────────────────────────────────────────────

static Error session_fill(Ctx *ctx, Session *ret_session)
{
    Session session = {.idle_seconds = settings()->session_idle / SECOND};
    if (!id_is_set(ctx->actor.user_id)) {
        *ret_session = session;
        return OK;
    }
    Permissions permissions = ctx->actor.permissions;
    ctx->actor.permissions |= PERMIT_EVERYWHERE; // the person's own, beside the one acted for
    Error error = organization_list(ctx, ctx->actor.user_id, &session.organizations);
    ctx->actor.permissions = permissions;
    TRY(error);
    session.user = arena_new_of(ctx->arena, User);
    TRY(user_get(ctx, ctx->actor.user_id, session.user));
    session.organization =
        (OrganizationSummary *)organization_in(&session.organizations, ctx->actor.organization_id);
    session.permissions = permission_names(ctx->arena, ctx->actor.permissions);
    *ret_session = session;
    return OK;
}

Error acting_get_session(Ctx *ctx, const Request *req, Session *ret_session)
{
    TRY(session_fill(ctx, ret_session));
    if (!id_is_set(ctx->actor.session_id))
        return OK;
    const char *secret = request_cookie(ctx, req, SESSION_COOKIE);
    UserSession session;
    TRY(session_find(ctx, secret, &session));
    ret_session->csrf_token = session_csrf_token(ctx, secret);
    ret_session->expires_at = session.expires_at;
    return OK;
}

static Error session_replace(Ctx *ctx, const Request *req, Id user_id, Session *ret_session)
{
    TX tx = {0};
    TRY(tx_begin(ctx, TX_WRITE, &tx));
    TRY(session_end_current(ctx));
    ctx->actor = (Actor){.permissions = PERMIT_PUBLIC | PERMIT_EVERYWHERE, .address = req->address};
    TRY(choose_for_user(ctx, user_id, ID_NONE));
    TRY(session_fill(ctx, ret_session));
    return tx_commit(&tx);
}

Error acting_begin_session(Ctx *ctx, const Request *req, const char *email, const char *password,
    Session *ret_session, const char **ret_secret)
{
    User user;
    UserSession session;
    TRY(sign_in_begin(
        ctx, email, password, request_header(req, "User-Agent"), &user, &session, ret_secret));
    TRY(session_replace(ctx, req, user.id, ret_session));
    ctx->actor.session_id = session.id;
    ret_session->csrf_token = session_csrf_token(ctx, *ret_secret);
    ret_session->expires_at = session.expires_at;
    return OK;
}
