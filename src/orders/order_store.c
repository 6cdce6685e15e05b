#include "order_store.h"

#include "db/db.h"

#define SELECT_ORDERS                                                                              \
    "SELECT o.id, o.state, o.product_id, o.revision_id, o.plan_id, p.name AS product_name,"        \
    " p.slug AS product_slug, l.name AS plan_name, o.subscription_id, o.placed_by, o.placed_at,"   \
    " o.completed_at, o.problem FROM orders o JOIN product p ON p.id = o.product_id"               \
    " JOIN plan l ON l.id = o.plan_id"

Error order_store_create(Ctx *ctx, const Order *order)
{
    return db_exec(ctx,
        "INSERT INTO orders (organization_id, id, state, product_id, revision_id, plan_id,"
        " subscription_id, placed_by, placed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        ctx->actor.organization_id, order->id, order_state_names[order->state], order->product_id,
        order->revision_id, order->plan_id, order->subscription_id, order->placed_by,
        order->placed_at);
}

Error order_store_change(Ctx *ctx, const Order *order)
{
    return db_exec(ctx,
        "UPDATE orders SET state = $3, completed_at = $4, problem = $5"
        " WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, order->id, order_state_names[order->state], order->completed_at,
        order->problem);
}

Error order_store_get(Ctx *ctx, Id id, Order *ret_order)
{
    return db_one(ctx, order_shape, ret_order,
        SELECT_ORDERS " WHERE o.organization_id = $1 AND o.id = $2", ctx->actor.organization_id,
        id);
}

Error order_store_list(Ctx *ctx, Id after, int64_t limit, OrderList *ret_orders)
{
    return db_all(ctx, order_shape, ret_orders,
        SELECT_ORDERS
        " WHERE o.organization_id = $1"
        " AND (CAST($2 AS TEXT) IS NULL OR o.id < $2) ORDER BY o.id DESC LIMIT $3",
        ctx->actor.organization_id, after, limit);
}
