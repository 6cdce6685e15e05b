#include "acting_http.h"

#include "acting.h"
#include "identity/password.h"
#include "identity/second_factor.h"
#include "settings.h"

#include "base/text.h"

typedef struct Credentials {
    const char *email, *password;
} Credentials;

static SHAPE(credentials_shape, Credentials,
    FIELD(Credentials, email, .required = true, .max = 254),
    FIELD(Credentials, password, .required = true, .max = PASSWORD_MAX, .write_only = true));

typedef struct SecondProof {
    const char *token, *code;
    RawJson passkey;
} SecondProof;

#define PASSKEY_ABOUT "AuthenticationResponseJSON, in place of the code."

static SHAPE(second_proof_shape, SecondProof,
    FIELD(SecondProof, token, .required = true, .max = 200, .about = "Of the challenge."),
    FIELD(SecondProof, code, .max = CODE_MAX, .write_only = true,
        .about = "Of the authenticator, or a recovery code."),
    FIELD(SecondProof, passkey, .write_only = true, .about = PASSKEY_ABOUT));

typedef struct PasskeyProof {
    RawJson passkey;
} PasskeyProof;

static SHAPE(passkey_proof_shape, PasskeyProof,
    FIELD(PasskeyProof, passkey, .required = true, .write_only = true,
        .about = "AuthenticationResponseJSON (Web Authentication Level 3)."));

typedef struct Verification {
    const char *password, *code;
    RawJson passkey;
} Verification;

static SHAPE(verification_shape, Verification,
    FIELD(Verification, password, .max = PASSWORD_MAX, .write_only = true,
        .about = "Of a person without a second factor."),
    FIELD(Verification, code, .max = CODE_MAX, .write_only = true),
    FIELD(Verification, passkey, .write_only = true, .about = PASSKEY_ABOUT));

void acting_write_cookie(Ctx *ctx, const Request *req, Response *res, const char *name,
    const char *path, const char *secret, int64_t seconds)
{
    bool is_secure = req->is_secure || text_starts_with(settings()->public_url, "https:");
    response_header(ctx, res, "Set-Cookie",
        "%s=%s; Path=%s; Max-Age=%lld; HttpOnly; SameSite=Lax%s", name, secret, path,
        (long long)seconds, is_secure ? "; Secure" : "");
}

static const char *user_agent_of(const Request *req)
{
    return request_header(req, "User-Agent");
}

Error acting_respond_signed_in(Ctx *ctx, const Request *req, Response *res, const SignIn *sign_in)
{
    Session session;
    TRY(acting_begin_session(ctx, req, sign_in, &session));
    if (sign_in->secret)
        acting_write_cookie(ctx, req, res, SESSION_COOKIE, "/", sign_in->secret,
            settings()->session_absolute / SECOND);
    return respond(ctx, res, &session);
}

static Error prepare_session(Ctx *ctx, Request *req)
{
    const Credentials *body = req->body;
    SignInAttempt *attempt = arena_new_of(ctx->arena, SignInAttempt);
    TRY(sign_in_open(ctx, body->email, body->password, attempt));
    req->prepared = attempt;
    return OK;
}

static Error post_session(Ctx *ctx, const Request *req, Response *res)
{
    SignIn sign_in;
    TRY(sign_in_begin(ctx, req->prepared, user_agent_of(req), &sign_in));
    return acting_respond_signed_in(ctx, req, res, &sign_in);
}

static Error post_second_factor(Ctx *ctx, const Request *req, Response *res)
{
    const SecondProof *body = req->body;
    Proof proof = {body->code, body->passkey.text};
    SignIn sign_in;
    if (!proof.code && !proof.passkey)
        fault_required(ctx, "code");
    TRY(faults(ctx));
    TRY(sign_in_finish(ctx, body->token, &proof, user_agent_of(req), &sign_in));
    return acting_respond_signed_in(ctx, req, res, &sign_in);
}

static Error get_passkey_challenge(Ctx *ctx, const Request *req, Response *res)
{
    (void)req;
    PasskeyChallenge challenge;
    TRY(sign_in_ask_passkey(ctx, &challenge));
    return respond(ctx, res, &challenge);
}

static Error prepare_passkey(Ctx *ctx, Request *req)
{
    (void)req;
    return sign_in_count_passkey(ctx);
}

static Error post_passkey(Ctx *ctx, const Request *req, Response *res)
{
    const PasskeyProof *body = req->body;
    SignIn sign_in;
    TRY(sign_in_by_passkey(ctx, body->passkey.text, user_agent_of(req), &sign_in));
    return acting_respond_signed_in(ctx, req, res, &sign_in);
}

static Error get_verification_challenge(Ctx *ctx, const Request *req, Response *res)
{
    (void)req;
    PasskeyChallenge challenge;
    TRY(sign_in_ask_verification(ctx, &challenge));
    return respond(ctx, res, &challenge);
}

static Error prepare_verification(Ctx *ctx, Request *req)
{
    const Verification *body = req->body;
    const char *known_hash;
    TRY(sign_in_open_verification(ctx, body->password, &known_hash));
    req->prepared = known_hash;
    return OK;
}

static Error post_verification(Ctx *ctx, const Request *req, Response *res)
{
    const Verification *body = req->body;
    Proof proof = {body->code, body->passkey.text};
    TRY(sign_in_verify(ctx, body->password, req->prepared, &proof));
    return respond_nothing(ctx, res);
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
    acting_write_cookie(ctx, req, res, SESSION_COOKIE, "/", "", 0);
    return respond_nothing(ctx, res);
}

const Route acting_routes[] = {
    {POST, "/v1/sessions", post_session, PERMIT_PUBLIC, .body = &credentials_shape,
        .answer = &session_shape, .status = 201, .prepare = prepare_session,
        .summary = "Sign in: sets the cookie kontor_session, or asks for the second factor."},
    {POST, "/v1/sessions/second-factor", post_second_factor, PERMIT_PUBLIC,
        .body = &second_proof_shape, .answer = &session_shape, .status = 201,
        .summary = "Sign in: the second factor. Sets the cookie kontor_session."},
    {GET, "/v1/sessions/passkey-challenge", get_passkey_challenge, PERMIT_PUBLIC,
        .answer = &passkey_challenge_shape,
        .summary = "Ask for anybody's passkey, to sign in by it alone."},
    {POST, "/v1/sessions/passkey", post_passkey, PERMIT_PUBLIC, .body = &passkey_proof_shape,
        .answer = &session_shape, .status = 201, .prepare = prepare_passkey,
        .summary = "Sign in by a passkey alone. Sets the cookie kontor_session."},
    {GET, "/v1/session/passkey-challenge", get_verification_challenge, PERMIT_SESSION,
        .answer = &passkey_challenge_shape,
        .summary = "Ask for one of one's passkeys, to prove that it is still oneself."},
    {POST, "/v1/session/verification", post_verification, PERMIT_SESSION,
        .body = &verification_shape, .status = 204, .prepare = prepare_verification,
        .summary = "Prove that it is still oneself; holds for an hour."},
    {GET, "/v1/session", get_session, PERMIT_PUBLIC, .answer = &session_shape,
        .summary = "Tell who is signed in, for which organization, and what that allows."},
    {DELETE, "/v1/session", delete_session, PERMIT_PUBLIC, .status = 204, .summary = "Sign out."},
    ROUTES_END,
};
