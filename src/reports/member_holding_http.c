#include "member_holding_http.h"

#include "member_holding.h"
#include "organizations/role.h"

static Error get_holdings(Ctx *ctx, const Request *req, Response *res)
{
    MemberHoldings holdings;
    TRY(member_holdings_get(ctx, id_from(req->args[0]), &holdings));
    return respond(ctx, res, &holdings);
}

const Route member_holding_routes[] = {
    {GET, "/v1/organization/members/{user_id}/holdings", get_holdings, PERMIT_MEMBERS,
        .answer = &member_holdings_shape,
        .summary = "Count what a member holds here, before removing the member."},
    ROUTES_END,
};
