#include "subscription.h"

#include "metering/usage.h"
#include "subscription_store.h"
#include "work/work.h"
#include "json/json.h"

#include <string.h>

const char *const subscription_state_names[] = {
    "pending", "active", "suspended", "cancelled", "ended", NULL};

SHAPE(subscription_shape, Subscription, SUBSCRIPTION_FIELDS,
    FIELD(Subscription, order_id, .hidden = true),
    FIELD(Subscription, revision_id, .hidden = true));

// from → to: the event of the move; NULL where there is no such move.
static const char *const moves[SUBSCRIPTION_STATES][SUBSCRIPTION_STATES] = {
    [SUBSCRIPTION_PENDING] =
        {
            [SUBSCRIPTION_ACTIVE] = "subscription.activated",
            [SUBSCRIPTION_CANCELLED] = "subscription.cancelled",
        },
    [SUBSCRIPTION_ACTIVE] =
        {
            [SUBSCRIPTION_SUSPENDED] = "subscription.suspended",
            [SUBSCRIPTION_CANCELLED] = "subscription.cancelled",
            [SUBSCRIPTION_ENDED] = "subscription.ended",
        },
    [SUBSCRIPTION_SUSPENDED] =
        {
            [SUBSCRIPTION_ACTIVE] = "subscription.activated",
            [SUBSCRIPTION_CANCELLED] = "subscription.cancelled",
            [SUBSCRIPTION_ENDED] = "subscription.ended",
        },
};

static Error emit(Ctx *ctx, const Subscription *subscription, const char *kind)
{
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    json_put(data, "name", subscription->name);
    json_put(data, "product_id", subscription->product_id);
    json_end_object(data);
    return event_emit(ctx, kind, ctx->actor.organization_id, subscription->id, json_finish(data));
}

Error subscription_create(Ctx *ctx, Subscription *subscription)
{
    subscription->state = SUBSCRIPTION_PENDING;
    subscription->created_at = ctx->now;
    subscription->version = 1;
    return subscription_store_create(ctx, subscription);
}

Error subscription_lock(Ctx *ctx, Id id, Subscription *ret_subscription)
{
    return subscription_store_lock(ctx, id, ret_subscription);
}

Error subscription_get(Ctx *ctx, Id id, Subscription *ret_subscription)
{
    return subscription_store_get(ctx, id, ret_subscription);
}

Error subscription_find(Ctx *ctx, Id product_id, Id *ret_id)
{
    return subscription_store_find(ctx, product_id, ret_id);
}

Error subscription_has(Ctx *ctx, Id product_id, bool *ret_has_it)
{
    return subscription_store_has(ctx, product_id, ret_has_it);
}

Error subscription_list(
    Ctx *ctx, const SubscriptionFilter *filter, SubscriptionList *ret_subscriptions)
{
    return subscription_store_list(ctx, filter, ret_subscriptions);
}

// Costs come from where the reports get them, so they are the same to the last micro.
Error subscription_sum_costs(Ctx *ctx, Subscription *subscriptions, size_t count)
{
    if (!count)
        return OK;
    UsageFilter filter = {.period = period_this_month(ctx)};
    filter.subscription_ids = (TextList){arena_array_of(ctx->arena, const char *, count), count};
    for (size_t i = 0; i < count; i++)
        filter.subscription_ids.items[i] = subscriptions[i].id.text;
    UsageRowList rows;
    UsageSums total;
    TRY(usage_sum(ctx, &filter, USAGE_BY_SUBSCRIPTION, &rows, &total));
    for (size_t i = 0; i < count; i++) {
        subscriptions[i].currency = total.currency;
        for (size_t k = 0; k < rows.count; k++)
            if (id_same(rows.items[k].subscription_id, subscriptions[i].id))
                subscriptions[i].cost_this_month_micros = rows.items[k].sums.cost_micros;
    }
    return OK;
}

Error subscription_move(Ctx *ctx, Subscription *subscription, SubscriptionState state)
{
    const char *event = moves[subscription->state][state];
    if (!event)
        return fail(ctx, CONFLICT, "wrong_state", "A subscription that is %s cannot become %s.",
            subscription_state_names[subscription->state], subscription_state_names[state]);
    subscription->state = state;
    if (state == SUBSCRIPTION_ACTIVE && !time_is_set(subscription->started_at))
        subscription->started_at = ctx->now;
    if (state == SUBSCRIPTION_CANCELLED)
        subscription->cancelled_at = ctx->now;
    TRY(subscription_store_change(ctx, subscription));
    return emit(ctx, subscription, event);
}

Error subscription_rename(Ctx *ctx, Subscription *subscription, const char *name)
{
    if (strcmp(subscription->name, name) == 0)
        return OK;
    subscription->name = name;
    TRY(subscription_store_change(ctx, subscription));
    return emit(ctx, subscription, "subscription.renamed");
}

Error subscription_require_active(Ctx *ctx, const Subscription *subscription)
{
    if (subscription->state != SUBSCRIPTION_ACTIVE)
        return fail(ctx, CONFLICT, "subscription_not_active", "The subscription is %s.",
            subscription_state_names[subscription->state]);
    return OK;
}
