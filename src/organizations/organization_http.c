#include "organization_http.h"

#include "organization.h"
#include "role.h"

static Error get_organization(Ctx *ctx, const Request *req, Response *res)
{
    (void)req;
    Organization organization;
    TRY(organization_get(ctx, ctx->actor.organization_id, &organization));
    return respond(ctx, res, &organization);
}

const Route organization_routes[] = {
    {GET, "/v1/organization", get_organization, PERMIT_REPORTS, .answer = &organization_shape,
        .summary = "Tell about the organization one acts for."},
    ROUTES_END,
};
