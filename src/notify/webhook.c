#include "webhook.h"

#include "base/text.h"
#include "crypt/crypt.h"
#include "http/address.h"
#include "http/guard.h"
#include "identity/throttle.h"
#include "organizations/role.h"
#include "settings.h"
#include "webhook_signature.h"
#include "webhook_store.h"
#include "json/json.h"

#include <netinet/in.h>
#include <string.h>

#define EVENT_PATTERN "\\*|[a-z_]+\\.(\\*|[a-z_]+)"

const char *const webhook_state_names[] = {"active", "off", "paused", NULL};

SHAPE(webhook_shape, Webhook, FIELD(Webhook, id, .required = true),
    FIELD(Webhook, name, .required = true), FIELD(Webhook, url, .required = true),
    FIELD(Webhook, events, .required = true),
    FIELD(Webhook, all_organizations, .about = "It hears of all of them, as the operator may."),
    FIELD_ENUM(Webhook, state, webhook_state_names, .required = true,
        .about = "paused: it failed for days, and its owners were mailed."),
    FIELD(Webhook, failing_since, .about = "Nothing has arrived since then."),
    FIELD(Webhook, waiting, .about = "Deliveries that are yet to arrive."),
    FIELD(Webhook, dead, .about = "Deliveries that were given up."), FIELD(Webhook, attempted_at),
    FIELD(Webhook, secret, .once = true, .about = "Signs what is sent; shown once."),
    FIELD(Webhook, former_until, .about = "Until then the former secret signs too."),
    FIELD(Webhook, sending_until, .hidden = true), FIELD(Webhook, organization_id, .hidden = true),
    FIELD(Webhook, created_by, .required = true), FIELD(Webhook, created_at, .required = true),
    FIELD(Webhook, version, .required = true));

#define ABOUT_EVENTS "Kinds of events, or starts of them: lead.placed, lead.*, or * for all."

SHAPE(new_webhook_shape, NewWebhook,
    FIELD(NewWebhook, name, .required = true, .max = 80, .pattern = ONE_LINE),
    FIELD(NewWebhook, url, .required = true, .max = 2000, .about = "https://…"),
    FIELD(NewWebhook, events, .required = true, .min = 1, .max = MAX_WEBHOOK_EVENTS,
        .pattern = EVENT_PATTERN, .about = ABOUT_EVENTS),
    FIELD(NewWebhook, all_organizations,
        .about = "Of all organizations: what the operator sees of them. Needs the role operator."));

SHAPE(webhook_change_shape, WebhookChange,
    FIELD(WebhookChange, name, .max = 80, .pattern = ONE_LINE),
    FIELD(WebhookChange, url, .max = 2000),
    FIELD(WebhookChange, events, .max = MAX_WEBHOOK_EVENTS, .pattern = EVENT_PATTERN,
        .about = ABOUT_EVENTS),
    FIELD(WebhookChange, state, .pattern = "active|off"));

Error webhook_emit(Ctx *ctx, const Webhook *webhook, const char *kind)
{
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    json_put(data, "name", webhook->name);
    json_end_object(data);
    return event_emit(ctx, kind, ctx->actor.organization_id, webhook->id, json_finish(data));
}

// ── the address ──────────────────────────────────────────────────────────────────────────────

static const char *host_of(Arena *arena, const char *url)
{
    const char *host = strstr(url, "://") + 3;
    size_t length = *host == '[' ? strcspn(++host, "]") : strcspn(host, ":/?#");
    return text_lower(arena, arena_text(arena, host, length));
}

static bool is_this_machine(const char *host)
{
    size_t length = strlen(host), name = strlen("localhost");
    return length >= name && text_same(host + length - name, "localhost") &&
           (length == name || host[length - name - 1] == '.');
}

// A name is looked up when something is sent, and refused then if it leads to such an address.
static bool is_refused(Ctx *ctx, const char *url)
{
    Address address;
    const char *host = host_of(ctx->arena, url);
    if (is_this_machine(host))
        host = "127.0.0.1";
    if (!address_read(host, strlen(host), &address))
        return false;
    struct sockaddr_in6 place = {.sin6_family = AF_INET6};
    memcpy(&place.sin6_addr, address.bytes, sizeof address.bytes);
    Guard *guard = guard_new(settings()->allowed_addresses);
    bool refused = !guard || !guard_allows(guard, (const struct sockaddr *)&place);
    guard_free(guard);
    return refused;
}

