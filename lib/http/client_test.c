#include "client.h"

#include "base/text.h"
#include "test/test.h"
#include "test/test_server.h"

#include <stdlib.h>
#include <string.h>

/** One marketplace that may talk to 127.0.0.1, and what it sends to. */
typedef struct Here {
    Ctx ctx;
    Guard *guard;
    TestServer *server;
    TestIdentity identity;
    int asked;
    char head[4000];
    TestAnswer answer;
} Here;

static TestAnswer say(void *arg, const TestRequest *req)
{
    Here *here = arg;
    here->asked++;
    strncpy(here->head, req->head, sizeof here->head - 1);
    if (strcmp(req->target, "/moved") == 0)
        return (TestAnswer){302, .headers = "Location: /\r\n"};
    if (strcmp(req->target, "/outside") == 0)
        return (TestAnswer){302, .headers = "Location: http://127.9.9.9:1/\r\n"};
    if (strcmp(req->target, "/loop") == 0)
        return (TestAnswer){302, .headers = "Location: /loop\r\n"};
    return here->answer;
}

static void here_open(Here *here, const char *allowed, const char *names, int days)
{
    *here = (Here){.ctx = {.arena = arena_new()}, .guard = guard_new(allowed)};
    here->answer = (TestAnswer){
        200, .headers = "Content-Type: Text/Plain; charset=utf-8\r\n", .body = "hello"};
    if (names)
        here->identity = test_identity(here->ctx.arena, names, days);
    here->server = test_server_start(names ? &here->identity : NULL, say, here);
    client_start(here->guard);
}

static void here_close(Here *here)
{
    test_server_stop(here->server);
    guard_free(here->guard);
    arena_free(here->ctx.arena);
}

#define HERE(...)                                                                                  \
    __attribute__((cleanup(here_close))) Here here;                                                \
    here_open(&here, __VA_ARGS__)

static const char *url_of(Here *here, const char *host, const char *path)
{
    return arena_printf(here->ctx.arena, "%s://%s:%d%s", here->identity.ca ? "https" : "http", host,
        test_server_port(here->server), path);
}

static Error ask(
    Here *here, const char *host, const char *path, ClientRequest more, ClientAnswer *ret_answer)
{
    more.method = more.method ? more.method : "GET";
    more.url = url_of(here, host, path);
    more.timeout_us = more.timeout_us ? more.timeout_us : SECONDS(60);
    more.max_size = more.max_size ? more.max_size : 1000;
    return client_send(&here->ctx, &more, ret_answer);
}

static Blob blob_of(const char *text)
{
    return (Blob){text, strlen(text)};
}

TEST("an answer comes with its status, kind, headers and bytes")
{
    HERE("127.0.0.1", NULL, 0);
    here.answer = (TestAnswer){404,
        .headers = "Content-Type: Text/Plain; charset=utf-8\r\nX-Subject-Token:  abc \r\n",
        .body = "hello"};
    ClientAnswer answer;
    EXPECT(ask(&here, "127.0.0.1", "/a?b=c", (ClientRequest){0}, &answer) == OK);
    EXPECT_INT(answer.status, 404);
    EXPECT_TEXT(answer.media_type, "text/plain");
    EXPECT_INT(answer.body.length, 5);
    EXPECT_TEXT(answer.body.bytes, "hello");
    EXPECT_TEXT(client_header(here.ctx.arena, &answer, "x-subject-token"), "abc");
    EXPECT(client_header(here.ctx.arena, &answer, "X-Subject") == NULL);
    EXPECT(strncmp(here.head, "GET /a?b=c HTTP/1.1\r\n", 21) == 0);
}

