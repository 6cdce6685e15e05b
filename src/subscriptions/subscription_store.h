// subscription_store.h — subscription rows. Private to src/subscriptions.
#pragma once

#include "subscription.h"

Error subscription_store_create(Ctx *ctx, const Subscription *subscription);
Error subscription_store_get(Ctx *ctx, Id id, Subscription *ret_subscription);
Error subscription_store_lock(Ctx *ctx, Id id, Subscription *ret_subscription);
Error subscription_store_find(Ctx *ctx, Id product_id, Id *ret_id); // active; or ID_NONE
Error subscription_store_has(Ctx *ctx, Id product_id, bool *ret_has_it);
Error subscription_store_list(
    Ctx *ctx, const SubscriptionFilter *filter, SubscriptionList *ret_subscriptions);

/** Writes name, state and times under the next version, which it sets. */
Error subscription_store_change(Ctx *ctx, Subscription *subscription);
