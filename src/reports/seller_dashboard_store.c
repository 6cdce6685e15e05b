#include "seller_dashboard_store.h"

#include "db/db.h"

Error seller_dashboard_store_count_products(Ctx *ctx, int64_t *ret_count)
{
    return db_number(ctx, ret_count,
        "SELECT count(*) FROM product p JOIN seller s ON s.id = p.seller_id"
        " WHERE s.organization_id = $1",
        ctx->actor.organization_id);
}

Error seller_dashboard_store_list_tests(Ctx *ctx, DashboardTestList *ret_tests)
{
    return db_all(ctx, dashboard_test_shape, ret_tests,
        "SELECT t.id, t.workload_id, r.product_id, p.name AS product_name,"
        " r.number AS revision_number, t.result, t.cause, w.state AS workload_state, t.created_at,"
        " t.removes_at FROM test_deployment t"
        " JOIN workload w ON w.organization_id = t.organization_id AND w.id = t.workload_id"
        " JOIN revision r ON r.id = t.revision_id JOIN product p ON p.id = r.product_id"
        " WHERE t.organization_id = $1 ORDER BY t.id DESC LIMIT $2",
        ctx->actor.organization_id, (int64_t)MAX_DASHBOARD_ROWS);
}

Error seller_dashboard_store_count_leads(Ctx *ctx, Time ended_from, LeadCountList *ret_counts)
{
    return db_all(ctx, lead_count_shape, ret_counts,
        "SELECT state, count(*) AS count FROM lead"
        " WHERE seller_organization_id = $1 AND ended_at IS NULL GROUP BY state"
        " UNION ALL SELECT state, count(*) AS count FROM lead"
        " WHERE seller_organization_id = $1 AND ended_at >= $2 GROUP BY state ORDER BY state",
        ctx->actor.organization_id, ended_from);
}

Error seller_dashboard_store_list_unanswered(Ctx *ctx, DashboardLeadList *ret_leads)
{
    return db_all(ctx, dashboard_lead_shape, ret_leads,
        "SELECT l.id, l.reference, l.state, p.name AS product_name, o.name AS organization_name,"
        " u.name AS assigned_to_name, l.applied_at FROM lead l"
        " JOIN product p ON p.id = l.product_id JOIN organization o ON o.id = l.organization_id"
        " LEFT JOIN user_account u ON u.id = l.assigned_to"
        " WHERE l.seller_organization_id = $1 AND l.ended_at IS NULL"
        " AND l.state IN ('new', 'seen') ORDER BY l.id LIMIT $2",
        ctx->actor.organization_id, (int64_t)MAX_DASHBOARD_ROWS);
}

Error seller_dashboard_store_list_sales(Ctx *ctx, Date from, SaleList *ret_sales)
{
    return db_all(ctx, sale_shape, ret_sales,
        "SELECT id, product_id, product_name, product_version, plan_name, customer_name, website,"
        " contact_email, sold_at, ended_at FROM sale WHERE organization_id = $1 AND day >= $2"
        " ORDER BY day DESC, id DESC LIMIT $3",
        ctx->actor.organization_id, from, (int64_t)MAX_DASHBOARD_ROWS);
}

Error seller_dashboard_store_sum(Ctx *ctx, Date from_day, Time from, Statistic *ret_total)
{
    return db_one(ctx, statistic_sums_shape, ret_total,
        "SELECT (SELECT CAST(coalesce(sum(v.views), 0) AS {int}) FROM product_view v"
        " JOIN product p ON p.id = v.product_id JOIN seller s ON s.id = p.seller_id"
        " WHERE s.organization_id = $1 AND v.day >= $2) AS views,"
        " (SELECT count(*) FROM lead WHERE seller_organization_id = $1 AND applied_at >= $3)"
        " AS requests,"
        " (SELECT count(*) FROM sale WHERE organization_id = $1 AND day >= $2) AS subscriptions",
        ctx->actor.organization_id, from_day, from);
}
