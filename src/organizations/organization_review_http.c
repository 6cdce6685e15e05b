#include "organization_review_http.h"

#include "audit/audit_record.h"
#include "membership.h"
#include "organization.h"
#include "ownership_transfer.h"
#include "page.h"
#include "role.h"

typedef struct OrganizationQuery {
    int64_t limit;
    const char *after, *q;
} OrganizationQuery;

static SHAPE(organization_query_shape, OrganizationQuery, PAGE_QUERY_FIELDS(OrganizationQuery),
    FIELD(OrganizationQuery, q, .max = 100, .about = "Part of the name, or the id."));

static Error get_organizations(Ctx *ctx, const Request *req, Response *res)
{
    const OrganizationQuery *query = req->query;
    OrganizationList organizations;
    TRY(organization_list_all(ctx, query->q, query->after, page_limit(query) + 1, &organizations));
    return page_respond(ctx, res, query, &organizations, id.text);
}

static Error get_organization(Ctx *ctx, const Request *req, Response *res)
{
    Organization organization;
    TRY(organization_get(ctx, id_from(req->args[0]), &organization));
    return respond(ctx, res, &organization);
}

static Error get_members(Ctx *ctx, const Request *req, Response *res)
{
    const OrganizationQuery *query = req->query;
    MemberFilter filter = {.q = query->q, .after = query->after, .limit = page_limit(query) + 1};
    MemberList members;
    TRY(WITHIN(ctx, id_from(req->args[0]), membership_list(ctx, &filter, &members)));
    return page_respond(ctx, res, query, &members, user_id.text);
}

static Error get_transfers(Ctx *ctx, const Request *req, Response *res)
{
    const PageQuery *query = req->query;
    OwnershipTransferList transfers;
    TRY(WITHIN(ctx, id_from(req->args[0]),
        ownership_transfer_list(ctx, query->after, page_limit(query) + 1, &transfers)));
    return page_respond(ctx, res, query, &transfers, id.text);
}

static Error answer(Ctx *ctx, const Request *req, Response *res, const OwnershipTransfer *transfer)
{
    TRY(audit_record_write_for(ctx, req, transfer->organization_id, transfer->id));
    return respond(ctx, res, transfer);
}

static Error post_transfer(Ctx *ctx, const Request *req, Response *res)
{
    OwnershipTransfer transfer = {.id = ID_NONE};
    TRY(WITHIN(ctx, id_from(req->args[0]), ownership_transfer_place(ctx, req->body, &transfer)));
    return answer(ctx, req, res, &transfer);
}

static Error post_withdrawal(Ctx *ctx, const Request *req, Response *res)
{
    OwnershipTransfer transfer = {.id = ID_NONE};
    TRY(WITHIN(ctx, id_from(req->args[0]),
        ownership_transfer_cancel(ctx, id_from(req->args[1]), &transfer)));
    return answer(ctx, req, res, &transfer);
}

#define ORGANIZATIONS "/v1/operator/organizations"
#define TRANSFERS     ORGANIZATIONS "/{id}/ownership-transfers"

enum { PERMIT_DECIDE = PERMIT_OPERATE | PERMIT_SESSION | PERMIT_VERIFIED };

const Route organization_review_routes[] = {
    {GET, ORGANIZATIONS, get_organizations, PERMIT_OPERATE, .query = &organization_query_shape,
        .answer = &organization_shape, .is_page = true,
        .summary = "List all organizations, newest first."},
    {GET, ORGANIZATIONS "/{id}", get_organization, PERMIT_OPERATE, .answer = &organization_shape,
        .summary = "Tell about an organization."},
    {GET, ORGANIZATIONS "/{id}/members", get_members, PERMIT_OPERATE,
        .query = &organization_query_shape, .answer = &member_shape, .is_page = true,
        .summary = "List an organization's members and their roles, by their names."},
    {GET, TRANSFERS, get_transfers, PERMIT_OPERATE, .query = &page_query_shape,
        .answer = &ownership_transfer_shape, .is_page = true,
        .summary = "List who was to become an owner of an organization, newest first."},
    {POST, TRANSFERS, post_transfer, PERMIT_DECIDE, .body = &new_owner_shape,
        .answer = &ownership_transfer_shape, .status = 201,
        .summary = "Announce another owner in the place of one who is lost; the owners can object"
                   " for three days."},
    {POST, TRANSFERS "/{transfer_id}/withdrawal", post_withdrawal, PERMIT_DECIDE,
        .answer = &ownership_transfer_shape,
        .summary = "Take back that another owner was announced."},
    ROUTES_END,
};
