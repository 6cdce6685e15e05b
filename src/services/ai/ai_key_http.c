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

static Error put_key(Ctx *ctx, const Request *req, Response *res)
{
    AiKey key;
    TRY(ai_key_change(ctx, id_from(req->args[0]), id_from(req->args[1]), req->body, &key));
    return respond(ctx, res, &key);
}

static Error post_rotation(Ctx *ctx, const Request *req, Response *res)
{
    AiKey key;
    TRY(ai_key_rotate(ctx, id_from(req->args[0]), id_from(req->args[1]), req->body, &key));
    response_header(ctx, res, "Cache-Control", "no-store");
    return respond(ctx, res, &key);
}

static Error delete_former_secret(Ctx *ctx, const Request *req, Response *res)
{
    TRY(ai_key_end_former_secret(ctx, id_from(req->args[0]), id_from(req->args[1])));
    return respond_nothing(ctx, res);
}

static Error post_pause(Ctx *ctx, const Request *req, Response *res)
{
    AiKey key;
    TRY(ai_key_pause(ctx, id_from(req->args[0]), id_from(req->args[1]), &key));
    return respond(ctx, res, &key);
}

static Error post_resumption(Ctx *ctx, const Request *req, Response *res)
{
    AiKey key;
    TRY(ai_key_resume(ctx, id_from(req->args[0]), id_from(req->args[1]), &key));
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
    {PUT, "/v1/subscriptions/{id}/keys/{key_id}", put_key, PERMIT_PURCHASE | PERMIT_VERIFIED,
        .body = &new_ai_key_shape, .answer = &ai_key_shape,
        .summary =
            "Replace a key's name, models, limits and end; what is not said is not limited."},
    {POST, "/v1/subscriptions/{id}/keys/{key_id}/rotation", post_rotation,
        PERMIT_PURCHASE | PERMIT_VERIFIED, .body = &rotation_shape, .answer = &ai_key_shape,
        .summary = "Give a key a new secret, shown once; the former one goes on for a while."},
    {DELETE, "/v1/subscriptions/{id}/keys/{key_id}/former-secret", delete_former_secret,
        PERMIT_PURCHASE, .status = 204, .summary = "End the secret before the rotation now."},
    {POST, "/v1/subscriptions/{id}/keys/{key_id}/pause", post_pause, PERMIT_PURCHASE,
        .answer = &ai_key_shape,
        .summary = "Have a key's calls refused until it is resumed; running ones are cut."},
    {POST, "/v1/subscriptions/{id}/keys/{key_id}/resumption", post_resumption,
        PERMIT_PURCHASE | PERMIT_VERIFIED, .answer = &ai_key_shape,
        .summary = "Let a paused key work again."},
    {POST, "/v1/subscriptions/{id}/keys/{key_id}/revocation", post_revocation, PERMIT_PURCHASE,
        .answer = &ai_key_shape,
        .summary = "Revoke a key for good; running calls are cut within a second."},
    ROUTES_END,
};
