#include "cancellation.h"

#include "metering/usage.h"
#include "services/service.h"

#include <stdlib.h>
#include <string.h>

static SHAPE_NAMED(cancelled_key_shape, AiKey, "CancelledKey", FIELD(AiKey, id, .required = true),
    FIELD(AiKey, name, .required = true), FIELD(AiKey, prefix, .required = true),
    FIELD(AiKey, last_used_at));

SHAPE(cancellation_preview_shape, CancellationPreview,
    FIELD_LIST(CancellationPreview, keys, cancelled_key_shape),
    FIELD(CancellationPreview, cost_to_date, .required = true),
    FIELD(CancellationPreview, cost_to_date_micros),
    FIELD(CancellationPreview, period_start, .required = true),
    FIELD(CancellationPreview, calls_to_date));

static int key_compare(const void *left, const void *right)
{
    const AiKey *a = left, *b = right;
    if (a->last_used_at.us != b->last_used_at.us)
        return a->last_used_at.us < b->last_used_at.us ? 1 : -1;
    return strcmp(b->id.text, a->id.text);
}

Error cancellation_get(Ctx *ctx, Id subscription_id, CancellationPreview *ret_preview)
{
    CancellationPreview preview = {0};
    TRY(ai_key_list_unrevoked(ctx, subscription_id, &preview.keys));
    qsort(preview.keys.items, preview.keys.count, sizeof *preview.keys.items, key_compare);

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
        TRY(service_of(subscription.service_type)->cancel(ctx, &subscription));
        TRY(subscription_move(ctx, &subscription, SUBSCRIPTION_CANCELLED));
    }
    return subscription_get(ctx, id, ret_subscription);
}
