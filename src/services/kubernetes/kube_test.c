#include "kube.h"

#include "base/text.h"
#include "http/client.h"
#include "test/test.h"
#include "test/test_server.h"

#include <string.h>

/** A cluster that says what it is told to. */
typedef struct Here {
    Ctx ctx;
    Guard *guard;
    TestServer *server;
    TestIdentity identity;
    TestAnswer answer;
    char request[4000];
    Kube kube;
} Here;

static TestAnswer say(void *arg, const TestRequest *req)
{
    Here *here = arg;
    strncpy(here->request,
        arena_printf(req->arena, "%s %s\n%s\n%s", req->method, req->target, req->head, req->body),
        sizeof here->request - 1);
    if (strstr(req->target, "/endless"))
        return (TestAnswer){200, .body = "{\"metadata\":{\"continue\":\"more\"},\"items\":[]}"};
    if (strstr(req->target, "/many") && !strstr(req->target, "continue="))
        return (TestAnswer){
            200, .body = "{\"metadata\":{\"continue\":\"a b\"},\"items\":[{\"n\":1},{\"n\":2}]}"};
    if (strstr(req->target, "/many"))
        return (TestAnswer){200, .body = "{\"metadata\":{},\"items\":[{\"n\":3}]}"};
    return here->answer;
}

static void here_open(Here *here)
{
    *here = (Here){.ctx = {.arena = arena_new()}, .guard = guard_new("127.0.0.1")};
    here->answer = (TestAnswer){200, .body = "{\"metadata\":{\"name\":\"shop\"}}"};
    here->identity = test_identity(here->ctx.arena, "DNS:cluster.test", 30);
    here->server = test_server_start(&here->identity, say, here);
    here->kube = (Kube){
        .server = arena_printf(
            here->ctx.arena, "https://cluster.test:%d/k8s", test_server_port(here->server)),
        .address = "127.0.0.1",
        .ca = {here->identity.ca, strlen(here->identity.ca)},
        .token = "t0ken",
    };
    client_start(here->guard);
}

static void here_close(Here *here)
{
    test_server_stop(here->server);
    guard_free(here->guard);
    arena_free(here->ctx.arena);
}

#define HERE                                                                                       \
    __attribute__((cleanup(here_close))) Here here;                                                \
    here_open(&here)

TEST("an object is asked for at the pinned address, under the server's name, with the token")
{
    HERE;
    const JsonValue *object;
    EXPECT_INT(kube_get(&here.ctx, &here.kube, "/api/v1/namespaces/shop", &object), OK);
    EXPECT_TEXT(kube_text(object, "metadata.name"), "shop");
    EXPECT(kube_text(object, "metadata.name.more") == NULL);
    EXPECT(kube_text(object, "metadata") == NULL);
    EXPECT(strncmp(here.request, "GET /k8s/api/v1/namespaces/shop\n", 32) == 0);
    EXPECT(strstr(here.request, "Authorization: Bearer t0ken\r\n") != NULL);
    here.kube.tls_name = "other.test";
    EXPECT_INT(kube_get(&here.ctx, &here.kube, "/version", &object), UNAVAILABLE);
    EXPECT_TEXT(here.ctx.failure.code, "bad_certificate");
}

TEST("what is applied is applied over what others wrote")
{
    HERE;
    const JsonValue *object;
    EXPECT_INT(kube_apply(&here.ctx, &here.kube, "/api/v1/x", "{\"a\":1}", &object), OK);
    EXPECT(strncmp(here.request, "PATCH /k8s/api/v1/x?fieldManager=kontor&force=true\n", 51) == 0);
    EXPECT(strstr(here.request, "Content-Type: application/apply-patch+yaml") != NULL);
    EXPECT(strstr(here.request, "\n{\"a\":1}") != NULL);
}

typedef struct Refusal {
    int status;
    Error error;
    const char *code;
} Refusal;

