#include "webhook_store.h"

#include "db/db.h"
#include "organizations/role.h"
#include "json/json.h"

static SHAPE(delivery_row_shape, WebhookDelivery, FIELD(WebhookDelivery, id),
    FIELD(WebhookDelivery, webhook_id), FIELD(WebhookDelivery, event_id),
    FIELD(WebhookDelivery, kind), FIELD(WebhookDelivery, body),
    FIELD_ENUM(WebhookDelivery, state, webhook_delivery_state_names),
    FIELD(WebhookDelivery, attempts), FIELD(WebhookDelivery, status),
    FIELD(WebhookDelivery, problem), FIELD(WebhookDelivery, answer),
    FIELD(WebhookDelivery, created_at), FIELD(WebhookDelivery, queued_at),
    FIELD(WebhookDelivery, due_at), FIELD(WebhookDelivery, attempted_at));

#define OWN                                                                                        \
    "w.id, w.organization_id, w.name, w.url, w.events, w.all_organizations, w.state,"              \
    " w.failing_since, w.sending_until, w.created_by,"                                             \
    " w.created_at, w.version, CASE WHEN w.former_until > $2 THEN w.former_until END"              \
    " AS former_until"

#define COUNTS                                                                                     \
    ", (SELECT count(*) FROM webhook_delivery d WHERE d.organization_id = w.organization_id"       \
    " AND d.webhook_id = w.id AND d.state = 'waiting') AS waiting,"                                \
    " (SELECT count(*) FROM webhook_delivery d WHERE d.organization_id = w.organization_id"        \
    " AND d.webhook_id = w.id AND d.state = 'dead') AS dead,"                                      \
    " (SELECT max(d.attempted_at) FROM webhook_delivery d"                                         \
    " WHERE d.organization_id = w.organization_id AND d.webhook_id = w.id) AS attempted_at"

#define DELIVERY                                                                                   \
    "id, webhook_id, event_id, kind, state, attempts, status, problem, answer, created_at,"        \
    " queued_at, due_at, attempted_at"

Error webhook_store_create(Ctx *ctx, const Webhook *webhook, Blob secret)
{
    return db_exec(ctx,
        "INSERT INTO webhook (organization_id, id, name, url, events, state, secret, created_by,"
        " created_at, version, all_organizations)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        ctx->actor.organization_id, webhook->id, webhook->name, webhook->url,
        json_of_texts(ctx->arena, webhook->events), webhook_state_names[webhook->state], secret,
        webhook->created_by, webhook->created_at, webhook->version, webhook->all_organizations);
}

static bool sees_all(const Actor *actor)
{
    return actor->is_system || (actor->permissions & PERMIT_OPERATE);
}

// $1: whose, $2: now, $3: whether those that hear of all organizations too.
#define OF_ACTOR " FROM webhook w WHERE w.organization_id = $1 AND (NOT w.all_organizations OR $3)"

Error webhook_store_get(Ctx *ctx, Id id, Webhook *ret_webhook)
{
    return db_one(ctx, webhook_shape, ret_webhook, "SELECT " OWN COUNTS OF_ACTOR " AND w.id = $4",
        ctx->actor.organization_id, ctx->now, sees_all(&ctx->actor), id);
}

Error webhook_store_lock(Ctx *ctx, Id id, Webhook *ret_webhook)
{
    return db_one(ctx, webhook_shape, ret_webhook, "SELECT " OWN OF_ACTOR " AND w.id = $4 {lock}",
        ctx->actor.organization_id, ctx->now, sees_all(&ctx->actor), id);
}

Error webhook_store_list(Ctx *ctx, Id after, int64_t limit, WebhookList *ret_webhooks)
{
    return db_all(ctx, webhook_shape, ret_webhooks,
        "SELECT " OWN COUNTS OF_ACTOR
        " AND (CAST($4 AS TEXT) IS NULL OR w.id > $4) ORDER BY w.id LIMIT $5",
        ctx->actor.organization_id, ctx->now, sees_all(&ctx->actor), after, limit);
}

