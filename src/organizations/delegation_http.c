#include "delegation_http.h"

#include "audit/audit_record.h"
#include "delegation.h"
#include "page.h"
#include "role.h"

static Error get_delegations(Ctx *ctx, const Request *req, Response *res)
{
    const PageQuery *query = req->query;
    DelegationList delegations;
    TRY(delegation_list(ctx, query->after, page_limit(query) + 1, &delegations));
    return page_respond(ctx, res, query, &delegations, id.text);
}

static Error get_customers(Ctx *ctx, const Request *req, Response *res)
{
    const PageQuery *query = req->query;
    DelegationList delegations;
    TRY(delegation_list_customers(ctx, query->after, page_limit(query) + 1, &delegations));
    return page_respond(ctx, res, query, &delegations, id.text);
}

static Error post_delegation(Ctx *ctx, const Request *req, Response *res)
{
    Delegation delegation = {.id = ID_NONE};
    TRY(delegation_offer(ctx, req->body, &delegation));
    return respond(ctx, res, &delegation);
}

// A partner that moves it leaves a record with the customer too; one that declines stays unknown.
static Error move(Ctx *ctx, const Request *req, Response *res, DelegationState state)
{
    Delegation delegation = {.id = ID_NONE};
    TRY(delegation_move(ctx, id_from(req->args[0]), state, &delegation));
    if (state != DELEGATION_DECLINED)
        TRY(audit_record_write_for(ctx, req, delegation.organization_id, delegation.id));
    return respond(ctx, res, &delegation);
}

static Error post_revocation(Ctx *ctx, const Request *req, Response *res)
{
    return move(ctx, req, res, DELEGATION_REVOKED);
}

static Error post_acceptance(Ctx *ctx, const Request *req, Response *res)
{
    return move(ctx, req, res, DELEGATION_ACCEPTED);
}

static Error post_decline(Ctx *ctx, const Request *req, Response *res)
{
    return move(ctx, req, res, DELEGATION_DECLINED);
}

static Error post_renunciation(Ctx *ctx, const Request *req, Response *res)
{
    return move(ctx, req, res, DELEGATION_GIVEN_UP);
}

#define DELEGATIONS "/v1/organization/delegations"
#define CUSTOMERS   "/v1/organization/customers"

const Route delegation_routes[] = {
    {GET, DELEGATIONS, get_delegations, PERMIT_MEMBERS, .query = &page_query_shape,
        .answer = &delegation_shape, .is_page = true,
        .summary = "List the partners who act for one's organization, newest first."},
    {POST, DELEGATIONS, post_delegation, PERMIT_MEMBERS | PERMIT_SESSION | PERMIT_VERIFIED,
        .body = &new_delegation_shape, .answer = &delegation_shape, .status = 201,
        .summary = "Offer a partner that its people act for one's organization."},
    {POST, DELEGATIONS "/{id}/revocation", post_revocation, PERMIT_MEMBERS | PERMIT_SESSION,
        .answer = &delegation_shape,
        .summary = "End that a partner acts for one's organization, at once."},
    {GET, CUSTOMERS, get_customers, PERMIT_REPORTS, .query = &page_query_shape,
        .answer = &delegation_shape, .is_page = true,
        .summary = "List the customers for whom one's organization acts, newest first."},
    {POST, CUSTOMERS "/{id}/acceptance", post_acceptance,
        PERMIT_MEMBERS | PERMIT_SESSION | PERMIT_VERIFIED, .answer = &delegation_shape,
        .summary = "Act for a customer, as it offered."},
    {POST, CUSTOMERS "/{id}/decline", post_decline, PERMIT_MEMBERS | PERMIT_SESSION,
        .answer = &delegation_shape, .summary = "Do not act for a customer."},
    {POST, CUSTOMERS "/{id}/renunciation", post_renunciation, PERMIT_MEMBERS | PERMIT_SESSION,
        .answer = &delegation_shape, .summary = "Act for a customer no longer."},
    ROUTES_END,
};
