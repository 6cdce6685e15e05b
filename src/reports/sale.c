#include "sale.h"

#include "sale_store.h"
#include "settings.h"

SHAPE(sale_shape, Sale, FIELD(Sale, id, .required = true),
    FIELD(Sale, product_id, .required = true), FIELD(Sale, product_name, .required = true),
    FIELD(Sale, product_version, .required = true), FIELD(Sale, plan_name, .required = true),
    FIELD(Sale, customer_name, .required = true), FIELD(Sale, website), FIELD(Sale, contact_email),
    FIELD(Sale, sold_at, .required = true),
    FIELD(Sale, ended_at, .about = "When the subscription ended; null while it goes on."));

Error sale_list(Ctx *ctx, const Period *period, const SaleFilter *filter, SaleList *ret_sales)
{
    return sale_store_list(ctx, period, filter, ret_sales);
}

Error sale_order_completed(Ctx *ctx, const Event *event)
{
    Date day = date_of(event->created_at, settings()->billing_zone);
    return sale_store_create(ctx, event, date_text(ctx->arena, day));
}

Error sale_subscription_ended(Ctx *ctx, const Event *event)
{
    return sale_store_end(ctx, event);
}
