#include "infrastructure_price_store.h"

#include "db/db.h"
#include "json/json.h"

Error infrastructure_price_store_list(Ctx *ctx, InfrastructurePriceList *ret_prices)
{
    return db_all(ctx, infrastructure_price_shape, ret_prices,
        "SELECT id, kind, storage_class, rate FROM infrastructure_price"
        " ORDER BY kind, storage_class NULLS FIRST");
}

Error infrastructure_price_store_create(Ctx *ctx, const InfrastructurePrice *price)
{
    Json *rate = json_new(ctx->arena);
    json_put(rate, NULL, price->rate);
    return db_exec(ctx,
        "INSERT INTO infrastructure_price (id, kind, storage_class, rate, changed_at)"
        " VALUES ($1, $2, $3, $4, $5)",
        price->id, infrastructure_kind_names[price->kind], price->storage_class, json_finish(rate),
        ctx->now);
}

Error infrastructure_price_store_remove_all(Ctx *ctx)
{
    return db_exec(ctx, "DELETE FROM infrastructure_price");
}