TEST("a request says its method, headers, bearer and body")
{
    HERE("127.0.0.1", NULL, 0);
    ClientAnswer answer;
    const char *const headers[] = {"Content-Type: application/json", NULL};
    ClientRequest request = {
        .method = "PATCH", .headers = headers, .body = blob_of("{}"), .bearer = "s3cret"};
    EXPECT(ask(&here, "127.0.0.1", "/", request, &answer) == OK);
    EXPECT(strncmp(here.head, "PATCH / ", 8) == 0);
    EXPECT(strstr(here.head, "\r\nAuthorization: Bearer s3cret") != NULL);
    EXPECT(strstr(here.head, "\r\nContent-Type: application/json") != NULL);
    EXPECT(strstr(here.head, "\r\nContent-Length: 2") != NULL);
}

TEST("an address that the operator did not allow is never connected to")
{
    HERE("", NULL, 0);
    ClientAnswer answer;
    static const char *const hosts[] = {"127.0.0.1", "localhost", "0x7f000001", "2130706433"};
    for (size_t i = 0; i < COUNT_OF(hosts); i++) {
        EXPECT(ask(&here, hosts[i], "/", (ClientRequest){0}, &answer) == UNAVAILABLE);
        EXPECT_TEXT(here.ctx.failure.code, "address_refused");
    }
    EXPECT_INT(here.asked, 0);
}

TEST("only web addresses without a user are asked")
{
    HERE("127.0.0.1", NULL, 0);
    static const char *const urls[] = {
        "file:///etc/passwd", "gopher://127.0.0.1/", "http://me:pw@127.0.0.1/", "", "http://"};
    for (size_t i = 0; i < COUNT_OF(urls); i++) {
        ClientRequest request = {
            .method = "GET", .url = urls[i], .timeout_us = SECOND, .max_size = 10};
        ClientAnswer answer;
        EXPECT(client_send(&here.ctx, &request, &answer) == UNAVAILABLE);
        EXPECT_TEXT(here.ctx.failure.code, "bad_url");
    }
}

TEST("redirects are followed only when asked for, and the guard sees each hop")
{
    HERE("127.0.0.1", NULL, 0);
    ClientAnswer answer;
    EXPECT(ask(&here, "127.0.0.1", "/moved", (ClientRequest){0}, &answer) == OK);
    EXPECT_INT(answer.status, 302);
    EXPECT(ask(&here, "127.0.0.1", "/moved", (ClientRequest){.follows = true}, &answer) == OK);
    EXPECT_INT(answer.status, 200);
    EXPECT_TEXT(answer.body.bytes, "hello");
    ClientRequest follows = {.follows = true};
    EXPECT(ask(&here, "127.0.0.1", "/outside", follows, &answer) == UNAVAILABLE);
    EXPECT(ask(&here, "127.0.0.1", "/loop", follows, &answer) == UNAVAILABLE);
    EXPECT_TEXT(here.ctx.failure.code, "unreachable");
}

TEST("an answer that is too big is cut off")
{
    HERE("127.0.0.1", NULL, 0);
    ClientAnswer answer;
    EXPECT(ask(&here, "127.0.0.1", "/", (ClientRequest){.max_size = 4}, &answer) == UNAVAILABLE);
    EXPECT_TEXT(here.ctx.failure.code, "too_big");
    EXPECT(ask(&here, "127.0.0.1", "/", (ClientRequest){.max_size = 5}, &answer) == OK);
}

TEST("who does not answer in time is not waited for")
{
    HERE("127.0.0.1", NULL, 0);
    here.answer.delay_us = SECOND / 2;
    ClientAnswer answer;
    ClientRequest request = {.timeout_us = SECOND / 10};
    EXPECT(ask(&here, "127.0.0.1", "/", request, &answer) == UNAVAILABLE);
    EXPECT_TEXT(here.ctx.failure.code, "timed_out");
}

