#include "event_stream.h"
#include "server.h"

#include "base/text.h"
#include "test/test.h"
#include "test/wire.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static EventStream *stream;
static atomic_bool is_signed_out;
static atomic_int permissions_of_d;

// "X-User: org_a" is of that organization and may read; "X-User: nobody" has none.
static Error identify(Ctx *ctx, const Request *req)
{
    const char *user = request_header(req, "X-User");
    if (user && !is_signed_out) {
        ctx->actor.user_id = id_from("usr_1");
        ctx->actor.organization_id = strcmp(user, "nobody") == 0 ? ID_NONE : id_from(user);
        ctx->actor.permissions = strcmp(user, "org_c") == 0   ? 0
                                 : strcmp(user, "org_d") == 0 ? (Permissions)permissions_of_d
                                                              : 1;
    }
    return OK;
}

static void publish(const char *organization, const char *id)
{
    event_stream_publish(
        stream, id_from(organization), &(StreamEvent){id, "thing.made", "{\"n\":1}"});
}

// The log of org_a is 1 … 5; while it is read, 5 and 6 are published.
static Error catch_up(Ctx *ctx, const char *after, StreamEventList *ret_events)
{
    int first = atoi(after) + 1;
    if (!strcmp(after, "broken"))
        return fail(ctx, INVALID, "bad_cursor", "There is no such event.");
    if (strcmp(ctx->actor.organization_id.text, "org_d") != 0)
        EXPECT_TEXT(ctx->actor.organization_id.text, "org_a");
    ret_events->count = first > 5 ? 0 : first == 5 ? 1 : 2;
    ret_events->items = arena_array_of(ctx->arena, StreamEvent, 2);
    for (int i = 0; i < 2; i++)
        ret_events->items[i] =
            (StreamEvent){arena_printf(ctx->arena, "%d", first + i), "thing.made", "{}"};
    if (first > 5) {
        publish("org_a", "5");
        publish("org_a", "6");
        usleep(50 * 1000); // so that they arrive in between
    }
    return OK;
}

static const Route *const no_routes[] = {NULL};
static const HttpApp app = {.routes = no_routes, .identify = identify};

static Server *start(int64_t keep_alive)
{
    const char *problem;
    stream = event_stream_new(&(EventStreamSettings){.path = "/v1/events/stream",
        .app = &app,
        .permission = 1,
        .own_permission = 2,
        .keep_alive = keep_alive,
        .catch_up = catch_up});
    const ExchangeHandler *const handlers[] = {event_stream_handler(stream), NULL};
    Server *server = server_start(&(ServerSettings){.address = "127.0.0.1",
                                      .loops = 2,
                                      .workers = 2,
                                      .max_connections = 100,
                                      .idle_timeout = SECONDS(1),
                                      .app = &app,
                                      .exchanges = handlers},
        &problem);
    if (!server) {
        printf("# %s\n", problem);
        exit(1);
    }
    is_signed_out = false;
    return server;
}

static void stop(Server *server)
{
    server_stop(server, SECONDS(5));
    event_stream_free(stream);
}

static int listen_as(Arena *arena, Server *server, const char *user, const char *headers)
{
    int fd = wire_open(server_port(server));
    wire_send(fd,
        arena_printf(arena, "GET /v1/events/stream HTTP/1.1\r\nHost: test\r\nX-User: %s\r\n%s\r\n",
            user, headers));
    return fd;
}

static int status_for(Arena *arena, Server *server, const char *request)
{
    return wire_status(wire_ask(arena, server_port(server), request));
}