Error webhook_store_list_listening(Ctx *ctx, Id organization_id, WebhookList *ret_webhooks)
{
    return db_all(ctx, webhook_shape, ret_webhooks,
        "SELECT id, organization_id, events, all_organizations FROM webhook"
        " WHERE organization_id = $1 AND state = 'active'"
        " UNION ALL SELECT id, organization_id, events, all_organizations FROM webhook"
        " WHERE organization_id <> $1 AND state = 'active' AND all_organizations ORDER BY id",
        organization_id);
}

static SHAPE(
    listener_shape, Listener, FIELD(Listener, organization_id), FIELD(Listener, all_organizations));

Error webhook_store_list_listeners(Ctx *ctx, TextList organizations, ListenerList *ret_listeners)
{
    return db_all(ctx, listener_shape, ret_listeners,
        "SELECT organization_id, all_organizations FROM webhook"
        " WHERE organization_id IN {list $1} AND state = 'active'"
        " UNION SELECT organization_id, all_organizations FROM webhook"
        " WHERE all_organizations AND state = 'active' ORDER BY organization_id",
        json_of_texts(ctx->arena, organizations));
}

Error webhook_store_count(Ctx *ctx, int64_t *ret_count)
{
    return db_number(ctx, ret_count, "SELECT count(*) FROM webhook WHERE organization_id = $1",
        ctx->actor.organization_id);
}

Error webhook_store_change(Ctx *ctx, Webhook *webhook)
{
    webhook->version++;
    return db_exec(ctx,
        "UPDATE webhook SET name = $3, url = $4, events = $5, state = $6, failing_since = $7,"
        " version = $8 WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, webhook->id, webhook->name, webhook->url,
        json_of_texts(ctx->arena, webhook->events), webhook_state_names[webhook->state],
        webhook->failing_since, webhook->version);
}

