#include "identity_provider_http.h"

#include "audit/audit_record.h"
#include "back_channel_logout.h"
#include "base/text.h"
#include "identity_provider.h"
#include "organizations/role.h"
#include "page.h"

#include <string.h>

static Error respond_provider(Ctx *ctx, Response *res, const IdentityProvider *provider)
{
    response_version(ctx, res, provider->version);
    return respond(ctx, res, provider);
}

static Error get_providers(Ctx *ctx, const Request *req, Response *res)
{
    (void)req;
    IdentityProviderList providers;
    TRY(identity_provider_list(ctx, &providers));
    return respond_page(ctx, res, providers.items, providers.count, NULL);
}

static Error post_provider(Ctx *ctx, const Request *req, Response *res)
{
    IdentityProvider provider;
    TRY(identity_provider_create(ctx, req->body, &provider));
    return respond_provider(ctx, res, &provider);
}

static Error get_provider(Ctx *ctx, const Request *req, Response *res)
{
    IdentityProvider provider;
    TRY(identity_provider_get(ctx, id_from(req->args[0]), &provider));
    return respond_provider(ctx, res, &provider);
}

static Error put_provider(Ctx *ctx, const Request *req, Response *res)
{
    Id id = id_from(req->args[0]);
    IdentityProvider provider;
    TRY(identity_provider_lock(ctx, id, &provider));
    TRY(require_version(ctx, req, provider.version));
    TRY(identity_provider_change(ctx, id, req->body, &provider));
    return respond_provider(ctx, res, &provider);
}

typedef struct WayInRemoval {
    bool is_confirmed;
} WayInRemoval;

static SHAPE(way_in_removal_shape, WayInRemoval,
    FIELD(WayInRemoval, is_confirmed, .about = "Although somebody could not sign in any more."));

static Error delete_provider(Ctx *ctx, const Request *req, Response *res)
{
    const WayInRemoval *query = req->query;
    TRY(identity_provider_remove(ctx, id_from(req->args[0]), query->is_confirmed));
    return respond_nothing(ctx, res);
}

static Error post_check(Ctx *ctx, const Request *req, Response *res)
{
    IdentityProvider provider;
    TRY(identity_provider_check_soon(ctx, id_from(req->args[0]), &provider));
    return respond_provider(ctx, res, &provider);
}

// ── mail domains ─────────────────────────────────────────────────────────────────────────────

typedef struct NewMailDomain {
    const char *domain;
} NewMailDomain;

static SHAPE(new_mail_domain_shape, NewMailDomain,
    FIELD(NewMailDomain, domain, .required = true, .max = 253, .about = "example.org"));

static Error post_domain(Ctx *ctx, const Request *req, Response *res)
{
    const NewMailDomain *body = req->body;
    MailDomain domain;
    TRY(mail_domain_create(ctx, id_from(req->args[0]), body->domain, &domain));
    return respond(ctx, res, &domain);
}

static Error delete_domain(Ctx *ctx, const Request *req, Response *res)
{
    const WayInRemoval *query = req->query;
    TRY(mail_domain_remove(ctx, id_from(req->args[0]), id_from(req->args[1]), query->is_confirmed));
    return respond_nothing(ctx, res);
}

static Error get_domains(Ctx *ctx, const Request *req, Response *res)
{
    const PageQuery *query = req->query;
    MailDomainList domains;
    TRY(mail_domain_list_all(ctx, query->after, page_limit(query) + 1, &domains));
    return page_respond(ctx, res, query, &domains, id.text);
}

static Error post_confirmation(Ctx *ctx, const Request *req, Response *res)
{
    MailDomain domain;
    TRY(mail_domain_confirm(ctx, id_from(req->args[0]), &domain));
    TRY(audit_record_write_for(ctx, req, domain.organization_id, domain.id));
    return respond(ctx, res, &domain);
}

static Error post_refusal(Ctx *ctx, const Request *req, Response *res)
{
    const WayInRemoval *query = req->query;
    MailDomain domain;
    TRY(mail_domain_refuse(ctx, id_from(req->args[0]), query->is_confirmed, &domain));
    TRY(audit_record_write_for(ctx, req, domain.organization_id, domain.id));
    return respond_nothing(ctx, res);
}

// ── by the provider itself ───────────────────────────────────────────────────────────────────

static const char *form_member(Ctx *ctx, Blob form, const char *name)
{
    const char *text = arena_text(ctx->arena, form.bytes, form.length);
    for (const char *at = text; *at; at += strspn(at, "&")) {
        size_t length = strcspn(at, "&"), prefix = strlen(name);
        if (length > prefix && strncmp(at, name, prefix) == 0 && at[prefix] == '=')
            return text_url_decoded(ctx->arena, at + prefix + 1, length - prefix - 1, true);
        at += length;
    }
    return NULL;
}

