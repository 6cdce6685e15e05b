#include "mail_template_http.h"

#include "mail_template.h"
#include "organizations/role.h"
#include "page.h"

static Error get_templates(Ctx *ctx, const Request *req, Response *res)
{
    (void)req;
    MailTemplateList templates;
    TRY(mail_template_list(ctx, &templates));
    return respond_page(ctx, res, templates.items, templates.count, NULL);
}

static Error read_template(Ctx *ctx, const Request *req, MailTemplate *ret_template)
{
    return mail_template_get(ctx, req->args[0], req->args[1], ret_template);
}

static Error get_template(Ctx *ctx, const Request *req, Response *res)
{
    MailTemplate template;
    TRY(read_template(ctx, req, &template));
    response_version(ctx, res, template.version);
    return respond(ctx, res, &template);
}

static Error put_template(Ctx *ctx, const Request *req, Response *res)
{
    MailTemplate before;
    TRY(read_template(ctx, req, &before));
    TRY(require_version(ctx, req, before.version));
    TRY(mail_template_change(ctx, &before, req->body));
    return get_template(ctx, req, res);
}

static Error delete_template(Ctx *ctx, const Request *req, Response *res)
{
    MailTemplate before;
    TRY(read_template(ctx, req, &before));
    TRY(require_version(ctx, req, before.version));
    TRY(mail_template_remove(ctx, &before));
    return respond_nothing(ctx, res);
}

static Error post_preview(Ctx *ctx, const Request *req, Response *res)
{
    MailTemplate template;
    MailPreview preview;
    TRY(read_template(ctx, req, &template));
    TRY(mail_template_preview(ctx, &template, req->body, &preview));
    return respond(ctx, res, &preview);
}

static Error post_test(Ctx *ctx, const Request *req, Response *res)
{
    MailTemplate template;
    TRY(read_template(ctx, req, &template));
    TRY(mail_template_send_test(ctx, &template, req->body));
    return respond(ctx, res, &(Nothing){0});
}

const Route mail_template_routes[] = {
    {GET, "/v1/operator/templates", get_templates, PERMIT_OPERATE,
        .answer = &mail_template_summary_shape, .is_page = true,
        .summary = "List the mails that the marketplace sends, and which texts were changed."},
    {GET, "/v1/operator/templates/{kind}/{language}", get_template, PERMIT_OPERATE,
        .answer = &mail_template_shape, .summary = "Read what a mail says in a language."},
    {PUT, "/v1/operator/templates/{kind}/{language}", put_template, PERMIT_OPERATE,
        .body = &new_mail_template_shape, .answer = &mail_template_shape,
        .summary = "Have the mail say this from now on."},
    {DELETE, "/v1/operator/templates/{kind}/{language}", delete_template, PERMIT_OPERATE,
        .status = 204, .summary = "Go back to the built-in text."},
    {POST, "/v1/operator/templates/{kind}/{language}/preview", post_preview, PERMIT_OPERATE,
        .body = &mail_draft_shape, .answer = &mail_preview_shape, .is_question = true,
        .summary = "Show the mail with what is written and not saved."},
    {POST, "/v1/operator/templates/{kind}/{language}/test", post_test, PERMIT_OPERATE,
        .body = &mail_draft_shape, .answer = &nothing_shape, .status = 202,
        .summary = "Mail it to oneself."},
    ROUTES_END,
};
