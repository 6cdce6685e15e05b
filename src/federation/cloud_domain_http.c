#include "cloud_domain_http.h"

#include "cloud_domain.h"
#include "cloud_password.h"
#include "cloud_sign_in.h"
#include "organizations/role.h"
#include "page.h"

// ── coming for the first time ────────────────────────────────────────────────────────────────

typedef struct CloudCode {
    const char *code;
} CloudCode;

static SHAPE(cloud_code_shape, CloudCode,
    FIELD(CloudCode, code, .required = true, .max = 40, .write_only = true,
        .about = "That came by mail."));

static const char *secret_of(Ctx *ctx, const Request *req)
{
    return request_cookie(ctx, req, SIGN_IN_COOKIE);
}

static Error post_email(Ctx *ctx, const Request *req, Response *res)
{
    Nothing nothing = {0};
    TRY(external_sign_in_request_email(ctx, id_from(req->args[0]), secret_of(ctx, req), req->body));
    return respond(ctx, res, &nothing);
}

static Error post_confirmation(Ctx *ctx, const Request *req, Response *res)
{
    const CloudCode *body = req->body;
    ExternalSignIn sign_in;
    TRY(external_sign_in_confirm_email(
        ctx, id_from(req->args[0]), secret_of(ctx, req), body->code, &sign_in));
    return respond(ctx, res, &sign_in);
}

// ── domains and their users ──────────────────────────────────────────────────────────────────

typedef struct CloudUserQuery {
    int64_t limit;
    const char *after, *q, *state;
} CloudUserQuery;

static SHAPE(cloud_user_query_shape, CloudUserQuery, PAGE_QUERY_FIELDS(CloudUserQuery),
    FIELD(CloudUserQuery, q, .max = 100, .about = "Part of a name or mail address."),
    FIELD(CloudUserQuery, state, .pattern = "with_roles|without_roles|lacks_role"));

typedef struct CloudUserRoles {
    TextList roles;
} CloudUserRoles;

static SHAPE(cloud_user_roles_shape, CloudUserRoles,
    FIELD(CloudUserRoles, roles, .required = true, .max = ROLES,
        .about = "All of them; an empty list takes all. reports comes with any other."));

static Error get_domains(Ctx *ctx, const Request *req, Response *res)
{
    (void)req;
    CloudDomainList domains;
    TRY(cloud_domain_list(ctx, &domains));
    return respond_page(ctx, res, domains.items, domains.count, NULL);
}

static Error post_reading(Ctx *ctx, const Request *req, Response *res)
{
    CloudDomain domain;
    TRY(cloud_domain_read_soon(ctx, id_from(req->args[0]), &domain));
    return respond(ctx, res, &domain);
}

static Error get_users(Ctx *ctx, const Request *req, Response *res)
{
    const CloudUserQuery *query = req->query;
    CloudUserFilter filter = {query->q, query->state, query->after, page_limit(query) + 1};
    CloudUserList users;
    TRY(cloud_user_list(ctx, id_from(req->args[0]), &filter, &users));
    return page_respond(ctx, res, query, &users, subject);
}

static Error put_roles(Ctx *ctx, const Request *req, Response *res)
{
    const CloudUserRoles *body = req->body;
    CloudUser user;
    TRY(cloud_user_change_roles(ctx, id_from(req->args[0]), req->args[1], body->roles, &user));
    return respond(ctx, res, &user);
}

// ── who would lose access ────────────────────────────────────────────────────────────────────

static Error get_own_access(Ctx *ctx, const Request *req, Response *res)
{
    (void)req;
    CloudAccessList accesses;
    TRY(cloud_access_list_own(ctx, &accesses));
    return respond_page(ctx, res, accesses.items, accesses.count, NULL);
}

static Error get_access(Ctx *ctx, const Request *req, Response *res)
{
    const PageQuery *query = req->query;
    CloudAccessList accesses;
    TRY(cloud_access_list(ctx, query->after, page_limit(query) + 1, &accesses));
    return page_respond(ctx, res, query, &accesses, user_id.text);
}

// ── one's own password there ─────────────────────────────────────────────────────────────────

static Error put_password(Ctx *ctx, const Request *req, Response *res)
{
    CloudPasswordChange change;
    TRY(cloud_password_change(ctx, id_from(req->args[0]), req->body, &change));
    return respond(ctx, res, &change);
}

static Error get_password(Ctx *ctx, const Request *req, Response *res)
{
    CloudPasswordChange change;
    TRY(cloud_password_get(ctx, id_from(req->args[0]), &change));
    return respond(ctx, res, &change);
}

const Route cloud_domain_routes[] = {
    {POST, "/v1/external-sign-ins/{id}/email", post_email, PERMIT_PUBLIC,
        .body = &cloud_email_shape, .answer = &nothing_shape, .status = 202,
        .summary = "Coming from a cloud for the first time: mail a code to this address."},
    {POST, "/v1/external-sign-ins/{id}/email-confirmation", post_confirmation, PERMIT_PUBLIC,
        .body = &cloud_code_shape, .answer = &external_sign_in_shape,
        .summary = "Prove the mail address by the code: the account is made, and linked."},
    {GET, "/v1/organization/cloud-domains", get_domains, PERMIT_MEMBERS,
        .answer = &cloud_domain_shape, .is_page = true,
        .summary = "List the domains of clouds that the organization is."},
    {POST, "/v1/organization/cloud-domains/{id}/reading", post_reading, PERMIT_MEMBERS,
        .answer = &cloud_domain_shape, .status = 202,
        .summary = "Read the users of the domain from the cloud again."},
    {GET, "/v1/organization/cloud-domains/{id}/users", get_users, PERMIT_MEMBERS,
        .query = &cloud_user_query_shape, .answer = &cloud_user_shape, .is_page = true,
        .summary = "List the users of the domain, by their names, with and without roles here."},
    {PUT, "/v1/organization/cloud-domains/{id}/users/{subject}/roles", put_roles,
        PERMIT_MEMBERS | PERMIT_SESSION | PERMIT_VERIFIED, .body = &cloud_user_roles_shape,
        .answer = &cloud_user_shape,
        .summary = "Give a user of the cloud roles, which count from the first sign-in on."},
    {PUT, "/v1/me/linked-identities/{provider_id}/password", put_password,
        PERMIT_SIGNED_IN | PERMIT_SESSION, .body = &new_cloud_password_shape,
        .answer = &cloud_password_change_shape, .status = 202,
        .summary = "Change the password one has at a cloud; a job asks the cloud."},
    {GET, "/v1/me/linked-identities/{provider_id}/password", get_password, PERMIT_SIGNED_IN,
        .answer = &cloud_password_change_shape,
        .summary = "Tell how far the newest change of one's password at a cloud is."},
    {GET, "/v1/me/cloud-access", get_own_access, PERMIT_SIGNED_IN, .answer = &cloud_access_shape,
        .is_page = true,
        .summary = "Tell at which clouds one lacks the role that is needed to sign in."},
    {GET, "/v1/operator/cloud-access", get_access, PERMIT_OPERATE, .query = &page_query_shape,
        .answer = &cloud_access_shape, .is_page = true,
        .summary = "List everybody who lacks the role that signing in from a cloud needs."},
    ROUTES_END,
};
