#include "acting_http.h"

#include "acting.h"
#include "identity/password.h"
#include "settings.h"

#include "base/text.h"

typedef struct Credentials {
    const char *email, *password;
} Credentials;

static SHAPE(credentials_shape, Credentials,
    FIELD(Credentials, email, .required = true, .max = 254),
    FIELD(Credentials, password, .required = true, .max = PASSWORD_MAX, .write_only = true));

static void write_cookie(
    Ctx *ctx, const Request *req, Response *res, const char *secret, int64_t seconds)
{
    bool is_secure = req->is_secure || text_starts_with(settings()->public_url, "https:");
    response_header(ctx, res, "Set-Cookie", "%s=%s; Path=/; Max-Age=%lld; HttpOnly; SameSite=Lax%s",
        SESSION_COOKIE, secret, (long long)seconds, is_secure ? "; Secure" : "");
}

static Error post_session(Ctx *ctx, const Request *req, Response *res)
{
    const Credentials *body = req->body;
    Session session;
    const char *secret;
    TRY(acting_begin_session(ctx, req, body->email, body->password, &session, &secret));
    write_cookie(ctx, req, res, secret, settings()->session_absolute / SECOND);
    return respond(ctx, res, &session);
}

static Error get_session(Ctx *ctx, const Request *req, Response *res)
{
    Session session;
    TRY(acting_get_session(ctx, req, &session));
    return respond(ctx, res, &session);
}

static Error delete_session(Ctx *ctx, const Request *req, Response *res)
{
    TRY(session_end_current(ctx));
    write_cookie(ctx, req, res, "", 0);
    return respond_nothing(ctx, res);
}

const Route acting_routes[] = {
    {POST, "/v1/sessions", post_session, PERMIT_PUBLIC, .body = &credentials_shape,
        .answer = &session_shape, .status = 201, .tx = ROUTE_TX_OWN,
        .summary = "Sign in: sets the cookie kontor_session."},
    {GET, "/v1/session", get_session, PERMIT_PUBLIC, .answer = &session_shape,
        .summary = "Tell who is signed in, for which organization, and what that allows."},
    {DELETE, "/v1/session", delete_session, PERMIT_PUBLIC, .status = 204, .summary = "Sign out."},
    ROUTES_END,
};
