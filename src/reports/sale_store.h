// sale_store.h — sale rows. Private to src/reports.
#pragma once

#include "sale.h"

/** Of the order that the event is about, as it is now; nothing if it is there already. */
Error sale_store_create(Ctx *ctx, const Event *event, const char *day);
/** Of the subscription that the event is about. */
Error sale_store_end(Ctx *ctx, const Event *event);
Error sale_store_list(
    Ctx *ctx, const Period *period, const SaleFilter *filter, SaleList *ret_sales);
