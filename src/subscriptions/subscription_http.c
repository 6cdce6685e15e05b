#include "subscription_http.h"

#include "base/text.h"
#include "catalog/acceptance.h"
#include "catalog/ai_model.h"
#include "catalog/document.h"
#include "catalog/seller.h"
#include "organizations/role.h"
#include "page.h"
#include "settings.h"
#include "subscription.h"

typedef struct SubscriptionDetail {
    Subscription subscription;
    Id order_id;
    DocumentList documents;
    AcceptanceList agreements;
    AiModelList ai_models;
    Seller seller;
    const char *api_url;
} SubscriptionDetail;

// The detail begins with the fields of the subscription, which stands at its beginning.
static SHAPE(subscription_detail_shape, SubscriptionDetail, SUBSCRIPTION_FIELDS,
    FIELD(SubscriptionDetail, order_id, .required = true),
    FIELD_LIST(SubscriptionDetail, documents, document_shape),
    FIELD_LIST(SubscriptionDetail, agreements, acceptance_shape),
    FIELD_LIST(SubscriptionDetail, ai_models, ai_model_shape),
    FIELD_OBJECT(SubscriptionDetail, seller, seller_shape),
    FIELD(SubscriptionDetail, api_url, .required = true));

typedef struct SubscriptionQuery {
    int64_t limit;
    const char *after, *state, *q;
} SubscriptionQuery;

static SHAPE(subscription_query_shape, SubscriptionQuery, PAGE_QUERY_FIELDS(SubscriptionQuery),
    FIELD(SubscriptionQuery, state, .pattern = "pending|active|suspended|cancelled|ended"),
    FIELD(SubscriptionQuery, q, .max = 100, .about = "Part of its name, product or seller."));

static Error get_subscriptions(Ctx *ctx, const Request *req, Response *res)
{
    const SubscriptionQuery *query = req->query;
    SubscriptionList subscriptions;
    SubscriptionFilter filter = {
        .state = query->state,
        .q = query->q,
        .after = id_from(query->after),
        .limit = page_limit(query) + 1,
    };
    TRY(subscription_list(ctx, &filter, &subscriptions));
    TRY(subscription_sum_costs(ctx, subscriptions.items, subscriptions.count));
    return page_respond(ctx, res, query, &subscriptions, id.text);
}

static Error detail_get(Ctx *ctx, Id id, SubscriptionDetail *ret_detail)
{
    SubscriptionDetail detail = {
        .api_url = arena_printf(ctx->arena, "%s/ai/v1", settings()->public_url),
    };
    TRY(subscription_get(ctx, id, &detail.subscription));
    TRY(subscription_sum_costs(ctx, &detail.subscription, 1));
    detail.order_id = detail.subscription.order_id;
    TRY(document_list(ctx, detail.subscription.revision_id, &detail.documents));
    TRY(acceptance_list(ctx, detail.order_id, id, &detail.agreements));
    TRY(ai_model_list(ctx, detail.subscription.revision_id, &detail.ai_models));
    TRY(seller_get(ctx, detail.subscription.seller_id, &detail.seller));
    *ret_detail = detail;
    return OK;
}

static Error get_subscription(Ctx *ctx, const Request *req, Response *res)
{
    SubscriptionDetail *detail = arena_new_of(ctx->arena, SubscriptionDetail);
    TRY(detail_get(ctx, id_from(req->args[0]), detail));
    response_version(ctx, res, detail->subscription.version);
    return respond(ctx, res, detail);
}

typedef struct SubscriptionChange {
    const char *name;
} SubscriptionChange;

static SHAPE(subscription_change_shape, SubscriptionChange,
    FIELD(SubscriptionChange, name, .required = true, .max = 80, .pattern = ONE_LINE));

static Error patch_subscription(Ctx *ctx, const Request *req, Response *res)
{
    const SubscriptionChange *body = req->body;
    Subscription subscription = {0};
    TRY(subscription_lock(ctx, id_from(req->args[0]), &subscription));
    TRY(require_version(ctx, req, subscription.version));
    TRY(subscription_rename(ctx, &subscription, text_trimmed(ctx->arena, body->name)));
    TRY(subscription_get(ctx, subscription.id, &subscription));
    TRY(subscription_sum_costs(ctx, &subscription, 1));
    response_version(ctx, res, subscription.version);
    return respond(ctx, res, &subscription);
}

const Route subscription_routes[] = {
    {GET, "/v1/subscriptions", get_subscriptions, PERMIT_REPORTS,
        .query = &subscription_query_shape, .answer = &subscription_shape, .is_page = true,
        .summary = "List subscriptions, with what each costs this month; the newest first."},
    {GET, "/v1/subscriptions/{id}", get_subscription, PERMIT_REPORTS,
        .answer = &subscription_detail_shape,
        .summary = "Read a subscription with all that belongs to it; cancelled ones too."},
    {PATCH, "/v1/subscriptions/{id}", patch_subscription, PERMIT_PURCHASE,
        .body = &subscription_change_shape, .answer = &subscription_shape,
        .summary = "Give a subscription another name."},
    ROUTES_END,
};
