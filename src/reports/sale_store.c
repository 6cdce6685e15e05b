#include "sale_store.h"

#include "db/db.h"

// What the seller sees of the customer: its approved profile, which for an order is always there.
Error sale_store_create(Ctx *ctx, const Event *event, const char *day)
{
    return db_exec(ctx,
        "INSERT INTO sale (organization_id, id, order_id, subscription_id, product_id, product_name,"
        " product_version, plan_name, customer_name, website, contact_email, sold_at, day)"
        " SELECT e.organization_id, $3, o.id, o.subscription_id, o.product_id, p.name,"
        " r.product_version, l.name, coalesce(f.company_name, c.name), f.website, f.contact_email,"
        " $4, $5 FROM orders o JOIN organization c ON c.id = o.organization_id"
        " JOIN product p ON p.id = o.product_id JOIN seller e ON e.id = p.seller_id"
        " JOIN revision r ON r.id = o.revision_id JOIN plan l ON l.id = o.plan_id"
        " LEFT JOIN organization_profile f ON f.organization_id = o.organization_id AND f.id ="
        " (SELECT s.id FROM submission s JOIN organization_profile x"
        " ON x.organization_id = s.organization_id AND x.id = s.id"
        " WHERE s.organization_id = o.organization_id AND s.state = 'approved'"
        " ORDER BY s.decided_at DESC, s.id DESC LIMIT 1)"
        " WHERE o.organization_id = $1 AND o.id = $2"
        " ON CONFLICT (organization_id, order_id) DO NOTHING",
        event->organization_id, event->subject_id, id_new_at("sal", event->created_at),
        event->created_at, day);
}

Error sale_store_end(Ctx *ctx, const Event *event)
{
    return db_exec(ctx,
        "UPDATE sale SET ended_at = $3 WHERE subscription_id = $2 AND ended_at IS NULL"
        " AND organization_id = (SELECT e.organization_id FROM subscription s"
        " JOIN seller e ON e.id = s.seller_id WHERE s.organization_id = $1 AND s.id = $2)",
        event->organization_id, event->subject_id, ctx->now);
}

Error sale_store_list(Ctx *ctx, const Period *period, const SaleFilter *filter, SaleList *ret_sales)
{
    return db_all(ctx, sale_shape, ret_sales,
        "SELECT id, product_id, product_name, product_version, plan_name, customer_name, website,"
        " contact_email, sold_at, ended_at FROM sale"
        " WHERE organization_id = $1 AND sold_at >= $2 AND sold_at < $3"
        " AND (CAST($4 AS TEXT) IS NULL OR lower(product_name || ' ' || plan_name || ' ' ||"
        " customer_name) LIKE lower($4) ESCAPE '!')"
        " AND (CAST($5 AS TEXT) IS NULL OR product_id = $5)"
        " AND (CAST($6 AS TEXT) IS NULL OR id < $6) ORDER BY id DESC LIMIT $7",
        ctx->actor.organization_id, period->from, period->to, db_pattern(ctx->arena, filter->q),
        filter->product_id, filter->after, filter->limit);
}
