// From a request to its answer: the order of things that every request goes through.
#include "dispatch.h"

#include "idempotency.h"
#include "query.h"
#include "router.h"
#include "turn.h"

#include "base/text.h"
#include "log/log.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

// What the transaction around a handler works on; it may run more than once.
typedef struct Call {
    const HttpApp *app;
    Request *req;
    Response *res;
    Actor actor;     // as it was identified
    bool is_claimed; // under an Idempotency-Key
    Claim claim;
} Call;

static Error no_route(Ctx *ctx, const HttpApp *app, const Request *req, Response *res)
{
    bool is_api = text_starts_with(req->path, "/v1/") || text_starts_with(req->path, "/scim/");
    if (req->method == GET && app->page && !is_api)
        return app->page(ctx, req, res);
    return fail(ctx, NOT_FOUND, "no_route", "There is nothing at this address.");
}

static Error wrong_method(Ctx *ctx, const Request *req, Response *res, unsigned allowed)
{
    if (req->method == OPTIONS)
        return respond_nothing(ctx, res);
    return fail(ctx, INVALID, "method_not_allowed", "Here one can use %s.",
        route_allow(ctx->arena, allowed));
}

static bool is_known(const Actor *actor)
{
    return id_is_set(actor->user_id) || id_is_set(actor->api_token_id) || actor->is_system;
}

Error require_permission(Ctx *ctx, Permissions permission)
{
    Permissions held = ctx->actor.permissions | PERMIT_PUBLIC;
    if (is_known(&ctx->actor))
        held |= PERMIT_KNOWN | (ctx->actor.is_program ? 0 : PERMIT_SIGNED_IN);
    if ((held & permission) == permission)
        return OK;
    if (!is_known(&ctx->actor))
        return fail(ctx, UNAUTHENTICATED, "not_signed_in", "Sign in to see this.");
    if (!(held & PERMIT_SESSION) && (permission & PERMIT_SESSION))
        return fail(ctx, FORBIDDEN, "session_required",
            "This can be done after signing in, not with an API token.");
    if (permission & PERMIT_INSIDER)
        TRY(require_insider(ctx));
    if (ctx->actor.is_program && (permission & (PERMIT_SIGNED_IN | PERMIT_INSIDER)))
        return fail(ctx, FORBIDDEN, "person_required",
            "A person does this: sign in, or use a token of your own.");
    bool lacks_proof = ((held | PERMIT_VERIFIED) & permission) == permission;
    if (lacks_proof && id_is_set(ctx->actor.api_token_id))
        return fail(ctx, FORBIDDEN, "missing_scope", "This token lacks the scope administration.");
    if (lacks_proof)
        return fail(ctx, FORBIDDEN, "verification_required",
            "Nothing was done: prove first, by password or code, that it is still you.");
    return fail(ctx, FORBIDDEN, "missing_permission", "Your roles do not allow this.");
}

Error require_insider(Ctx *ctx)
{
    if (!id_is_set(ctx->actor.partner_id))
        return OK;
    return fail(ctx, FORBIDDEN, "insider_required",
        "Only the organization's own people do this, not its partner's.");
}

static bool is_blank(Blob bytes)
{
    const char *text = bytes.bytes;
    for (size_t i = 0; i < bytes.length; i++)
        if (!isspace((unsigned char)text[i]))
            return false;
    return true;
}

// A program that always sends an object may send it where there is nothing to say.
static bool is_empty_object(Ctx *ctx, Blob bytes)
{
    const char *problem;
    const JsonValue *value = json_parse(ctx->arena, bytes.bytes, bytes.length, &problem);
    return value && value->kind == JSON_OBJECT && !value->count;
}

static Error body_read(Ctx *ctx, const Route *route, Request *req)
{
    const char *type = request_header(req, "Content-Type");
    size_t max = route->max_body ? route->max_body : DEFAULT_MAX_BODY;
    if (req->bytes.length > max)
        return fail(ctx, INVALID, "too_large", "The body may have at most %zu bytes.", max);
    bool is_empty = is_blank(req->bytes);
    if (!route->body && !route->accepts) {
        if (is_empty || is_empty_object(ctx, req->bytes))
            return OK;
        return fail(ctx, INVALID, "body_not_expected", "This request has no body.");
    }
    if (route->accepts && !is_empty && media_type_is(type, route->accepts))
        return OK;
    if (route->body && is_empty && !type) // then what is required is missing: say so
        req->bytes = (Blob){"{}", 2};
    else if (!route->body || !media_type_is(type, "application/json"))
        return fail(ctx, INVALID, "unsupported_media_type", "Send the body as %s.",
            route->accepts ? route->accepts : "application/json");
    void *record = arena_alloc(ctx->arena, route->body->size);
    TRY(json_read(ctx, req->bytes.bytes, req->bytes.length, route->body, record));
    req->body = record;
    return OK;
}

static Error shapes_read(Ctx *ctx, const Route *route, Request *req)
{
    void *record = route->query ? arena_alloc(ctx->arena, route->query->size) : NULL;
    TRY(query_read(ctx, req->query_text, route->query, record));
    req->query = record;
    return body_read(ctx, route, req);
}

// ── running it ───────────────────────────────────────────────────────────────────────────────

