#include "acting.h"

#include "access_rules.h"
#include "authentication_rules.h"
#include "base/text.h"
#include "db/db.h"
#include "http/dispatch.h"
#include "identity/address_list.h"
#include "identity/api_token.h"
#include "identity/second_factor.h"
#include "role.h"
#include "settings.h"

#include <string.h>

SHAPE(session_shape, Session, FIELD_OPTION(Session, user, user_shape),
    FIELD_OPTION(Session, organization, organization_summary_shape, .about = "One acts for it."),
    FIELD_LIST(Session, organizations, organization_summary_shape),
    FIELD(Session, permissions, .required = true, .about = "What one may do in the organization."),
    FIELD(Session, method,
        .about = "How it began: password, passkey, or the id of an identity provider."),
    FIELD(Session, csrf_token, .about = "For the header Kontor-CSRF of every change."),
    FIELD(Session, idle_seconds, .about = "Without a request for so long the session ends."),
    FIELD(Session, expires_at, .about = "At the latest."),
    FIELD(Session, has_second_factor,
        .about = "Whether a code or passkey proves that it is the person."),
    FIELD(Session, has_passkey, .about = "Whether a passkey does."),
    FIELD(Session, is_limited,
        .about = "An organization's own provider began it: it holds for that one alone until the"
                 " person proves by password or second factor who it is."),
    FIELD_OPTION(Session, challenge, sign_in_challenge_shape,
        .about = "The password was right; there is a session once the second factor was."));

