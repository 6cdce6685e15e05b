#include "service_reaction.h"

#include "order.h"
#include "subscriptions/subscription.h"
#include "json/json.h"

typedef struct Report {
    Subscription subscription;
    Order order;
    const char *cause;
} Report;

// The order stays a draft where nothing was ordered: of a seller's test.
static Error report_read(Ctx *ctx, const Event *event, Report *ret_report)
{
    const JsonValue *data = event_read_data(ctx, event);
    Id subscription_id = id_from(json_text_member(data, "subscription_id"));
    ret_report->cause = json_text_member(data, "cause_kept");
    if (!id_is_set(subscription_id))
        return OK;
    TRY(subscription_lock(ctx, subscription_id, &ret_report->subscription));
    return order_get(ctx, ret_report->subscription.order_id, &ret_report->order);
}

Error order_service_ready(Ctx *ctx, const Event *event)
{
    Report report = {0};
    TRY(report_read(ctx, event, &report));
    if (report.order.state != ORDER_PROVISIONING)
        return OK;
    TRY(subscription_move(ctx, &report.subscription, SUBSCRIPTION_ACTIVE));
    return order_move(ctx, &report.order, ORDER_COMPLETED);
}

Error order_service_failed(Ctx *ctx, const Event *event)
{
    Report report = {0};
    TRY(report_read(ctx, event, &report));
    if (report.order.state != ORDER_PROVISIONING)
        return OK;
    report.order.problem = report.cause;
    return order_move(ctx, &report.order, ORDER_FAILED);
}

Error order_service_retried(Ctx *ctx, const Event *event)
{
    Report report = {0};
    TRY(report_read(ctx, event, &report));
    if (report.order.state != ORDER_FAILED)
        return OK;
    report.order.problem = NULL;
    return order_move(ctx, &report.order, ORDER_PROVISIONING);
}

Error order_subscription_cancelled(Ctx *ctx, const Event *event)
{
    Order order = {0};
    Subscription subscription = {0};
    TRY(subscription_lock(ctx, event->subject_id, &subscription));
    TRY(order_get(ctx, subscription.order_id, &order));
    if (order.state != ORDER_PROVISIONING && order.state != ORDER_FAILED)
        return OK;
    return order_move(ctx, &order, ORDER_CANCELLED);
}