// A handler may have become somebody: whoever signed in.
static void start_anew(Ctx *ctx, Call *call)
{
    ctx->failure = (Failure){0};
    ctx->actor = call->actor;
    *call->res = (Response){.route = call->req->route};
}

static Error call_handler(Ctx *ctx, Call *call)
{
    TRY(call->req->route->handler(ctx, call->req, call->res));
    if (!call->res->status)
        return fail(ctx, INTERNAL, "no_answer", "The handler answered nothing.");
    return OK;
}

static Error finish_change(Ctx *ctx, Call *call)
{
    if (route_is_change(call->req->route) && call->app->audit)
        TRY(call->app->audit(ctx, call->req, call->res));
    return call->is_claimed ? claim_commit(ctx, &call->claim, call->res) : OK;
}

static Error run_inside(Ctx *ctx, void *arg)
{
    Call *call = arg;
    bool is_answered = false;
    start_anew(ctx, call);
    if (call->is_claimed)
        TRY(claim_begin(ctx, &call->claim, call->res, &is_answered));
    if (is_answered)
        return OK;
    TRY(call_handler(ctx, call));
    return finish_change(ctx, call);
}

// What was answered already is not prepared again: its link or code would be used up.
static Error prepare(Ctx *ctx, Call *call, bool *ret_is_answered)
{
    *ret_is_answered = false;
    if (!call->req->route->prepare)
        return OK;
    if (call->is_claimed)
        TRY(claim_find(ctx, &call->claim, call->res, ret_is_answered));
    return *ret_is_answered ? OK : call->req->route->prepare(ctx, call->req);
}

static Error run(Ctx *ctx, Call *call)
{
    const Route *route = call->req->route;
    bool is_answered;
    if (route->tx == ROUTE_TX_NONE)
        return call_handler(ctx, call);
    TRY(prepare(ctx, call, &is_answered));
    if (is_answered)
        return OK;
    return tx_run(ctx, route_is_change(route) ? TX_WRITE : TX_READ, run_inside, call);
}

static Error answer(
    Ctx *ctx, const HttpApp *app, Request *req, Response *res, unsigned *ret_allowed)
{
    const Route *route =
        route_find(ctx->arena, app->routes, req->method, req->path, req->args, ret_allowed);
    req->route = res->route = route;
    if (!route && *ret_allowed)
        return wrong_method(ctx, req, res, *ret_allowed);
    if (!route)
        return no_route(ctx, app, req, res);
    if (route->is_cached) // the same for everybody
        ctx->language = "en";
    else if (app->identify)
        TRY(app->identify(ctx, req));
    TRY(require_permission(ctx, route->permission));
    if (route->one_of && !(ctx->actor.permissions & route->one_of))
        return require_permission(ctx, route->one_of);
    TRY(shapes_read(ctx, route, req));

    TURN turn = {0};
    if (route->is_heavy)
        TRY(turn_begin(ctx, &turn));
    Call call = {.app = app, .req = req, .res = res, .actor = ctx->actor};
    if (req->method == POST && route_is_change(route))
        TRY(claim_read(ctx, req, &call.is_claimed, &call.claim));
    return run(ctx, &call);
}

static void log_failure(const Ctx *ctx, const Request *req, const Failure *failure)
{
    log_line(LOG_ERROR, "request failed", "request_id=%s method=%s path=%s code=%s problem=%s",
        ctx->request_id, method_names[req->method], log_value(ctx->arena, req->path),
        failure->code ? failure->code : "none",
        log_value(ctx->arena, failure->message ? failure->message : ""));
}

static bool has_header(const Response *res, const char *name)
{
    for (size_t i = 0; i < res->header_count; i++)
        if (strcasecmp(res->headers[i].name, name) == 0)
            return true;
    return false;
}

static void add_default(Ctx *ctx, Response *res, const char *name, const char *value)
{
    if (!has_header(res, name) && res->header_count < MAX_RESPONSE_HEADERS)
        response_header(ctx, res, name, "%s", value);
}

static void add_defaults(Ctx *ctx, Response *res)
{
    bool may_be_kept = res->route && res->route->is_cached && res->status == 200;
    add_default(ctx, res, "X-Request-Id", ctx->request_id);
    add_default(ctx, res, "X-Content-Type-Options", "nosniff");
    add_default(ctx, res, "Referrer-Policy", "strict-origin-when-cross-origin");
    add_default(ctx, res, "Cache-Control", may_be_kept ? "no-cache" : "no-store");
}

void http_dispatch(Ctx *ctx, const HttpApp *app, Request *req, Response *ret_res)
{
    const char *language = language_wanted(request_header(req, "Accept-Language"));
    if (language || !ctx->language)
        ctx->language = language ? language : "en";
    if (!ctx->request_id)
        ctx->request_id = arena_printf(ctx->arena, "%s", id_new("req").text);
    *ret_res = (Response){0};
    unsigned allowed = 0;
    Error error = answer(ctx, app, req, ret_res, &allowed);
    Failure failure = ctx->failure;
    if (error)
        respond_problem(ctx, ret_res, error);
    if (error && req->route && req->route->problem)
        req->route->problem(ctx, ret_res);
    if (error && ret_res->status >= 500)
        log_failure(ctx, req, &failure);
    if (!req->route && allowed)
        response_header(ctx, ret_res, "Allow", "%s", route_allow(ctx->arena, allowed));
    add_defaults(ctx, ret_res);
}
