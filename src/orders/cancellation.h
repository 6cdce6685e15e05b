// cancellation.h — ending a subscription: what it would mean, and doing it. Final.
#pragma once

#include "base/ctx.h"
#include "base/money.h"
#include "services/service.h"
#include "subscriptions/subscription.h"

/** What one should know before: what stops working, what stays, and what has been used this month.
 */
typedef struct CancellationPreview {
    EndingKeyList keys;
    KeptVolumeList volumes;
    Money cost_to_date; // of the current month
    int64_t cost_to_date_micros;
    Time period_start; // of that month
    int64_t calls_to_date;
} CancellationPreview;

extern const Shape cancellation_preview_shape;

/** NOT_FOUND if the actor's organization has no such subscription. */
Error cancellation_get(Ctx *ctx, Id subscription_id, CancellationPreview *ret_preview);

/**
 * Ends the service, then cancels, in one transaction; volumes stay. One that is cancelled already
 * stays as it is and is answered again. CONFLICT "wrong_state" if it ended by itself; NOT_FOUND.
 */
Error subscription_cancel(Ctx *ctx, Id id, Subscription *ret_subscription);
