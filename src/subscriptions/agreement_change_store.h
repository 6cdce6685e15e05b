// agreement_change_store.h — subscriptions and the licence agreements that apply to them. Private
// to src/subscriptions.
#pragma once

#include "agreement_change.h"
#include "catalog/revision.h"

/** A subscription, and the licence agreement that applies to it now; NULL, DIGEST_NONE: there is
 * none. */
typedef struct Subscribed {
    Id organization_id, subscription_id;
    const char *title, *version, *language;
    Digest digest;
} Subscribed;

typedef LIST_OF(Subscribed) SubscribedList;

/** Of the product, that were there before and have not ended, behind `after` in a fixed order. */
Error agreement_change_store_list_subscribed(Ctx *ctx, Id product_id, Time before,
    const Subscribed *after, int64_t limit, SubscribedList *ret_subscribed);

/** Whether a later revision was active by now whose licence agreement applies to all, too. */
Error agreement_change_store_is_superseded(
    Ctx *ctx, const Revision *revision, bool *ret_is_superseded);
