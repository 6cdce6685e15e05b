#include "kubeconfig.h"

#include "base/text.h"
#include "test/test.h"
#include "test/test_server.h"

#include <string.h>

/** The parts of a kubeconfig, a line each. */
typedef struct Parts {
    const char *cluster, *user, *rest;
} Parts;

static const char good_cluster[] = "server: https://cluster.test:6443",
                  good_user[] = "token: a.b.c";

typedef struct Reading {
    Ctx ctx;
    Kube kube;
    Error error;
} Reading;

static void reading_close(Reading *reading)
{
    arena_free(reading->ctx.arena);
}

#define READING __attribute__((cleanup(reading_close))) Reading

static Reading reading_new(void)
{
    return (Reading){.ctx = {.arena = arena_new(), .now = time_now()}};
}

static void read_text(Reading *reading, const char *text, const char *context)
{
    reading->ctx.failure = (Failure){0};
    reading->error = kubeconfig_read(&reading->ctx, text, context, &reading->kube);
}

// Flow mappings, so that one line can be anything.
static void read_parts(Reading *reading, Parts parts)
{
    read_text(reading,
        arena_printf(reading->ctx.arena,
            "clusters:\n- name: c\n  cluster: {%s}\nusers:\n- name: u\n  user: {%s}\n%s",
            parts.cluster ? parts.cluster : good_cluster, parts.user ? parts.user : good_user,
            parts.rest ? parts.rest : "contexts: [{name: x, context: {cluster: c, user: u}}]\n"),
        NULL);
}

// Whether it was refused for exactly this, in a sentence that names the place.
static bool is_refused(const Reading *reading, const char *code, const char *place)
{
    const Failure *failure = &reading->ctx.failure;
    return reading->error == INVALID && text_same(failure->code, "bad_kubeconfig") &&
           failure->fault_count == 1 && text_same(failure->faults[0].code, code) &&
           strstr(failure->faults[0].message, place) != NULL;
}

TEST("server, name and token are taken, the rest is left behind")
{
    READING reading = reading_new();
    read_parts(&reading,
        (Parts){"server: https://cluster.test:6443/k8s/, tls-server-name: kubernetes.default, "
                "extensions: [{name: x}], insecure-skip-tls-verify: false",
            "token: ' a.b.c ', colour: red", NULL});
    EXPECT_INT(reading.error, OK);
    EXPECT_TEXT(reading.kube.server, "https://cluster.test:6443/k8s");
    EXPECT_TEXT(reading.kube.tls_name, "kubernetes.default");
    EXPECT_TEXT(reading.kube.token, "a.b.c");
    EXPECT_INT(reading.kube.ca.length, 0);
}

TEST("a kubeconfig that was written on Windows is read like any other")
{
    READING reading = reading_new();
    read_text(&reading,
        "clusters:\r\n- name: c\r\n  cluster:\r\n    server: https://cluster.test:6443\r\n"
        "users:\r\n- name: u\r\n  user:\r\n    token: a.b.c\r\n"
        "contexts:\r\n- name: x\r\n  context:\r\n    cluster: c\r\n    user: u\r\n"
        "current-context: x\r\n",
        NULL);
    EXPECT_INT(reading.error, OK);
    EXPECT_TEXT(reading.kube.server, "https://cluster.test:6443");
    EXPECT_TEXT(reading.kube.token, "a.b.c");
}

static void read_client(Reading *reading, const char *certificate, const char *key)
{
    Arena *arena = reading->ctx.arena;
    const char *user = arena_printf(arena, "client-certificate-data: '%s', client-key-data: '%s'",
        base64_of(arena, certificate, strlen(certificate)), base64_of(arena, key, strlen(key)));
    read_parts(reading, (Parts){.user = user});
}

TEST("a client certificate is taken with its key, and with no other")
{
    READING reading = reading_new();
    Arena *arena = reading.ctx.arena;
    TestIdentity good = test_identity(arena, "DNS:a", 30),
                 other = test_identity(arena, "DNS:b", 30),
                 over = test_identity(arena, "DNS:c", -1);
    read_client(&reading, good.certificate, good.key);
    EXPECT_INT(reading.error, OK);
    EXPECT_INT(reading.kube.key.length, strlen(good.key));
    read_client(&reading, good.certificate, other.key);
    EXPECT(is_refused(&reading, "bad_certificate", "users[0].user.client-key-data"));
    read_client(&reading, over.certificate, over.key);
    EXPECT(is_refused(&reading, "expired", "users[0].user.client-certificate-data"));
    read_parts(
        &reading, (Parts){.user = "client-certificate-data: aGVsbG8=, client-key-data: eA=="});
    EXPECT(is_refused(&reading, "bad_certificate", "client-certificate-data"));
    read_parts(&reading, (Parts){.user = "client-certificate-data: '***'"});
    EXPECT(is_refused(&reading, "bad_certificate", "base64"));
}

typedef struct Unsafe {
    Parts parts;
    const char *code, *place;
} Unsafe;