TEST("an event reaches all streams of its organization and no others")
{
    Arena *arena = arena_new();
    Server *server = start(0);
    int same[6], other = listen_as(arena, server, "org_b", "");
    for (size_t i = 0; i < COUNT_OF(same); i++) // on both loops
        same[i] = listen_as(arena, server, "org_a", "");
    for (size_t i = 0; i < COUNT_OF(same); i++) {
        const char *head = wire_read(arena, same[i], "retry:");
        EXPECT_TEXT(wire_header(arena, head, "Content-Type"), "text/event-stream");
        EXPECT_TEXT(wire_header(arena, head, "Cache-Control"), "no-store");
    }
    EXPECT(strstr(wire_read(arena, other, "retry:"), "retry:"));
    publish("org_a", "e1");
    event_stream_publish(stream, id_from("org_b"), &(StreamEvent){"e2", "thing", "two\nlines"});
    for (size_t i = 0; i < COUNT_OF(same); i++) {
        EXPECT(strstr(
            wire_read(arena, same[i], "}\n\n"), "id: e1\nevent: thing.made\ndata: {\"n\":1}\n\n"));
        wire_close(same[i]);
    }
    const char *seen = wire_read(arena, other, "lines\n\n");
    EXPECT(strstr(seen, "id: e2\nevent: thing\ndata: two\ndata: lines\n\n"));
    EXPECT(!strstr(seen, "e1"));
    wire_close(other);
    stop(server);
    arena_free(arena);
}

TEST("who signed out hears of nothing that happens a second later")
{
    Arena *arena = arena_new();
    Server *server = start(0);
    int fd = listen_as(arena, server, "org_a", "");
    wire_read(arena, fd, "retry:");
    usleep(1100 * 1000);
    publish("org_a", "e1");
    publish("org_a", "e2");
    EXPECT(strstr(wire_read(arena, fd, "id: e2"), "id: e1"));
    is_signed_out = true;
    usleep(1100 * 1000);
    publish("org_a", "e3");
    EXPECT(!strstr(wire_read(arena, fd, NULL), "e3"));
    EXPECT(wire_is_closed(fd));
    wire_close(fd);
    stop(server);
    arena_free(arena);
}

static void publish_about(const char *user, const char *id)
{
    event_stream_publish(stream, id_from("org_d"),
        &(StreamEvent){id, "membership.changed", "{}", .user_id = id_from(user)});
}

TEST("who may hear of oneself alone does, and hears all from when it may until it may not")
{
    Arena *arena = arena_new();
    Server *server = start(0);
    permissions_of_d = 2;
    int fd = listen_as(arena, server, "org_d", "");
    wire_read(arena, fd, "retry:");
    publish("org_d", "thing1");
    publish_about("usr_2", "other1");
    publish_about("usr_1", "own1");
    const char *heard = wire_read(arena, fd, "id: own1");
    EXPECT(!strstr(heard, "thing1") && !strstr(heard, "other1"));
    permissions_of_d = 3;
    usleep(1100 * 1000);
    publish_about("usr_2", "other2");
    EXPECT(strstr(wire_read(arena, fd, "id: other2"), "membership.changed"));
    permissions_of_d = 2;
    usleep(1100 * 1000);
    publish("org_d", "thing3");
    publish_about("usr_1", "own3");
    EXPECT(!strstr(wire_read(arena, fd, "id: own3"), "thing3"));
    wire_close(fd);
    stop(server);
    arena_free(arena);
}

TEST("what was missed is told to who may hear it")
{
    Arena *arena = arena_new();
    Server *server = start(0);
    permissions_of_d = 2;
    int fd = listen_as(arena, server, "org_d", "Last-Event-ID: 2\r\n");
    const char *head = wire_read(arena, fd, "retry:");
    usleep(200 * 1000); // so that it has caught up
    publish_about("usr_1", "own");
    const char *rest = wire_read(arena, fd, "id: own");
    EXPECT(!strstr(head, "thing.made") && !strstr(rest, "thing.made"));
    wire_close(fd);
    stop(server);
    arena_free(arena);
}