TEST("each refusal has its kind, its code and the server's own words")
{
    static const Refusal refusals[] = {{400, INVALID, "kube_invalid"},
        {401, UNAUTHENTICATED, "kube_unauthorized"}, {403, FORBIDDEN, "kube_forbidden"},
        {404, NOT_FOUND, "kube_not_found"}, {409, CONFLICT, "kube_conflict"},
        {422, INVALID, "kube_invalid"}, {429, LIMITED, "kube_limited"},
        {500, UNAVAILABLE, "kube_failed"}, {503, UNAVAILABLE, "kube_failed"},
        {302, UNAVAILABLE, "kube_failed"}};
    HERE;
    const JsonValue *object;
    for (size_t i = 0; i < COUNT_OF(refusals); i++) {
        here.answer = (TestAnswer){refusals[i].status, .headers = "Retry-After: 7\r\n",
            .body = "{\"kind\":\"Status\",\"message\":\"not on a Sunday.\"}"};
        EXPECT_INT(kube_get(&here.ctx, &here.kube, "/api", &object), refusals[i].error);
        EXPECT_TEXT(here.ctx.failure.code, refusals[i].code);
        EXPECT(strstr(here.ctx.failure.message, "“not on a Sunday”") != NULL);
        EXPECT(!strstr(here.ctx.failure.message, "Sunday.."));
        EXPECT_INT(here.ctx.failure.retry_after, refusals[i].status == 429 ? 7 : 0);
    }
}

TEST("a refusal that is long or no JSON is cut, between characters")
{
    HERE;
    const JsonValue *object;
    char body[1203];
    for (size_t i = 0; i < 400; i++)
        memcpy(body + 1 + 3 * i, "€", 3);
    body[0] = 'x';
    body[1201] = '\0';
    here.answer = (TestAnswer){500, .body = body};
    EXPECT_INT(kube_get(&here.ctx, &here.kube, "/api", &object), UNAVAILABLE);
    const char *message = here.ctx.failure.message;
    EXPECT(strlen(message) < 600 && text_is_utf8(message, strlen(message)));
    here.answer = (TestAnswer){500, .body = ""};
    EXPECT_INT(kube_get(&here.ctx, &here.kube, "/api", &object), UNAVAILABLE);
    EXPECT(strstr(here.ctx.failure.message, "does not say why") != NULL);
}

TEST("what is no Kubernetes API is told so")
{
    HERE;
    const JsonValue *object;
    here.answer = (TestAnswer){200, .headers = "Content-Type: text/html\r\n", .body = "<html>"};
    EXPECT_INT(kube_get(&here.ctx, &here.kube, "/version", &object), UNAVAILABLE);
    EXPECT(strstr(here.ctx.failure.message, "text/html") != NULL);
}

TEST("one that is not there is removed already")
{
    HERE;
    bool has = true;
    here.answer = (TestAnswer){404, .body = "{}"};
    EXPECT_INT(kube_remove(&here.ctx, &here.kube, "/api/v1/x"), OK);
    EXPECT_INT(kube_has(&here.ctx, &here.kube, "/api/v1/x", &has), OK);
    EXPECT(!has);
    here.answer = (TestAnswer){403, .body = "{}"};
    EXPECT_INT(kube_remove(&here.ctx, &here.kube, "/api/v1/x"), FORBIDDEN);
    EXPECT_INT(kube_has(&here.ctx, &here.kube, "/api/v1/x", &has), FORBIDDEN);
}

static void add_number(void *arg, const JsonValue *item)
{
    *(int64_t *)arg = *(int64_t *)arg * 10 + json_int_member(item, "n", 0);
}

TEST("a collection is walked through page by page, and has an end")
{
    HERE;
    int64_t numbers = 0;
    EXPECT_INT(kube_walk(&here.ctx, &here.kube, "/many", NULL, add_number, &numbers), OK);
    EXPECT_INT(numbers, 123);
    EXPECT(strstr(here.request, "continue=a%20b") != NULL);
    EXPECT_INT(
        kube_walk(&here.ctx, &here.kube, "/endless", NULL, add_number, &numbers), UNAVAILABLE);
    EXPECT_TEXT(here.ctx.failure.code, "too_many_objects");
    KubeItems items;
    EXPECT_INT(kube_list(&here.ctx, &here.kube, "/many", 2, &items), UNAVAILABLE);
    EXPECT_TEXT(here.ctx.failure.code, "too_many_objects");
    here.answer.body = "{\"items\":[{\"n\":1}]}";
    EXPECT_INT(kube_list(&here.ctx, &here.kube, "/few?labelSelector=x", 2, &items), OK);
    EXPECT_INT(items.count, 1);
    EXPECT(strstr(here.request, "/few?labelSelector=x&limit=2") != NULL);
    here.answer = (TestAnswer){401, .body = "{\"message\":\"who?\"}"};
    EXPECT_INT(
        kube_walk(&here.ctx, &here.kube, "/few", NULL, add_number, &numbers), UNAUTHENTICATED);
    EXPECT(strstr(here.ctx.failure.message, "who?") != NULL);
}