// What a request says about who sends it.
typedef struct Claims {
    const char *token;  // of the header Authorization
    const char *cookie; // the session's secret
    const char *csrf;
    Id organization_id;
    bool is_change;
    bool is_public;         // the route is
    bool is_own;            // the route needs no organization
    bool is_account_change; // it changes what is the person's in all organizations
    bool is_directorys;
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
    const Permissions own =
        PERMIT_PUBLIC | PERMIT_SIGNED_IN | PERMIT_KNOWN | PERMIT_SESSION | PERMIT_VERIFIED;
    claims.is_directorys = req->route && req->route->permission & PERMIT_DIRECTORY;
    claims.is_own = req->route && !(req->route->permission & ~own);
    claims.is_account_change =
        claims.is_change && claims.is_own && req->route->permission & PERMIT_SIGNED_IN;
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

static Error address_not_allowed(Ctx *ctx, const char *what)
{
    return fail(ctx, FORBIDDEN, "address_not_allowed", "From your address, %s, one may not %s.",
        ctx->actor.address, what);
}

static Error refused(Ctx *ctx, const OrganizationSummary *organization)
{
    switch (organization->refusal) {
    case REFUSAL_ADDRESS: return address_not_allowed(ctx, "act for this organization");
    case REFUSAL_METHOD:
        return fail(ctx, FORBIDDEN, "sign_in_method_not_allowed",
            "%s does not let in who signed in like you; sign in by a method that it allows.",
            organization->refused_by);
    case REFUSAL_SECOND_FACTOR:
        return fail(ctx, FORBIDDEN, "second_factor_required",
            "%s requires a second factor; set one up in your account.", organization->refused_by);
    case REFUSAL_NONE: break;
    }
    return OK;
}

// The first of one's own that lets one in, or else the first.
static const OrganizationSummary *first_of(const OrganizationSummaryList *organizations)
{
    for (size_t i = 0; i < organizations->count; i++)
        if (!organizations->items[i].refusal && !id_is_set(organizations->items[i].partner_id))
            return &organizations->items[i];
    return organizations->count ? organizations->items : NULL;
}

// Lets the actor act for the organization of that id; ID_NONE: the first one, if there is any.
static Error choose_organization(Ctx *ctx, const OrganizationSummaryList *organizations,
    Id organization_id, const OrganizationSummary **ret_chosen)
{
    const OrganizationSummary *chosen = id_is_set(organization_id)
                                            ? organization_in(organizations, organization_id)
                                            : first_of(organizations);
    *ret_chosen = chosen;
    if (!chosen)
        return id_is_set(organization_id) ? not_a_member(ctx) : OK;
    Permissions permissions =
        role_permissions(chosen->roles, chosen->is_seller, chosen->is_operator);
    if (id_is_set(chosen->partner_id))
        permissions &= ~(Permissions)PERMIT_MEMBERS; // see delegation.h
    else
        permissions |= PERMIT_INSIDER;
    ctx->actor.organization_id = chosen->id;
    ctx->actor.partner_id = chosen->partner_id;
    ctx->actor.permissions |= permissions;
    return OK;
}

// Whom the partner does not let in does not act through it either; then it is the partner's rules
// that one has to meet.
static void refuse_through(OrganizationSummaryList *organizations)
{
    for (size_t i = 0; i < organizations->count; i++) {
        OrganizationSummary *one = &organizations->items[i];
        const OrganizationSummary *partner = organization_in(organizations, one->partner_id);
        const OrganizationSummary *by =
            partner && partner->refusal && !one->refusal ? partner : one;
        one->refusal = by->refusal;
        one->refused_by = by->name;
        one->methods = by->methods;
        one->second_factor_from = by->second_factor_from;
    }
}

// An organization's own provider vouches for its members alone.
static void keep_only(OrganizationSummaryList *organizations, Id id)
{
    const OrganizationSummary *only = organization_in(organizations, id);
    organizations->count = only && !id_is_set(only->partner_id) ? 1 : 0;
    if (organizations->count)
        organizations->items[0] = *only;
}

// Without a session no rules for signing in hold: it is a program, or a link that was mailed.
static Error list_organizations(
    Ctx *ctx, Id user_id, const UserSession *session, OrganizationSummaryList *ret_organizations)
{
    OrganizationSummaryList organizations;
    TRY(organization_list(ctx, user_id, &organizations));
    if (session && id_is_set(session->organization_id))
        keep_only(&organizations, session->organization_id);
    if (session)
        TRY(authentication_rules_judge(ctx, session, &organizations));
    refuse_through(&organizations);
    *ret_organizations = organizations;
    return OK;
}

// session NULL: see above.
static Error choose_for_user(Ctx *ctx, Id user_id, const UserSession *session, Id organization_id,
    const OrganizationSummary **ret_chosen)
{
    OrganizationSummaryList organizations;
    TRY(list_organizations(ctx, user_id, session, &organizations));
    ctx->actor.user_id = user_id;
    ctx->actor.permissions = PERMIT_PUBLIC | PERMIT_KNOWN | PERMIT_SIGNED_IN;
    return choose_organization(ctx, &organizations, organization_id, ret_chosen);
}

Error acting_become(Ctx *ctx, Id user_id, Id organization_id)
{
    ctx->actor = (Actor){.permissions = PERMIT_EVERYWHERE, .address = ctx->actor.address};
    const OrganizationSummary *chosen;
    return choose_for_user(ctx, user_id, NULL, organization_id, &chosen);
}

// ── a program ────────────────────────────────────────────────────────────────────────────────

static Error require_scope(Ctx *ctx, const Claims *claims, const ApiToken *token)
{
    const char *scope = claims->is_directorys ? "directory" : claims->is_change ? "write" : "read";
    if (claims->is_public || text_list_has(token->scopes, scope))
        return OK;
    return fail(ctx, FORBIDDEN, "missing_scope", "This token lacks the scope %s.", scope);
}

static Error identify_by_token(Ctx *ctx, const Claims *claims, ApiToken *ret_token)
{
    TX tx = {0};
    const OrganizationSummary *chosen;
    TRY(tx_begin(ctx, TX_READ, &tx));
    TRY(api_token_find(ctx, claims->token, ret_token));
    TRY(require_scope(ctx, claims, ret_token));
    if (id_is_set(claims->organization_id) &&
        !id_same(claims->organization_id, ret_token->organization_id))
        return not_a_member(ctx);
    if (!address_list_has(ret_token->addresses, ctx->actor.address))
        return address_not_allowed(ctx, "use this token");
    TRY(choose_for_user(ctx, ret_token->user_id, NULL, ret_token->organization_id, &chosen));
    if (chosen && id_is_set(chosen->partner_id))
        return not_a_member(ctx); // a token is for who belongs there
    if (access_rules_refuse(ctx, chosen, true))
        return address_not_allowed(ctx, "act for this organization by a token");
    ctx->actor.api_token_id = ret_token->id;
    ctx->actor.is_program = ret_token->is_organizations;
    if (ret_token->is_organizations)
        ctx->actor.permissions &= ~(Permissions)(PERMIT_SIGNED_IN | PERMIT_INSIDER);
    if (text_list_has(ret_token->scopes, "administration"))
        ctx->actor.permissions |= PERMIT_VERIFIED;
    if (ret_token->is_organizations && text_list_has(ret_token->scopes, "directory"))
        ctx->actor.permissions |= PERMIT_DIRECTORY;
    return tx_commit(&tx);
}

// ── a browser ────────────────────────────────────────────────────────────────────────────────

// What is one's own, such as signing out, can be done from everywhere.
static void act_for_none(Ctx *ctx)
{
    ctx->actor.organization_id = ctx->actor.partner_id = ID_NONE;
    ctx->actor.permissions = PERMIT_PUBLIC | PERMIT_KNOWN | PERMIT_SIGNED_IN;
}

static Error identify_by_cookie(Ctx *ctx, const Claims *claims, UserSession *ret_session)
{
    TX tx = {0};
    const OrganizationSummary *chosen;
    TRY(tx_begin(ctx, TX_READ, &tx));
    TRY(session_find(ctx, claims->cookie, ret_session));
    if (!id_is_set(ret_session->id))
        return OK; // ended: a visitor again
    if (claims->is_change && !session_csrf_matches(claims->cookie, claims->csrf))
        return fail(ctx, FORBIDDEN, "csrf_required",
            "A change needs the header Kontor-CSRF with the session's csrf_token.");
    TRY(choose_for_user(ctx, ret_session->user_id, ret_session, claims->organization_id, &chosen));
    if (chosen && !claims->is_own)
        TRY(refused(ctx, chosen));
    if (chosen && chosen->refusal)
        act_for_none(ctx);
    ctx->actor.session_id = ret_session->id;
    ctx->actor.permissions |= PERMIT_SESSION;
    // An organization's own provider does not say who one is where the organization has no say: in
    // one's own account.
    bool is_beyond = id_is_set(ret_session->organization_id) && claims->is_own;
    if (is_beyond && claims->is_account_change)
        return require_permission(ctx, PERMIT_VERIFIED);
    if (session_is_verified(ctx, ret_session) && !is_beyond)
        ctx->actor.permissions |= PERMIT_VERIFIED;
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

// begun NULL: there is none.
static Error session_fill(Ctx *ctx, const UserSession *begun, Session *ret_session)
{
    Session session = {
        .idle_seconds = settings()->session_idle / SECOND,
        .method = begun ? begun->method : NULL,
        .is_limited = begun && id_is_set(begun->organization_id),
    };
    int64_t devices, passkeys;
    if (!id_is_set(ctx->actor.user_id)) {
        *ret_session = session;
        return OK;
    }
    // The person's own, beside the one acted for.
    TRY(EVERYWHERE(
        ctx, list_organizations(ctx, ctx->actor.user_id, begun, &session.organizations)));
    session.user = arena_new_of(ctx->arena, User);
    TRY(user_get(ctx, ctx->actor.user_id, session.user));
    session.organization =
        (OrganizationSummary *)organization_in(&session.organizations, ctx->actor.organization_id);
    TRY(second_factor_count(ctx, ctx->actor.user_id, &devices, &passkeys));
    session.has_second_factor = devices + passkeys > 0;
    session.has_passkey = passkeys > 0;
    session.permissions = permission_names(ctx->arena, ctx->actor.permissions);
    *ret_session = session;
    return OK;
}

Error acting_list_organizations(Ctx *ctx, OrganizationSummaryList *ret_organizations)
{
    UserSession session;
    TRY(session_get(ctx, &session));
    return EVERYWHERE(ctx, list_organizations(ctx, ctx->actor.user_id,
                               id_is_set(session.id) ? &session : NULL, ret_organizations));
}

Error acting_get_session(Ctx *ctx, const Request *req, Session *ret_session)
{
    if (!id_is_set(ctx->actor.session_id))
        return session_fill(ctx, NULL, ret_session);
    const char *secret = request_cookie(ctx, req, SESSION_COOKIE);
    UserSession session;
    TRY(session_find(ctx, secret, &session));
    TRY(session_fill(ctx, &session, ret_session));
    ret_session->csrf_token = session_csrf_token(ctx, secret);
    ret_session->expires_at = session.expires_at;
    return OK;
}

static Error session_replace(
    Ctx *ctx, const Request *req, const UserSession *begun, Session *ret_session)
{
    const OrganizationSummary *chosen;
    TRY(session_end_current(ctx));
    ctx->actor = (Actor){.permissions = PERMIT_PUBLIC | PERMIT_EVERYWHERE, .address = req->address};
    TRY(choose_for_user(ctx, begun->user_id, begun, ID_NONE, &chosen));
    if (chosen && chosen->refusal)
        act_for_none(ctx);
    return session_fill(ctx, begun, ret_session);
}

Error acting_begin_session(
    Ctx *ctx, const Request *req, const SignIn *sign_in, Session *ret_session)
{
    if (sign_in->challenge.token) {
        *ret_session = (Session){.idle_seconds = settings()->session_idle / SECOND,
            .challenge = arena_new_of(ctx->arena, SignInChallenge)};
        *ret_session->challenge = sign_in->challenge;
        return OK;
    }
    TRY(session_replace(ctx, req, &sign_in->session, ret_session));
    ctx->actor.session_id = sign_in->session.id;
    ret_session->csrf_token = session_csrf_token(ctx, sign_in->secret);
    ret_session->expires_at = sign_in->session.expires_at;
    return OK;
}
