#include "passkey_http.h"

#include "page.h"
#include "passkey.h"

#define NAME_ABOUT "Of the device or the password manager."

typedef struct NewPasskey {
    const char *name;
    RawJson passkey;
} NewPasskey;

static SHAPE(new_passkey_shape, NewPasskey,
    FIELD(NewPasskey, name, .required = true, .max = 80, .pattern = ONE_LINE, .about = NAME_ABOUT),
    FIELD(NewPasskey, passkey, .required = true, .write_only = true,
        .about = "RegistrationResponseJSON (Web Authentication Level 3): the answer to a challenge "
                 "of GET /v1/me/passkey-challenge."));

typedef struct PasskeyChange {
    const char *name;
} PasskeyChange;

static SHAPE(passkey_change_shape, PasskeyChange,
    FIELD(PasskeyChange, name, .required = true, .max = 80, .pattern = ONE_LINE,
        .about = NAME_ABOUT));

static Error get_passkeys(Ctx *ctx, const Request *req, Response *res)
{
    (void)req;
    PasskeyList passkeys;
    TRY(passkey_list(ctx, &passkeys));
    return respond_page(ctx, res, passkeys.items, passkeys.count, NULL);
}

static Error get_challenge(Ctx *ctx, const Request *req, Response *res)
{
    (void)req;
    PasskeyChallenge challenge;
    TRY(passkey_begin(ctx, &challenge));
    return respond(ctx, res, &challenge);
}

static Error post_passkey(Ctx *ctx, const Request *req, Response *res)
{
    const NewPasskey *body = req->body;
    Passkey passkey;
    TRY(passkey_create(ctx, body->name, body->passkey.text, &passkey));
    return respond(ctx, res, &passkey);
}

static Error patch_passkey(Ctx *ctx, const Request *req, Response *res)
{
    const PasskeyChange *body = req->body;
    Passkey passkey = {0};
    TRY(passkey_change(ctx, id_from(req->args[0]), body->name, &passkey));
    return respond(ctx, res, &passkey);
}

static Error delete_passkey(Ctx *ctx, const Request *req, Response *res)
{
    TRY(passkey_remove(ctx, id_from(req->args[0])));
    return respond_nothing(ctx, res);
}

enum { PERMIT_SELF = PERMIT_SESSION | PERMIT_VERIFIED };

const Route passkey_routes[] = {
    {GET, "/v1/me/passkeys", get_passkeys, PERMIT_SIGNED_IN, .answer = &passkey_shape,
        .is_page = true, .summary = "List one's passkeys, the oldest first."},
    {GET, "/v1/me/passkey-challenge", get_challenge, PERMIT_SELF,
        .answer = &passkey_challenge_shape, .summary = "Ask the browser for a new passkey."},
    {POST, "/v1/me/passkeys", post_passkey, PERMIT_SELF, .body = &new_passkey_shape,
        .answer = &passkey_shape, .status = 201,
        .summary = "Add a passkey; the first factor of any kind brings recovery codes."},
    {PATCH, "/v1/me/passkeys/{id}", patch_passkey, PERMIT_SIGNED_IN | PERMIT_SESSION,
        .body = &passkey_change_shape, .answer = &passkey_shape, .summary = "Rename a passkey."},
    {DELETE, "/v1/me/passkeys/{id}", delete_passkey, PERMIT_SELF, .status = 204,
        .summary = "Remove a passkey; with the last device or passkey the second factor ends."},
    ROUTES_END,
};
