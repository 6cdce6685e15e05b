#include "access_rules_http.h"

#include "access_rules.h"
#include "page.h"
#include "role.h"

typedef struct SuspensionRequest {
    Id organization_id;
} SuspensionRequest;

static SHAPE(suspension_request_shape, SuspensionRequest,
    FIELD(SuspensionRequest, organization_id, .required = true));

typedef struct SuspensionLink {
    const char *token;
} SuspensionLink;

static SHAPE(suspension_link_shape, SuspensionLink,
    FIELD(SuspensionLink, token, .required = true, .max = 250, .about = "Of the link."));

static Error answer_rules(Ctx *ctx, Response *res)
{
    AccessRules rules;
    TRY(access_rules_get(ctx, &rules));
    response_version(ctx, res, rules.version);
    return respond(ctx, res, &rules);
}

static Error get_rules(Ctx *ctx, const Request *req, Response *res)
{
    (void)req;
    return answer_rules(ctx, res);
}

static Error put_rules(Ctx *ctx, const Request *req, Response *res)
{
    AccessRules before;
    TRY(access_rules_lock(ctx, &before));
    TRY(require_version(ctx, req, before.version));
    TRY(access_rules_change(ctx, &before, req->body));
    return answer_rules(ctx, res);
}

static Error post_link(Ctx *ctx, const Request *req, Response *res)
{
    const SuspensionRequest *body = req->body;
    TRY(access_rules_send_link(ctx, body->organization_id));
    return respond_nothing(ctx, res);
}

static Error post_suspension(Ctx *ctx, const Request *req, Response *res)
{
    const SuspensionLink *body = req->body;
    Suspension suspension;
    TRY(access_rules_suspend(ctx, body->token, &suspension));
    return respond(ctx, res, &suspension);
}

const Route access_rules_routes[] = {
    {GET, "/v1/organization/access-rules", get_rules, PERMIT_MEMBERS, .answer = &access_rules_shape,
        .is_versioned = true,
        .summary = "Tell from which addresses one may act for the organization."},
    {PUT, "/v1/organization/access-rules", put_rules,
        PERMIT_MEMBERS | PERMIT_SESSION | PERMIT_VERIFIED, .body = &new_access_rules_shape,
        .answer = &access_rules_shape, .is_versioned = true,
        .summary = "Let in these addresses only; at once, in open pages too."},
    {POST, "/v1/access-rules/suspension-links", post_link, PERMIT_SESSION,
        .body = &suspension_request_shape, .status = 204,
        .summary = "For an owner who is shut out: mail the owners a link that suspends the rules."},
    {POST, "/v1/access-rules/suspensions", post_suspension, PERMIT_PUBLIC,
        .body = &suspension_link_shape, .answer = &suspension_shape, .status = 201,
        .summary = "Suspend the access rules of an organization for an hour, by such a link."},
    ROUTES_END,
};
