#include "scim_user_http.h"

#include "organizations/role.h"
#include "scim_user.h"

static Error answer_user(Ctx *ctx, const Request *req, Response *res, const ScimUser *user)
{
    response_header(ctx, res, "Location", "%s", scim_location(ctx->arena, "Users", user->id));
    return scim_respond(ctx, req, res, scim_user_json(ctx->arena, user));
}

static Error get_users(Ctx *ctx, const Request *req, Response *res)
{
    ScimPage page;
    TRY(scim_user_list(ctx, req->query, &page));
    return scim_respond_page(ctx, req, res, &page);
}

static Error get_user(Ctx *ctx, const Request *req, Response *res)
{
    ScimUser user;
    TRY(scim_user_get(ctx, id_from(req->args[0]), &user));
    return answer_user(ctx, req, res, &user);
}

static Error post_user(Ctx *ctx, const Request *req, Response *res)
{
    const JsonValue *body;
    ScimUser user;
    TRY(scim_body_read(ctx, req, &body));
    TRY(scim_user_create(ctx, body, &user));
    return answer_user(ctx, req, res, &user);
}

static Error put_user(Ctx *ctx, const Request *req, Response *res)
{
    const JsonValue *body;
    ScimUser user;
    TRY(scim_body_read(ctx, req, &body));
    TRY(scim_user_place(ctx, id_from(req->args[0]), body, &user));
    return answer_user(ctx, req, res, &user);
}

static Error patch_user(Ctx *ctx, const Request *req, Response *res)
{
    const JsonValue *body;
    ScimUser user;
    TRY(scim_body_read(ctx, req, &body));
    TRY(scim_user_change(ctx, id_from(req->args[0]), body, &user));
    return answer_user(ctx, req, res, &user);
}

static Error delete_user(Ctx *ctx, const Request *req, Response *res)
{
    TRY(scim_user_remove(ctx, id_from(req->args[0])));
    return respond_nothing(ctx, res);
}

const Route scim_user_routes[] = {
    {GET, "/scim/v2/Users", get_users, PERMIT_DIRECTORY, .query = &scim_query_shape,
        .problem = scim_respond_problem},
    {POST, "/scim/v2/Users", post_user, PERMIT_DIRECTORY, .query = &scim_query_shape,
        .accepts = SCIM_ACCEPTS, .status = 201, .problem = scim_respond_problem},
    {GET, "/scim/v2/Users/{id}", get_user, PERMIT_DIRECTORY, .query = &scim_query_shape,
        .problem = scim_respond_problem},
    {PUT, "/scim/v2/Users/{id}", put_user, PERMIT_DIRECTORY, .query = &scim_query_shape,
        .accepts = SCIM_ACCEPTS, .problem = scim_respond_problem},
    {PATCH, "/scim/v2/Users/{id}", patch_user, PERMIT_DIRECTORY, .query = &scim_query_shape,
        .accepts = SCIM_ACCEPTS, .problem = scim_respond_problem},
    {DELETE, "/scim/v2/Users/{id}", delete_user, PERMIT_DIRECTORY, .query = &scim_query_shape,
        .status = 204, .problem = scim_respond_problem},
    ROUTES_END,
};
