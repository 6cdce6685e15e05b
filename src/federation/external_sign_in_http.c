#include "external_sign_in_http.h"

#include "external_sign_in.h"
#include "linked_identity.h"
#include "organizations/acting.h"
#include "organizations/acting_http.h"
#include "page.h"

static const char *secret_of(Ctx *ctx, const Request *req)
{
    return request_cookie(ctx, req, SIGN_IN_COOKIE);
}

// It goes to the routes of this one way alone, so that several may be open in one browser.
static void write_cookie(
    Ctx *ctx, const Request *req, Response *res, Id id, const char *secret, int seconds)
{
    acting_write_cookie(ctx, req, res, SIGN_IN_COOKIE,
        arena_printf(ctx->arena, "/v1/external-sign-ins/%s", id.text), secret, seconds);
}

static Error begin(Ctx *ctx, const Request *req, Response *res, ExternalPurpose purpose)
{
    ExternalSignIn sign_in;
    const char *secret;
    TRY(external_sign_in_create(ctx, req->body, purpose, &sign_in, &secret));
    write_cookie(ctx, req, res, sign_in.id, secret, EXTERNAL_SIGN_IN_LASTS);
    return respond(ctx, res, &sign_in);
}

static Error post_sign_in(Ctx *ctx, const Request *req, Response *res)
{
    return begin(ctx, req, res, EXTERNAL_SIGN_IN);
}

static Error post_link(Ctx *ctx, const Request *req, Response *res)
{
    return begin(ctx, req, res, EXTERNAL_LINK);
}

static Error get_sign_in(Ctx *ctx, const Request *req, Response *res)
{
    ExternalSignIn sign_in;
    TRY(external_sign_in_get(ctx, id_from(req->args[0]), secret_of(ctx, req), &sign_in));
    return respond(ctx, res, &sign_in);
}

static Error post_answer(Ctx *ctx, const Request *req, Response *res)
{
    ExternalSignIn sign_in;
    TRY(external_sign_in_answer(
        ctx, id_from(req->args[0]), secret_of(ctx, req), req->body, &sign_in));
    return respond(ctx, res, &sign_in);
}

static Error post_session(Ctx *ctx, const Request *req, Response *res)
{
    Id id = id_from(req->args[0]);
    SignIn sign_in = {0};
    TRY(external_sign_in_finish(
        ctx, id, secret_of(ctx, req), request_header(req, "User-Agent"), &sign_in));
    write_cookie(ctx, req, res, id, "", 0);
    return acting_respond_signed_in(ctx, req, res, &sign_in);
}

static Error post_identity(Ctx *ctx, const Request *req, Response *res)
{
    Id id = id_from(req->args[0]);
    TRY(external_sign_in_link(ctx, id, secret_of(ctx, req)));
    write_cookie(ctx, req, res, id, "", 0);
    return respond_nothing(ctx, res);
}

// ── what one may sign in by ──────────────────────────────────────────────────────────────────

typedef struct SignInMethodQuery {
    const char *email;
    Id provider_id;
} SignInMethodQuery;

static SHAPE(sign_in_method_query_shape, SignInMethodQuery,
    FIELD(SignInMethodQuery, email, .max = 254, .about = "Whose domain may have a provider."),
    FIELD(SignInMethodQuery, provider_id, .about = "Of a link to its sign-in."));

static Error post_methods(Ctx *ctx, const Request *req, Response *res)
{
    const SignInMethodQuery *query = req->body;
    SignInMethodList methods;
    TRY(sign_in_method_list(ctx, query->email, query->provider_id, &methods));
    return respond_page(ctx, res, methods.items, methods.count, NULL);
}

static Error get_identities(Ctx *ctx, const Request *req, Response *res)
{
    (void)req;
    LinkedIdentityList identities;
    TRY(linked_identity_list(ctx, &identities));
    return respond_page(ctx, res, identities.items, identities.count, NULL);
}

static Error delete_identity(Ctx *ctx, const Request *req, Response *res)
{
    TRY(linked_identity_remove(ctx, id_from(req->args[0])));
    return respond_nothing(ctx, res);
}

enum { PERMIT_SELF = PERMIT_SESSION | PERMIT_VERIFIED };

const Route external_sign_in_routes[] = {
    {POST, "/v1/sign-in-methods", post_methods, PERMIT_PUBLIC, .body = &sign_in_method_query_shape,
        .answer = &sign_in_method_shape, .is_page = true, .is_question = true,
        .summary = "Tell which identity providers one may sign in by, by the mail domain alone."},
    {POST, "/v1/external-sign-ins", post_sign_in, PERMIT_PUBLIC,
        .body = &new_external_sign_in_shape, .answer = &external_sign_in_shape, .status = 201,
        .summary = "Begin to sign in by an identity provider, in this browser."},
    {GET, "/v1/external-sign-ins/{id}", get_sign_in, PERMIT_PUBLIC,
        .answer = &external_sign_in_shape, .summary = "Tell how far it is."},
    {POST, "/v1/external-sign-ins/{id}/answer", post_answer, PERMIT_PUBLIC,
        .body = &external_answer_shape, .answer = &external_sign_in_shape, .status = 202,
        .summary = "Hand over what the provider answered; a job looks at it."},
    {POST, "/v1/external-sign-ins/{id}/session", post_session, PERMIT_PUBLIC,
        .answer = &session_shape, .status = 201,
        .summary = "Sign in: sets the cookie kontor_session, or asks for the second factor."},
    {POST, "/v1/external-sign-ins/{id}/link", post_identity, PERMIT_SESSION, .status = 204,
        .summary = "Link one's account to the identity; whoever began it, in the same session."},
    {GET, "/v1/me/linked-identities", get_identities, PERMIT_SIGNED_IN,
        .answer = &linked_identity_shape, .is_page = true,
        .summary = "List the identity providers that one's account is linked to."},
    {POST, "/v1/me/linked-identities", post_link, PERMIT_SELF, .body = &new_external_sign_in_shape,
        .answer = &external_sign_in_shape, .status = 201,
        .summary = "Begin to link one's account to an identity provider."},
    {DELETE, "/v1/me/linked-identities/{provider_id}", delete_identity, PERMIT_SELF, .status = 204,
        .summary = "Unlink an identity provider; never the only way to sign in."},
    ROUTES_END,
};
