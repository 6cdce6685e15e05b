#include "reaction.h"

#include "base/text.h"
#include "orders/order.h"
#include "recipient.h"
#include "subscriptions/subscription.h"
#include "json/json.h"

static const struct {
    const char *event;
    MailKind kind;
} kinds[] = {
    {"subscription.product_unpublished", MAIL_PRODUCT_UNPUBLISHED},
    {"subscription.product_published", MAIL_PRODUCT_PUBLISHED},
    {"subscription.product_ending", MAIL_PRODUCT_ENDING},
    {"subscription.product_ended", MAIL_PRODUCT_ENDED},
};

static const char *data_of(Ctx *ctx, const Event *event, const Subscription *subscription)
{
    const JsonValue *told = event_read_data(ctx, event);
    const char *expected_return = json_text_member(told, "expected_return");
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    json_put(data, "product", subscription->product_name);
    json_put(data, "seller", subscription->seller_name);
    json_put(data, "subscription", subscription->name);
    json_put(data, "reason", json_text_member(told, "reason"));
    json_put(data, "expected_return", expected_return ? expected_return : "–");
    json_put(data, "last_day", json_text_member(told, "last_day"));
    json_put(data, "path",
        arena_printf(ctx->arena, "/o/%s/subscriptions/%s", event->organization_id.text,
            subscription->id.text));
    json_end_object(data);
    return json_finish(data);
}

Error notify_product_moved(Ctx *ctx, const Event *event)
{
    Subscription subscription;
    Order order;
    MemberList owners;
    TRY(subscription_get(ctx, event->subject_id, &subscription));
    TRY(order_get(ctx, subscription.order_id, &order));
    TRY(membership_list_with_role(ctx, event->organization_id, "owner", &owners));
    const char *data = data_of(ctx, event, &subscription);
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (text_same(kinds[i].event, event->kind)) {
            TRY(message_create_for_all(ctx, event, kinds[i].kind, &owners, data));
            return message_create_for_member(ctx, event, kinds[i].kind, order.placed_by, data);
        }
    return OK;
}
