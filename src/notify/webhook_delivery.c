#include "webhook_delivery.h"

#include "base/text.h"
#include "crypt/crypt.h"
#include "http/client.h"
#include "identity/throttle.h"
#include "sentences/sentence.h"
#include "webhook_signature.h"
#include "webhook_store.h"
#include "json/json.h"

#include <string.h>

enum { MAX_ANSWER = 64 * 1024, EXCERPT = 500, GONE = 410 };

#define TIMEOUT SECONDS(10)
#define SENDING SECONDS(30) // longer than any attempt, shorter than the job's lease

const char webhook_secret_purpose[] = "webhook_secret";

const char *const webhook_delivery_state_names[] = {"waiting", "delivered", "dead", NULL};

#define DELIVERY_FIELDS                                                                            \
    FIELD(WebhookDelivery, id, .required = true),                                                  \
        FIELD(WebhookDelivery, event_id, .required = true),                                        \
        FIELD(WebhookDelivery, kind, .required = true, .about = "Of the event."),                  \
        FIELD_ENUM(WebhookDelivery, state, webhook_delivery_state_names, .required = true,         \
            .about = "dead: given up; it can be sent anew."),                                      \
        FIELD(WebhookDelivery, attempts),                                                          \
        FIELD(WebhookDelivery, status, .about = "Of the last answer; 0: there was none."),         \
        FIELD(WebhookDelivery, problem, .tell = sentence_in, .about = "Why there was no answer."), \
        FIELD(WebhookDelivery, answer, .about = "How the last answer began."),                     \
        FIELD(WebhookDelivery, created_at, .required = true),                                      \
        FIELD(WebhookDelivery, due_at, .about = "When it is tried next."),                         \
        FIELD(WebhookDelivery, attempted_at)

SHAPE(webhook_delivery_shape, WebhookDelivery, DELIVERY_FIELDS);
SHAPE_NAMED(webhook_delivery_detail_shape, WebhookDelivery, "WebhookDeliveryDetail",
    DELIVERY_FIELDS, FIELD(WebhookDelivery, body, .required = true, .about = "What is posted."));

Error webhook_delivery_list(Ctx *ctx, Id webhook_id, const WebhookDeliveryFilter *filter,
    WebhookDeliveryList *ret_deliveries)
{
    Webhook webhook = {.id = ID_NONE};
    TRY(webhook_get(ctx, webhook_id, &webhook));
    return webhook_delivery_store_list(ctx, webhook.id, filter, ret_deliveries);
}

Error webhook_delivery_get(Ctx *ctx, Id webhook_id, Id id, WebhookDelivery *ret_delivery)
{
    Webhook webhook = {.id = ID_NONE};
    TRY(webhook_get(ctx, webhook_id, &webhook));
    return webhook_delivery_store_get(ctx, webhook.id, id, ret_delivery);
}

// ── who hears what ───────────────────────────────────────────────────────────────────────────

// What the operator sees of organizations on its pages too. Conversations and quotes are between
// two of them, and keys, clusters, workloads and members are each one's own.
static const char *const told_to_operator[] = {
    "order.", "product.", "profile.", "revision.", "seller_application.", "subscription."};

static bool is_told_to_operator(const Event *event)
{
    for (size_t i = 0; i < COUNT_OF(told_to_operator); i++)
        if (text_starts_with(event->kind, told_to_operator[i]))
            return true;
    return false;
}

// To who hears of all: whose it is, too.
static SHAPE_NAMED(any_event_shape, Event, "AnyEvent", FIELD(Event, cursor, .required = true),
    FIELD(Event, id, .required = true), FIELD(Event, organization_id, .required = true),
    FIELD(Event, kind, .required = true), FIELD(Event, subject_id), FIELD(Event, actor_user_id),
    FIELD(Event, data), FIELD(Event, created_at, .required = true));

