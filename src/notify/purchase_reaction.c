#include "reaction.h"

#include "orders/order.h"
#include "organizations/organization.h"
#include "recipient.h"
#include "subscriptions/subscription.h"
#include "json/json.h"

// Whoever did it, and the owners.
static Error mail_customer(
    Ctx *ctx, const Event *event, MailKind kind, Id user_id, const char *data)
{
    MemberList owners;
    TRY(membership_list_with_role(ctx, event->organization_id, "owner", &owners));
    TRY(message_create_for_all(ctx, event, kind, &owners, data));
    return id_is_set(user_id) ? message_create_for_member(ctx, event, kind, user_id, data) : OK;
}

static void put_subscription_path(Ctx *ctx, Json *data, const Event *event, Id subscription_id)
{
    json_put(data, "path",
        arena_printf(ctx->arena, "/o/%s/subscriptions/%s", event->organization_id.text,
            subscription_id.text));
}

Error notify_order_completed(Ctx *ctx, const Event *event)
{
    Order order;
    TRY(order_get(ctx, event->subject_id, &order));
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    json_put(data, "product", order.product_name);
    json_put(data, "plan", order.plan_name);
    put_subscription_path(ctx, data, event, order.subscription_id);
    json_end_object(data);
    return mail_customer(ctx, event, MAIL_ORDER_COMPLETED, order.placed_by, json_finish(data));
}

Error notify_subscription_cancelled(Ctx *ctx, const Event *event)
{
    Subscription subscription;
    Organization organization;
    TRY(subscription_get(ctx, event->subject_id, &subscription));
    TRY(organization_get(ctx, event->organization_id, &organization));
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    json_put(data, "subscription", subscription.name);
    json_put(data, "organization", organization.name);
    put_subscription_path(ctx, data, event, subscription.id);
    json_end_object(data);
    return mail_customer(
        ctx, event, MAIL_SUBSCRIPTION_CANCELLED, event->actor_user_id, json_finish(data));
}
