#include "organization_token_http.h"

#include "organization_token.h"
#include "page.h"
#include "role.h"

static Error post_token(Ctx *ctx, const Request *req, Response *res)
{
    ApiToken token;
    TRY(organization_token_issue(ctx, req->body, &token));
    return respond(ctx, res, &token);
}

static Error get_tokens(Ctx *ctx, const Request *req, Response *res)
{
    const PageQuery *query = req->query;
    ApiTokenList tokens;
    TRY(api_token_list_all(ctx, query->after, page_limit(query) + 1, &tokens));
    return page_respond(ctx, res, query, &tokens, id.text);
}

static Error delete_token(Ctx *ctx, const Request *req, Response *res)
{
    TRY(api_token_revoke_any(ctx, id_from(req->args[0])));
    return respond_nothing(ctx, res);
}

const Route organization_token_routes[] = {
    {GET, "/v1/organization/api-tokens", get_tokens, PERMIT_MEMBERS, .query = &page_query_shape,
        .answer = &api_token_shape, .is_page = true,
        .summary = "List the API tokens of the organization and of its people for it."},
    {POST, "/v1/organization/api-tokens", post_token,
        PERMIT_MEMBERS | PERMIT_SESSION | PERMIT_VERIFIED, .body = &new_organization_token_shape,
        .answer = &api_token_shape, .status = 201,
        .summary = "Issue a token of the organization, which outlives whoever made it."},
    {DELETE, "/v1/organization/api-tokens/{id}", delete_token, PERMIT_MEMBERS, .status = 204,
        .summary = "Revoke any API token for the organization, for good."},
    ROUTES_END,
};
