#include "server.h"

#include "base/text.h"
#include "metrics/metrics.h"
#include "test/test.h"
#include "test/wire.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

typedef struct Note {
    const char *text;
    int64_t count;
} Note;

static SHAPE(note_shape, Note, FIELD(Note, text, .required = true), FIELD(Note, count));

static atomic_int calls; // of the cached route's handler

static Error get_note(Ctx *ctx, const Request *req, Response *res)
{
    return respond(ctx, res, &(Note){req->args[0], 1});
}

static Error post_note(Ctx *ctx, const Request *req, Response *res)
{
    return respond(ctx, res, req->body);
}

static Error get_who(Ctx *ctx, const Request *req, Response *res)
{
    return respond(ctx, res, &(Note){req->address, req->is_secure});
}

static Error get_list(Ctx *ctx, const Request *req, Response *res)
{
    (void)req;
    char *text = arena_alloc(ctx->arena, 20001);
    memset(text, 'x', 20000);
    return respond(ctx, res, &(Note){text, ++calls});
}

static Error get_slowly(Ctx *ctx, const Request *req, Response *res)
{
    (void)req;
    usleep(300 * 1000);
    return respond(ctx, res, &(Note){"slow", 0});
}

static Error put_file(Ctx *ctx, const Request *req, Response *res)
{
    return respond(ctx, res, &(Note){"file", (int64_t)req->bytes.length});
}

static Error page(Ctx *ctx, const Request *req, Response *res)
{
    const char *text = arena_printf(ctx->arena, "%s in %s", req->path, ctx->language);
    calls++;
    res->is_cached_by_language = !text_starts_with(req->path, "/private");
    return respond_bytes(ctx, res, "text/html", (Blob){text, strlen(text)});
}

#define ROUTE(verb, where, what, ...)                                                              \
    {                                                                                              \
        .method = verb, .path = where, .handler = what, .permission = PERMIT_PUBLIC,               \
        .tx = ROUTE_TX_NONE, .is_question = true, .answer = &note_shape, __VA_ARGS__               \
    }

static const Route routes[] = {
    ROUTE(GET, "/v1/notes/{text}", get_note, .status = 200),
    ROUTE(POST, "/v1/notes", post_note, .body = &note_shape, .status = 201, .max_body = 1000),
    ROUTE(GET, "/v1/who", get_who, .status = 200),
    ROUTE(GET, "/v1/list", get_list, .is_cached = true),
    ROUTE(GET, "/v1/slow", get_slowly, .status = 200),
    ROUTE(PUT, "/v1/file", put_file, .accepts = "text/plain", .max_body = 3000000),
    ROUTES_END,
};
static const Route *const tables[] = {routes, NULL};
static const HttpApp app = {.routes = tables, .page = page};

static Server *start(const char *trusted_proxies)
{
    const char *problem;
    Server *server = server_start(&(ServerSettings){.address = "127.0.0.1",
                                      .loops = 2,
                                      .workers = 4,
                                      .max_connections = 100,
                                      .idle_timeout = SECONDS(1),
                                      .trusted_proxies = trusted_proxies,
                                      .app = &app},
        &problem);
    if (!server) {
        printf("# %s\n", problem);
        exit(1);
    }
    return server;
}

#define SERVER_TEST(title)           SERVER_TEST_AT_(title, __LINE__)
#define SERVER_TEST_AT_(title, line) SERVER_TEST_IN_(title, line)
#define SERVER_TEST_IN_(title, line)                                                               \
    static void with_server_##line(Arena *arena, int port);                                        \
    TEST(title)                                                                                    \
    {                                                                                              \
        Server *server = start("");                                                                \
        Arena *arena = arena_new();                                                                \
        with_server_##line(arena, server_port(server));                                            \
        arena_free(arena);                                                                         \
        server_stop(server, SECONDS(5));                                                           \
    }                                                                                              \
    static void with_server_##line(Arena *arena, int port)

#define HOST  "Host: test\r\n"
#define CLOSE HOST "Connection: close\r\n"

