// service.h — what a kind of service adds to the one order flow.
//
// Everything is ordered, priced, metered and ended by the same code; a kind has its own way only
// to become usable and to end. A kind that has no Service here cannot be ordered yet.
// Private offers have one, but are ordered by accepting a quote only.
#pragma once

#include "base/ctx.h"
#include "base/money.h"
#include "catalog/product.h"
#include "subscriptions/subscription.h"

/** A key that stops working. */
typedef struct EndingKey {
    Id id;
    const char *name, *prefix;
    Time last_used_at;
} EndingKey;

/** A disk that is not removed with the service unless one says so. */
typedef struct KeptVolume {
    const char *name; // of the claim
    int64_t gib;
    const char *storage_class;
    Money monthly_cost; // of the cloud, not of the platform; no currency: no price is known
} KeptVolume;

typedef LIST_OF(EndingKey) EndingKeyList;
typedef LIST_OF(KeptVolume) KeptVolumeList;

extern const Shape ending_key_shape;
extern const Shape kept_volume_shape;   // as it was seen, without what it costs
extern const Shape priced_volume_shape; // with it

/** What ending a service takes away, and what it leaves behind. */
typedef struct ServiceEnd {
    EndingKeyList keys; // the last used first
    KeptVolumeList volumes;
} ServiceEnd;

/** What shall go with the service. */
typedef struct CancelChoice {
    TextList remove_volumes; // names of claims
    bool cluster_is_gone;    // nothing can be removed any more: only forget it
} CancelChoice;

typedef struct Service {
    /**
     * Makes the pending subscription usable, in the transaction of its order. *ret_is_ready false:
     * a job that was added does it later, and the order stays in provisioning until an event of the
     * service reports. configuration_id is what was configured; ID_NONE: nothing.
     */
    Error (*provision)(
        Ctx *ctx, const Subscription *subscription, Id configuration_id, bool *ret_is_ready);

    /** What cancelling would mean now. */
    Error (*preview)(Ctx *ctx, const Subscription *subscription, ServiceEnd *ret_end);

    /** Makes the locked subscription unusable for good, in the transaction that cancels it. */
    Error (*cancel)(Ctx *ctx, const Subscription *subscription, const CancelChoice *choice);
} Service;

/** NULL if nothing of the kind can be ordered, neither from the catalogue nor by a quote. */
const Service *service_of(ServiceType service_type);
