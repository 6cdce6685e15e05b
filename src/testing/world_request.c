#include "world.h"

#include "audit/audit_record.h"
#include "base/text.h"
#include "catalog/catalog.h"
#include "organizations/acting.h"
#include "routes.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

// The world's persons are known without signing in; req->source is the world.
static Error world_identify(Ctx *ctx, const Request *req)
{
    const World *world = req->source;
    if (world->person == WORLD_VISITOR)
        return acting_identify(ctx, req);
    ctx->actor = world->ctx.actor;
    return OK;
}

static const HttpApp world_app = {
    .routes = api_routes,
    .identify = world_identify,
    .audit = audit_record_write,
};

// ── requests ─────────────────────────────────────────────────────────────────────────────────

static const char *source_header(const void *source, const char *name)
{
    const World *world = source;
    for (size_t i = 0; i < world->header_count; i++)
        if (strcasecmp(world->headers[i].name, name) == 0)
            return world->headers[i].value;
    return strcasecmp(name, "Content-Type") == 0 ? world->media_type : NULL;
}

void world_header(World *world, const char *name, const char *value)
{
    size_t i = 0;
    while (i < world->header_count && strcasecmp(world->headers[i].name, name) != 0)
        i++;
    if (i == world->header_count && value)
        world->header_count++;
    if (value)
        world->headers[i] = (Header){name, value};
    else if (i < world->header_count)
        world->headers[i] = world->headers[--world->header_count];
}

static Ctx request_ctx(World *world)
{
    world_advance(world, SECOND / 1000);
    return (Ctx){
        .arena = world->ctx.arena,
        .db = world->ctx.db,
        .actor = {.address = world->address},
        .now = world->ctx.now,
        .language = "en",
        .request_id = world_printf(world, "%s", id_new("req").text),
    };
}

Reply world_send(World *world, Method method, const char *path, Blob body)
{
    Ctx ctx = request_ctx(world);
    world->media_type = body.length ? "application/json" : NULL;
    const char *query = strchr(path, '?');
    size_t length = query ? (size_t)(query - path) : strlen(path);
    Request req = {
        .method = method,
        .path = arena_text(ctx.arena, path, length),
        .query_text = query ? query + 1 : NULL,
        .bytes = body,
        .address = world->address,
        .is_secure = world->is_secure,
        .header = source_header,
        .source = world,
    };
    Response *res = arena_new_of(ctx.arena, Response);
    http_dispatch(&ctx, &world_app, &req, res);
    if (method != GET)
        catalog_forget(); // as if the event of the change had come round
    Reply reply = {.status = res->status, .body = "", .res = res, .world = world};
    if (res->body.length)
        reply.body = arena_text(ctx.arena, (const char *)res->body.bytes, res->body.length);
    if (res->status >= 400) {
        reply.code = world_member(reply, "code");
        reply.message = world_member(reply, "detail");
    }
    return reply;
}

static Blob body_of(World *world, const char *body)
{
    if (!body)
        return (Blob){0};
    char *json = arena_text(world->ctx.arena, body, strlen(body));
    for (char *quote = json; (quote = strchr(quote, '\''));)
        *quote = '"';
    return (Blob){(const uint8_t *)json, strlen(json)};
}

Reply world_get(World *world, const char *path)
{
    return world_send(world, GET, path, body_of(world, NULL));
}

Reply world_post(World *world, const char *path, const char *body)
{
    return world_send(world, POST, path, body_of(world, body));
}

Reply world_put(World *world, const char *path, const char *body)
{
    return world_send(world, PUT, path, body_of(world, body));
}

Reply world_patch(World *world, const char *path, const char *body)
{
    return world_send(world, PATCH, path, body_of(world, body));
}

Reply world_delete(World *world, const char *path)
{
    return world_send(world, DELETE, path, body_of(world, NULL));
}

const char *world_printf(World *world, const char *format, ...)
{
    char *text = NULL;
    va_list args;
    va_start(args, format);
    int length = vasprintf(&text, format, args);
    va_end(args);
    if (length < 0)
        abort();
    const char *copy = arena_text(world->ctx.arena, text, (size_t)length);
    free(text);
    return copy;
}

// ── several at once ──────────────────────────────────────────────────────────────────────────

typedef struct Racer {
    World world; // a copy with an arena and a connection of its own
    Method method;
    const char *path;
    Blob body;
    pthread_t thread;
    pthread_barrier_t *start;
    int status;
} Racer;

static void *racer_run(void *arg)
{
    Racer *racer = arg;
    pthread_barrier_wait(racer->start);
    racer->status = world_send(&racer->world, racer->method, racer->path, racer->body).status;
    return NULL;
}

static void racer_start(Racer *racer, const World *world)
{
    racer->world = *world;
    racer->world.ctx.arena = arena_new();
    racer->world.ctx.db = db_new(world->database);
    if (pthread_create(&racer->thread, NULL, racer_run, racer) != 0)
        abort();
}