TEST("everything that would run, read or send something is refused with its own sentence")
{
    static const Unsafe unsafe[] = {
        {{.user = "exec: {command: sh}"}, "exec", "users[0].user.exec"},
        {{.user = "token: a, exec: {command: sh}"}, "exec", "users[0].user.exec"},
        {{.user = "auth-provider: {name: gcp}"}, "auth_provider", "users[0].user.auth-provider"},
        {{.user = "tokenFile: /etc/shadow"}, "file_path", "users[0].user.tokenFile"},
        {{.user = "token: a, client-key: /k"}, "file_path", "users[0].user.client-key"},
        {{.user = "token: a, client-certificate: c"}, "file_path",
            "users[0].user.client-certificate"},
        {{.user = "token: a, username: me"}, "basic_auth", "users[0].user.username"},
        {{.user = "token: a, password: x"}, "basic_auth", "users[0].user.password"},
        {{.user = "token: a, as: root"}, "impersonation", "users[0].user.as"},
        {{.user = "token: a, as-groups: [x]"}, "impersonation", "users[0].user.as-groups"},
        {{.user = "token: \"a\\r\\nHost: b\""}, "bad_token", "users[0].user.token"},
        {{.user = "token: [a]"}, "malformed", "users[0].user.token"},
        {{.cluster = "server: https://c, certificate-authority: /ca"}, "file_path",
            "clusters[0].cluster.certificate-authority"},
        {{.cluster = "server: https://c, proxy-url: http://p"}, "proxy",
            "clusters[0].cluster.proxy-url"},
        {{.cluster = "server: https://c, insecure-skip-tls-verify: true"}, "insecure_tls",
            "clusters[0].cluster.insecure-skip-tls-verify"},
        {{.cluster = "server: https://c, insecure-skip-tls-verify: yes"}, "insecure_tls",
            "clusters[0].cluster.insecure-skip-tls-verify"},
        {{.cluster = "server: http://c"}, "http", "clusters[0].cluster.server"},
        {{.cluster = "server: HTTP://c"}, "http", "clusters[0].cluster.server"},
        {{.cluster = "server: file:///etc/passwd"}, "bad_address", "clusters[0].cluster.server"},
        {{.cluster = "server: 'https://me:pw@c'"}, "bad_address", "clusters[0].cluster.server"},
        {{.cluster = "server: 'https://c/?x'"}, "bad_address", "clusters[0].cluster.server"},
        {{.cluster = "server: 'https://c/ x'"}, "bad_address", "clusters[0].cluster.server"},
        {{.cluster = "tls-server-name: c"}, "required", "clusters[0].cluster.server"},
        {{.cluster = "server: https://c, tls-server-name: 'a b'"}, "bad_address",
            "clusters[0].cluster.tls-server-name"},
        {{.cluster = "server: https://c, certificate-authority-data: aGVsbG8="}, "bad_certificate",
            "clusters[0].cluster.certificate-authority-data"},
    };
    READING reading = reading_new();
    for (size_t i = 0; i < COUNT_OF(unsafe); i++) {
        read_parts(&reading, unsafe[i].parts);
        test_expect(is_refused(&reading, unsafe[i].code, unsafe[i].place), __FILE__, __LINE__,
            arena_printf(reading.ctx.arena, "%s for %s", unsafe[i].code, unsafe[i].place));
    }
}

TEST("all that is wrong is said at once")
{
    READING reading = reading_new();
    read_parts(&reading, (Parts){"server: http://c, proxy-url: http://p",
                             "exec: {command: sh}, tokenFile: /t", NULL});
    EXPECT_INT(reading.error, INVALID);
    EXPECT_INT(reading.ctx.failure.fault_count, 4);
}

static const char two[] =
    "clusters:\n- {name: c, cluster: {server: https://c}}\n"
    "- {name: d, cluster: {server: https://d}}\n"
    "users:\n- {name: u, user: {token: t}}\n"
    "- {name: v, user: {exec: {command: sh}}}\n"
    "contexts:\n- {name: good, context: {cluster: c, user: u}}\n"
    "- {name: bad, context: {cluster: d, user: v}}\n"
    "- {name: torn, context: {cluster: e, user: w}}\n";

TEST("the context says which cluster and user are meant; the others do not matter")
{
    READING reading = reading_new();
    read_text(&reading, two, "good");
    EXPECT_INT(reading.error, OK);
    EXPECT_TEXT(reading.kube.server, "https://c");
    read_text(&reading, two, "bad");
    EXPECT(is_refused(&reading, "exec", "users[1].user.exec"));
    read_text(&reading, two, "torn");
    EXPECT_INT(reading.ctx.failure.fault_count, 2);
    read_text(&reading, two, NULL);
    EXPECT(is_refused(&reading, "not_known", "good, bad, torn"));
    read_text(&reading, two, "none");
    EXPECT(is_refused(&reading, "not_known", "good, bad, torn"));
    EXPECT_TEXT(reading.ctx.failure.faults[0].field, "context");
    read_text(&reading, arena_printf(reading.ctx.arena, "%scurrent-context: good\n", two), NULL);
    EXPECT_INT(reading.error, OK);
}

TEST("what is no kubeconfig is told so")
{
    static const char *const none[] = {"", "hello", "a: [", "- 1", "{}", "a: &x 1\nb: *x"};
    READING reading = reading_new();
    for (size_t i = 0; i < COUNT_OF(none); i++) {
        read_text(&reading, none[i], NULL);
        EXPECT_INT(reading.error, INVALID);
        EXPECT_INT(reading.ctx.failure.fault_count, 1);
    }
}
