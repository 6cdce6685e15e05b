#include "exchange.h"
#include "server.h"

#include "base/text.h"
#include "test/test.h"
#include "test/wire.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { STEP_US = 10000 };

static atomic_int begun, complete, incomplete;
static atomic_llong closed_at; // time_now
static atomic_llong most_unsent, drains;

static void start(Exchange *ex, int64_t length)
{
    exchange_start(ex, 200, &(Header){"Content-Type", "text/plain"}, 1, length);
}

// ── what the paths do ────────────────────────────────────────────────────────────────────────

typedef struct State {
    size_t count; // ticks or bytes
    LoopTimer *timer;
    const char *text;
} State;

static void say_ticks(void *arg)
{
    Exchange *ex = arg;
    State *state = exchange_user(ex);
    state->timer = NULL;
    exchange_write(ex, "tick.", 5);
    if (++state->count < (size_t)atoi(exchange_query(ex)))
        state->timer = loop_after(exchange_loop(ex), 20000, say_ticks, ex);
    else
        exchange_finish(ex, true);
}

static void break_off(void *arg)
{
    ((State *)exchange_user(arg))->timer = NULL;
    exchange_finish(arg, false);
}

static void write_more(Exchange *ex)
{
    static char block[8192];
    State *state = exchange_user(ex);
    while (exchange_unsent(ex) < 256 * 1024) {
        if (state->count >= 64 * 1024 * 1024) {
            exchange_finish(ex, true);
            return;
        }
        exchange_write(ex, block, sizeof block);
        state->count += sizeof block;
    }
    long long unsent = (long long)exchange_unsent(ex);
    most_unsent = unsent > most_unsent ? unsent : most_unsent;
}

static void echo(Exchange *ex)
{
    Blob body = exchange_body(ex);
    for (size_t i = 0; i < 16; i++)
        EXPECT(((const char *)body.bytes)[body.length + i] == 0);
    start(ex, (int64_t)body.length);
    exchange_write(ex, body.bytes, body.length);
    exchange_body_free(ex);
    exchange_finish(ex, true);
}

static void work(Ctx *ctx, Request *req, Exchange *ex)
{
    usleep(100 * 1000);
    State *state = exchange_user(ex);
    state->text = arena_printf(ctx->arena, "%s %s", req->path, request_header(req, "Host"));
}

static void end_work(Exchange *ex)
{
    const char *text = ((State *)exchange_user(ex))->text;
    start(ex, -1);
    exchange_write(ex, text, strlen(text));
    exchange_finish(ex, true);
}

static void begin(Exchange *ex)
{
    const char *what = exchange_path(ex) + strlen("/x/");
    begun++;
    exchange_set_user(ex, arena_new_of(exchange_arena(ex), State));
    if (!strcmp(what, "echo")) {
        echo(ex);
    } else if (!strcmp(what, "ticks")) {
        start(ex, -1);
        say_ticks(ex);
    } else if (!strcmp(what, "flood")) {
        start(ex, -1);
        write_more(ex);
    } else if (!strcmp(what, "cut") || !strcmp(what, "short")) {
        start(ex, *what == 's' ? 100 : -1);
        exchange_write(ex, "some", 4);
        exchange_finish(ex, *what == 's');
    } else if (!strcmp(what, "broken") || !strcmp(what, "broken-off")) {
        start(ex, what[6] ? 100 : -1);
        exchange_write(ex, "some", 4);
        ((State *)exchange_user(ex))->timer = loop_after(exchange_loop(ex), 20000, break_off, ex);
    } else if (!strcmp(what, "refused")) {
        exchange_finish(ex, false);
    } else if (!strcmp(what, "work")) {
        EXPECT(exchange_work(ex, work, end_work));
    } else if (!strcmp(what, "open")) {
        start(ex, -1);
    } else {
        start(ex, -1);
        exchange_write(ex, exchange_path(ex), strlen(exchange_path(ex)));
        exchange_finish(ex, true);
    }
}

static void drained(Exchange *ex)
{
    drains++;
    write_more(ex);
}

static void closed(Exchange *ex, bool is_complete)
{
    State *state = exchange_user(ex);
    loop_cancel(exchange_loop(ex), state->timer);
    closed_at = time_now().us;
    *(is_complete ? &complete : &incomplete) += 1;
}

static void refuse(Exchange *ex, int status)
{
    exchange_start(ex, status, NULL, 0, -1);
    exchange_write(ex, "refused", 7);
    exchange_finish(ex, true);
}

static void stopping(Exchange *ex)
{
    exchange_write(ex, "bye", 3);
    exchange_finish(ex, true);
}

static const ExchangeHandler handler = {.prefix = "/x/",
    .max_body = 1000000,
    .begin = begin,
    .drained = drained,
    .closed = closed,
    .refuse = refuse,
    .stopping = stopping};
