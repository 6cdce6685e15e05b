#include "holder.h"

#include "base/text.h"
#include "catalog/product.h"
#include "holder_store.h"

#include <string.h>

Error holder_list(Ctx *ctx, Id product_id, Time before, HolderList *ret_holders)
{
    return holder_store_list(ctx, product_id, before, ret_holders);
}

// As Kontor itself: a seller sees no rows of its customers.
static Error count_all(Ctx *ctx, Error (*count)(Ctx *ctx, Id id, HolderCount *ret_count), Id id,
    HolderCount *ret_count)
{
    Actor actor = ctx->actor;
    ctx->actor = (Actor){.is_system = true};
    Error error = count(ctx, id, ret_count);
    ctx->actor = actor;
    return error;
}

Error holder_count(Ctx *ctx, Id product_id, HolderCount *ret_count)
{
    return count_all(ctx, holder_store_count, product_id, ret_count);
}

Error holder_count_told(Ctx *ctx, Id revision_id, HolderCount *ret_count)
{
    return count_all(ctx, holder_store_count_told, revision_id, ret_count);
}

Error holder_product_moved(Ctx *ctx, const Event *event)
{
    Product product;
    HolderList holders;
    TRY(product_get(ctx, event->subject_id.text, &product));
    if (text_same(event->kind, "product.unpublished") && date_is_set(product.last_day))
        return OK; // product.ending says more
    TRY(holder_list(ctx, product.id, event->created_at, &holders));
    const char *kind =
        arena_printf(ctx->arena, "subscription.product_%s", event->kind + strlen("product."));
    for (size_t i = 0; i < holders.count; i++)
        TRY(event_emit(ctx, kind, holders.items[i].organization_id,
            holders.items[i].subscription_id, event->data.text));
    return OK;
}
