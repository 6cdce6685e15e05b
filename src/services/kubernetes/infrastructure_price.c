#include "infrastructure_price.h"

#include "base/text.h"
#include "infrastructure_price_store.h"
#include "settings.h"

const char *const infrastructure_kind_names[] = {"cpu", "memory", "disk", "load_balancer", NULL};
const char *const infrastructure_unit_names[] = {"millicpu", "mib", "gib", "piece", NULL};

#define MAX_RATE INT64_C(100000000000) // 100,000.00: more is a mistake

SHAPE(infrastructure_price_shape, InfrastructurePrice,
    FIELD(InfrastructurePrice, id, .hidden = true),
    FIELD_ENUM(InfrastructurePrice, kind, infrastructure_kind_names, .required = true),
    FIELD(InfrastructurePrice, storage_class, .max = 253,
        .about = "Of a disk; null: of all classes without a price of their own."),
    FIELD(InfrastructurePrice, rate, .required = true, .min = 0, .max = MAX_RATE,
        .about = "A month of so many thousandths of a processor, MiB, GiB or pieces."));

Error infrastructure_price_list(Ctx *ctx, InfrastructurePriceList *ret_prices)
{
    return infrastructure_price_store_list(ctx, ret_prices);
}

static void check(Ctx *ctx, const InfrastructurePriceList *prices, size_t number)
{
    const InfrastructurePrice *price = &prices->items[number];
    const char *at = arena_printf(ctx->arena, "items[%zu]", number);
    if (!text_same(price->rate.currency.code, settings()->currency))
        fault(ctx, arena_printf(ctx->arena, "%s.rate", at), "not_allowed", "Prices here are in %s.",
            settings()->currency);
    if (price->storage_class && price->kind != INFRASTRUCTURE_DISK)
        fault(ctx, arena_printf(ctx->arena, "%s.storage_class", at), "not_allowed",
            "Only disks have a storage class.");
    for (size_t i = 0; i < number; i++)
        if (prices->items[i].kind == price->kind &&
            text_same(prices->items[i].storage_class, price->storage_class))
            fault(ctx, at, "not_unique", "There is a price for this already.");
}

Error infrastructure_price_place(Ctx *ctx, const InfrastructurePriceList *prices)
{
    for (size_t i = 0; i < prices->count; i++)
        check(ctx, prices, i);
    TRY(faults(ctx));
    TRY(infrastructure_price_store_remove_all(ctx));
    for (size_t i = 0; i < prices->count; i++) {
        InfrastructurePrice price = prices->items[i];
        price.id = id_new("ifp");
        TRY(infrastructure_price_store_create(ctx, &price));
    }
    return OK;
}
