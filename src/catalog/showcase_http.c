#include "showcase_http.h"

#include "markdown.h"
#include "organizations/role.h"
#include "showcase.h"

enum { MAX_SHOWCASE = 3 * 1024 * 1024 };

static Error respond_seller(Ctx *ctx, Response *res, Seller *seller)
{
    seller->about_html = markdown_html_texts(ctx->arena, seller->about);
    response_version(ctx, res, seller->version);
    return respond(ctx, res, seller);
}

static Error get_seller(Ctx *ctx, const Request *req, Response *res)
{
    (void)req;
    Seller seller;
    TRY(seller_get_of(ctx, ctx->actor.organization_id, &seller));
    return respond_seller(ctx, res, &seller);
}

static Error put_seller(Ctx *ctx, const Request *req, Response *res)
{
    Seller seller;
    TRY(seller_lock_of(ctx, ctx->actor.organization_id, &seller));
    TRY(require_version(ctx, req, seller.version));
    TRY(showcase_change(ctx, req->body, &seller));
    return respond_seller(ctx, res, &seller);
}

typedef struct MarkdownText {
    const char *text;
} MarkdownText;

typedef struct MarkdownHtml {
    const char *html;
} MarkdownHtml;

static SHAPE(markdown_text_shape, MarkdownText, FIELD(MarkdownText, text, .max = 10000));
static SHAPE(markdown_html_shape, MarkdownHtml,
    FIELD(MarkdownHtml, html, .required = true, .about = "Safe to show as it is."));

static Error post_preview(Ctx *ctx, const Request *req, Response *res)
{
    const MarkdownText *body = req->body;
    const char *html = body->text ? markdown_html(ctx->arena, body->text) : "";
    return respond(ctx, res, &(MarkdownHtml){html});
}

const Route showcase_routes[] = {
    {GET, "/v1/seller", get_seller, PERMIT_OFFERINGS, .answer = &own_seller_shape,
        .summary = "Tell about the seller one acts for, as the public sees it."},
    {PUT, "/v1/seller", put_seller, PERMIT_OFFERINGS, .body = &showcase_shape,
        .answer = &own_seller_shape, .max_body = MAX_SHOWCASE, .is_versioned = true,
        .summary = "Replace what the seller says about itself on its public page."},
    {POST, "/v1/markdown-previews", post_preview, PERMIT_OFFERINGS, .body = &markdown_text_shape,
        .answer = &markdown_html_shape, .is_question = true,
        .summary = "Show a text as the catalogue will show it."},
    ROUTES_END,
};
