#include "invitation_http.h"

#include "invitation.h"
#include "page.h"

typedef struct InvitationQuery {
    int64_t limit;
    const char *after, *q, *state;
} InvitationQuery;

static SHAPE(invitation_query_shape, InvitationQuery, PAGE_QUERY_FIELDS(InvitationQuery),
    FIELD(InvitationQuery, q, .max = 100, .about = "Part of a mail address."),
    FIELD(InvitationQuery, state, .pattern = "pending|expired|accepted|withdrawn"));

static Error get_invitations(Ctx *ctx, const Request *req, Response *res)
{
    const InvitationQuery *query = req->query;
    InvitationFilter filter = {
        .q = query->q,
        .state = query->state,
        .after = query->after,
        .limit = page_limit(query) + 1,
    };
    InvitationList invitations;
    TRY(invitation_list(ctx, &filter, &invitations));
    return page_respond(ctx, res, query, &invitations, id.text);
}

static Error post_invitation(Ctx *ctx, const Request *req, Response *res)
{
    Invitation invitation;
    TRY(invitation_create(ctx, req->body, &invitation));
    return respond(ctx, res, &invitation);
}

static Error post_renewal(Ctx *ctx, const Request *req, Response *res)
{
    Invitation invitation;
    TRY(invitation_renew(ctx, id_from(req->args[0]), &invitation));
    return respond(ctx, res, &invitation);
}

static Error delete_invitation(Ctx *ctx, const Request *req, Response *res)
{
    TRY(invitation_withdraw(ctx, id_from(req->args[0])));
    return respond_nothing(ctx, res);
}

#define INVITATIONS "/v1/organization/invitations"

const Route invitation_routes[] = {
    {GET, INVITATIONS, get_invitations, PERMIT_INVITE, .query = &invitation_query_shape,
        .answer = &invitation_shape, .is_page = true,
        .summary = "List who was invited, newest first."},
    {POST, INVITATIONS, post_invitation, PERMIT_INVITE | PERMIT_SESSION | PERMIT_VERIFIED,
        .body = &new_invitation_shape, .answer = &invitation_shape, .status = 201,
        .summary = "Invite somebody by mail to become a member, within a day."},
    {POST, INVITATIONS "/{id}/renewal", post_renewal,
        PERMIT_INVITE | PERMIT_SESSION | PERMIT_VERIFIED, .answer = &invitation_shape,
        .summary = "Send the mail again, for another day; the link before works no more."},
    {DELETE, INVITATIONS "/{id}", delete_invitation, PERMIT_INVITE | PERMIT_SESSION, .status = 204,
        .summary = "Withdraw an invitation; its link works no more."},
    ROUTES_END,
};
