#include "invitation_link_http.h"

#include "acting.h"
#include "acting_http.h"
#include "identity/password.h"
#include "invitation_link.h"
#include "page.h"

enum { MAX_TOKEN = 200 };

typedef struct InvitationToken {
    const char *token;
} InvitationToken;

static SHAPE(invitation_token_shape, InvitationToken,
    FIELD(InvitationToken, token, .required = true, .max = MAX_TOKEN, .about = "From the link."));

static SHAPE(new_account_shape, NewAccount,
    FIELD(NewAccount, token, .required = true, .max = MAX_TOKEN, .about = "From the link."),
    FIELD(NewAccount, name, .required = true, .max = 100, .pattern = ONE_LINE),
    FIELD(NewAccount, password, .required = true, .max = PASSWORD_MAX, .write_only = true));

static Error post_inspection(Ctx *ctx, const Request *req, Response *res)
{
    const InvitationToken *body = req->body;
    InvitationLink link;
    TRY(invitation_link_get(ctx, body->token, &link));
    return respond(ctx, res, &link);
}

static Error post_acceptance(Ctx *ctx, const Request *req, Response *res)
{
    const InvitationToken *body = req->body;
    InvitationLink link;
    TRY(invitation_link_accept(ctx, body->token, &link));
    return respond(ctx, res, &link);
}

static Error prepare_account(Ctx *ctx, Request *req)
{
    const char *hash;
    TRY(invitation_link_open_account(ctx, req->body, &hash));
    req->prepared = hash;
    return OK;
}

static Error post_account(Ctx *ctx, const Request *req, Response *res)
{
    InvitationLink link;
    SignIn sign_in;
    TRY(invitation_link_create_account(
        ctx, req->body, req->prepared, request_header(req, "User-Agent"), &link, &sign_in));
    TRY(acting_respond_signed_in(ctx, req, res, &sign_in));
    ctx->actor.organization_id = link.organization_id; // which records who joined
    return OK;
}

static Error post_renewal_request(Ctx *ctx, const Request *req, Response *res)
{
    const InvitationToken *body = req->body;
    TRY(invitation_link_send_request(ctx, body->token));
    return respond(ctx, res, &(Nothing){0});
}

const Route invitation_link_routes[] = {
    {POST, "/v1/invitations/inspection", post_inspection, PERMIT_PUBLIC,
        .body = &invitation_token_shape, .answer = &invitation_link_shape, .is_question = true,
        .summary = "Tell who invites to what, and whether the link works; does not use it."},
    {POST, "/v1/invitations/acceptance", post_acceptance, PERMIT_SIGNED_IN | PERMIT_SESSION,
        .body = &invitation_token_shape, .answer = &invitation_link_shape,
        .summary = "Become a member, as the person who is signed in and was invited."},
    {POST, "/v1/invitations/account", post_account, PERMIT_PUBLIC, .body = &new_account_shape,
        .answer = &session_shape, .status = 201, .prepare = prepare_account,
        .summary = "Become a member with a new account, and sign in: sets kontor_session."},
    {POST, "/v1/invitations/renewal-requests", post_renewal_request, PERMIT_PUBLIC,
        .body = &invitation_token_shape, .answer = &nothing_shape, .status = 202,
        .summary = "Ask who invited for another mail, in place of one that has expired."},
    ROUTES_END,
};
