#include "cloud_link_http.h"

#include "cloud_link.h"
#include "organizations/role.h"
#include "page.h"

enum { MAX_TOKEN = 300, PERMIT_LINK = PERMIT_MEMBERS | PERMIT_SESSION | PERMIT_VERIFIED };

typedef struct NewCloudLink {
    Id provider_id;
} NewCloudLink;

static SHAPE(new_cloud_link_shape, NewCloudLink,
    FIELD(NewCloudLink, provider_id, .required = true, .about = "Of the cloud."));

static Error get_links(Ctx *ctx, const Request *req, Response *res)
{
    (void)req;
    CloudLinkList links;
    TRY(cloud_link_list(ctx, &links));
    return respond_page(ctx, res, links.items, links.count, NULL);
}

static Error post_link(Ctx *ctx, const Request *req, Response *res)
{
    const NewCloudLink *body = req->body;
    CloudLink link;
    TRY(cloud_link_create(ctx, body->provider_id, &link));
    return respond(ctx, res, &link);
}

static Error post_consent_link(Ctx *ctx, const Request *req, Response *res)
{
    CloudLink link;
    TRY(cloud_link_issue_consent(ctx, id_from(req->args[0]), &link));
    return respond(ctx, res, &link);
}

static Error post_check(Ctx *ctx, const Request *req, Response *res)
{
    CloudLink link;
    TRY(cloud_link_check_soon(ctx, id_from(req->args[0]), false, &link));
    return respond(ctx, res, &link);
}

static Error post_repair(Ctx *ctx, const Request *req, Response *res)
{
    CloudLink link;
    TRY(cloud_link_check_soon(ctx, id_from(req->args[0]), true, &link));
    return respond(ctx, res, &link);
}

static Error delete_link(Ctx *ctx, const Request *req, Response *res)
{
    CloudLink link;
    TRY(cloud_link_remove(ctx, id_from(req->args[0]), &link));
    return respond(ctx, res, &link);
}

// ── whoever agrees ───────────────────────────────────────────────────────────────────────────

typedef struct NewConsent {
    const char *token, *domain, *user_name, *password;
} NewConsent;

static SHAPE_NAMED(consent_token_shape, NewConsent, "CloudConsentToken",
    FIELD(NewConsent, token, .required = true, .max = MAX_TOKEN, .about = "From the link."));

static SHAPE_NAMED(new_consent_shape, NewConsent, "NewCloudConsent",
    FIELD(NewConsent, token, .required = true, .max = MAX_TOKEN, .about = "From the link."),
    FIELD(NewConsent, domain, .required = true, .max = 255, .pattern = ONE_LINE),
    FIELD(NewConsent, user_name, .required = true, .max = 255, .pattern = ONE_LINE),
    FIELD(NewConsent, password, .required = true, .max = 500, .write_only = true));

static Error post_inspection(Ctx *ctx, const Request *req, Response *res)
{
    const NewConsent *body = req->body;
    CloudConsent consent;
    TRY(cloud_consent_get(ctx, body->token, &consent));
    return respond(ctx, res, &consent);
}

static Error post_consent(Ctx *ctx, const Request *req, Response *res)
{
    const NewConsent *body = req->body;
    const CloudAnswer answer = {body->domain, body->user_name, body->password, NULL};
    CloudConsent consent;
    TRY(cloud_consent_give(ctx, body->token, &answer, &consent));
    return respond(ctx, res, &consent);
}

const Route cloud_link_routes[] = {
    {GET, "/v1/organization/cloud-links", get_links, PERMIT_MEMBERS, .answer = &cloud_link_shape,
        .is_page = true,
        .summary =
            "List the linked clouds, as an owner, with what was made there and what differs."},
    {POST, "/v1/organization/cloud-links", post_link, PERMIT_LINK, .body = &new_cloud_link_shape,
        .answer = &cloud_link_shape, .status = 201,
        .summary = "Ask, as an owner, to link a domain of a cloud; its administrator agrees."},
    {POST, "/v1/organization/cloud-links/{id}/consent-link", post_consent_link, PERMIT_LINK,
        .answer = &cloud_link_shape,
        .summary = "Make a new one-time link for the consent, as an owner."},
    {POST, "/v1/organization/cloud-links/{id}/check", post_check, PERMIT_LINK,
        .answer = &cloud_link_shape, .status = 202,
        .summary = "Look, as an owner, whether what was made at the cloud is as it was made."},
    {POST, "/v1/organization/cloud-links/{id}/repair", post_repair, PERMIT_LINK,
        .answer = &cloud_link_shape, .status = 202, .summary = "Make it so again, as an owner."},
    {DELETE, "/v1/organization/cloud-links/{id}", delete_link, PERMIT_LINK,
        .answer = &cloud_link_shape, .status = 202,
        .summary = "Unlink a cloud, as an owner: what was made there is removed."},
    {POST, "/v1/cloud-consents/inspection", post_inspection, PERMIT_PUBLIC,
        .body = &consent_token_shape, .answer = &cloud_consent_shape, .is_question = true,
        .summary = "Tell what somebody agrees to by the link, and how far it is."},
    {POST, "/v1/cloud-consents", post_consent, PERMIT_PUBLIC, .body = &new_consent_shape,
        .answer = &cloud_consent_shape, .status = 202,
        .summary = "Agree that an organization is linked to a domain that one administers."},
    ROUTES_END,
};
