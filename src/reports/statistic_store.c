#include "statistic_store.h"

#include "db/db.h"

static SHAPE(statistic_row_shape, StatisticRow, FIELD(StatisticRow, product_id),
    FIELD(StatisticRow, product_name), FIELD(StatisticRow, day), FIELD(StatisticRow, at),
    FIELD(StatisticRow, count));

Error statistic_store_add_views(Ctx *ctx, const ProductViews *views)
{
    return db_exec(ctx,
        "INSERT INTO product_view (product_id, day, views) VALUES ($1, $2, $3)"
        " ON CONFLICT (product_id, day) DO UPDATE SET views = product_view.views + excluded.views",
        views->product_id, views->day, views->views);
}

Error statistic_store_list_views(Ctx *ctx, Date from, Date to, StatisticRowList *ret_rows)
{
    return db_all(ctx, statistic_row_shape, ret_rows,
        "SELECT v.product_id, p.name AS product_name, v.day, v.views AS count FROM product_view v"
        " JOIN product p ON p.id = v.product_id JOIN seller s ON s.id = p.seller_id"
        " WHERE s.organization_id = $1 AND v.day >= $2 AND v.day < $3 ORDER BY v.day, v.product_id",
        ctx->actor.organization_id, from, to);
}

Error statistic_store_list_sales(Ctx *ctx, Date from, Date to, StatisticRowList *ret_rows)
{
    return db_all(ctx, statistic_row_shape, ret_rows,
        "SELECT s.product_id, p.name AS product_name, s.day, count(*) AS count FROM sale s"
        " JOIN product p ON p.id = s.product_id"
        " WHERE s.organization_id = $1 AND s.day >= $2 AND s.day < $3"
        " GROUP BY s.product_id, p.name, s.day ORDER BY s.day, s.product_id",
        ctx->actor.organization_id, from, to);
}

Error statistic_store_list_requests(Ctx *ctx, const Period *period, StatisticRowList *ret_rows)
{
    return db_all(ctx, statistic_row_shape, ret_rows,
        "SELECT l.product_id, p.name AS product_name, l.applied_at AS at, 1 AS count FROM lead l"
        " JOIN product p ON p.id = l.product_id"
        " WHERE l.seller_organization_id = $1 AND l.applied_at >= $2 AND l.applied_at < $3"
        " ORDER BY l.id",
        ctx->actor.organization_id, period->from, period->to);
}