TEST("a stream asks who is there and what they may")
{
    Arena *arena = arena_new();
    Server *server = start(0);
#define ASK(method, path, headers)                                                                 \
    method " " path " HTTP/1.1\r\nHost: test\r\nConnection: close\r\n" headers "\r\n"
    EXPECT_INT(status_for(arena, server, ASK("GET", "/v1/events/stream", "")), 401);
    EXPECT_INT(
        status_for(arena, server, ASK("GET", "/v1/events/stream", "X-User: org_c\r\n")), 403);
    EXPECT_INT(
        status_for(arena, server, ASK("GET", "/v1/events/stream", "X-User: nobody\r\n")), 403);
    EXPECT_INT(
        status_for(arena, server, ASK("POST", "/v1/events/stream", "X-User: org_a\r\n")), 404);
    EXPECT_INT(
        status_for(arena, server, ASK("GET", "/v1/events/streams", "X-User: org_a\r\n")), 404);
    EXPECT_INT(
        status_for(arena, server, ASK("GET", "/v1/events/stream?a=1", "X-User: org_a\r\n")), 422);
    stop(server);
    arena_free(arena);
}

TEST("who was away gets what was missed, each event once and in order")
{
    Arena *arena = arena_new();
    Server *server = start(0);
    int fd = listen_as(arena, server, "org_a", "Last-Event-ID: 2\r\n");
    const char *seen = wire_read(arena, fd, "id: 6\n");
    const char *at = seen;
    for (char id[] = "id: 3\n"; id[4] <= '6'; id[4]++) {
        const char *found = strstr(seen, id);
        EXPECT(found && found > at);
        EXPECT(found && !strstr(found + 1, id));
        at = found ? found : at;
    }
    EXPECT(!strstr(seen, "id: 2\n"));
    wire_close(fd);
    fd = listen_as(arena, server, "org_a", "Last-Event-ID: broken\r\n");
    EXPECT(wire_is_closed(fd));
    wire_close(fd);
    stop(server);
    arena_free(arena);
}

TEST("a silent stream shows that it lives, and outlives the idle timeout")
{
    Arena *arena = arena_new();
    Server *server = start(SECONDS(1) / 5);
    int fd = listen_as(arena, server, "org_a", "");
    wire_read(arena, fd, "retry:");
    Time before = time_now();
    for (int signs = 0; signs < 8; signs++)
        EXPECT(strstr(wire_read(arena, fd, ":\n\n"), ":\n\n"));
    EXPECT(time_now().us - before.us > SECOND); // one every fifth of a second
    wire_close(fd);
    stop(server);
    arena_free(arena);
}

TEST("a client that does not read is cut before it costs memory")
{
    Arena *arena = arena_new();
    Server *server = start(0);
    int fd = listen_as(arena, server, "org_a", "");
    char *data = arena_alloc(arena, 100001);
    memset(data, 'd', 100000);
    wire_read(arena, fd, "retry:");
    for (int i = 0; i < 100; i++) {
        event_stream_publish(stream, id_from("org_a"), &(StreamEvent){"e", "big", data});
        usleep(2000);
    }
    const char *seen = wire_read(arena, fd, NULL);
    EXPECT(strlen(seen) < 9000000);
    EXPECT(!strstr(seen, "\r\n0\r\n\r\n"));
    wire_close(fd);
    stop(server);
    arena_free(arena);
}

static atomic_bool is_enough;

static void *publish_many(void *arg)
{
    while (!is_enough) {
        publish(arg, "e");
        usleep(500);
    }
    return NULL;
}

TEST("clients come and go while much is published")
{
    Arena *arena = arena_new();
    Server *server = start(1000);
    pthread_t threads[2];
    for (size_t i = 0; i < COUNT_OF(threads); i++)
        pthread_create(&threads[i], NULL, publish_many, "org_a");
    for (int i = 0; i < 30; i++) {
        int fd = listen_as(arena, server, "org_a", i % 2 ? "" : "Last-Event-ID: 4\r\n");
        if (i % 3)
            EXPECT(strstr(wire_read(arena, fd, "thing.made"), "thing.made"));
        wire_close(fd);
    }
    is_enough = true;
    for (size_t i = 0; i < COUNT_OF(threads); i++)
        pthread_join(threads[i], NULL);
    stop(server);
    arena_free(arena);
}