static int racer_end(Racer *racer)
{
    pthread_join(racer->thread, NULL);
    db_free(racer->world.ctx.db);
    arena_free(racer->world.ctx.arena);
    return racer->status;
}

void world_race_all(
    World *world, const RaceRequest *requests, size_t count, int ret_statuses[WORLD_RACERS])
{
    pthread_barrier_t start;
    pthread_barrier_init(&start, NULL, (unsigned)count);
    Racer racers[WORLD_RACERS];
    for (size_t i = 0; i < count; i++) {
        racers[i] = (Racer){
            .method = requests[i].method,
            .path = requests[i].path,
            .body = body_of(world, requests[i].body),
            .start = &start,
        };
        racer_start(&racers[i], world);
    }
    for (size_t i = 0; i < count; i++)
        ret_statuses[i] = racer_end(&racers[i]);
    pthread_barrier_destroy(&start);
    world_advance(world, SECOND / 1000);
}

void world_race(
    World *world, Method method, const char *path, const char *body, int ret_statuses[WORLD_RACERS])
{
    RaceRequest requests[WORLD_RACERS];
    for (size_t i = 0; i < WORLD_RACERS; i++)
        requests[i] = (RaceRequest){method, path, body};
    world_race_all(world, requests, WORLD_RACERS, ret_statuses);
}

int world_count_status(const int statuses[WORLD_RACERS], int status)
{
    int count = 0;
    for (int i = 0; i < WORLD_RACERS; i++)
        count += statuses[i] == status;
    return count;
}

// ── like a browser ───────────────────────────────────────────────────────────────────────────

void world_sign_out(World *world)
{
    world_as(world, WORLD_VISITOR);
    world_header(world, "Cookie", NULL);
    world_header(world, "Kontor-CSRF", NULL);
}

// An answer may end the cookie of the way to an identity provider, too.
static const char *session_cookie(Reply reply)
{
    for (size_t i = 0; i < reply.res->header_count; i++)
        if (text_starts_with(reply.res->headers[i].value, "kontor_session="))
            return reply.res->headers[i].value;
    return NULL;
}

Reply world_keep_session(World *world, Reply reply)
{
    const char *cookie = session_cookie(reply);
    if (!cookie)
        return reply;
    world_header(world, "Cookie", arena_text(world->ctx.arena, cookie, strcspn(cookie, ";")));
    world_header(world, "Kontor-CSRF", world_value(reply, "csrf_token"));
    return reply;
}

Reply world_sign_in(World *world, const char *email, const char *password)
{
    world_sign_out(world);
    return world_keep_session(
        world, world_post(world, "/v1/sessions",
                   world_printf(world, "{'email':'%s','password':'%s'}", email, password)));
}

Reply world_sign_in_by_code(World *world, Reply challenged, const char *code)
{
    const char *token = world_value(challenged, "challenge.token");
    return world_keep_session(
        world, world_post(world, "/v1/sessions/second-factor",
                   world_printf(world, "{'token':'%s','code':'%s'}", token ? token : "", code)));
}

// ── what came back ───────────────────────────────────────────────────────────────────────────

static const JsonValue *step(const JsonValue *value, const char *name)
{
    if (!value || value->kind != JSON_ARRAY)
        return value ? json_member(value, name) : NULL;
    const JsonValue *item = json_first(value);
    for (long i = strtol(name, NULL, 10); item && i > 0; i--)
        item = json_next(value, item);
    return item;
}

static const JsonValue *reply_find(Reply reply, const char *path)
{
    Arena *arena = reply.world->ctx.arena;
    const char *problem;
    const JsonValue *value = json_parse(arena, reply.body, strlen(reply.body), &problem);
    while (value && *path) {
        size_t length = strcspn(path, ".");
        value = step(value, arena_text(arena, path, length));
        path += length + (path[length] == '.');
    }
    return value;
}

const char *world_value(Reply reply, const char *path)
{
    const JsonValue *value = reply_find(reply, path);
    if (!value || value->kind == JSON_NULL)
        return NULL;
    if (value->kind == JSON_TEXT)
        return value->text;
    return arena_text(reply.world->ctx.arena, value->raw, value->raw_length);
}

const char *world_member(Reply reply, const char *name)
{
    return world_value(reply, name);
}

Id world_id(Reply reply, const char *path)
{
    return id_from(world_value(reply, path));
}

int64_t world_length(Reply reply, const char *path)
{
    const JsonValue *value = reply_find(reply, path);
    return value && value->kind == JSON_ARRAY ? (int64_t)value->count : -1;
}

const char *reply_header(Reply reply, const char *name)
{
    for (size_t i = 0; i < reply.res->header_count; i++)
        if (strcasecmp(reply.res->headers[i].name, name) == 0)
            return reply.res->headers[i].value;
    return NULL;
}
