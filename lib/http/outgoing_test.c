#include "outgoing.h"

#include "test/test.h"
#include "test/test_server.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ASKED "GET / HTTP/1.1\r\nHost: x\r\n\r\n"

/** One that asks a server, on a loop of its own. */
typedef struct Asking {
    Arena *arena;
    Guard *guard;
    Loop *loop;
    OutgoingPool *pool;
    TestIdentity identity;
    TestServer *server;
    Outgoing *outgoing;
    char answer[2000], ca_path[40];
} Asking;

static TestAnswer say(void *arg, const TestRequest *req)
{
    (void)arg;
    (void)req;
    return (TestAnswer){200, .body = "hello"};
}

static void opened(void *arg)
{
    Asking *asking = arg;
    outgoing_write(asking->outgoing, ASKED, strlen(ASKED), false);
}

static void over(Asking *asking, const char *how)
{
    strncat(asking->answer, how, sizeof asking->answer - strlen(asking->answer) - 1);
    outgoing_close(asking->outgoing, false);
    loop_stop(asking->loop);
}

static void failed(void *arg)
{
    over(arg, "failed");
}

static void readable(void *arg)
{
    Asking *asking = arg;
    char bytes[100];
    do {
        ssize_t got = outgoing_read(asking->outgoing, bytes, sizeof bytes);
        if (got == OUTGOING_LATER)
            return;
        if (got <= 0) {
            over(asking, got == OUTGOING_CLOSED ? " closed" : " broken");
            return;
        }
        strncat(asking->answer, bytes, (size_t)got);
    } while (outgoing_has_more(asking->outgoing));
}

static const OutgoingUser user = {opened, failed, readable, opened};

// Trusts the authority of `names`, the server's certificate, for so many days.
static void asking_open(Asking *asking, const char *allowed, const char *names, int days)
{
    *asking = (Asking){.arena = arena_new(), .guard = guard_new(allowed), .loop = loop_new(0)};
    if (names) {
        strcpy(asking->ca_path, "/tmp/kontor-test-ca-XXXXXX");
        asking->identity = test_identity(asking->arena, names, days);
        int file = mkstemp(asking->ca_path);
        EXPECT(write(file, asking->identity.ca, strlen(asking->identity.ca)) > 0);
        close(file);
        setenv("SSL_CERT_FILE", asking->ca_path, 1);
    }
    asking->server = test_server_start(names ? &asking->identity : NULL, say, NULL);
    asking->pool = outgoing_pool_new(asking->loop, asking->guard, SECONDS(5));
}

static void asking_close(Asking *asking)
{
    test_server_stop(asking->server);
    outgoing_pool_free(asking->pool);
    loop_free(asking->loop);
    guard_free(asking->guard);
    unlink(asking->ca_path);
    arena_free(asking->arena);
}

#define ASKING(...)                                                                                \
    __attribute__((cleanup(asking_close))) Asking asking;                                          \
    asking_open(&asking, __VA_ARGS__)

// "hello closed" or "failed".
static const char *ask(Asking *asking, const char *scheme, const char *host)
{
    const char *url =
        arena_printf(asking->arena, "%s://%s:%d/", scheme, host, test_server_port(asking->server));
    asking->answer[0] = '\0';
    asking->outgoing =
        outgoing_open(asking->pool, outgoing_origin(asking->pool, url), true, &user, asking);
    loop_run(asking->loop);
    const char *body = strstr(asking->answer, "\r\n\r\n");
    return body ? body + 4 : asking->answer;
}

TEST("a server is reached by its address")
{
    ASKING("127.0.0.0/8", NULL, 0);
    EXPECT_TEXT(ask(&asking, "http", "127.0.0.1"), "hello closed");
}

TEST("a server is reached by its name, at the address that answers")
{
    ASKING("127.0.0.0/8, ::1/128", NULL, 0);
    EXPECT_TEXT(ask(&asking, "http", "localhost"), "hello closed");
}

TEST("a name that does not exist leads nowhere")
{
    ASKING("127.0.0.0/8", NULL, 0);
    EXPECT_TEXT(ask(&asking, "http", "nobody.invalid"), "failed");
}

TEST("an address that nobody allowed is not connected to, whatever its name")
{
    ASKING("", NULL, 0);
    EXPECT_TEXT(ask(&asking, "http", "localhost"), "failed");
}

TEST("who has no time left when a name is known at last gives up")
{
    ASKING("127.0.0.0/8", NULL, 0);
    outgoing_pool_free(asking.pool);
    asking.pool = outgoing_pool_new(asking.loop, asking.guard, 0);
    EXPECT_TEXT(ask(&asking, "http", "127.0.0.1"), "failed");
}

TEST("with TLS a server shows who it is")
{
    ASKING("127.0.0.0/8", "DNS:localhost,IP:127.0.0.1", 1);
    EXPECT_TEXT(ask(&asking, "https", "127.0.0.1"), "hello closed");
}

TEST("a certificate for another name is refused")
{
    ASKING("127.0.0.0/8", "DNS:another.test", 1);
    EXPECT_TEXT(ask(&asking, "https", "localhost"), "failed");
}

TEST("a certificate that is over is refused")
{
    ASKING("127.0.0.0/8", "IP:127.0.0.1", -1);
    EXPECT_TEXT(ask(&asking, "https", "127.0.0.1"), "failed");
}

TEST("a certificate of an unknown authority is refused")
{
    ASKING("127.0.0.0/8", "IP:127.0.0.1", 1);
    setenv("SSL_CERT_FILE", "/dev/null", 1);
    EXPECT_TEXT(ask(&asking, "https", "127.0.0.1"), "failed");
}

TEST("an origin is what a URL leads to")
{
    ASKING("", NULL, 0);
    const Origin *origin = outgoing_origin(asking.pool, "https://[2001:db8::1]:8443/v1/");
    EXPECT_TEXT(origin->host, "[2001:db8::1]:8443");
    EXPECT_TEXT(origin->name, "2001:db8::1");
    EXPECT_TEXT(origin->path, "/v1");
    EXPECT(outgoing_origin(asking.pool, "https://[2001:db8::1]:8443/v1/") == origin);
    EXPECT_TEXT(outgoing_origin(asking.pool, "http://example.com")->host, "example.com");
    EXPECT_TEXT(outgoing_origin(asking.pool, "http://example.com")->path, "");
    EXPECT(outgoing_origin(asking.pool, "ftp://example.com/") == NULL);
    EXPECT(outgoing_origin(asking.pool, "http://me@example.com/") == NULL);
}