TEST("a server is trusted by the authority that was given, and by no other")
{
    HERE("127.0.0.1", "IP:127.0.0.1", 30);
    ClientAnswer answer;
    ClientRequest request = {.ca = blob_of(here.identity.ca)};
    EXPECT(ask(&here, "127.0.0.1", "/", request, &answer) == OK);
    EXPECT(ask(&here, "127.0.0.1", "/", (ClientRequest){0}, &answer) == UNAVAILABLE);
    EXPECT_TEXT(here.ctx.failure.code, "bad_certificate");
    request.ca = blob_of(test_identity(here.ctx.arena, "IP:127.0.0.1", 30).ca);
    EXPECT(ask(&here, "127.0.0.1", "/", request, &answer) == UNAVAILABLE);
    EXPECT_TEXT(here.ctx.failure.code, "bad_certificate");
    request.ca = blob_of("no certificate");
    EXPECT(ask(&here, "127.0.0.1", "/", request, &answer) == UNAVAILABLE);
    EXPECT_TEXT(here.ctx.failure.code, "bad_certificate");
    request = (ClientRequest){.certificate = blob_of("none"), .key = blob_of("none")};
    EXPECT(ask(&here, "127.0.0.1", "/", request, &answer) == UNAVAILABLE);
    EXPECT_TEXT(here.ctx.failure.code, "bad_certificate");
}

TEST("a certificate that is over is not accepted")
{
    HERE("127.0.0.1", "IP:127.0.0.1", -1);
    ClientAnswer answer;
    ClientRequest request = {.ca = blob_of(here.identity.ca)};
    EXPECT(ask(&here, "127.0.0.1", "/", request, &answer) == UNAVAILABLE);
    EXPECT_TEXT(here.ctx.failure.code, "bad_certificate");
    EXPECT(strstr(here.ctx.failure.message, "expired") != NULL);
}

TEST("an address is held to the name that its certificate must have")
{
    HERE("127.0.0.1", "DNS:cluster.test,IP:192.168.0.9", 30);
    ClientAnswer answer;
    ClientRequest request = {.ca = blob_of(here.identity.ca), .tls_name = "cluster.test"};
    EXPECT(ask(&here, "127.0.0.1", "/", request, &answer) == OK);
    request.tls_name = "192.168.0.9";
    EXPECT(ask(&here, "127.0.0.1", "/", request, &answer) == OK);
    request.tls_name = "other.test";
    EXPECT(ask(&here, "127.0.0.1", "/", request, &answer) == UNAVAILABLE);
    EXPECT_TEXT(here.ctx.failure.code, "bad_certificate");
    request.tls_name = NULL;
    EXPECT(ask(&here, "127.0.0.1", "/", request, &answer) == UNAVAILABLE);
    EXPECT_TEXT(here.ctx.failure.code, "bad_certificate");
}

TEST("a proxy of the environment is not used")
{
    HERE("127.0.0.1", NULL, 0);
    setenv("http_proxy", "http://127.0.0.1:1", 1);
    ClientAnswer answer;
    EXPECT(ask(&here, "127.0.0.1", "/", (ClientRequest){0}, &answer) == OK);
    unsetenv("http_proxy");
}

TEST("an address for a program is one that the guard allows and that takes connections")
{
    HERE("127.0.0.1", "DNS:localhost", 30);
    const char *address = NULL, *host = NULL;
    int port = 0;
    EXPECT(client_resolve(
               &here.ctx, url_of(&here, "localhost", "/k8s?x"), &address, &port, &host) == OK);
    EXPECT_TEXT(address, "127.0.0.1");
    EXPECT_TEXT(host, "localhost");
    EXPECT_INT(port, test_server_port(here.server));
    EXPECT_INT(here.asked, 0);

    EXPECT(client_resolve(&here.ctx, "https://127.9.9.9", &address, &port, &host) == UNAVAILABLE);
    EXPECT_TEXT(here.ctx.failure.code, "address_refused");
    EXPECT(client_resolve(&here.ctx, "https://", &address, &port, &host) == UNAVAILABLE);
    EXPECT_TEXT(here.ctx.failure.code, "bad_url");
}
