// sale.h — what a seller sold: product, version, plan, when, and of the customer what the page of
// the order says that sellers see. Nothing more of the customer stands here, whatever changes
// there.
#pragma once

#include "metering/period.h"
#include "shape/shape.h"
#include "work/work.h"

typedef struct Sale {
    Id id; // sal_…
    Id product_id;
    const char *product_name, *product_version, *plan_name;
    const char *customer_name, *website, *contact_email; // of the customer's approved profile
    Time sold_at;
    Time ended_at; // TIME_NONE: the subscription goes on
} Sale;

extern const Shape sale_shape;
typedef LIST_OF(Sale) SaleList;

typedef struct SaleFilter {
    const char *q; // in product, plan or customer; NULL: all
    Id product_id; // ID_NONE: of all products
    Id after;      // ID_NONE: from the newest
    int64_t limit;
} SaleFilter;

/** Of the actor's organization as a seller, in the period, newest first. */
Error sale_list(Ctx *ctx, const Period *period, const SaleFilter *filter, SaleList *ret_sales);

/** order.completed: writes it to what its seller sold, once. */
Error sale_order_completed(Ctx *ctx, const Event *event);

/** subscription.cancelled, subscription.ended. */
Error sale_subscription_ended(Ctx *ctx, const Event *event);
