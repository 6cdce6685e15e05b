#include "password_http.h"

#include "page.h"
#include "password.h"
#include "password_link.h"
#include "proof_of_work.h"

#include "audit/audit_record.h"
#include "db/db.h"

typedef struct PasswordLinkRequest {
    const char *email, *proof;
} PasswordLinkRequest;

static SHAPE(link_request_shape, PasswordLinkRequest,
    FIELD(PasswordLinkRequest, email, .required = true, .max = 254, .format = "email"),
    FIELD(PasswordLinkRequest, proof, .max = PROOF_MAX, .about = "See POST /v1/proofs-of-work."));

typedef struct PasswordLinkToken {
    const char *token;
} PasswordLinkToken;

static SHAPE(link_token_shape, PasswordLinkToken,
    FIELD(PasswordLinkToken, token, .required = true, .max = 200, .about = "From the link."));

static SHAPE(new_password_shape, NewPassword,
    FIELD(NewPassword, token, .required = true, .max = 200, .about = "From the link."),
    FIELD(NewPassword, password, .required = true, .max = PASSWORD_MAX, .write_only = true),
    FIELD(NewPassword, revokes_api_tokens,
        .about = "Whether the person's API tokens, which would go on working, end too."));

static Error post_password_link(Ctx *ctx, const Request *req, Response *res)
{
    const PasswordLinkRequest *body = req->body;
    TRY(proof_of_work_require(ctx, body->proof));
    TRY(password_link_send(ctx, body->email));
    return respond(ctx, res, &(Nothing){0});
}

static Error post_inspection(Ctx *ctx, const Request *req, Response *res)
{
    const PasswordLinkToken *body = req->body;
    PasswordLink link;
    TRY(password_link_get(ctx, body->token, &link));
    TRY(api_token_count(ctx, link.user_id, &link.active_api_tokens));
    return respond(ctx, res, &link);
}

static Error post_renewal(Ctx *ctx, const Request *req, Response *res)
{
    const PasswordLinkToken *body = req->body;
    TRY(password_link_renew(ctx, body->token));
    return respond(ctx, res, &(Nothing){0});
}

typedef struct Revocation {
    const Request *req;
    ApiTokenList tokens;
} Revocation;

static Error write_revocation(Ctx *ctx, void *arg)
{
    const Revocation *revocation = arg;
    for (size_t i = 0; i < revocation->tokens.count; i++) {
        const ApiToken *token = &revocation->tokens.items[i];
        TRY(audit_record_write_for(ctx, revocation->req, token->organization_id, token->id));
    }
    return OK;
}

static Error post_password(Ctx *ctx, const Request *req, Response *res)
{
    const NewPassword *body = req->body;
    Revocation revocation = {.req = req};
    Id user_id;
    TRY(password_place(ctx, body, &user_id, &revocation.tokens));
    // Whoever holds the link is the person, whoever was signed in: for the audit records.
    ctx->actor.user_id = user_id;
    ctx->actor.organization_id = ID_NONE;
    if (revocation.tokens.count)
        TRY(tx_run(ctx, TX_WRITE, write_revocation, &revocation));
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
        .summary =
            "Set a password by a link; ends all sessions of the person, and API tokens if asked to."},
    ROUTES_END,
};
