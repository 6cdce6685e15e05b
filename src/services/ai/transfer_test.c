#include "transfer.h"

#include "test/test.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BIG = 300 * 1000 };

/** A server of one thread that serves one connection after the other. */
typedef struct Upstream {
    int fd, port;
    pthread_t thread;
    int closes_after;    // answers on a connection
    int accepted, asked; // so far
    size_t length;       // of an answer's body
} Upstream;

static bool request_read(int fd)
{
    char bytes[4096] = "";
    size_t length = 0;
    while (!strstr(bytes, "\r\n\r\n{}")) {
        ssize_t got = read(fd, bytes + length, sizeof bytes - 1 - length);
        if (got <= 0)
            return false;
        length += (size_t)got;
        bytes[length] = '\0';
    }
    return true;
}

static void answer_write(int fd, size_t length)
{
    char head[100], *body = malloc(length);
    memset(body, 'x', length);
    snprintf(head, sizeof head, "HTTP/1.1 200 OK\r\nContent-Length: %zu\r\n\r\n", length);
    EXPECT(write(fd, head, strlen(head)) > 0);
    for (size_t sent = 0; sent < length;) {
        ssize_t got = write(fd, body + sent, length - sent);
        if (got <= 0)
            break;
        sent += (size_t)got;
    }
    free(body);
}

static void *serve(void *arg)
{
    Upstream *upstream = arg;
    for (int fd; (fd = accept(upstream->fd, NULL, NULL)) >= 0; close(fd)) {
        upstream->accepted++;
        for (int i = 0; i < upstream->closes_after && request_read(fd); i++) {
            upstream->asked++;
            answer_write(fd, upstream->length);
        }
    }
    return NULL;
}

static void upstream_open(Upstream *upstream, int closes_after, size_t length)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    *upstream = (Upstream){.closes_after = closes_after, .length = length};
    upstream->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    EXPECT(!bind(upstream->fd, (struct sockaddr *)&address, size) && !listen(upstream->fd, 8));
    getsockname(upstream->fd, (struct sockaddr *)&address, &size);
    upstream->port = ntohs(address.sin_port);
    pthread_create(&upstream->thread, NULL, serve, upstream);
}

static void upstream_close(Upstream *upstream)
{
    shutdown(upstream->fd, SHUT_RDWR);
    pthread_join(upstream->thread, NULL);
    close(upstream->fd);
}

/** Somebody who asks it so many times, one after the other. */
typedef struct Asking {
    Loop *loop;
    Guard *guard;
    Transfers *transfers;
    Transfer transfer;
    char url[60];
    int left, complete, later;
    size_t received;
} Asking;

static void ask(void *arg);

static void resume(void *arg)
{
    Asking *asking = arg;
    asking->later = 0;
    transfer_resume(&asking->transfer);
}

static TransferStep received(void *arg, const char *bytes, size_t length)
{
    Asking *asking = arg;
    if (asking->later > 0) {
        asking->later = -1;
        loop_after(asking->loop, 20000, resume, asking);
    }
    if (asking->later < 0)
        return TRANSFER_LATER;
    EXPECT(bytes[0] == 'x' && bytes[length - 1] == 'x');
    asking->received += length;
    return TRANSFER_TAKEN;
}

static void ended(void *arg, TransferEnd how)
{
    Asking *asking = arg;
    asking->complete += how == TRANSFER_COMPLETE;
    transfer_close(&asking->transfer);
    if (--asking->left)
        loop_after(asking->loop, 5000, ask, asking);
    else
        loop_stop(asking->loop);
}

static const TransferUser user = {received, ended};

static void ask(void *arg)
{
    Asking *asking = arg;
    TransferRequest request = {
        .url = asking->url, .path = "chat", .request_id = "req_1", .body = {"{}", 2}};
    transfer_open(asking->transfers, &asking->transfer, &request, &user, asking);
}

static void ask_all(Asking *asking, const char *scheme, int port)
{
    asking->loop = loop_new(0);
    asking->guard = guard_new("127.0.0.0/8");
    asking->transfers = transfers_new(asking->loop, asking->guard, SECONDS(5), SECONDS(10));
    snprintf(asking->url, sizeof asking->url, "%s://127.0.0.1:%d", scheme, port);
    loop_after(asking->loop, 0, ask, asking);
    loop_run(asking->loop);
    transfers_free(asking->transfers);
    loop_free(asking->loop);
    guard_free(asking->guard);
}

TEST("requests follow each other on one connection")
{
    Upstream upstream;
    upstream_open(&upstream, 100, 10);
    Asking asking = {.left = 5};
    ask_all(&asking, "http", upstream.port);
    upstream_close(&upstream);
    EXPECT_INT(asking.complete, 5);
    EXPECT_INT(asking.received, 50);
    EXPECT_INT(upstream.accepted, 1);
}

TEST("a kept connection that the upstream closed costs nobody an answer")
{
    Upstream upstream;
    upstream_open(&upstream, 1, 10); // without a word
    Asking asking = {.left = 5};
    ask_all(&asking, "http", upstream.port);
    upstream_close(&upstream);
    EXPECT_INT(asking.complete, 5);
    EXPECT_INT(upstream.asked, 5);
    EXPECT_INT(upstream.accepted, 5);
}

TEST("who cannot take more yet gets the rest later, every byte once")
{
    Upstream upstream;
    upstream_open(&upstream, 100, BIG);
    Asking asking = {.left = 2, .later = 1};
    ask_all(&asking, "http", upstream.port);
    upstream_close(&upstream);
    EXPECT_INT(asking.complete, 2);
    EXPECT_INT(asking.received, 2 * BIG);
}

TEST("what is no address of the web leads nowhere")
{
    Asking asking = {.left = 1};
    ask_all(&asking, "gopher", 70);
    EXPECT_INT(asking.complete, 0);
}
