// The answer: records and pages in their route's shape, problems, versions.
#include "http.h"

#include "base/text.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

const char *request_header(const Request *req, const char *name)
{
    return req->header ? req->header(req->source, name) : NULL;
}

const char *request_cookie(Ctx *ctx, const Request *req, const char *name)
{
    const char *at = request_header(req, "Cookie");
    size_t length = strlen(name);
    for (; at && *at; at += strcspn(at, ";")) {
        at += strspn(at, "; \t");
        if (strncmp(at, name, length) == 0 && at[length] == '=')
            return arena_text(ctx->arena, at + length + 1, strcspn(at + length + 1, "; \t"));
    }
    return NULL;
}

static int success_of(const Response *res)
{
    return res->route && res->route->status ? res->route->status : 200;
}

static void json_body(Response *res, Json *out)
{
    const char *text = json_finish(out);
    res->status = success_of(res);
    res->media_type = "application/json";
    res->body = (Blob){text, strlen(text)};
}

Error respond(Ctx *ctx, Response *res, const void *record)
{
    Json *out = json_new(ctx->arena);
    out->language = ctx->language;
    json_record(out, NULL, res->route->answer, record);
    json_body(res, out);
    if (res->route->method == POST) {
        Json *again = json_new(ctx->arena);
        again->hides_once = true;
        again->language = ctx->language;
        json_record(again, NULL, res->route->answer, record);
        const char *text = json_finish(again);
        res->kept = (Blob){text, strlen(text)};
    }
    return OK;
}

Error respond_page(Ctx *ctx, Response *res, const void *items, size_t count, const char *next)
{
    const Shape *shape = res->route->answer;
    Json *out = json_new(ctx->arena);
    out->language = ctx->language;
    json_begin_object(out, NULL);
    json_begin_array(out, "items");
    for (size_t i = 0; i < count; i++)
        json_record(out, NULL, shape, (const char *)items + i * shape->size);
    json_end_array(out);
    json_put(out, "next", next);
    json_end_object(out);
    json_body(res, out);
    return OK;
}

Error respond_nothing(Ctx *ctx, Response *res)
{
    (void)ctx;
    res->status = 204;
    res->media_type = NULL;
    res->body = res->kept = (Blob){0};
    return OK;
}

Error respond_bytes(Ctx *ctx, Response *res, const char *media_type, Blob bytes)
{
    (void)ctx;
    res->status = success_of(res);
    res->media_type = media_type;
    res->body = res->kept = bytes;
    return OK;
}

Error respond_csv(Ctx *ctx, Response *res, const Csv *csv, const char *name)
{
    response_header(ctx, res, "Content-Disposition", "attachment; filename=\"%s\"", name);
    return respond_bytes(
        ctx, res, "text/csv; charset=utf-8", (Blob){csv->text.bytes, csv->text.length});
}

void response_header(Ctx *ctx, Response *res, const char *name, const char *format, ...)
{
    if (res->header_count == MAX_RESPONSE_HEADERS)
        abort();
    va_list args;
    va_start(args, format);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *value = arena_alloc(ctx->arena, (size_t)length + 1);
    va_start(args, format);
    vsnprintf(value, (size_t)length + 1, format, args);
    va_end(args);
    // Whatever a value is made of, it must not begin another header.
    for (char *c = value; *c; c++)
        if ((unsigned char)*c < ' ' || *c == 127)
            *c = ' ';
    res->headers[res->header_count++] = (Header){name, value};
}

static const char *version_tag(Ctx *ctx, int64_t version)
{
    return arena_printf(ctx->arena, "\"v%" PRId64 "\"", version);
}

void response_version(Ctx *ctx, Response *res, int64_t version)
{
    response_header(ctx, res, "ETag", "%s", version_tag(ctx, version));
}

Error require_version(Ctx *ctx, const Request *req, int64_t version)
{
    const char *wanted = request_header(req, "If-Match");
    if (!wanted || strcmp(wanted, "*") == 0 || strstr(wanted, version_tag(ctx, version)))
        return OK;
    return fail(ctx, CONFLICT, "edited_meanwhile",
        "Somebody changed this meanwhile; read it again before changing it.");
}

// Statuses that are finer than the kind of the error.
static const struct {
    const char *code;
    int status;
} code_statuses[] = {
    {"bad_request", 400},
    {"not_json", 400},
    {"bad_idempotency_key", 400},
    {"method_not_allowed", 405},
    {"edited_meanwhile", 412},
    {"too_large", 413},
    {"unsupported_media_type", 415},
    {"serialization", 503},
};

static int status_of(Error error, const char *code)
{
    static const int statuses[] = {
        [INVALID] = 422,
        [UNAUTHENTICATED] = 401,
        [FORBIDDEN] = 403,
        [NOT_FOUND] = 404,
        [CONFLICT] = 409,
        [LIMITED] = 429,
        [UNAVAILABLE] = 503,
        [INTERNAL] = 500,
    };
    for (size_t i = 0; i < COUNT_OF(code_statuses); i++)
        if (text_same(code, code_statuses[i].code))
            return code_statuses[i].status;
    return statuses[error];
}

static const char *title_of(int status)
{
    switch (status) {
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 409: return "Conflict";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 415: return "Unsupported Media Type";
    case 422: return "Unprocessable Content";
    case 429: return "Too Many Requests";
    case 503: return "Service Unavailable";
    default: return "Internal Server Error";
    }
}

static void put_faults(Json *out, const Failure *failure)
{
    json_begin_array(out, "errors");
    for (size_t i = 0; i < failure->fault_count; i++) {
        json_begin_object(out, NULL);
        json_put(out, "field", failure->faults[i].field);
        json_put(out, "code", failure->faults[i].code);
        json_put(out, "message", failure->faults[i].message);
        json_end_object(out);
    }
    json_end_array(out);
}

void respond_problem(Ctx *ctx, Response *res, Error error)
{
    if (error == INTERNAL)
        error = fail(ctx, INTERNAL, "internal", "Something went wrong on our side.");
    const Failure *failure = &ctx->failure;
    int status = status_of(error, failure->code);
    Json *out = json_new(ctx->arena);
    json_begin_object(out, NULL);
    json_put(out, "type", "about:blank");
    json_put(out, "title", title_of(status));
    json_put(out, "status", status);
    json_put(out, "detail", failure->message);
    json_put(out, "code", failure->code);
    put_faults(out, failure);
    json_put(out, "request_id", ctx->request_id);
    json_end_object(out);
    const Route *route = res->route;
    *res = (Response){.route = route};
    json_body(res, out);
    res->status = status;
    res->media_type = "application/problem+json";
    if (failure->retry_after > 0)
        response_header(ctx, res, "Retry-After", "%" PRId64, failure->retry_after);
    if (status == 401)
        response_header(ctx, res, "WWW-Authenticate", "Bearer");
}
