// webhook_store.h — webhook and webhook_delivery rows. Private to src/notify.
#pragma once

#include "webhook.h"
#include "webhook_delivery.h"

Error webhook_store_create(Ctx *ctx, const Webhook *webhook, Blob secret);
Error webhook_store_get(Ctx *ctx, Id id, Webhook *ret_webhook);
Error webhook_store_lock(Ctx *ctx, Id id, Webhook *ret_webhook); // without counts
Error webhook_store_list(Ctx *ctx, Id after, int64_t limit, WebhookList *ret_webhooks);
Error webhook_store_count(Ctx *ctx, int64_t *ret_count);
Error webhook_store_change(Ctx *ctx, Webhook *webhook); // counts its version up
Error webhook_store_change_secret(Ctx *ctx, const Webhook *webhook, Blob secret);
Error webhook_store_remove(Ctx *ctx, Id id);

/** Those that are active, of the organization or for all. */
Error webhook_store_list_listening(Ctx *ctx, Id organization_id, WebhookList *ret_webhooks);

/** An organization with active webhooks. */
typedef struct Listener {
    Id organization_id;
    bool all_organizations; // they are for all
} Listener;

typedef LIST_OF(Listener) ListenerList;

/** Those of the organizations that are, and those for all. */
Error webhook_store_list_listeners(Ctx *ctx, TextList organizations, ListenerList *ret_listeners);

/** The sealed secrets; a former one that is over has no bytes. */
Error webhook_store_get_secrets(Ctx *ctx, Id id, Blob *ret_secret, Blob *ret_former);

/** Who sends, and how it goes: state, failing_since, sending_until. Not what people edit. */
Error webhook_store_change_progress(Ctx *ctx, const Webhook *webhook);

/** Counts 0 if the event is on its way to the webhook already. */
Error webhook_delivery_store_create(Ctx *ctx, const WebhookDelivery *delivery, int64_t *ret_count);
Error webhook_delivery_store_get(Ctx *ctx, Id webhook_id, Id id, WebhookDelivery *ret_delivery);
Error webhook_delivery_store_lock(Ctx *ctx, Id webhook_id, Id id, WebhookDelivery *ret_delivery);
Error webhook_delivery_store_list(Ctx *ctx, Id webhook_id, const WebhookDeliveryFilter *filter,
    WebhookDeliveryList *ret_deliveries);

/** The one that is due and happened first. NOT_FOUND */
Error webhook_delivery_store_next(Ctx *ctx, Id webhook_id, WebhookDelivery *ret_delivery);
Error webhook_delivery_store_change(Ctx *ctx, const WebhookDelivery *delivery);
Error webhook_delivery_store_revive(Ctx *ctx, Id webhook_id, int64_t *ret_count);
Error webhook_delivery_store_remove_old(Ctx *ctx, Time before, int64_t limit, int64_t *ret_count);
