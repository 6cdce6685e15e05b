#include "cancellation_http.h"

#include "cancellation.h"
#include "organizations/role.h"

static Error get_cancellation(Ctx *ctx, const Request *req, Response *res)
{
    CancellationPreview preview;
    TRY(cancellation_get(ctx, id_from(req->args[0]), &preview));
    return respond(ctx, res, &preview);
}

static Error post_cancellation(Ctx *ctx, const Request *req, Response *res)
{
    Subscription subscription = {0};
    TRY(subscription_cancel(ctx, id_from(req->args[0]), &subscription));
    TRY(subscription_sum_costs(ctx, &subscription, 1));
    response_version(ctx, res, subscription.version);
    return respond(ctx, res, &subscription);
}

const Route cancellation_routes[] = {
    {GET, "/v1/subscriptions/{id}/cancellation", get_cancellation, PERMIT_PURCHASE,
        .answer = &cancellation_preview_shape,
        .summary = "Say what cancelling would end: keys with their last use, the bill to date."},
    {POST, "/v1/subscriptions/{id}/cancellation", post_cancellation, PERMIT_PURCHASE,
        .answer = &subscription_shape,
        .summary = "Cancel a subscription for good: revoke all keys, then cancel, at once."},
    ROUTES_END,
};
