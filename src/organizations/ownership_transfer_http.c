#include "ownership_transfer_http.h"

#include "ownership_transfer.h"
#include "page.h"
#include "role.h"

static Error get_transfers(Ctx *ctx, const Request *req, Response *res)
{
    const PageQuery *query = req->query;
    OwnershipTransferList transfers;
    TRY(ownership_transfer_list(ctx, query->after, page_limit(query) + 1, &transfers));
    return page_respond(ctx, res, query, &transfers, id.text);
}

static Error post_transfer(Ctx *ctx, const Request *req, Response *res)
{
    OwnershipTransfer transfer = {.id = ID_NONE};
    TRY(ownership_transfer_create(ctx, req->body, &transfer));
    return respond(ctx, res, &transfer);
}

static Error move(Ctx *ctx, const Request *req, Response *res, TransferState state)
{
    OwnershipTransfer transfer = {.id = ID_NONE};
    TRY(ownership_transfer_move(ctx, id_from(req->args[0]), state, &transfer));
    return respond(ctx, res, &transfer);
}

static Error post_acceptance(Ctx *ctx, const Request *req, Response *res)
{
    return move(ctx, req, res, TRANSFER_ACCEPTED);
}

static Error post_decline(Ctx *ctx, const Request *req, Response *res)
{
    return move(ctx, req, res, TRANSFER_DECLINED);
}

static Error post_objection(Ctx *ctx, const Request *req, Response *res)
{
    OwnershipTransfer transfer = {.id = ID_NONE};
    TRY(ownership_transfer_object(ctx, id_from(req->args[0]), &transfer));
    return respond(ctx, res, &transfer);
}

static Error post_withdrawal(Ctx *ctx, const Request *req, Response *res)
{
    return move(ctx, req, res, TRANSFER_WITHDRAWN);
}

#define TRANSFERS "/v1/organization/ownership-transfers"

const Route ownership_transfer_routes[] = {
    {GET, TRANSFERS, get_transfers, PERMIT_REPORTS, .query = &page_query_shape,
        .answer = &ownership_transfer_shape, .is_page = true,
        .summary = "List who was asked to become an owner, newest first."},
    {POST, TRANSFERS, post_transfer, PERMIT_MEMBERS | PERMIT_SESSION | PERMIT_VERIFIED,
        .body = &new_ownership_transfer_shape, .answer = &ownership_transfer_shape, .status = 201,
        .summary = "Ask a member to become an owner, beside you or in your place."},
    {POST, TRANSFERS "/{id}/acceptance", post_acceptance,
        PERMIT_REPORTS | PERMIT_SESSION | PERMIT_VERIFIED, .answer = &ownership_transfer_shape,
        .summary = "Become an owner, as one was asked."},
    {POST, TRANSFERS "/{id}/decline", post_decline, PERMIT_REPORTS | PERMIT_SESSION,
        .answer = &ownership_transfer_shape, .summary = "Do not become an owner."},
    {POST, TRANSFERS "/{id}/objection", post_objection, PERMIT_REPORTS | PERMIT_SESSION,
        .answer = &ownership_transfer_shape,
        .summary = "Object to the owner whom the operator announced; everything stays as it is."},
    {POST, TRANSFERS "/{id}/withdrawal", post_withdrawal, PERMIT_MEMBERS | PERMIT_SESSION,
        .answer = &ownership_transfer_shape, .summary = "Take back that somebody was asked."},
    ROUTES_END,
};