static bool hears(const Webhook *webhook, const Event *event)
{
    if (text_same(event->kind, "webhook.test"))
        return id_same(webhook->id, event->subject_id);
    if (!id_same(webhook->organization_id, event->organization_id) && !is_told_to_operator(event))
        return false;
    for (size_t i = 0; i < webhook->events.count; i++) {
        const char *wanted = webhook->events.items[i];
        size_t start = strcspn(wanted, "*");
        bool is_start = wanted[start] == '*' && strncmp(wanted, event->kind, start) == 0;
        if (is_start || text_same(wanted, event->kind))
            return true;
    }
    return false;
}

// ── what waits ───────────────────────────────────────────────────────────────────────────────

static Error add_job(Ctx *ctx, Id webhook_id, const char *key, Time run_at)
{
    return job_add(ctx, "deliver_webhook", ctx->actor.organization_id, key,
        arena_printf(ctx->arena, "{\"webhook_id\":\"%s\"}", webhook_id.text), run_at);
}

Error webhook_send_soon(Ctx *ctx, Id webhook_id)
{
    return add_job(ctx, webhook_id, webhook_id.text, TIME_NONE);
}

static Error queue(Ctx *ctx, const Webhook *webhook, const Event *event)
{
    const Shape *shape = webhook->all_organizations ? &any_event_shape : &event_shape;
    WebhookDelivery delivery = {
        .id = id_new("whd"),
        .webhook_id = webhook->id,
        .event_id = event->id,
        .kind = event->kind,
        .body = json_of(ctx->arena, shape, event),
    };
    int64_t count;
    TRY(webhook_delivery_store_create(ctx, &delivery, &count));
    return count ? webhook_send_soon(ctx, webhook->id) : OK;
}

Error webhook_hear(Ctx *ctx, const Event *event)
{
    WebhookList webhooks;
    Error error = OK;
    if (!id_is_set(event->organization_id))
        return OK;
    TRY(webhook_store_list_listening(ctx, event->organization_id, &webhooks));
    for (size_t i = 0; i < webhooks.count && !error; i++) {
        ctx->actor.organization_id = webhooks.items[i].organization_id;
        if (hears(&webhooks.items[i], event))
            error = queue(ctx, &webhooks.items[i], event);
    }
    ctx->actor.organization_id = event->organization_id;
    return error;
}

static bool is_listened_to(const ListenerList *listeners, const Event *event)
{
    for (size_t i = 0; i < listeners->count; i++)
        if (id_same(event->organization_id, listeners->items[i].organization_id) ||
            (listeners->items[i].all_organizations && is_told_to_operator(event)))
            return true;
    return false;
}

Error webhook_find_heard(Ctx *ctx, const EventList *events, bool *ret_wanted)
{
    ListenerList listeners;
    const char **organizations = arena_array_of(ctx->arena, const char *, events->count);
    for (size_t i = 0; i < events->count; i++)
        organizations[i] = events->items[i].organization_id.text;
    TRY(webhook_store_list_listeners(ctx, (TextList){organizations, events->count}, &listeners));
    for (size_t i = 0; i < events->count; i++)
        ret_wanted[i] |= is_listened_to(&listeners, &events->items[i]);
    return OK;
}

// ── once more ────────────────────────────────────────────────────────────────────────────────

static Error lock_active(Ctx *ctx, Id webhook_id, Webhook *ret_webhook)
{
    static const Throttle replays = {"webhook_replay", 120, HOURS(1)};
    Webhook webhook = {.id = ID_NONE};
    TRY(throttle_count(ctx, &replays, ctx->actor.organization_id.text));
    TRY(webhook_lock(ctx, webhook_id, &webhook));
    if (webhook.state != WEBHOOK_ACTIVE)
        return fail(ctx, CONFLICT, "webhook_not_active", "Switch the webhook on first.");
    *ret_webhook = webhook;
    return OK;
}

Error webhook_delivery_replay(Ctx *ctx, Id webhook_id, Id id, WebhookDelivery *ret_delivery)
{
    Webhook webhook;
    WebhookDelivery delivery = {.id = ID_NONE};
    TRY(lock_active(ctx, webhook_id, &webhook));
    TRY(webhook_delivery_store_lock(ctx, webhook.id, id, &delivery));
    if (delivery.state != DELIVERY_WAITING) {
        delivery.state = DELIVERY_WAITING;
        delivery.attempts = 0;
        delivery.queued_at = ctx->now;
    }
    delivery.due_at = ctx->now;
    TRY(webhook_delivery_store_change(ctx, &delivery));
    TRY(webhook_send_soon(ctx, webhook.id));
    *ret_delivery = delivery;
    return OK;
}

