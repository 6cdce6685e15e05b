#include "subscription_store.h"

#include "db/db.h"

// $2: now.
#define SELECT_SUBSCRIPTIONS                                                                       \
    "SELECT s.id, s.order_id, s.product_id, s.revision_id, s.plan_id, s.seller_id, s.name,"        \
    " s.state, s.started_at, s.cancelled_at, s.created_at, s.version, p.service_type,"             \
    " p.slug AS product_slug, p.name AS product_name, l.name AS plan_name,"                        \
    " p.state AS product_state, p.unpublished_reason, p.expected_return, p.last_day,"              \
    " e.name AS seller_name, r.logo_digest, r.number AS revision_number,"                          \
    " (SELECT count(*) FROM ai_key k WHERE k.organization_id = s.organization_id"                  \
    " AND k.subscription_id = s.id AND k.revoked_at IS NULL AND k.paused_at IS NULL"               \
    " AND (k.expires_at IS NULL OR k.expires_at > $2)) AS active_keys,"                            \
    " (SELECT q.id FROM quote q WHERE q.organization_id = s.organization_id"                       \
    " AND q.subscription_id = s.id) AS quote_id"                                                   \
    " FROM subscription s JOIN product p ON p.id = s.product_id"                                   \
    " JOIN revision r ON r.id = s.revision_id JOIN plan l ON l.id = s.plan_id"                     \
    " JOIN seller e ON e.id = s.seller_id"

Error subscription_store_create(Ctx *ctx, const Subscription *subscription)
{
    return db_exec(ctx,
        "INSERT INTO subscription (organization_id, id, order_id, product_id, revision_id, plan_id,"
        " seller_id, name, state, created_at, version)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        ctx->actor.organization_id, subscription->id, subscription->order_id,
        subscription->product_id, subscription->revision_id, subscription->plan_id,
        subscription->seller_id, subscription->name, subscription_state_names[subscription->state],
        subscription->created_at, subscription->version);
}

Error subscription_store_lock(Ctx *ctx, Id id, Subscription *ret_subscription)
{
    return db_one(ctx, subscription_shape, ret_subscription,
        "SELECT id, order_id, product_id, revision_id, plan_id, seller_id, name, state, started_at,"
        " cancelled_at, created_at, version,"
        " (SELECT service_type FROM product WHERE product.id = subscription.product_id) AS"
        " service_type FROM subscription WHERE organization_id = $1 AND id = $2 {lock}",
        ctx->actor.organization_id, id);
}

Error subscription_store_get(Ctx *ctx, Id id, Subscription *ret_subscription)
{
    return db_one(ctx, subscription_shape, ret_subscription,
        SELECT_SUBSCRIPTIONS " WHERE s.organization_id = $1 AND s.id = $3",
        ctx->actor.organization_id, ctx->now, id);
}

Error subscription_store_find(Ctx *ctx, Id product_id, Id *ret_id)
{
    const char *id;
    TRY(db_text(ctx, &id,
        "SELECT id FROM subscription WHERE organization_id = $1 AND product_id = $2"
        " AND state = 'active' ORDER BY id DESC LIMIT 1",
        ctx->actor.organization_id, product_id));
    *ret_id = id_from(id);
    return OK;
}

Error subscription_store_has(Ctx *ctx, Id product_id, bool *ret_has_it)
{
    int64_t count;
    TRY(db_number(ctx, &count,
        "SELECT count(*) FROM subscription WHERE organization_id = $1 AND product_id = $2",
        ctx->actor.organization_id, product_id));
    *ret_has_it = count > 0;
    return OK;
}

Error subscription_store_list(
    Ctx *ctx, const SubscriptionFilter *filter, SubscriptionList *ret_subscriptions)
{
    return db_all(ctx, subscription_shape, ret_subscriptions,
        SELECT_SUBSCRIPTIONS
        " WHERE s.organization_id = $1"
        " AND (CAST($3 AS TEXT) IS NULL OR s.state = $3)"
        " AND (CAST($4 AS TEXT) IS NULL OR lower(s.name || ' ' || p.name || ' ' || e.name)"
        " LIKE lower($4) ESCAPE '!')"
        " AND (CAST($5 AS TEXT) IS NULL OR s.id < $5) ORDER BY s.id DESC LIMIT $6",
        ctx->actor.organization_id, ctx->now, filter->state, db_pattern(ctx->arena, filter->q),
        filter->after, filter->limit);
}

Error subscription_store_change(Ctx *ctx, Subscription *subscription)
{
    subscription->version++;
    return db_exec(ctx,
        "UPDATE subscription SET name = $3, state = $4, started_at = $5, cancelled_at = $6,"
        " version = $7"
        " WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, subscription->id, subscription->name,
        subscription_state_names[subscription->state], subscription->started_at,
        subscription->cancelled_at, subscription->version);
}
