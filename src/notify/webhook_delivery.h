// webhook_delivery.h — an event on its way to a webhook: a row written with the reaction to the
// event, posted by a job, at least once.
//
// waiting → delivered | dead; a replay makes it waiting again. First attempts are made in the order
// in which things happened, one at a time for each webhook; what failed is tried again after a
// growing pause and holds up nobody. The body is the event exactly as GET /v1/events tells it; to
// who hears of all organizations with organization_id.
#pragma once

#include "webhook.h"
#include "work/work.h"

/** After so long it is dead, unless it arrived. */
#define WEBHOOK_PATIENCE DAYS(2)
/** Nothing has arrived for so long: the webhook is paused. */
#define WEBHOOK_PAUSE_AFTER DAYS(3)

typedef enum WebhookDeliveryState {
    DELIVERY_WAITING,
    DELIVERY_DELIVERED,
    DELIVERY_DEAD,
} WebhookDeliveryState;

extern const char *const webhook_delivery_state_names[]; // "waiting" …, ended by NULL

typedef struct WebhookDelivery {
    Id id; // whd_…
    Id webhook_id;
    Id event_id; // what the receiver tells repetitions by
    const char *kind;
    const char *body;
    WebhookDeliveryState state;
    int64_t attempts;
    int64_t status;      // of the last answer; 0: there was none
    const char *problem; // why there was none, as it is kept
    const char *answer;  // how the last answer began
    Time created_at;
    Time queued_at; // when it began to wait; patience is counted from here
    Time due_at;    // of the next attempt; TIME_NONE: there is none
    Time attempted_at;
} WebhookDelivery;

extern const Shape webhook_delivery_shape, webhook_delivery_detail_shape;
typedef LIST_OF(WebhookDelivery) WebhookDeliveryList;

typedef struct WebhookDeliveryFilter {
    const char *state, *kind; // NULL: all
    Id after;
    int64_t limit;
} WebhookDeliveryFilter;

/** The newest first. Of the actor's organization, as the rest here. NOT_FOUND */
Error webhook_delivery_list(Ctx *ctx, Id webhook_id, const WebhookDeliveryFilter *filter,
    WebhookDeliveryList *ret_deliveries);
Error webhook_delivery_get(Ctx *ctx, Id webhook_id, Id id, WebhookDelivery *ret_delivery);

/** Sends it anew, whatever became of it; one that waits is tried now. NOT_FOUND
 * CONFLICT webhook_not_active, LIMITED too_many_attempts */
Error webhook_delivery_replay(Ctx *ctx, Id webhook_id, Id id, WebhookDelivery *ret_delivery);

/** Sends everything anew that is dead, and says how much. Failures as before. */
Error webhook_delivery_replay_dead(Ctx *ctx, Id webhook_id, int64_t *ret_count);

/** The reaction to every event, and which events there may be somebody for: most organizations have
 * no webhook. */
Error webhook_hear(Ctx *ctx, const Event *event);
Error webhook_find_heard(Ctx *ctx, const EventList *events, bool *ret_wanted);

/** Has the job look for what waits for the webhook. */
Error webhook_send_soon(Ctx *ctx, Id webhook_id);

/** The job "deliver_webhook": {"webhook_id": …} */
Error webhook_deliver_job(Ctx *ctx, const Job *job);

/** How long to wait after so many attempts, in microseconds. */
int64_t webhook_retry_delay(int64_t attempts);

/** What the secrets are sealed for. */
extern const char webhook_secret_purpose[];

/** Removes at most REMOVED_AT_ONCE that ended and were made before, and says how many. */
Error webhook_delivery_remove_old(Ctx *ctx, Time before, int64_t *ret_count);
