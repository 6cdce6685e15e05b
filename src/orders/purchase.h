// purchase.h — whether the person who asks could buy a product now, and if not, exactly what is
// missing, so that the page can say so before anybody tries.
#pragma once

#include "base/ctx.h"
#include "catalog/terms.h"
#include "shape/shape.h"

typedef struct Blocker {
    const char *code; // profile_missing, profile_pending, profile_rejected, no_permission,
                      // not_orderable
    const char *message;
    const char *field; // of the profile, with profile_missing; NULL otherwise
} Blocker;

typedef LIST_OF(Blocker) BlockerList;

typedef struct Purchase {
    bool can_purchase;
    BlockerList blocked_by;
    TermList agreements; // to be accepted, in the person's language where there is such a text
    Id subscription_id;  // the newest active one of the product; ID_NONE: none
} Purchase;

extern const Shape purchase_shape;

/** Of a published product by slug or id. NOT_FOUND. */
Error purchase_get(Ctx *ctx, const char *product, Purchase *ret_purchase);
