#include "reaction.h"

#include "catalog/acceptance.h"
#include "recipient.h"
#include "subscriptions/subscription.h"
#include "json/json.h"

static const char *data_of(
    Ctx *ctx, const Event *event, const JsonValue *told, const Subscription *subscription)
{
    const char *title = json_text_member(told, "former_title");
    const char *version = json_text_member(told, "former_version");
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    json_put(data, "product", subscription->product_name);
    json_put(data, "seller", subscription->seller_name);
    json_put(data, "subscription", subscription->name);
    json_put(data, "agreement", json_text_member(told, "title"));
    json_put(data, "version", json_text_member(told, "version"));
    json_put(data, "former", title ? arena_printf(ctx->arena, "%s, %s", title, version) : "–");
    json_put(data, "path",
        arena_printf(ctx->arena, "/o/%s/subscriptions/%s/documents", event->organization_id.text,
            subscription->id.text));
    json_end_object(data);
    return json_finish(data);
}

Error notify_agreement_changed(Ctx *ctx, const Event *event)
{
    Subscription subscription;
    MemberList told;
    const JsonValue *data = event_read_data(ctx, event);
    TRY(subscription_get(ctx, event->subject_id, &subscription));
    TRY(acceptance_list_told(
        ctx, event->organization_id, id_from(json_text_member(data, "acceptance_id")), &told));
    return message_create_for_all(
        ctx, event, MAIL_AGREEMENT_CHANGED, &told, data_of(ctx, event, data, &subscription));
}
