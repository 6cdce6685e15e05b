#include "order_http.h"

#include "order.h"
#include "organizations/role.h"
#include "page.h"

static Error get_orders(Ctx *ctx, const Request *req, Response *res)
{
    const PageQuery *query = req->query;
    OrderList orders;
    TRY(order_list(ctx, id_from(query->after), page_limit(query) + 1, &orders));
    return page_respond(ctx, res, query, &orders, id.text);
}

static Error get_order(Ctx *ctx, const Request *req, Response *res)
{
    Order order;
    TRY(order_get(ctx, id_from(req->args[0]), &order));
    return respond(ctx, res, &order);
}

static Error post_order(Ctx *ctx, const Request *req, Response *res)
{
    Order order;
    TRY(order_place(ctx, req->body, &order));
    return respond(ctx, res, &order);
}

const Route order_routes[] = {
    {GET, "/v1/orders", get_orders, PERMIT_REPORTS, .query = &page_query_shape,
        .answer = &order_shape, .is_page = true, .summary = "List orders, the newest first."},
    {GET, "/v1/orders/{id}", get_order, PERMIT_REPORTS, .answer = &order_shape,
        .summary = "Read an order."},
    {POST, "/v1/orders", post_order, PERMIT_PURCHASE | PERMIT_VERIFIED, .body = &new_order_shape,
        .answer = &order_shape, .status = 201,
        .summary = "Order a plan: accept its agreements and subscribe."},
    ROUTES_END,
};