static const ExchangeHandler *const handlers[] = {&handler, NULL};
static const Route *const no_routes[] = {NULL};
static const HttpApp app = {.routes = no_routes};

static Server *serve(void)
{
    const char *problem;
    Server *server = server_start(&(ServerSettings){.address = "127.0.0.1",
                                      .loops = 1,
                                      .workers = 2,
                                      .max_connections = 3000,
                                      .idle_timeout = SECONDS(1),
                                      .app = &app,
                                      .exchanges = handlers},
        &problem);
    if (!server) {
        printf("# %s\n", problem);
        exit(1);
    }
    begun = complete = incomplete = 0;
    closed_at = most_unsent = drains = 0;
    return server;
}

// Whether the counter gets there.
static bool reaches(atomic_int *counter, int wanted)
{
    for (int waited = 0; *counter < wanted && waited < PATIENCE_US; waited += STEP_US)
        usleep(STEP_US);
    return *counter == wanted;
}

#define EXCHANGE_TEST(title)           EXCHANGE_TEST_AT_(title, __LINE__)
#define EXCHANGE_TEST_AT_(title, line) EXCHANGE_TEST_IN_(title, line)
#define EXCHANGE_TEST_IN_(title, line)                                                             \
    static void with_server_##line(Arena *arena, int port);                                        \
    TEST(title)                                                                                    \
    {                                                                                              \
        Server *server = serve();                                                                  \
        Arena *arena = arena_new();                                                                \
        with_server_##line(arena, server_port(server));                                            \
        arena_free(arena);                                                                         \
        server_stop(server, SECONDS(5));                                                           \
    }                                                                                              \
    static void with_server_##line(Arena *arena, int port)

#define HOST  "Host: test\r\n"
#define CLOSE HOST "Connection: close\r\n"

EXCHANGE_TEST("a body is there whole and followed by zeros")
{
    char *body = arena_alloc(arena, 300001);
    memset(body, 'e', 300000);
    const char *answer = wire_ask(arena, port,
        arena_printf(
            arena, "POST /x/echo HTTP/1.1\r\n" CLOSE "Content-Length: 300000\r\n\r\n%s", body));
    EXPECT_INT(wire_status(answer), 200);
    EXPECT_TEXT(wire_header(arena, answer, "Content-Length"), "300000");
    EXPECT_TEXT(wire_body(answer), body);
    EXPECT(reaches(&complete, 1));
}

EXCHANGE_TEST("a body that is too long is refused and never begins")
{
    char *body = arena_alloc(arena, 2000001);
    memset(body, 'e', 2000000);
    const char *answer = wire_ask(arena, port,
        arena_printf(
            arena, "POST /x/echo HTTP/1.1\r\n" CLOSE "Content-Length: 2000000\r\n\r\n%s", body));
    EXPECT_INT(wire_status(answer), 413);
    EXPECT_TEXT(wire_body(answer), "refused");
    EXPECT_INT(begun, 0);
    EXPECT_INT(complete + incomplete, 0);
}

EXCHANGE_TEST("what is written arrives as it is written, and the end is the end")
{
    int fd = wire_open(port);
    wire_send(fd, "GET /x/ticks?5 HTTP/1.1\r\n" HOST "\r\n");
    const char *first = wire_read(arena, fd, "tick.");
    EXPECT_TEXT(wire_header(arena, first, "Transfer-Encoding"), "chunked");
    EXPECT(!strstr(first, "\r\n0\r\n"));
    const char *rest = wire_read(arena, fd, "\r\n0\r\n\r\n");
    EXPECT(text_starts_with(strstr(rest, "tick."), "tick.\r\n5\r\ntick.\r\n5\r\ntick."));
    EXPECT(reaches(&complete, 1));
    wire_send(fd, "GET /x/again HTTP/1.1\r\n" HOST "\r\n");
    EXPECT(strstr(wire_read(arena, fd, "again"), "again"));
    wire_close(fd);
}

EXCHANGE_TEST("an answer that is cut can be seen to be incomplete")
{
    const char *answer = wire_ask(arena, port, "GET /x/cut HTTP/1.1\r\n" HOST "\r\n");
    EXPECT(strstr(answer, "some") && !strstr(answer, "\r\n0\r\n"));
    answer = wire_ask(arena, port, "GET /x/short HTTP/1.1\r\n" HOST "\r\n");
    EXPECT(strlen(wire_body(answer)) < 100);
    EXPECT_TEXT(wire_ask(arena, port, "GET /x/refused HTTP/1.1\r\n" HOST "\r\n"), "");
    answer = wire_ask(arena, port, "GET /x/broken HTTP/1.1\r\n" HOST "\r\n");
    EXPECT_TEXT(wire_body(answer), "4\r\nsome\r\n");
    answer = wire_ask(arena, port, "GET /x/broken-off HTTP/1.1\r\n" HOST "\r\n");
    EXPECT_TEXT(wire_header(arena, answer, "Content-Length"), "100");
    EXPECT_TEXT(wire_body(answer), "some");
    EXPECT(reaches(&incomplete, 5));
    EXPECT_INT(complete, 0);
}

