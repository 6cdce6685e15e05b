#include "webhook_http.h"

#include "organizations/role.h"
#include "page.h"
#include "webhook_delivery.h"

typedef struct DeliveryQuery {
    int64_t limit;
    const char *after, *state, *kind;
} DeliveryQuery;

static SHAPE(delivery_query_shape, DeliveryQuery, PAGE_QUERY_FIELDS(DeliveryQuery),
    FIELD(DeliveryQuery, state, .pattern = "waiting|delivered|dead"),
    FIELD(DeliveryQuery, kind, .max = 100, .about = "Part of the event's kind."));

typedef struct Replayed {
    int64_t count;
} Replayed;

static SHAPE(replayed_shape, Replayed, FIELD(Replayed, count, .required = true));

static Error get_webhooks(Ctx *ctx, const Request *req, Response *res)
{
    const PageQuery *query = req->query;
    WebhookList webhooks;
    TRY(webhook_list(ctx, id_from(query->after), page_limit(query) + 1, &webhooks));
    return page_respond(ctx, res, query, &webhooks, id.text);
}

static Error answer_webhook(Ctx *ctx, Id id, const char *secret, Response *res)
{
    Webhook webhook = {.id = ID_NONE};
    TRY(webhook_get(ctx, id, &webhook));
    webhook.secret = secret;
    response_version(ctx, res, webhook.version);
    return respond(ctx, res, &webhook);
}

static Error get_webhook(Ctx *ctx, const Request *req, Response *res)
{
    return answer_webhook(ctx, id_from(req->args[0]), NULL, res);
}

static Error post_webhook(Ctx *ctx, const Request *req, Response *res)
{
    Webhook webhook;
    TRY(webhook_create(ctx, req->body, &webhook));
    return answer_webhook(ctx, webhook.id, webhook.secret, res);
}

static Error lock(Ctx *ctx, const Request *req, Webhook *ret_webhook)
{
    *ret_webhook = (Webhook){.id = ID_NONE};
    TRY(webhook_lock(ctx, id_from(req->args[0]), ret_webhook));
    return require_version(ctx, req, ret_webhook->version);
}

static Error patch_webhook(Ctx *ctx, const Request *req, Response *res)
{
    Webhook webhook;
    TRY(lock(ctx, req, &webhook));
    TRY(webhook_change(ctx, &webhook, req->body));
    return answer_webhook(ctx, webhook.id, NULL, res);
}

static Error delete_webhook(Ctx *ctx, const Request *req, Response *res)
{
    Webhook webhook;
    TRY(lock(ctx, req, &webhook));
    TRY(webhook_remove(ctx, &webhook));
    return respond_nothing(ctx, res);
}

static Error post_secret(Ctx *ctx, const Request *req, Response *res)
{
    Webhook webhook;
    TRY(lock(ctx, req, &webhook));
    TRY(webhook_change_secret(ctx, &webhook));
    return answer_webhook(ctx, webhook.id, webhook.secret, res);
}

static Error post_test(Ctx *ctx, const Request *req, Response *res)
{
    Webhook webhook;
    TRY(lock(ctx, req, &webhook));
    TRY(webhook_send_test(ctx, &webhook));
    return respond(ctx, res, &(Nothing){0});
}

static Error get_deliveries(Ctx *ctx, const Request *req, Response *res)
{
    const DeliveryQuery *query = req->query;
    WebhookDeliveryList deliveries;
    WebhookDeliveryFilter filter = {
        .state = query->state,
        .kind = query->kind,
        .after = id_from(query->after),
        .limit = page_limit(query) + 1,
    };
    TRY(webhook_delivery_list(ctx, id_from(req->args[0]), &filter, &deliveries));
    return page_respond(ctx, res, query, &deliveries, id.text);
}

static Error get_delivery(Ctx *ctx, const Request *req, Response *res)
{
    WebhookDelivery delivery = {.id = ID_NONE};
    TRY(webhook_delivery_get(ctx, id_from(req->args[0]), id_from(req->args[1]), &delivery));
    return respond(ctx, res, &delivery);
}

static Error post_delivery_replay(Ctx *ctx, const Request *req, Response *res)
{
    WebhookDelivery delivery;
    TRY(webhook_delivery_replay(ctx, id_from(req->args[0]), id_from(req->args[1]), &delivery));
    return respond(ctx, res, &delivery);
}

static Error post_replay(Ctx *ctx, const Request *req, Response *res)
{
    Replayed replayed;
    TRY(webhook_delivery_replay_dead(ctx, id_from(req->args[0]), &replayed.count));
    return respond(ctx, res, &replayed);
}

const Route webhook_routes[] = {
    {GET, "/v1/webhooks", get_webhooks, PERMIT_MEMBERS, .query = &page_query_shape,
        .answer = &webhook_shape, .is_page = true,
        .summary = "List the programs that are told of the organization's events."},
    {POST, "/v1/webhooks", post_webhook, PERMIT_MEMBERS | PERMIT_VERIFIED,
        .body = &new_webhook_shape, .answer = &webhook_shape, .status = 201,
        .summary = "Have events posted to an address; the secret that signs them is shown once."},
    {GET, "/v1/webhooks/{id}", get_webhook, PERMIT_MEMBERS, .answer = &webhook_shape,
        .summary = "Tell about a webhook."},
    {PATCH, "/v1/webhooks/{id}", patch_webhook, PERMIT_MEMBERS | PERMIT_VERIFIED,
        .body = &webhook_change_shape, .answer = &webhook_shape,
        .summary = "Change a webhook, or switch it off and on."},
    {DELETE, "/v1/webhooks/{id}", delete_webhook, PERMIT_MEMBERS, .status = 204,
        .summary = "Remove a webhook with its deliveries."},
    {POST, "/v1/webhooks/{id}/secret", post_secret, PERMIT_MEMBERS | PERMIT_VERIFIED,
        .answer = &webhook_shape,
        .summary = "Give it another secret, shown once; the former one signs for a day more."},
    {POST, "/v1/webhooks/{id}/test", post_test, PERMIT_MEMBERS, .answer = &nothing_shape,
        .status = 202, .summary = "Send it the event webhook.test."},
    {POST, "/v1/webhooks/{id}/replay", post_replay, PERMIT_MEMBERS, .answer = &replayed_shape,
        .summary = "Send everything anew that was given up."},
    {GET, "/v1/webhooks/{id}/deliveries", get_deliveries, PERMIT_MEMBERS,
        .query = &delivery_query_shape, .answer = &webhook_delivery_shape, .is_page = true,
        .summary = "List what was sent to a webhook, the newest first, and what came of it."},
    {GET, "/v1/webhooks/{id}/deliveries/{delivery_id}", get_delivery, PERMIT_MEMBERS,
        .answer = &webhook_delivery_detail_shape, .summary = "Read what was sent."},
    {POST, "/v1/webhooks/{id}/deliveries/{delivery_id}/replay", post_delivery_replay,
        PERMIT_MEMBERS, .answer = &webhook_delivery_shape,
        .summary = "Send an event anew, whatever became of it."},
    ROUTES_END,
};
