#include "organization_http.h"

#include "membership.h"
#include "organization.h"
#include "page.h"
#include "role.h"

static Error get_organization(Ctx *ctx, const Request *req, Response *res)
{
    (void)req;
    Organization organization;
    TRY(organization_get(ctx, ctx->actor.organization_id, &organization));
    return respond(ctx, res, &organization);
}

static Error get_members(Ctx *ctx, const Request *req, Response *res)
{
    const PageQuery *query = req->query;
    MemberList members;
    TRY(membership_list(ctx, query->after, page_limit(query) + 1, &members));
    return page_respond(ctx, res, query, &members, user_id.text);
}

const Route organization_routes[] = {
    {GET, "/v1/organization", get_organization, PERMIT_REPORTS, .answer = &organization_shape,
        .summary = "Tell about the organization one acts for."},
    {GET, "/v1/organization/members", get_members, PERMIT_REPORTS, .query = &page_query_shape,
        .answer = &member_shape, .is_page = true, .summary = "List the members and their roles."},
    ROUTES_END,
};
