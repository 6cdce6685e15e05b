// service.h — what a kind of service adds to the one order flow.
//
// Everything is ordered, priced, metered and ended by the same code; a kind has its own way only
// to become usable and to end. A kind that has no Service here cannot be ordered yet.
#pragma once

#include "base/ctx.h"
#include "catalog/product.h"
#include "subscriptions/subscription.h"

typedef struct Service {
    /**
     * Makes the pending subscription usable, in the transaction of its order. *ret_is_ready false:
     * a job that was added does it later, and the order stays in provisioning until it reports.
     */
    Error (*provision)(Ctx *ctx, const Subscription *subscription, bool *ret_is_ready);

    /** Makes the locked subscription unusable for good, in the transaction that cancels it. */
    Error (*cancel)(Ctx *ctx, const Subscription *subscription);
} Service;

/** NULL if nothing of the kind can be ordered. */
const Service *service_of(ServiceType service_type);