Error webhook_store_change_secret(Ctx *ctx, const Webhook *webhook, Blob secret)
{
    return db_exec(ctx,
        "UPDATE webhook SET former_secret = secret, former_until = $3, secret = $4"
        " WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, webhook->id, webhook->former_until, secret);
}

Error webhook_store_change_progress(Ctx *ctx, const Webhook *webhook)
{
    return db_exec(ctx,
        "UPDATE webhook SET state = $3, failing_since = $4, sending_until = $5"
        " WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, webhook->id, webhook_state_names[webhook->state],
        webhook->failing_since, webhook->sending_until);
}

Error webhook_store_get_secrets(Ctx *ctx, Id id, Blob *ret_secret, Blob *ret_former)
{
    TRY(db_blob(ctx, ret_secret,
        "SELECT secret FROM webhook WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, id));
    Error error = db_blob(ctx, ret_former,
        "SELECT former_secret FROM webhook WHERE organization_id = $1 AND id = $2"
        " AND former_until > $3",
        ctx->actor.organization_id, id, ctx->now);
    if (error == NOT_FOUND)
        *ret_former = (Blob){0};
    return error == NOT_FOUND ? OK : error;
}

Error webhook_store_remove(Ctx *ctx, Id id)
{
    TRY(db_exec(ctx, "DELETE FROM webhook_delivery WHERE organization_id = $1 AND webhook_id = $2",
        ctx->actor.organization_id, id));
    return db_exec(ctx, "DELETE FROM webhook WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, id);
}

// ── deliveries ───────────────────────────────────────────────────────────────────────────────

Error webhook_delivery_store_create(Ctx *ctx, const WebhookDelivery *delivery, int64_t *ret_count)
{
    return db_exec_count(ctx, ret_count,
        "INSERT INTO webhook_delivery (organization_id, id, webhook_id, event_id, kind, body,"
        " state, attempts, created_at, queued_at, due_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, 'waiting', 0, $7, $7, $7)"
        " ON CONFLICT (organization_id, webhook_id, event_id) DO NOTHING",
        ctx->actor.organization_id, delivery->id, delivery->webhook_id, delivery->event_id,
        delivery->kind, delivery->body, ctx->now);
}

Error webhook_delivery_store_get(Ctx *ctx, Id webhook_id, Id id, WebhookDelivery *ret_delivery)
{
    return db_one(ctx, delivery_row_shape, ret_delivery,
        "SELECT body, " DELIVERY
        " FROM webhook_delivery"
        " WHERE organization_id = $1 AND webhook_id = $2 AND id = $3",
        ctx->actor.organization_id, webhook_id, id);
}

Error webhook_delivery_store_lock(Ctx *ctx, Id webhook_id, Id id, WebhookDelivery *ret_delivery)
{
    return db_one(ctx, delivery_row_shape, ret_delivery,
        "SELECT body, " DELIVERY
        " FROM webhook_delivery"
        " WHERE organization_id = $1 AND webhook_id = $2 AND id = $3 {lock}",
        ctx->actor.organization_id, webhook_id, id);
}

Error webhook_delivery_store_list(Ctx *ctx, Id webhook_id, const WebhookDeliveryFilter *filter,
    WebhookDeliveryList *ret_deliveries)
{
    return db_all(ctx, delivery_row_shape, ret_deliveries,
        "SELECT " DELIVERY
        " FROM webhook_delivery WHERE organization_id = $1 AND webhook_id = $2"
        " AND (CAST($3 AS TEXT) IS NULL OR state = $3)"
        " AND (CAST($4 AS TEXT) IS NULL OR kind LIKE $4 ESCAPE '!')"
        " AND (CAST($5 AS TEXT) IS NULL OR id < $5) ORDER BY id DESC LIMIT $6",
        ctx->actor.organization_id, webhook_id, filter->state, db_pattern(ctx->arena, filter->kind),
        filter->after, filter->limit);
}

Error webhook_delivery_store_next(Ctx *ctx, Id webhook_id, WebhookDelivery *ret_delivery)
{
    return db_one(ctx, delivery_row_shape, ret_delivery,
        "SELECT body, " DELIVERY
        " FROM webhook_delivery WHERE organization_id = $1"
        " AND webhook_id = $2 AND state = 'waiting' AND due_at <= $3 ORDER BY id LIMIT 1",
        ctx->actor.organization_id, webhook_id, ctx->now);
}

Error webhook_delivery_store_change(Ctx *ctx, const WebhookDelivery *delivery)
{
    return db_exec(ctx,
        "UPDATE webhook_delivery SET state = $3, attempts = $4, status = $5, problem = $6,"
        " answer = $7, queued_at = $8, due_at = $9, attempted_at = $10"
        " WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, delivery->id, webhook_delivery_state_names[delivery->state],
        delivery->attempts, delivery->status, delivery->problem, delivery->answer,
        delivery->queued_at, delivery->due_at, delivery->attempted_at);
}

Error webhook_delivery_store_revive(Ctx *ctx, Id webhook_id, int64_t *ret_count)
{
    return db_exec_count(ctx, ret_count,
        "UPDATE webhook_delivery SET state = 'waiting', attempts = 0, queued_at = $3, due_at = $3"
        " WHERE organization_id = $1 AND webhook_id = $2 AND state = 'dead'",
        ctx->actor.organization_id, webhook_id, ctx->now);
}

Error webhook_delivery_store_remove_old(Ctx *ctx, Time before, int64_t limit, int64_t *ret_count)
{
    return db_exec_count(ctx, ret_count,
        "DELETE FROM webhook_delivery WHERE id IN (SELECT id FROM webhook_delivery WHERE id < $1"
        " AND state <> 'waiting' ORDER BY id LIMIT $2)",
        id_new_at("whd", before), limit);
}
