// test_server.h — a web server on 127.0.0.1 that answers as a test says, with TLS and certificates
// of its own, to see how Kontor deals with others.
//
// Each connection is served by a thread and closed after one answer.
#pragma once

#include "base/base.h"

/** A certificate, its key and the authority that issued it, all PEM. */
typedef struct TestIdentity {
    const char *ca, *certificate, *key;
} TestIdentity;

/** names: "DNS:cluster.test,IP:192.0.2.7"; days: how long from now, negative: it is over. */
TestIdentity test_identity(Arena *arena, const char *names, int days);

typedef struct TestRequest {
    Arena *arena; // of this exchange
    const char *method, *target, *head, *body;
} TestRequest;

typedef struct TestAnswer {
    int status;
    const char *headers; // "Location: /x\r\n"; NULL: none
    const char *body;    // NULL: ""
    int64_t delay_us;    // before the answer
    size_t length;       // of a body with NULs in it; 0: up to its end
} TestAnswer;

typedef struct TestServer TestServer;

/** Plain http without an identity. `answer` is called from several threads, one at a time. */
TestServer *test_server_start(const TestIdentity *identity,
    TestAnswer (*answer)(void *arg, const TestRequest *req), void *arg);
void test_server_stop(TestServer *server);
int test_server_port(const TestServer *server);
