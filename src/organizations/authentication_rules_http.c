#include "authentication_rules_http.h"

#include "authentication_rules.h"
#include "page.h"
#include "role.h"

typedef struct BreakGlass {
    Id organization_id;
} BreakGlass;

static SHAPE(break_glass_shape, BreakGlass, FIELD(BreakGlass, organization_id, .required = true));

static Error answer_rules(Ctx *ctx, Response *res)
{
    AuthenticationRules rules;
    TRY(authentication_rules_get(ctx, &rules));
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
    AuthenticationRules before;
    TRY(authentication_rules_lock(ctx, &before));
    TRY(require_version(ctx, req, before.version));
    TRY(authentication_rules_change(ctx, &before, req->body));
    return answer_rules(ctx, res);
}

static Error post_preview(Ctx *ctx, const Request *req, Response *res)
{
    AuthenticationPreview preview;
    TRY(authentication_rules_preview(ctx, req->body, &preview));
    return respond(ctx, res, &preview);
}

static Error post_break_glass(Ctx *ctx, const Request *req, Response *res)
{
    const BreakGlass *body = req->body;
    TRY(authentication_rules_break_glass(ctx, body->organization_id));
    return respond_nothing(ctx, res);
}

const Route authentication_rules_routes[] = {
    {GET, "/v1/organization/authentication-rules", get_rules, PERMIT_MEMBERS,
        .answer = &authentication_rules_shape, .is_versioned = true,
        .summary = "Tell by what people sign in to act for the organization."},
    {PUT, "/v1/organization/authentication-rules", put_rules,
        PERMIT_MEMBERS | PERMIT_SESSION | PERMIT_VERIFIED, .body = &new_authentication_rules_shape,
        .answer = &authentication_rules_shape, .is_versioned = true,
        .summary =
            "Let people act by these methods only; at once, in open pages too. By an owner."},
    {POST, "/v1/organization/authentication-rules/preview", post_preview, PERMIT_MEMBERS,
        .body = &new_authentication_rules_shape, .answer = &authentication_preview_shape,
        .is_question = true, .summary = "Tell whom such rules would shut out as things are now."},
    {POST, "/v1/authentication-rules/break-glass", post_break_glass,
        PERMIT_SESSION | PERMIT_VERIFIED, .body = &break_glass_shape, .status = 204,
        .summary =
            "For an owner: act in spite of the methods, in this session. The owners are told."},
    ROUTES_END,
};
