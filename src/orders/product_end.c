#include "product_end.h"

#include "services/service.h"

static bool ends_with_product(const Subscription *subscription)
{
    bool is_usable =
        subscription->state == SUBSCRIPTION_ACTIVE || subscription->state == SUBSCRIPTION_SUSPENDED;
    return is_usable && subscription->service_type == SERVICE_AI;
}

Error product_end_subscription(Ctx *ctx, const Event *event)
{
    Subscription subscription = {0};
    TRY(subscription_lock(ctx, event->subject_id, &subscription));
    if (!ends_with_product(&subscription))
        return OK;
    TRY(service_of(subscription.service_type)->cancel(ctx, &subscription, &(CancelChoice){0}));
    return subscription_move(ctx, &subscription, SUBSCRIPTION_ENDED);
}
