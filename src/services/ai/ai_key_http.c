#include "ai_key_http.h"

#include "ai_key.h"
#include "organizations/role.h"
#include "page.h"

static Error get_keys(Ctx *ctx, const Request *req, Response *res)
{
    const PageQuery *query = req->query;
    AiKeyList keys;
    TRY(ai_key_list(
        ctx, id_from(req->args[0]), id_from(query->after), page_limit(query) + 1, &keys));
    return page_respond(ctx, res, query, &keys, id.text);
}

static Error post_key(Ctx *ctx, const Request *req, Response *res)
{
    AiKey key;
    TRY(ai_key_issue(ctx, id_from(req->args[0]), req->body, &key));
    response_header(ctx, res, "Cache-Control", "no-store");
    return respond(ctx, res, &key);
}

static Error post_revocation(Ctx *ctx, const Request *req, Response *res)
{
    AiKey key;
    TRY(ai_key_revoke(ctx, id_from(req->args[0]), id_from(req->args[1]), &key));
    return respond(ctx, res, &key);
}

const Route ai_key_routes[] = {
    {GET, "/v1/subscriptions/{id}/keys", get_keys, PERMIT_REPORTS, .query = &page_query_shape,
        .answer = &ai_key_shape, .is_page = true,
        .summary = "List the keys of a subscription, revoked ones too; the newest first."},
    {POST, "/v1/subscriptions/{id}/keys", post_key, PERMIT_PURCHASE | PERMIT_VERIFIED,
        .body = &new_ai_key_shape, .answer = &ai_key_shape, .status = 201,
        .summary = "Issue a key; its secret is shown once."},
    {POST, "/v1/subscriptions/{id}/keys/{key_id}/revocation", post_revocation, PERMIT_PURCHASE,
        .answer = &ai_key_shape,
        .summary = "Revoke a key for good; running calls are cut within a second."},
    ROUTES_END,
};