static Error url_check(Ctx *ctx, const char *url)
{
    bool may_be_plain = !text_is_empty(settings()->allowed_addresses);
    TRY(guard_check_url(ctx, "url", url));
    if (!text_starts_with(text_lower(ctx->arena, url), "https://") && !may_be_plain)
        fault(ctx, "url", "bad_address", "Events are sent only over https; give such an address.");
    else if (is_refused(ctx, url))
        fault(ctx, "url", "bad_address",
            "This marketplace does not connect to private addresses; give a public one.");
    return faults(ctx);
}

// ── what its owners do ───────────────────────────────────────────────────────────────────────

static Error told_name(Ctx *ctx, Error error, const char *name)
{
    if (error == CONFLICT && text_same(ctx->failure.code, "webhook_name"))
        return fail(ctx, CONFLICT, "name_taken", "There is a webhook named “%s” already.", name);
    return error;
}

static Blob sealed(Ctx *ctx, const char *secret)
{
    return crypt_seal(ctx->arena, webhook_secret_purpose, secret);
}

Error webhook_create(Ctx *ctx, const NewWebhook *wanted, Webhook *ret_webhook)
{
    int64_t count;
    if (wanted->all_organizations && !(ctx->actor.permissions & PERMIT_OPERATE))
        return fail(ctx, FORBIDDEN, "missing_permission",
            "Only the operator's people can hear of all organizations.");
    TRY(url_check(ctx, wanted->url));
    TRY(webhook_store_count(ctx, &count));
    if (count >= MAX_WEBHOOKS)
        return fail(ctx, CONFLICT, "too_many_webhooks",
            "An organization can have %d webhooks; remove one first.", MAX_WEBHOOKS);
    Webhook webhook = {
        .id = id_new("whk"),
        .name = text_trimmed(ctx->arena, wanted->name),
        .url = wanted->url,
        .events = wanted->events,
        .all_organizations = wanted->all_organizations,
        .secret = webhook_secret_new(ctx->arena),
        .created_by = ctx->actor.user_id,
        .created_at = ctx->now,
        .version = 1,
    };
    TRY(told_name(
        ctx, webhook_store_create(ctx, &webhook, sealed(ctx, webhook.secret)), webhook.name));
    TRY(webhook_emit(ctx, &webhook, "webhook.created"));
    *ret_webhook = webhook;
    return OK;
}

Error webhook_get(Ctx *ctx, Id id, Webhook *ret_webhook)
{
    return webhook_store_get(ctx, id, ret_webhook);
}

Error webhook_lock(Ctx *ctx, Id id, Webhook *ret_webhook)
{
    return webhook_store_lock(ctx, id, ret_webhook);
}

Error webhook_list(Ctx *ctx, Id after, int64_t limit, WebhookList *ret_webhooks)
{
    return webhook_store_list(ctx, after, limit, ret_webhooks);
}

Error webhook_change(Ctx *ctx, Webhook *webhook, const WebhookChange *wanted)
{
    if (wanted->url)
        TRY(url_check(ctx, wanted->url));
    if (wanted->url)
        webhook->url = wanted->url;
    if (wanted->name)
        webhook->name = text_trimmed(ctx->arena, wanted->name);
    if (wanted->events.count)
        webhook->events = wanted->events;
    if (wanted->state)
        webhook->state = text_same(wanted->state, "off") ? WEBHOOK_OFF : WEBHOOK_ACTIVE;
    if (webhook->state == WEBHOOK_ACTIVE && wanted->state)
        webhook->failing_since = TIME_NONE; // it begins anew
    TRY(told_name(ctx, webhook_store_change(ctx, webhook), webhook->name));
    if (webhook->state == WEBHOOK_ACTIVE)
        TRY(webhook_send_soon(ctx, webhook->id));
    return webhook_emit(ctx, webhook, "webhook.changed");
}

Error webhook_change_secret(Ctx *ctx, Webhook *webhook)
{
    webhook->secret = webhook_secret_new(ctx->arena);
    webhook->former_until = time_after(ctx->now, WEBHOOK_SECRETS_OVERLAP);
    TRY(webhook_store_change_secret(ctx, webhook, sealed(ctx, webhook->secret)));
    return webhook_emit(ctx, webhook, "webhook.secret_changed");
}

Error webhook_send_test(Ctx *ctx, const Webhook *webhook)
{
    static const Throttle tests = {"webhook_test", 60, HOURS(1)};
    TRY(throttle_count(ctx, &tests, ctx->actor.organization_id.text));
    if (webhook->state != WEBHOOK_ACTIVE)
        return fail(ctx, CONFLICT, "webhook_not_active", "Switch the webhook on first.");
    return webhook_emit(ctx, webhook, "webhook.test");
}

Error webhook_remove(Ctx *ctx, const Webhook *webhook)
{
    TRY(webhook_store_remove(ctx, webhook->id));
    return webhook_emit(ctx, webhook, "webhook.removed");
}