SERVER_TEST("a request is answered by its route")
{
    const char *answer = wire_ask(arena, port, "GET /v1/notes/a%2Fb%20c HTTP/1.1\r\n" CLOSE "\r\n");
    EXPECT_INT(wire_status(answer), 200);
    EXPECT_TEXT(wire_body(answer), "{\"text\":\"a/b c\",\"count\":1}");
    EXPECT_TEXT(wire_header(arena, answer, "Content-Type"), "application/json");
    EXPECT_TEXT(wire_header(arena, answer, "Content-Length"), "26");
    EXPECT_TEXT(wire_header(arena, answer, "X-Content-Type-Options"), "nosniff");
    EXPECT_TEXT(wire_header(arena, answer, "Cache-Control"), "no-store");
    EXPECT(text_starts_with(wire_header(arena, answer, "X-Request-Id"), "req_"));
}

SERVER_TEST("HEAD has the head of GET and no body")
{
    const char *answer = wire_ask(arena, port, "HEAD /v1/notes/a HTTP/1.1\r\n" CLOSE "\r\n");
    EXPECT_INT(wire_status(answer), 200);
    EXPECT_TEXT(wire_header(arena, answer, "Content-Length"), "22");
    EXPECT_TEXT(wire_body(answer), "");
}

SERVER_TEST("one connection carries many requests, also sent at once")
{
    int fd = wire_open(port);
    wire_send(fd, "GET /v1/notes/one HTTP/1.1\r\n" HOST
                  "\r\n"
                  "POST /v1/notes HTTP/1.1\r\n" HOST
                  "Content-Type: application/json\r\n"
                  "Content-Length: 14\r\n\r\n{\"text\":\"two\"}"
                  "GET /v1/list HTTP/1.1\r\n" HOST
                  "\r\n"
                  "GET /v1/notes/four HTTP/1.1\r\n" HOST "\r\n");
    const char *answers = wire_read(arena, fd, "four");
    const char *one = strstr(answers, "one"), *two = strstr(answers, "two");
    const char *three = strstr(answers, "xxxx"), *four = strstr(answers, "four");
    EXPECT(one && two && three && four && one < two && two < three && three < four);
    wire_send(fd, "GET /v1/notes/five HTTP/1.1\r\n" HOST "\r\n");
    EXPECT(strstr(wire_read(arena, fd, "five"), "five"));
    wire_close(fd);
}

SERVER_TEST("a body may come in pieces and in chunks")
{
    int fd = wire_open(port);
    wire_send(fd, "POST /v1/notes HTTP/1.1\r\n" CLOSE
                  "Content-Type: application/json\r\n"
                  "Transfer-Encoding: chunked\r\n\r\n8\r\n{\"text\":\r\n");
    usleep(20000);
    wire_send(fd, "6\r\n\"abc\"}\r");
    usleep(20000);
    wire_send(fd, "\n0\r\n\r\n");
    const char *answer = wire_read(arena, fd, NULL);
    EXPECT_INT(wire_status(answer), 201);
    EXPECT(strstr(answer, "\"abc\""));
    wire_close(fd);
}

