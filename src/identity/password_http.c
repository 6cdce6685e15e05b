#include "password_http.h"

#include "page.h"
#include "password.h"
#include "password_link.h"

typedef struct PasswordLinkRequest {
    const char *email;
} PasswordLinkRequest;

static SHAPE(link_request_shape, PasswordLinkRequest,
    FIELD(PasswordLinkRequest, email, .required = true, .max = 254, .format = "email"));

typedef struct PasswordLinkToken {
    const char *token;
} PasswordLinkToken;

static SHAPE(link_token_shape, PasswordLinkToken,
    FIELD(PasswordLinkToken, token, .required = true, .max = 200, .about = "From the link."));

typedef struct NewPassword {
    const char *token, *password;
} NewPassword;

static SHAPE(new_password_shape, NewPassword,
    FIELD(NewPassword, token, .required = true, .max = 200, .about = "From the link."),
    FIELD(NewPassword, password, .required = true, .max = PASSWORD_MAX, .write_only = true));

static Error post_password_link(Ctx *ctx, const Request *req, Response *res)
{
    const PasswordLinkRequest *body = req->body;
    TRY(password_link_send(ctx, body->email));
    return respond(ctx, res, &(Nothing){0});
}

static Error post_inspection(Ctx *ctx, const Request *req, Response *res)
{
    const PasswordLinkToken *body = req->body;
    PasswordLink link;
    TRY(password_link_get(ctx, body->token, &link));
    return respond(ctx, res, &link);
}

static Error post_renewal(Ctx *ctx, const Request *req, Response *res)
{
    const PasswordLinkToken *body = req->body;
    TRY(password_link_renew(ctx, body->token));
    return respond(ctx, res, &(Nothing){0});
}

static Error post_password(Ctx *ctx, const Request *req, Response *res)
{
    const NewPassword *body = req->body;
    Id user_id;
    TRY(password_place(ctx, body->token, body->password, &user_id));
    ctx->actor.user_id = user_id; // whoever holds the link is the person: for the audit record
    return respond_nothing(ctx, res);
}

const Route password_routes[] = {
    {POST, "/v1/password-links", post_password_link, PERMIT_PUBLIC, .body = &link_request_shape,
        .answer = &nothing_shape, .status = 202,
        .summary = "Mail a link to reset a forgotten password, if somebody has that address."},
    {POST, "/v1/password-links/inspection", post_inspection, PERMIT_PUBLIC,
        .body = &link_token_shape, .answer = &password_link_shape,
        .summary = "Tell what a link is for and whether it works; does not use it."},
    {POST, "/v1/password-links/renewal", post_renewal, PERMIT_PUBLIC, .body = &link_token_shape,
        .answer = &nothing_shape, .status = 202,
        .summary = "Mail a new link in place of an expired one."},
    {POST, "/v1/passwords", post_password, PERMIT_PUBLIC, .body = &new_password_shape,
        .status = 204, .tx = ROUTE_TX_OWN,
        .summary = "Set a password by a link; ends all sessions of the person."},
    ROUTES_END,
};
