#include "cancellation.h"

#include "metering/usage.h"
#include "services/service.h"

SHAPE(cancellation_preview_shape, CancellationPreview,
    FIELD_LIST(CancellationPreview, keys, ending_key_shape),
    FIELD_LIST(CancellationPreview, volumes, priced_volume_shape),
    FIELD(CancellationPreview, cost_to_date, .required = true),
    FIELD(CancellationPreview, cost_to_date_micros),
    FIELD(CancellationPreview, period_start, .required = true),
    FIELD(CancellationPreview, calls_to_date));

Error cancellation_get(Ctx *ctx, Id subscription_id, CancellationPreview *ret_preview)
{
    Subscription subscription = {0};
    ServiceEnd end = {0};
    TRY(subscription_get(ctx, subscription_id, &subscription));
    TRY(service_of(subscription.service_type)->preview(ctx, &subscription, &end));
    CancellationPreview preview = {.keys = end.keys, .volumes = end.volumes};

    UsageFilter filter = {.period = period_this_month(ctx)};
    const char *ids[] = {subscription_id.text};
    filter.subscription_ids = (TextList){ids, 1};
    UsageRowList rows;
    UsageSums total;
    TRY(usage_sum(ctx, &filter, 0, &rows, &total));
    preview.cost_to_date = total.cost;
    preview.cost_to_date_micros = total.cost_micros;
    preview.calls_to_date = total.calls;
    preview.period_start = filter.period.from;
    *ret_preview = preview;
    return OK;
}

Error subscription_cancel(Ctx *ctx, Id id, Subscription *ret_subscription)
{
    Subscription subscription = {0};
    TRY(subscription_lock(ctx, id, &subscription));
    if (subscription.state != SUBSCRIPTION_CANCELLED) {
        TRY(service_of(subscription.service_type)->cancel(ctx, &subscription, &(CancelChoice){0}));
        TRY(subscription_move(ctx, &subscription, SUBSCRIPTION_CANCELLED));
    }
    return subscription_get(ctx, id, ret_subscription);
}
