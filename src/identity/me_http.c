#include "me_http.h"

#include "address_list.h"
#include "api_token.h"
#include "page.h"
#include "password.h"
#include "session.h"
#include "user.h"

typedef struct UserChange {
    const char *name, *language;
} UserChange;

static SHAPE(user_change_shape, UserChange,
    FIELD(UserChange, name, .max = 100, .pattern = ONE_LINE),
    FIELD(UserChange, language, .pattern = LANGUAGE_PATTERN));

typedef struct PasswordChange {
    const char *current_password, *new_password;
} PasswordChange;

static SHAPE(password_change_shape, PasswordChange,
    FIELD(PasswordChange, current_password, .required = true, .max = PASSWORD_MAX,
        .write_only = true),
    FIELD(PasswordChange, new_password, .required = true, .max = PASSWORD_MAX, .write_only = true));

static SHAPE(new_api_token_shape, NewApiToken,
    FIELD(NewApiToken, name, .required = true, .max = 80, .pattern = ONE_LINE),
    FIELD(NewApiToken, scopes, .required = true, .min = 1, .max = 3,
        .about = "read for GET, write for everything else; administration besides for orders, keys"
                 " and roles."),
    FIELD(NewApiToken, addresses, .max = MAX_ADDRESSES,
        .about = "From which it works, such as 203.0.113.0/24; from everywhere, if absent."),
    FIELD(NewApiToken, expires_at, .about = "In a year, if absent."),
    FIELD(NewApiToken, is_endless, .about = "It never expires."));

static Error patch_me(Ctx *ctx, const Request *req, Response *res)
{
    const UserChange *body = req->body;
    User user;
    TRY(user_change(ctx, body->name, body->language, &user));
    return respond(ctx, res, &user);
}

static Error prepare_password(Ctx *ctx, Request *req)
{
    const PasswordChange *body = req->body;
    HashedPassword *hashed = arena_new_of(ctx->arena, HashedPassword);
    TRY(password_open_own(ctx, body->current_password, body->new_password, hashed));
    req->prepared = hashed;
    return OK;
}

static Error post_password(Ctx *ctx, const Request *req, Response *res)
{
    TRY(password_change(ctx, req->prepared));
    return respond_nothing(ctx, res);
}

static Error get_sessions(Ctx *ctx, const Request *req, Response *res)
{
    const PageQuery *query = req->query;
    UserSessionList sessions;
    TRY(session_list(ctx, query->after, page_limit(query) + 1, &sessions));
    return page_respond(ctx, res, query, &sessions, id.text);
}

static Error delete_session(Ctx *ctx, const Request *req, Response *res)
{
    TRY(session_end(ctx, id_from(req->args[0])));
    return respond_nothing(ctx, res);
}

static Error delete_sessions(Ctx *ctx, const Request *req, Response *res)
{
    (void)req;
    TRY(session_end_all(ctx, ctx->actor.user_id, ctx->actor.session_id));
    return respond_nothing(ctx, res);
}

static Error get_api_tokens(Ctx *ctx, const Request *req, Response *res)
{
    const PageQuery *query = req->query;
    ApiTokenList tokens;
    TRY(api_token_list(ctx, query->after, page_limit(query) + 1, &tokens));
    return page_respond(ctx, res, query, &tokens, id.text);
}

static Error post_api_token(Ctx *ctx, const Request *req, Response *res)
{
    ApiToken token;
    if (!id_is_set(ctx->actor.organization_id))
        return fail(ctx, FORBIDDEN, "not_a_member", "A token is for an organization of yours.");
    TRY(require_insider(ctx));
    TRY(api_token_issue(ctx, req->body, &token));
    return respond(ctx, res, &token);
}

static Error delete_api_token(Ctx *ctx, const Request *req, Response *res)
{
    TRY(api_token_revoke(ctx, id_from(req->args[0])));
    return respond_nothing(ctx, res);
}

const Route me_routes[] = {
    {PATCH, "/v1/me", patch_me, PERMIT_SIGNED_IN, .body = &user_change_shape, .answer = &user_shape,
        .summary = "Change one's name or language."},
    {POST, "/v1/me/password", post_password, PERMIT_SESSION | PERMIT_VERIFIED,
        .body = &password_change_shape, .status = 204, .prepare = prepare_password,
        .summary = "Change one's password; ends one's other sessions. API tokens stay."},
    {GET, "/v1/me/sessions", get_sessions, PERMIT_SIGNED_IN, .query = &page_query_shape,
        .answer = &user_session_shape, .is_page = true,
        .summary = "List where one is signed in, newest first."},
    {DELETE, "/v1/me/sessions/{session_id}", delete_session, PERMIT_SIGNED_IN, .status = 204,
        .summary = "End one of one's sessions."},
    {DELETE, "/v1/me/sessions", delete_sessions, PERMIT_SIGNED_IN, .status = 204,
        .summary = "End all of one's sessions but this one."},
    {GET, "/v1/me/api-tokens", get_api_tokens, PERMIT_SIGNED_IN, .query = &page_query_shape,
        .answer = &api_token_shape, .is_page = true,
        .summary = "List one's API tokens for the organization, newest first."},
    {POST, "/v1/me/api-tokens", post_api_token, PERMIT_SESSION | PERMIT_VERIFIED,
        .body = &new_api_token_shape, .answer = &api_token_shape, .status = 201,
        .summary = "Issue an API token; its secret is shown once."},
    {DELETE, "/v1/me/api-tokens/{id}", delete_api_token, PERMIT_SIGNED_IN, .status = 204,
        .summary = "Revoke an API token for good."},
    ROUTES_END,
};
