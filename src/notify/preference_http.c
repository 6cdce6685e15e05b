#include "preference_http.h"

#include "base/text.h"
#include "preference.h"
#include "settings.h"

#include <string.h>

enum { MAX_TOKEN = 200 };

typedef struct Preferences {
    PreferenceList items;
} Preferences;

static SHAPE(preferences_shape, Preferences,
    FIELD_LIST(Preferences, items, preference_shape, .required = true, .max = MAIL_GROUPS));

typedef struct UnsubscriptionToken {
    const char *token;
} UnsubscriptionToken;

static SHAPE(unsubscription_token_shape, UnsubscriptionToken,
    FIELD(UnsubscriptionToken, token, .required = true, .max = MAX_TOKEN));

static Error get_notifications(Ctx *ctx, const Request *req, Response *res)
{
    (void)req;
    Preferences preferences;
    TRY(preference_list(ctx, &preferences.items));
    return respond(ctx, res, &preferences);
}

static Error put_notifications(Ctx *ctx, const Request *req, Response *res)
{
    const Preferences *body = req->body;
    TRY(preference_change(ctx, &body->items));
    return get_notifications(ctx, req, res);
}

static Error post_inspection(Ctx *ctx, const Request *req, Response *res)
{
    const UnsubscriptionToken *body = req->body;
    Unsubscription unsubscription;
    TRY(unsubscription_get(ctx, body->token, &unsubscription));
    return respond(ctx, res, &unsubscription);
}

// Reading changes nothing: mail programs open every link that they find.
static Error get_unsubscription(Ctx *ctx, const Request *req, Response *res)
{
    if (strlen(req->args[0]) > MAX_TOKEN)
        return fail(ctx, NOT_FOUND, "link_unknown", "This link is not one of ours.");
    response_header(ctx, res, "Location", "%s/unsubscribe?token=%s", settings()->public_url,
        text_url_encoded(ctx->arena, req->args[0]));
    res->status = req->route->status;
    return OK;
}

static Error post_unsubscription(Ctx *ctx, const Request *req, Response *res)
{
    TRY(unsubscription_use(ctx, req->args[0]));
    return respond_nothing(ctx, res);
}

const Route preference_routes[] = {
    {GET, "/v1/me/notifications", get_notifications, PERMIT_SIGNED_IN, .answer = &preferences_shape,
        .summary = "Tell which mails one wants."},
    {PUT, "/v1/me/notifications", put_notifications, PERMIT_SIGNED_IN, .body = &preferences_shape,
        .answer = &preferences_shape,
        .summary = "Refuse groups of mails, or want them again; those not named stay as they are."},
    {POST, "/v1/unsubscriptions/inspection", post_inspection, PERMIT_PUBLIC,
        .body = &unsubscription_token_shape, .answer = &unsubscription_shape, .is_question = true,
        .summary = "Tell what the link out of a mail refuses, without using it."},
    {GET, "/v1/unsubscriptions/{token}", get_unsubscription, PERMIT_PUBLIC, .status = 303,
        .summary = "Go on to the page on which a person refuses mails."},
    {POST, "/v1/unsubscriptions/{token}", post_unsubscription, PERMIT_PUBLIC, .status = 204,
        .accepts = "application/x-www-form-urlencoded, multipart/form-data",
        .summary =
            "Refuse the mails that this link is for (RFC 8058): List-Unsubscribe=One-Click."},
    ROUTES_END,
};