Error webhook_delivery_replay_dead(Ctx *ctx, Id webhook_id, int64_t *ret_count)
{
    Webhook webhook;
    TRY(lock_active(ctx, webhook_id, &webhook));
    TRY(webhook_delivery_store_revive(ctx, webhook.id, ret_count));
    return webhook_send_soon(ctx, webhook.id);
}

// ── sending ──────────────────────────────────────────────────────────────────────────────────

typedef struct Attempt {
    Id webhook_id;
    bool is_taken; // there is something to send, and nobody else is at it
    Webhook webhook;
    WebhookDelivery delivery;
    Blob secret, former_secret; // sealed
} Attempt;

static Error attempt_begin(Ctx *ctx, void *arg)
{
    Attempt *attempt = arg;
    *attempt = (Attempt){.webhook_id = attempt->webhook_id};
    Webhook *webhook = &attempt->webhook;
    Error error = webhook_store_lock(ctx, attempt->webhook_id, webhook);
    if (error)
        return error == NOT_FOUND ? OK : error;
    if (webhook->state != WEBHOOK_ACTIVE || time_before(ctx->now, webhook->sending_until))
        return OK; // who sends now looks what waits when that is done
    error = webhook_delivery_store_next(ctx, webhook->id, &attempt->delivery);
    if (error)
        return error == NOT_FOUND ? OK : error;
    TRY(webhook_store_get_secrets(ctx, webhook->id, &attempt->secret, &attempt->former_secret));
    webhook->sending_until = time_after(ctx->now, SENDING);
    attempt->is_taken = true;
    return webhook_store_change_progress(ctx, webhook);
}

static Error add_signature(Ctx *ctx, const Attempt *attempt, Blob sealed, Text *header)
{
    const char *secret;
    TRY(crypt_open(ctx, webhook_secret_purpose, sealed, &secret));
    text_printf(header, " %s",
        webhook_signature(
            ctx->arena, secret, attempt->delivery.event_id.text, ctx->now, attempt->delivery.body));
    return OK;
}

static Error post(Ctx *ctx, const Attempt *attempt, ClientAnswer *ret_answer)
{
    const WebhookDelivery *delivery = &attempt->delivery;
    Text signatures = {.arena = ctx->arena};
    text_add(&signatures, "webhook-signature:");
    TRY(add_signature(ctx, attempt, attempt->secret, &signatures));
    if (attempt->former_secret.length)
        TRY(add_signature(ctx, attempt, attempt->former_secret, &signatures));
    const char *headers[] = {
        "Content-Type: application/json",
        arena_printf(ctx->arena, "webhook-id: %s", delivery->event_id.text),
        arena_printf(ctx->arena, "webhook-timestamp: %lld", (long long)(ctx->now.us / SECOND)),
        text_of(&signatures),
        NULL,
    };
    const ClientRequest request = {
        .method = "POST",
        .url = attempt->webhook.url,
        .headers = headers,
        .body = {delivery->body, strlen(delivery->body)},
        .timeout_us = TIMEOUT,
        .max_size = MAX_ANSWER,
    };
    return client_send(ctx, &request, ret_answer);
}

// ── how it went ──────────────────────────────────────────────────────────────────────────────

int64_t webhook_retry_delay(int64_t attempts)
{
    static const int64_t pauses[] = {
        SECONDS(5), SECONDS(30), MINUTES(5), MINUTES(30), HOURS(2), HOURS(6)};
    int64_t last = COUNT_OF(pauses) - 1;
    return pauses[attempts - 1 < last ? attempts - 1 : last];
}

// What is no text stays away: neither a page nor the database could hold it.
static const char *excerpt_of(Arena *arena, Blob body)
{
    const char *bytes = body.bytes;
    size_t length = strnlen(bytes, body.length < EXCERPT ? body.length : EXCERPT);
    while (length && length < body.length && (bytes[length] & 0xC0) == 0x80)
        length--;
    return length && text_is_utf8(bytes, length) ? arena_text(arena, bytes, length) : NULL;
}