EXCHANGE_TEST("a client that goes away is noticed at once, silent or not")
{
    static const char *const targets[] = {"open", "ticks?1000", "flood"};
    for (int i = 0; i < 3; i++) {
        int fd = wire_open(port);
        wire_send(fd, arena_printf(arena, "GET /x/%s HTTP/1.1\r\n" HOST "\r\n", targets[i]));
        usleep(150 * 1000);
        int64_t left_at = time_now().us;
        wire_close(fd);
        EXPECT(reaches(&incomplete, i + 1));
        EXPECT(closed_at - left_at < 200000);
    }
    EXPECT_INT(complete, 0);
}

EXCHANGE_TEST("a client that closes its half only has gone away too")
{
    int fd = wire_open(port);
    wire_send(fd, "GET /x/open HTTP/1.1\r\n" HOST "\r\n");
    wire_read(arena, fd, "\r\n\r\n");
    shutdown(fd, SHUT_WR);
    EXPECT(wire_is_closed(fd));
    EXPECT(reaches(&incomplete, 1));
    wire_close(fd);
}

EXCHANGE_TEST("who writes for a slow client waits, and goes on when it reads")
{
    int fd = wire_open(port);
    wire_send(fd, "GET /x/flood HTTP/1.1\r\n" CLOSE "\r\n");
    usleep(500 * 1000);
    long long before = drains;
    usleep(100 * 1000);
    EXPECT_INT(drains, before);
    EXPECT(most_unsent > 200 * 1024 && most_unsent < 300 * 1024);
    EXPECT(strlen(wire_read(arena, fd, "\r\n\r\n")) > 0);
    EXPECT(wire_is_closed(fd));
    EXPECT(reaches(&complete, 1));
    EXPECT(most_unsent < 300 * 1024);
    wire_close(fd);
}

EXCHANGE_TEST("a client that takes nothing is cut")
{
    int fd = wire_open(port);
    wire_send(fd, "GET /x/flood HTTP/1.1\r\n" HOST "\r\n");
    for (int i = 0; i < 3; i++)
        reaches(&incomplete, 1);
    EXPECT_INT(incomplete, 1);
    wire_close(fd);
    (void)arena;
}

EXCHANGE_TEST("work runs beside the loop, and survives the client")
{
    const char *answer = wire_ask(arena, port, "GET /x/work?a HTTP/1.1\r\n" CLOSE "\r\n");
    EXPECT(strstr(answer, "/x/work test"));
    int fd = wire_open(port);
    wire_send(fd, "GET /x/work HTTP/1.1\r\n" CLOSE "\r\n");
    usleep(20 * 1000);
    wire_close(fd);
    EXPECT(reaches(&begun, 2));
}

EXCHANGE_TEST("a path is decoded, but what was a slash inside a name stays")
{
    EXPECT_TEXT(
        strstr(wire_ask(arena, port, "GET /x/a%2fb%20c HTTP/1.0\r\n\r\n"), "/x/"), "/x/a%2fb c");
    EXPECT_TEXT(strstr(wire_ask(arena, port, "GET /x/%zz HTTP/1.0\r\n\r\n"), "/x/"), "/x/%zz");
}

TEST("stopping ends streams that have no end of their own")
{
    Arena *arena = arena_new();
    Server *server = serve();
    int fd = wire_open(server_port(server));
    wire_send(fd, "GET /x/open HTTP/1.1\r\n" HOST "\r\n");
    wire_read(arena, fd, "\r\n\r\n");
    Time before = time_now();
    server_stop(server, SECONDS(60));
    EXPECT(time_now().us - before.us < SECONDS(50));
    EXPECT_TEXT(wire_read(arena, fd, NULL), "3\r\nbye\r\n0\r\n\r\n");
    EXPECT_INT(complete, 1);
    wire_close(fd);
    arena_free(arena);
}

TEST("stopping cuts what does not end in time")
{
    Arena *arena = arena_new();
    Server *server = serve();
    int fd = wire_open(server_port(server));
    wire_send(fd, "GET /x/flood HTTP/1.1\r\n" HOST "\r\n");
    wire_read(arena, fd, "\r\n\r\n");
    server_stop(server, 50000);
    EXPECT_INT(complete + incomplete, 1);
    wire_close(fd);
    arena_free(arena);
}
