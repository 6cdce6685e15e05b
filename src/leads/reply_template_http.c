#include "reply_template_http.h"

#include "organizations/role.h"
#include "reply_template.h"

static Error get_templates(Ctx *ctx, const Request *req, Response *res)
{
    (void)req;
    ReplyTemplateList templates;
    TRY(reply_template_list(ctx, &templates));
    return respond_page(ctx, res, templates.items, templates.count, NULL);
}

static Error post_template(Ctx *ctx, const Request *req, Response *res)
{
    ReplyTemplate template;
    TRY(reply_template_create(ctx, req->body, &template));
    response_version(ctx, res, template.version);
    return respond(ctx, res, &template);
}

static Error put_template(Ctx *ctx, const Request *req, Response *res)
{
    ReplyTemplate template;
    TRY(reply_template_lock(ctx, id_from(req->args[0]), &template));
    TRY(require_version(ctx, req, template.version));
    TRY(reply_template_change(ctx, &template, req->body));
    response_version(ctx, res, template.version);
    return respond(ctx, res, &template);
}

static Error delete_template(Ctx *ctx, const Request *req, Response *res)
{
    ReplyTemplate template;
    TRY(reply_template_lock(ctx, id_from(req->args[0]), &template));
    TRY(require_version(ctx, req, template.version));
    TRY(reply_template_remove(ctx, &template));
    return respond_nothing(ctx, res);
}

const Route reply_template_routes[] = {
    {GET, "/v1/reply-templates", get_templates, PERMIT_REPORTS, .answer = &reply_template_shape,
        .is_page = true, .summary = "List the texts kept for replies to leads, by name."},
    {POST, "/v1/reply-templates", post_template, PERMIT_OFFERINGS,
        .body = &new_reply_template_shape, .answer = &reply_template_shape, .status = 201,
        .summary = "Keep a text for replies."},
    {PUT, "/v1/reply-templates/{id}", put_template, PERMIT_OFFERINGS,
        .body = &new_reply_template_shape, .answer = &reply_template_shape,
        .summary = "Write a text for replies anew."},
    {DELETE, "/v1/reply-templates/{id}", delete_template, PERMIT_OFFERINGS, .status = 204,
        .summary = "Remove a text for replies."},
    ROUTES_END,
};
