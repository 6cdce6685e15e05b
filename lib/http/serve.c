#include "serve.h"

#include "query.h"
#include "router.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <zlib.h>

enum {
    CACHE_BYTES = 32 * 1024 * 1024, // of one loop
    LEAST_COMPRESSED = 1024,
    COMPRESSION = 5,
};

// What the worker hands to the loop.
typedef struct Served {
    Response res;
    Blob gzip;        // bytes NULL: does not pay, or not wanted
    uint64_t version; // of the cache when the request began
} Served;

// ── in the worker ────────────────────────────────────────────────────────────────────────────

static bool has_header(const Response *res, const char *name)
{
    for (size_t i = 0; i < res->header_count; i++)
        if (strcasecmp(res->headers[i].name, name) == 0)
            return true;
    return false;
}

static bool pays_to_compress(const Response *res)
{
    static const char *const types[] = {
        "text/", "application/json", "application/problem+json", "application/yaml", "image/svg"};
    if (!res->media_type || res->body.length < LEAST_COMPRESSED ||
        has_header(res, "Content-Encoding"))
        return false;
    for (size_t i = 0; i < COUNT_OF(types); i++)
        if (text_starts_with(res->media_type, types[i]))
            return true;
    return false;
}

static Blob compress_body(Arena *arena, Blob body)
{
    z_stream stream = {.next_in = (void *)body.bytes, .avail_in = (uInt)body.length};
    if (deflateInit2(&stream, COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        abort();
    uLong room = deflateBound(&stream, stream.avail_in);
    stream.next_out = arena_alloc(arena, room);
    stream.avail_out = (uInt)room;
    Blob gzip = {stream.next_out, 0};
    if (deflate(&stream, Z_FINISH) != Z_STREAM_END)
        abort();
    gzip.length = stream.total_out;
    deflateEnd(&stream);
    return gzip;
}

static bool is_kept(const Response *res)
{
    bool is_for_all = res->route && res->route->is_cached;
    return res->status == 200 && (is_for_all || res->is_cached_by_language);
}

static void serve_work(Ctx *ctx, Request *req, Exchange *ex)
{
    const Serve *serve = exchange_handler(ex)->arg;
    Served *served = arena_new_of(ctx->arena, Served);
    Response *res = &served->res;
    served->version = cache_version();
    http_dispatch(ctx, serve->app, req, res);
    if (is_kept(res))
        response_header(ctx, res, "ETag", "%s", cache_tag(ctx->arena, res->body));
    if (pays_to_compress(res)) {
        response_header(ctx, res, "Vary", "Accept-Encoding");
        if (is_kept(res) || gzip_is_accepted(request_header(req, "Accept-Encoding")))
            served->gzip = compress_body(ctx->arena, res->body);
    }
    exchange_set_user(ex, served);
}

// ── on the loop ──────────────────────────────────────────────────────────────────────────────

static const char *language_of(const Exchange *ex)
{
    const char *language = language_wanted(exchange_header(ex, "Accept-Language"));
    return language ? language : "en";
}

static void answer(Exchange *ex)
{
    const Served *served = exchange_user(ex);
    const Response *res = &served->res;
    Serve *serve = exchange_handler(ex)->arg;
    Header headers[MAX_RESPONSE_HEADERS + 2];
    size_t count = res->header_count;
    bool is_packed = served->gzip.bytes && gzip_is_accepted(exchange_header(ex, "Accept-Encoding"));
    Blob body = is_packed ? served->gzip : res->body;

    if (is_kept(res))
        cache_keep(serve->cache, exchange_target(ex),
            res->is_cached_by_language ? language_of(ex) : "", served->version, res, served->gzip);
    memcpy(headers, res->headers, count * sizeof *headers);
    if (res->media_type)
        headers[count++] = (Header){"Content-Type", res->media_type};
    if (is_packed)
        headers[count++] = (Header){"Content-Encoding", "gzip"};
    exchange_start(ex, res->status, headers, count, -1);
    exchange_write(ex, body.bytes, body.length);
    exchange_finish(ex, true);
}

static void refuse(Exchange *ex, int status)
{
    static const struct {
        int status;
        Error error;
        const char *code, *message;
    } reasons[] = {
        {400, INVALID, "bad_request", "The head of the request can be read in two ways."},
        {413, INVALID, "too_large", "The body is too long."},
        {503, UNAVAILABLE, "busy", "There is too much to do; try again in a moment."},
    };
    size_t i = 0;
    while (reasons[i].status != status)
        i++;
    Arena *arena = exchange_arena(ex);
    Ctx ctx = {.arena = arena, .request_id = arena_printf(arena, "%s", id_new("req").text)};
    Response res = {0};
    Error error = fail(&ctx, reasons[i].error, reasons[i].code, "%s", reasons[i].message);
    ctx.failure.retry_after = status == 503;
    respond_problem(&ctx, &res, error);
    response_header(&ctx, &res, "Content-Type", "%s", res.media_type);
    response_header(&ctx, &res, "Cache-Control", "no-store");
    exchange_start(ex, status, res.headers, res.header_count, -1);
    exchange_write(ex, res.body.bytes, res.body.length);
    exchange_finish(ex, true);
}

static void begin(Exchange *ex)
{
    if (!exchange_work(ex, serve_work, answer))
        refuse(ex, 503);
}

static size_t body_limit(Exchange *ex)
{
    const Serve *serve = exchange_handler(ex)->arg;
    const char *args[MAX_PATH_ARGS], *target = exchange_target(ex);
    unsigned allowed;
    Arena *arena = exchange_arena(ex);
    const Route *route = route_find(arena, serve->app->routes, exchange_method(ex),
        arena_text(arena, target, strcspn(target, "?")), args, &allowed);
    return route && route->max_body ? route->max_body : DEFAULT_MAX_BODY;
}

struct MHD_Response *serve_known(void *arg, Exchange *ex, int *ret_status)
{
    const Serve *serve = arg;
    const Cached *cached = cache_find(serve->cache, exchange_target(ex), "");
    if (!cached)
        cached = cache_find(serve->cache, exchange_target(ex), language_of(ex));
    if (!cached)
        return NULL;
    const char *tags = exchange_header(ex, "If-None-Match");
    *ret_status = tags && (strstr(tags, cached->tag) || !strcmp(tags, "*")) ? 304 : 200;
    if (*ret_status == 304)
        return cached->not_modified;
    if (cached->gzip && gzip_is_accepted(exchange_header(ex, "Accept-Encoding")))
        return cached->gzip;
    return cached->plain;
}

Serve *serve_new(const HttpApp *app)
{
    Serve *serve = calloc(1, sizeof *serve);
    if (!serve)
        abort();
    *serve = (Serve){
        .handler = {.prefix = "/",
            .arg = serve,
            .body_limit = body_limit,
            .begin = begin,
            .refuse = refuse},
        .app = app,
        .cache = cache_new(CACHE_BYTES),
    };
    return serve;
}

void serve_free(Serve *serve)
{
    cache_free(serve->cache);
    free(serve);
}