// The answer to a bad token is 400 (Back-Channel Logout 1.0 §2.8).
static Error bad_request(Ctx *ctx, Error error)
{
    return error == INVALID ? fail(ctx, INVALID, "bad_request", "%s", ctx->failure.message) : error;
}

static Error prepare_logout(Ctx *ctx, Request *req)
{
    LogoutToken *logout = arena_new_of(ctx->arena, LogoutToken);
    const char *token = form_member(ctx, req->bytes, "logout_token");
    if (!token)
        return fail(ctx, INVALID, "bad_request", "There is no logout_token.");
    TRY(bad_request(ctx, back_channel_logout_check(ctx, id_from(req->args[0]), token, logout)));
    req->prepared = logout;
    return OK;
}

// It is recorded by the organization's own provider there, else where the person is.
static Error post_back_channel_logout(Ctx *ctx, const Request *req, Response *res)
{
    const LogoutToken *logout = req->prepared;
    Id user_id;
    TRY(bad_request(ctx, back_channel_logout_end(ctx, logout, &user_id)));
    if (id_is_set(user_id) && logout->provider.is_platform)
        TRY(audit_record_write_for_user(ctx, req, user_id));
    else if (id_is_set(user_id))
        TRY(audit_record_write_for(ctx, req, logout->provider.organization_id, user_id));
    return respond_nothing(ctx, res);
}

enum { PERMIT_CHANGE = PERMIT_MEMBERS | PERMIT_SESSION | PERMIT_VERIFIED };

const Route identity_provider_routes[] = {
    {GET, "/v1/identity-providers", get_providers, PERMIT_MEMBERS,
        .answer = &identity_provider_shape, .is_page = true,
        .summary = "List who else vouches for people of the organization."},
    {POST, "/v1/identity-providers", post_provider, PERMIT_CHANGE,
        .body = &new_identity_provider_shape, .answer = &identity_provider_shape, .status = 201,
        .summary = "Add an identity provider, as an owner; a job asks it what it is."},
    {GET, "/v1/identity-providers/{id}", get_provider, PERMIT_MEMBERS,
        .answer = &identity_provider_shape, .summary = "Show an identity provider."},
    {PUT, "/v1/identity-providers/{id}", put_provider, PERMIT_CHANGE,
        .body = &identity_provider_change_shape, .answer = &identity_provider_shape,
        .summary = "Change an identity provider, as an owner; its address stays."},
    {DELETE, "/v1/identity-providers/{id}", delete_provider, PERMIT_CHANGE,
        .query = &way_in_removal_shape, .status = 204,
        .summary = "Remove an identity provider, as an owner; sessions that began by it end."},
    {POST, "/v1/identity-providers/{id}/check", post_check, PERMIT_CHANGE,
        .answer = &identity_provider_shape, .status = 202,
        .summary = "Ask the provider again what it is, as an owner."},
    {POST, "/v1/identity-providers/{id}/mail-domains", post_domain, PERMIT_CHANGE,
        .body = &new_mail_domain_shape, .answer = &mail_domain_shape, .status = 201,
        .summary = "Ask, as an owner, that the provider may vouch for a mail domain."},
    {DELETE, "/v1/identity-providers/{id}/mail-domains/{domain_id}", delete_domain, PERMIT_CHANGE,
        .query = &way_in_removal_shape, .status = 204,
        .summary = "Give up a mail domain, as an owner."},
    {POST, "/v1/identity-providers/{id}/back-channel-logout", post_back_channel_logout,
        PERMIT_PUBLIC, .accepts = "application/x-www-form-urlencoded", .status = 204,
        .prepare = prepare_logout,
        .summary = "For the provider: ends sessions by a logout token (OpenID Connect)."},
    {GET, "/v1/operator/mail-domains", get_domains, PERMIT_OPERATE, .query = &page_query_shape,
        .answer = &mail_domain_shape, .is_page = true,
        .summary = "List the mail domains of all organizations, those that wait first."},
    {POST, "/v1/operator/mail-domains/{id}/confirmation", post_confirmation,
        PERMIT_OPERATE | PERMIT_SESSION | PERMIT_VERIFIED, .answer = &mail_domain_shape,
        .summary = "Confirm that a mail domain is the organization's."},
    {POST, "/v1/operator/mail-domains/{id}/refusal", post_refusal,
        PERMIT_OPERATE | PERMIT_SESSION | PERMIT_VERIFIED, .query = &way_in_removal_shape,
        .status = 204, .summary = "Refuse a mail domain, or take its confirmation back."},
    ROUTES_END,
};
