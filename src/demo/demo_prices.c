#include "demo_prices.h"

#include "db/db.h"
#include "services/kubernetes/infrastructure_price.h"

// Of the order of what European clouds charge in 2026, for a month.
static InfrastructurePrice prices[] = {
    {.kind = INFRASTRUCTURE_CPU, .rate = {18000000, 1000, {"EUR"}}},
    {.kind = INFRASTRUCTURE_MEMORY, .rate = {4200000, 1024, {"EUR"}}},
    {.kind = INFRASTRUCTURE_DISK, .rate = {85000, 1, {"EUR"}}},
    {.kind = INFRASTRUCTURE_DISK, .storage_class = "csi-disk", .rate = {85000, 1, {"EUR"}}},
    {.kind = INFRASTRUCTURE_DISK, .storage_class = "csi-nas", .rate = {140000, 1, {"EUR"}}},
    {.kind = INFRASTRUCTURE_LOAD_BALANCER, .rate = {11500000, 1, {"EUR"}}},
};

Error demo_prices_place(Ctx *ctx)
{
    const InfrastructurePriceList wanted = {prices, COUNT_OF(prices)};
    InfrastructurePriceList present;
    TX tx = {0};
    TRY(tx_begin(ctx, TX_WRITE, &tx));
    TRY(infrastructure_price_list(ctx, &present));
    if (!present.count)
        TRY(infrastructure_price_place(ctx, &wanted));
    return tx_commit(&tx);
}
