#include "role_request_http.h"

#include "page.h"
#include "role_request.h"

typedef struct RoleRequestQuery {
    int64_t limit;
    const char *after, *state;
} RoleRequestQuery;

static SHAPE(role_request_query_shape, RoleRequestQuery, PAGE_QUERY_FIELDS(RoleRequestQuery),
    FIELD(RoleRequestQuery, state, .pattern = "pending|approved|declined|withdrawn|expired"));

typedef struct Approval {
    Time ends_at;
} Approval;

static SHAPE_NAMED(approval_shape, Approval, "RoleRequestApproval",
    FIELD(Approval, ends_at, .about = "The role ends then; null: it has no end."));

typedef struct Decline {
    const char *reason;
} Decline;

static SHAPE_NAMED(decline_shape, Decline, "RoleRequestDecline",
    FIELD(Decline, reason, .required = true, .max = 1000, .about = "Mailed to who asked."));

static Error list(Ctx *ctx, const Request *req, Response *res, Id user_id)
{
    const RoleRequestQuery *query = req->query;
    RoleRequestList requests;
    TRY(role_request_list(
        ctx, query->state, user_id, query->after, page_limit(query) + 1, &requests));
    return page_respond(ctx, res, query, &requests, id.text);
}

static Error get_own(Ctx *ctx, const Request *req, Response *res)
{
    return list(ctx, req, res, ctx->actor.user_id);
}

static Error get_requests(Ctx *ctx, const Request *req, Response *res)
{
    return list(ctx, req, res, ID_NONE);
}

static Error post_request(Ctx *ctx, const Request *req, Response *res)
{
    RoleRequest request = {.id = ID_NONE};
    TRY(role_request_create(ctx, req->body, &request));
    return respond(ctx, res, &request);
}

static Error post_withdrawal(Ctx *ctx, const Request *req, Response *res)
{
    RoleRequest request = {.id = ID_NONE};
    TRY(role_request_withdraw(ctx, id_from(req->args[0]), &request));
    return respond(ctx, res, &request);
}

static Error post_approval(Ctx *ctx, const Request *req, Response *res)
{
    const Approval *approval = req->body;
    RoleRequest request = {.id = ID_NONE};
    TRY(role_request_approve(ctx, id_from(req->args[0]), approval->ends_at, &request));
    return respond(ctx, res, &request);
}

static Error post_decline(Ctx *ctx, const Request *req, Response *res)
{
    const Decline *decline = req->body;
    RoleRequest request = {.id = ID_NONE};
    TRY(role_request_decline(ctx, id_from(req->args[0]), decline->reason, &request));
    return respond(ctx, res, &request);
}

#define OWN      "/v1/me/role-requests"
#define REQUESTS "/v1/organization/role-requests"

const Route role_request_routes[] = {
    {GET, OWN, get_own, PERMIT_INSIDER, .query = &role_request_query_shape,
        .answer = &role_request_shape, .is_page = true,
        .summary = "List the roles that one asked for in one's organization, newest first."},
    {POST, OWN, post_request, PERMIT_INSIDER | PERMIT_SESSION, .body = &new_role_request_shape,
        .answer = &role_request_shape, .status = 201,
        .summary = "Ask for a role that one lacks in one's organization."},
    {POST, OWN "/{id}/withdrawal", post_withdrawal, PERMIT_INSIDER | PERMIT_SESSION,
        .answer = &role_request_shape, .summary = "Take back that one asked for a role."},
    {GET, REQUESTS, get_requests, PERMIT_MEMBERS, .query = &role_request_query_shape,
        .answer = &role_request_shape, .is_page = true,
        .summary = "List who asked for which role, newest first."},
    {POST, REQUESTS "/{id}/approval", post_approval,
        PERMIT_MEMBERS | PERMIT_SESSION | PERMIT_VERIFIED, .body = &approval_shape,
        .answer = &role_request_shape,
        .summary = "Give a member the role that it asked for, at once."},
    {POST, REQUESTS "/{id}/decline", post_decline, PERMIT_MEMBERS | PERMIT_SESSION,
        .body = &decline_shape, .answer = &role_request_shape,
        .summary = "Do not give a member the role that it asked for."},
    ROUTES_END,
};