SERVER_TEST("a body that is too long is refused, announced or not")
{
    char *body = arena_alloc(arena, 2001);
    memset(body, ' ', 2000);
    const char *answer = wire_ask(arena, port,
        arena_printf(
            arena, "POST /v1/notes HTTP/1.1\r\n" CLOSE "Content-Length: 2000\r\n\r\n%s", body));
    EXPECT_INT(wire_status(answer), 413);
    EXPECT(strstr(answer, "\"code\":\"too_large\""));
    EXPECT_TEXT(wire_header(arena, answer, "Content-Type"), "application/problem+json");

    answer = wire_ask(arena, port,
        arena_printf(arena,
            "POST /v1/notes HTTP/1.1\r\n" CLOSE
            "Transfer-Encoding: chunked\r\n\r\n7d0\r\n%s\r\n0\r\n\r\n",
            body));
    EXPECT_INT(wire_status(answer), 413);

    answer = wire_ask(arena, port,
        "POST /v1/notes HTTP/1.1\r\n" CLOSE
        "Content-Length: 5000000000\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_INT(wire_status(answer), 413);
}

SERVER_TEST("a long body arrives whole where the route allows it")
{
    size_t length = 2900000;
    char *body = arena_alloc(arena, length);
    int fd = wire_open(port);
    memset(body, 'b', length);
    wire_send(fd, "PUT /v1/file HTTP/1.1\r\n" CLOSE
                  "Content-Type: text/plain\r\nContent-Length: 2900000\r\n\r\n");
    wire_send_bytes(fd, body, length);
    EXPECT(strstr(wire_read(arena, fd, NULL), "\"count\":2900000"));
    wire_close(fd);
}

SERVER_TEST("what is no HTTP is refused, and the server goes on")
{
    static const char *const requests[] = {
        "\x16\x03\x01\x02\r\n\r\n",
        "GET\r\n\r\n",
        "GET /v1/notes/a HTTP/1.1\r\n\r\n",
        "GET /v1/notes/a HTTP/1.1\r\n" CLOSE "no colon\r\n\r\n",
        "POST /v1/notes HTTP/1.1\r\n" CLOSE "Content-Length: x\r\n\r\n",
        "POST /v1/notes HTTP/1.1\r\n" CLOSE "Content-Length: -5\r\n\r\nabcde",
        "POST /v1/notes HTTP/1.1\r\n" CLOSE "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x",
        "POST /v1/notes HTTP/1.1\r\n" CLOSE
        "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /v1/notes HTTP/1.1\r\n" CLOSE "Transfer-Encoding: gzip\r\n\r\n0\r\n\r\n",
        "POST /v1/notes HTTP/1.1\r\n" CLOSE
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
        "GET /v1/notes/a HTTP/1.1\r\n" CLOSE "Content-Length : 2\r\n\r\n{}",
        "GET /v1/notes/\x1b[2J HTTP/1.1\r\n" CLOSE "\r\n",
        "POST /v1/notes HTTP/1.1\r\n" CLOSE "Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
    };
    for (size_t i = 0; i < COUNT_OF(requests); i++) {
        int fd = wire_open(port);
        wire_send(fd, requests[i]);
        const char *answer = wire_read(arena, fd, NULL);
        EXPECT(!*answer || wire_status(answer) == 400);
        wire_close(fd);
    }
    Text line = {.arena = arena};
    text_add(&line, "GET /v1/notes/");
    for (int i = 0; i < 40000; i++)
        text_add(&line, "y");
    text_add(&line, " HTTP/1.1\r\n" CLOSE "\r\n");
    int status = wire_status(wire_ask(arena, port, text_of(&line)));
    EXPECT(status == 414 || status == 431 || status == 0);
    EXPECT_INT(
        wire_status(wire_ask(arena, port, "GET /v1/notes/a HTTP/1.1\r\n" CLOSE "\r\n")), 200);
}

SERVER_TEST("unknown methods and addresses get their problem")
{
    const char *answer = wire_ask(arena, port, "BREW /v1/list HTTP/1.1\r\n" CLOSE "\r\n");
    EXPECT_INT(wire_status(answer), 405);
    EXPECT_TEXT(wire_header(arena, answer, "Allow"), "GET, HEAD, OPTIONS");
    answer = wire_ask(arena, port, "OPTIONS /v1/list HTTP/1.1\r\n" CLOSE "\r\n");
    EXPECT_INT(wire_status(answer), 204);
    EXPECT_INT(wire_status(wire_ask(arena, port, "GET /v1/x HTTP/1.1\r\n" CLOSE "\r\n")), 404);
    EXPECT_INT(
        wire_status(wire_ask(arena, port, "GET http://test/v1/list HTTP/1.1\r\n" CLOSE "\r\n")),
        200);
}

SERVER_TEST("slow clients are cut: silent ones, trickling heads, trickling bodies")
{
    (void)arena;
    int silent = wire_open(port), head = wire_open(port), body = wire_open(port);
    wire_send(body, "POST /v1/notes HTTP/1.1\r\n" HOST "Content-Length: 900\r\n\r\n");
    wire_send(head, "GET /v1/notes/a HT");
    for (int i = 0; i < 16; i++) {
        usleep(100 * 1000);
        wire_send(head, i == 4 ? "TP/1.1\r\nA: b" : "c");
        wire_send(body, " ");
    }
    EXPECT(wire_is_closed(silent));
    EXPECT(wire_is_closed(head));
    EXPECT(wire_is_closed(body));
    wire_close(silent);
    wire_close(head);
    wire_close(body);
}

SERVER_TEST("a cached answer is made once a loop, until something changes")
{
    const char *request = "GET /v1/list HTTP/1.1\r\n" CLOSE "\r\n";
    calls = 0;
    for (int i = 0; i < 40; i++)
        EXPECT_INT(wire_status(wire_ask(arena, port, request)), 200);
    EXPECT(calls >= 1 && calls <= 2);
    int fd = wire_open(port);
    for (int i = 0; i < 4; i++) { // on one connection
        wire_send(fd, "GET /v1/list HTTP/1.1\r\n" HOST "\r\n");
        EXPECT(strstr(wire_read(arena, fd, "}"), "xxx"));
    }
    wire_close(fd);
    EXPECT(calls <= 2);
    int before = calls;
    cache_changed();
    EXPECT_INT(wire_status(wire_ask(arena, port, request)), 200);
    EXPECT_INT(calls, before + 1);
}

static const char *page_in(Arena *arena, int port, const char *path, const char *language)
{
    return wire_body(wire_ask(arena, port,
        arena_printf(
            arena, "GET %s HTTP/1.1\r\n" CLOSE "Accept-Language: %s\r\n\r\n", path, language)));
}

SERVER_TEST("a cached page is made once a loop for each language")
{
    cache_changed();
    calls = 0;
    for (int i = 0; i < 40; i++) {
        EXPECT_TEXT(page_in(arena, port, "/page", "de-AT, en;q=0.5"), "/page in de");
        EXPECT_TEXT(page_in(arena, port, "/page", "de"), "/page in de");
        EXPECT_TEXT(page_in(arena, port, "/page", "fr"), "/page in fr");
        EXPECT_TEXT(page_in(arena, port, "/page", "sv"), "/page in en");
    }
    EXPECT(calls >= 3 && calls <= 6);
    calls = 0;
    for (int i = 0; i < 4; i++)
        EXPECT_TEXT(page_in(arena, port, "/private", "de"), "/private in de");
    EXPECT_INT(calls, 4);
}

SERVER_TEST("who has a cached answer already is told so")
{
    cache_changed();
    const char *request = "GET /v1/list HTTP/1.1\r\n" CLOSE "\r\n", *answer = NULL;
    calls = 0;
    for (int i = 0; i < 40; i++)
        answer = wire_ask(arena, port, request);
    EXPECT_TEXT(wire_header(arena, answer, "Cache-Control"), "no-cache");
    const char *tag = wire_header(arena, answer, "ETag");
    answer = wire_ask(arena, port,
        arena_printf(
            arena, "GET /v1/list HTTP/1.1\r\n" CLOSE "If-None-Match: \"x\", %s\r\n\r\n", tag));
    EXPECT(wire_status(answer) == 304 || calls == 2);
    EXPECT(wire_status(answer) == 200 || !*wire_body(answer));
    answer =
        wire_ask(arena, port, "GET /v1/list HTTP/1.1\r\n" CLOSE "If-None-Match: \"other\"\r\n\r\n");
    EXPECT_INT(wire_status(answer), 200);
}

// The body of a gzip answer, unpacked; its length from the head, since it has zeros.
static size_t unpacked_length(Arena *arena, int port, const char *request)
{
    int fd = wire_open(port);
    uint8_t bytes[65536], out[65536];
    size_t length = 0;
    (void)arena;
    wire_send(fd, request);
    for (ssize_t count; (count = read(fd, bytes + length, sizeof bytes - length)) > 0;)
        length += (size_t)count;
    wire_close(fd);
    const uint8_t *body = memmem(bytes, length, "\r\n\r\n", 4);
    if (!body || !memmem(bytes, (size_t)(body - bytes), "Content-Encoding: gzip", 22))
        return 0;
    z_stream stream = {.next_in = (Bytef *)body + 4,
        .avail_in = (uInt)(bytes + length - body - 4),
        .next_out = out,
        .avail_out = sizeof out};
    inflateInit2(&stream, 15 + 16);
    bool is_whole = inflate(&stream, Z_FINISH) == Z_STREAM_END;
    inflateEnd(&stream);
    return is_whole ? stream.total_out : 0;
}

SERVER_TEST("long texts are compressed for those who want it")
{
    for (int i = 0; i < 4; i++) // made anew, and from what is kept
        EXPECT(unpacked_length(arena, port,
                   "GET /v1/list HTTP/1.1\r\n" CLOSE "Accept-Encoding: gzip, br\r\n\r\n") > 20000);
    const char *answer = wire_ask(
        arena, port, "GET /v1/notes/short HTTP/1.1\r\n" CLOSE "Accept-Encoding: gzip\r\n\r\n");
    EXPECT(!wire_header(arena, answer, "Content-Encoding"));
    answer = wire_ask(arena, port, "GET /v1/list HTTP/1.1\r\n" CLOSE "\r\n");
    EXPECT(!wire_header(arena, answer, "Content-Encoding"));
    EXPECT_TEXT(wire_header(arena, answer, "Vary"), "Accept-Encoding");
}

TEST("a proxy's word about the client counts only if it is trusted")
{
    const char *request = "GET /v1/who HTTP/1.1\r\n" CLOSE
                          "X-Forwarded-For: 203.0.113.5\r\nX-Forwarded-Proto: https\r\n\r\n";
    Arena *arena = arena_new();
    Server *server = start("");
    EXPECT_TEXT(wire_body(wire_ask(arena, server_port(server), request)),
        "{\"text\":\"127.0.0.1\",\"count\":0}");
    server_stop(server, 0);
    server = start("127.0.0.0/8");
    EXPECT_TEXT(wire_body(wire_ask(arena, server_port(server), request)),
        "{\"text\":\"203.0.113.5\",\"count\":1}");
    server_stop(server, 0);
    arena_free(arena);
}

TEST("a client's own word stands behind that of the proxy, in whichever line it comes")
{
    Arena *arena = arena_new();
    Server *server = start("127.0.0.0/8");
    EXPECT_TEXT(wire_body(wire_ask(arena, server_port(server),
                    "GET /v1/who HTTP/1.1\r\n" CLOSE "X-Forwarded-For: 198.51.100.9\r\n"
                    "X-Forwarded-For: 203.0.113.5\r\n\r\n")),
        "{\"text\":\"203.0.113.5\",\"count\":0}");
    server_stop(server, 0);
    arena_free(arena);
}

TEST("stopping lets running answers end and takes no new ones")
{
    Arena *arena = arena_new();
    Server *server = start("");
    int idle = wire_open(server_port(server)), busy = wire_open(server_port(server));
    wire_send(busy, "GET /v1/slow HTTP/1.1\r\n" HOST "\r\n");
    usleep(100 * 1000);
    server_stop(server, SECONDS(5));
    EXPECT(wire_is_closed(idle));
    EXPECT(strstr(wire_read(arena, busy, NULL), "slow"));
    wire_close(idle);
    wire_close(busy);
    arena_free(arena);
}

TEST("a port that is taken, a bad address and a bad route are told")
{
    static const Route open[] = {{GET, "/v1/open", get_note}, ROUTES_END};
    static const Route *const open_tables[] = {open, NULL};
    static const HttpApp open_app = {.routes = open_tables};
    Server *server = start("");
    const char *problem;
    ServerSettings settings = {.address = "127.0.0.1",
        .port = server_port(server),
        .loops = 1,
        .workers = 1,
        .max_connections = 1,
        .idle_timeout = SECOND,
        .app = &app};
    EXPECT(!server_start(&settings, &problem));
    EXPECT(strstr(problem, "in use"));
    settings.address = "localhost";
    EXPECT(!server_start(&settings, &problem));
    settings.app = &open_app;
    EXPECT(!server_start(&settings, &problem));
    EXPECT(strstr(problem, "has no permission"));
    server_stop(server, 0);
}

SERVER_TEST("requests are counted by method and status")
{
    wire_ask(arena, port, "DELETE /v1/nothing HTTP/1.1\r\n" CLOSE "\r\n");
    EXPECT(strstr(
        metrics_text(arena), "kontor_http_requests_total{method=\"DELETE\",status=\"404\"} 1\n"));
}
