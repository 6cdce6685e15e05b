// holder.h — who has a product, across all organizations: to tell them what becomes of it.
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"
#include "work/work.h"

typedef struct Holder {
    Id organization_id, subscription_id;
} Holder;

typedef LIST_OF(Holder) HolderList;

/** Every subscription of the product that was there before and has not ended. For jobs and
 * reactions only. */
Error holder_list(Ctx *ctx, Id product_id, Time before, HolderList *ret_holders);

/** How many these are, and of how many organizations; no more is told about them. */
typedef struct HolderCount {
    int64_t subscriptions, organizations;
} HolderCount;
Error holder_count(Ctx *ctx, Id product_id, HolderCount *ret_count);

/** How many were told of the revision's licence agreement (agreement_change.h). */
Error holder_count_told(Ctx *ctx, Id revision_id, HolderCount *ret_count);

/**
 * What became of a product is told to each subscription of it, as an event of its organization:
 * product.unpublished as subscription.product_unpublished, and so on.
 */
Error holder_product_moved(Ctx *ctx, const Event *event);