static void attempt_count(Ctx *ctx, WebhookDelivery *delivery, const ClientAnswer *answer)
{
    bool has_arrived = answer && answer->status / 100 == 2;
    delivery->attempts++;
    delivery->attempted_at = ctx->now;
    delivery->status = answer ? answer->status : 0;
    delivery->problem = answer ? NULL : sentence_of_failure(ctx);
    delivery->answer = answer ? excerpt_of(ctx->arena, answer->body) : NULL;
    delivery->due_at = time_after(ctx->now, webhook_retry_delay(delivery->attempts));
    if (has_arrived)
        delivery->state = DELIVERY_DELIVERED;
    else if (time_before(time_after(delivery->queued_at, WEBHOOK_PATIENCE), delivery->due_at))
        delivery->state = DELIVERY_DEAD;
    if (delivery->state != DELIVERY_WAITING)
        delivery->due_at = TIME_NONE;
}

static void webhook_count(Ctx *ctx, Webhook *webhook, const WebhookDelivery *delivery)
{
    webhook->sending_until = TIME_NONE;
    if (delivery->state == DELIVERY_DELIVERED) {
        webhook->failing_since = TIME_NONE;
        return;
    }
    if (!time_is_set(webhook->failing_since))
        webhook->failing_since = ctx->now;
    Time limit = time_after(webhook->failing_since, WEBHOOK_PAUSE_AFTER);
    if (delivery->status == GONE || !time_before(ctx->now, limit))
        webhook->state = WEBHOOK_PAUSED;
}

static Error send_next(Ctx *ctx, Id webhook_id)
{
    WebhookDelivery next;
    Error error = webhook_delivery_store_next(ctx, webhook_id, &next);
    if (error)
        return error == NOT_FOUND ? OK : error;
    return webhook_send_soon(ctx, webhook_id);
}

static Error attempt_write(Ctx *ctx, const Attempt *attempt, Webhook *webhook)
{
    const WebhookDelivery *delivery = &attempt->delivery;
    WebhookState before = webhook->state;
    webhook_count(ctx, webhook, delivery);
    if (before != WEBHOOK_ACTIVE) // its owners switched it off meanwhile
        webhook->state = before;
    TRY(webhook_store_change_progress(ctx, webhook));
    TRY(webhook_delivery_store_change(ctx, delivery));
    if (webhook->state == WEBHOOK_PAUSED && before == WEBHOOK_ACTIVE)
        TRY(webhook_emit(ctx, webhook, "webhook.paused"));
    if (delivery->state != DELIVERY_WAITING)
        return OK;
    return add_job(ctx, delivery->webhook_id, delivery->id.text, delivery->due_at);
}

static Error attempt_end(Ctx *ctx, void *arg)
{
    const Attempt *attempt = arg;
    Webhook webhook = {.id = ID_NONE};
    Error error = webhook_store_lock(ctx, attempt->webhook_id, &webhook);
    if (error)
        return error == NOT_FOUND ? OK : error; // removed meanwhile
    TRY(attempt_write(ctx, attempt, &webhook));
    return send_next(ctx, webhook.id);
}

Error webhook_deliver_job(Ctx *ctx, const Job *job)
{
    const JsonValue *arguments = job_read_arguments(ctx, job);
    Attempt attempt = {.webhook_id = id_from(json_text_member(arguments, "webhook_id"))};
    TRY(tx_run(ctx, TX_WRITE, attempt_begin, &attempt));
    if (!attempt.is_taken)
        return OK;
    ClientAnswer answer;
    Error error = post(ctx, &attempt, &answer);
    if (error && error != UNAVAILABLE)
        return error;
    attempt_count(ctx, &attempt.delivery, error ? NULL : &answer);
    return tx_run(ctx, TX_WRITE, attempt_end, &attempt);
}

Error webhook_delivery_remove_old(Ctx *ctx, Time before, int64_t *ret_count)
{
    return webhook_delivery_store_remove_old(ctx, before, REMOVED_AT_ONCE, ret_count);
}
