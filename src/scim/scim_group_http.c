#include "scim_group_http.h"

#include "organizations/role.h"
#include "scim_group.h"

static Error answer_group(Ctx *ctx, const Request *req, Response *res, Id id)
{
    const char *json;
    TRY(scim_group_read(ctx, id, scim_query_has(ctx->arena, req->query, "members"), &json));
    response_header(ctx, res, "Location", "%s", scim_location(ctx->arena, "Groups", id));
    return scim_respond(ctx, req, res, json);
}

static Error get_groups(Ctx *ctx, const Request *req, Response *res)
{
    ScimPage page;
    TRY(scim_group_list(ctx, req->query, &page));
    return scim_respond_page(ctx, req, res, &page);
}

static Error get_group(Ctx *ctx, const Request *req, Response *res)
{
    return answer_group(ctx, req, res, id_from(req->args[0]));
}

static Error post_group(Ctx *ctx, const Request *req, Response *res)
{
    const JsonValue *body;
    Id id;
    TRY(scim_body_read(ctx, req, &body));
    TRY(scim_group_create(ctx, body, &id));
    return answer_group(ctx, req, res, id);
}

static Error put_group(Ctx *ctx, const Request *req, Response *res)
{
    const JsonValue *body;
    Id id = id_from(req->args[0]);
    TRY(scim_body_read(ctx, req, &body));
    TRY(scim_group_place(ctx, id, body));
    return answer_group(ctx, req, res, id);
}

// Without a body: a group may have thousands of members.
static Error patch_group(Ctx *ctx, const Request *req, Response *res)
{
    const JsonValue *body;
    TRY(scim_body_read(ctx, req, &body));
    TRY(scim_group_change(ctx, id_from(req->args[0]), body));
    return respond_nothing(ctx, res);
}

static Error delete_group(Ctx *ctx, const Request *req, Response *res)
{
    TRY(scim_group_remove(ctx, id_from(req->args[0])));
    return respond_nothing(ctx, res);
}

const Route scim_group_routes[] = {
    {GET, "/scim/v2/Groups", get_groups, PERMIT_DIRECTORY, .query = &scim_query_shape,
        .problem = scim_respond_problem},
    {POST, "/scim/v2/Groups", post_group, PERMIT_DIRECTORY, .query = &scim_query_shape,
        .accepts = SCIM_ACCEPTS, .max_body = MAX_SCIM_BODY, .status = 201,
        .problem = scim_respond_problem},
    {GET, "/scim/v2/Groups/{id}", get_group, PERMIT_DIRECTORY, .query = &scim_query_shape,
        .problem = scim_respond_problem},
    {PUT, "/scim/v2/Groups/{id}", put_group, PERMIT_DIRECTORY, .query = &scim_query_shape,
        .accepts = SCIM_ACCEPTS, .max_body = MAX_SCIM_BODY, .problem = scim_respond_problem},
    {PATCH, "/scim/v2/Groups/{id}", patch_group, PERMIT_DIRECTORY, .query = &scim_query_shape,
        .accepts = SCIM_ACCEPTS, .max_body = MAX_SCIM_BODY, .status = 204,
        .problem = scim_respond_problem},
    {DELETE, "/scim/v2/Groups/{id}", delete_group, PERMIT_DIRECTORY, .query = &scim_query_shape,
        .status = 204, .problem = scim_respond_problem},
    ROUTES_END,
};
