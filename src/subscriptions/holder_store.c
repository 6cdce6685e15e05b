#include "holder_store.h"

#include "db/db.h"

static SHAPE(holder_shape, Holder, FIELD(Holder, organization_id), FIELD(Holder, subscription_id));
static SHAPE(holder_count_shape, HolderCount, FIELD(HolderCount, subscriptions),
    FIELD(HolderCount, organizations));

Error holder_store_list(Ctx *ctx, Id product_id, Time before, HolderList *ret_holders)
{
    return db_all(ctx, holder_shape, ret_holders,
        "SELECT organization_id, id AS subscription_id FROM subscription"
        " WHERE product_id = $1 AND created_at < $2 AND state IN ('pending', 'active', 'suspended')"
        " ORDER BY organization_id, id",
        product_id, before);
}

Error holder_store_count(Ctx *ctx, Id product_id, HolderCount *ret_count)
{
    return db_one(ctx, holder_count_shape, ret_count,
        "SELECT count(*) AS subscriptions, count(DISTINCT organization_id) AS organizations"
        " FROM subscription WHERE product_id = $1 AND state IN ('pending', 'active', 'suspended')",
        product_id);
}

Error holder_store_count_told(Ctx *ctx, Id revision_id, HolderCount *ret_count)
{
    return db_one(ctx, holder_count_shape, ret_count,
        "SELECT count(*) AS subscriptions, count(DISTINCT organization_id) AS organizations"
        " FROM agreement_acceptance WHERE revision_id = $1 AND subscription_id IS NOT NULL",
        revision_id);
}
