// webhook.h — programs of an organization that hear of its events: each is an address to which they
// are posted (webhook_delivery.h), and a secret by which the program knows that they are ours.
//
// active → off → active, as its owners say; active → paused when it has failed for days, which they
// are mailed; they make it active again. One that is not active gets no new events.
//
// One of the operator's may hear of all organizations: what an operator sees of them anyhow
// (webhook_delivery.c), never what is between two of them. Only who operates sees such a webhook.
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"

enum {
    MAX_WEBHOOKS = 10,
    MAX_WEBHOOK_EVENTS = 50,
};

/** After a change of the secret, messages are signed with the former one too for so long. */
#define WEBHOOK_SECRETS_OVERLAP DAYS(1)

typedef enum WebhookState { WEBHOOK_ACTIVE, WEBHOOK_OFF, WEBHOOK_PAUSED } WebhookState;

extern const char *const webhook_state_names[]; // "active" …, ended by NULL

typedef struct Webhook {
    Id id; // whk_…
    const char *name;
    const char *url;
    TextList events; // kinds, or starts of them: "lead.placed", "lead.*", "*"
    bool all_organizations;
    WebhookState state;
    Time failing_since; // TIME_NONE: the last delivery arrived
    int64_t waiting, dead;
    Time attempted_at;  // the last time that anything was sent
    const char *secret; // in the answer that makes it, and nowhere else
    Time former_until;  // the former secret signs too; TIME_NONE: there is none
    Time sending_until; // somebody sends; hidden
    Id organization_id; // hidden
    Id created_by;
    Time created_at;
    int64_t version;
} Webhook;

extern const Shape webhook_shape;
typedef LIST_OF(Webhook) WebhookList;

typedef struct NewWebhook {
    const char *name, *url;
    TextList events;
    bool all_organizations;
} NewWebhook;

typedef struct WebhookChange {
    const char *name, *url;
    TextList events;
    const char *state; // "active", "off"; NULL: as it is
} WebhookChange;

extern const Shape new_webhook_shape, webhook_change_shape;

/**
 * Makes one for the actor's organization, with its secret.
 * CONFLICT  too_many_webhooks, name_taken
 * FORBIDDEN missing_permission: only who operates hears of all organizations
 * INVALID   bad_address: no https address (http where the operator allows private ranges), or one
 *           that the marketplace does not connect to; malformed: an event
 */
Error webhook_create(Ctx *ctx, const NewWebhook *wanted, Webhook *ret_webhook);

/** Of the actor's organization. NOT_FOUND. */
Error webhook_get(Ctx *ctx, Id id, Webhook *ret_webhook);
Error webhook_lock(Ctx *ctx, Id id, Webhook *ret_webhook);
Error webhook_list(Ctx *ctx, Id after, int64_t limit, WebhookList *ret_webhooks);

/** What is NULL stays. One that becomes active gets what waits for it. Failures as of
 * webhook_create. */
Error webhook_change(Ctx *ctx, Webhook *webhook, const WebhookChange *wanted);

/** Gives it another secret, which webhook->secret tells. */
Error webhook_change_secret(Ctx *ctx, Webhook *webhook);

/** Has the event webhook.test happen, which this webhook hears. LIMITED too_many_attempts */
Error webhook_send_test(Ctx *ctx, const Webhook *webhook);

/** Writes an event to its organization's log, without the address: that may hold a secret, and more
 * people read events than webhooks. */
Error webhook_emit(Ctx *ctx, const Webhook *webhook, const char *kind);

/** Forgets it, with all that was delivered or waits. */
Error webhook_remove(Ctx *ctx, const Webhook *webhook);
