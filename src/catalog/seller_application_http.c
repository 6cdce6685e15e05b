#include "seller_application_http.h"

#include "organizations/role.h"
#include "page.h"
#include "seller_application.h"

static Error post_application(Ctx *ctx, const Request *req, Response *res)
{
    SellerApplication application;
    TRY(require_insider(ctx));
    TRY(seller_application_submit(ctx, req->body, &application));
    return respond(ctx, res, &application);
}

static Error get_applications(Ctx *ctx, const Request *req, Response *res)
{
    const PageQuery *query = req->query;
    SellerApplicationList applications;
    TRY(seller_application_list(ctx, query->after, page_limit(query) + 1, &applications));
    return page_respond(ctx, res, query, &applications, id.text);
}

static Error post_withdrawal(Ctx *ctx, const Request *req, Response *res)
{
    SellerApplication application;
    TRY(require_insider(ctx));
    TRY(seller_application_withdraw(ctx, id_from(req->args[0]), &application));
    return respond(ctx, res, &application);
}

const Route seller_application_routes[] = {
    {POST, "/v1/organization/seller-applications", post_application, PERMIT_PROFILE,
        .body = &new_seller_application_shape, .answer = &seller_application_shape, .status = 201,
        .summary = "Apply to become a seller; an application that waits is withdrawn."},
    {GET, "/v1/organization/seller-applications", get_applications, PERMIT_REPORTS,
        .query = &page_query_shape, .answer = &seller_application_shape, .is_page = true,
        .summary = "List the applications to become a seller, newest first."},
    {POST, "/v1/organization/seller-applications/{id}/withdrawal", post_withdrawal, PERMIT_PROFILE,
        .answer = &seller_application_shape,
        .summary = "Take back the application that waits for the operator."},
    ROUTES_END,
};
