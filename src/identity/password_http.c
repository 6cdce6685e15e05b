#include "password_http.h"

#include "page.h"
#include "password.h"
#include "password_link.h"
#include "proof_of_work.h"

#include "audit/audit_record.h"

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
    TRY(user_count_other_ways_in(ctx, link.user_id, &link.other_ways_in));
    return respond(ctx, res, &link);
}

static Error post_renewal(Ctx *ctx, const Request *req, Response *res)
{
    const PasswordLinkToken *body = req->body;
    TRY(password_link_renew(ctx, body->token));
    return respond(ctx, res, &(Nothing){0});
}

static Error prepare_password(Ctx *ctx, Request *req)
{
    HashedPassword *hashed = arena_new_of(ctx->arena, HashedPassword);
    TRY(password_open_link(ctx, req->body, hashed));
    req->prepared = hashed;
    return OK;
}

static Error post_password(Ctx *ctx, const Request *req, Response *res)
{
    const NewPassword *body = req->body;
    const HashedPassword *hashed = req->prepared;
    ApiTokenList revoked;
    TRY(password_place(ctx, hashed, body->revokes_api_tokens, &revoked));
    // Whoever holds the link is the person, whoever was signed in: for the audit records.
    ctx->actor.user_id = hashed->user.id;
    ctx->actor.organization_id = ID_NONE;
    for (size_t i = 0; i < revoked.count; i++)
        TRY(audit_record_write_for(
            ctx, req, revoked.items[i].organization_id, revoked.items[i].id));
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
        .status = 204, .prepare = prepare_password,
        .summary =
            "Set a password by a link; ends all sessions of the person, and API tokens if asked to."},
    ROUTES_END,
};
