#include "chart_source.h"

#include "base/text.h"
#include "http/client.h"
#include "test/test.h"
#include "test/test_server.h"

#include <string.h>

static const char packed[] = "\x1f\x8b\0the bytes of a chart";

/** A repository and a registry in one, on 127.0.0.1. */
typedef struct Here {
    Ctx ctx;
    Guard *guard;
    TestServer *server;
    bool wants_token;
    const char *blob_digest; // that the registry's manifest names
} Here;

static const char *digest_hex(Arena *arena)
{
    return digest_text(arena, digest_of_bytes(packed, sizeof packed));
}

static TestAnswer give_chart(void)
{
    return (TestAnswer){200, .body = packed, .length = sizeof packed};
}

static TestAnswer give_index(const TestRequest *req)
{
    return (TestAnswer){200,
        .body = arena_printf(req->arena,
            "apiVersion: v1\nentries:\n  shop:\n  - version: 1.2.0\n    urls: [files/shop-1.2.0.tgz]\n"
            "    digest: %s\n  - version: 1.1.0\n    urls: [files/shop-1.1.0.tgz]\n"
            "    digest: sha256:%064d\n  - version: 1.0.0\n    urls: ['ftp://elsewhere.test/x.tgz']\n",
            digest_hex(req->arena), 7)};
}

static TestAnswer give_manifest(const Here *here, const TestRequest *req)
{
    return (TestAnswer){
        200, .body = arena_printf(req->arena,
                 "{\"config\": {}, \"layers\": [{\"mediaType\": \"text/plain\", \"digest\": \"x\"},"
                 " {\"mediaType\": \"application/vnd.cncf.helm.chart.content.v1.tar+gzip\","
                 " \"digest\": \"sha256:%s\"}]}",
                 here->blob_digest)};
}

static TestAnswer challenge(const Here *here, const TestRequest *req)
{
    return (TestAnswer){
        401, .headers = arena_printf(req->arena,
                 "WWW-Authenticate: Bearer realm=\"http://127.0.0.1:%d/token\",service=\"reg\","
                 "scope=\"repository:charts/shop:pull\"\r\n",
                 test_server_port(here->server))};
}

static TestAnswer say(void *arg, const TestRequest *req)
{
    const Here *here = arg;
    bool is_registry = text_starts_with(req->target, "/v2/");
    if (strcmp(req->target, "/repo/index.yaml") == 0)
        return give_index(req);
    if (strstr(req->target, ".tgz"))
        return give_chart();
    if (strcmp(req->target, "/token?service=reg&scope=repository%3Acharts%2Fshop%3Apull") == 0)
        return (TestAnswer){200, .body = "{\"token\": \"let-me-in\"}"};
    if (is_registry && here->wants_token && !strstr(req->head, "Authorization: Bearer let-me-in"))
        return challenge(here, req);
    if (strcmp(req->target, "/v2/charts/shop/manifests/1.2.0_build") == 0)
        return give_manifest(here, req);
    if (text_starts_with(req->target, "/v2/charts/shop/blobs/sha256:"))
        return give_chart();
    return (TestAnswer){404};
}

static void here_open(Here *here)
{
    *here = (Here){.ctx = {.arena = arena_new()}, .guard = guard_new("127.0.0.0/8")};
    here->blob_digest = digest_hex(here->ctx.arena);
    here->server = test_server_start(NULL, say, here);
    client_start(here->guard);
}

static void here_close(Here *here)
{
    test_server_stop(here->server);
    guard_free(here->guard);
    arena_free(here->ctx.arena);
}

#define HERE()                                                                                     \
    __attribute__((cleanup(here_close))) Here here;                                                \
    here_open(&here)

// "" if it came as it should, else the code of the failure.
static const char *outcome(Here *here, ChartSource source)
{
    Blob tgz = {NULL, 0};
    here->ctx.failure = (Failure){0};
    if (chart_source_read(&here->ctx, &source, &tgz))
        return here->ctx.failure.code;
    bool is_same = tgz.length == sizeof packed && !memcmp(tgz.bytes, packed, sizeof packed);
    return is_same ? "" : "other bytes";
}

static const char *here_url(Here *here, const char *format)
{
    return arena_printf(here->ctx.arena, "%s127.0.0.1:%d%s",
        strstr(format, "v2") ? "oci://" : "http://", test_server_port(here->server),
        strstr(format, "v2") ? format + 2 : format);
}

TEST("a chart comes from a repository, by its name, version and digest")
{
    HERE();
    ChartSource source = {
        .repository = here_url(&here, "/repo"), .name = "shop", .version = "1.2.0"};
    EXPECT_TEXT(outcome(&here, source), "");
    source.repository = here_url(&here, "/repo/");
    EXPECT_TEXT(outcome(&here, source), "");
    source.version = "1.1.0";
    EXPECT_TEXT(outcome(&here, source), "chart_differs");
    source.version = "9.9.9";
    EXPECT_TEXT(outcome(&here, source), "chart_not_found");
    source.version = "1.0.0";
    EXPECT_TEXT(outcome(&here, source), "bad_url");
}

TEST("a chart comes straight from an address")
{
    HERE();
    EXPECT_TEXT(
        outcome(&here, (ChartSource){.repository = here_url(&here, "/x/shop-1.2.0.tgz")}), "");
    EXPECT_TEXT(
        outcome(&here,
            (ChartSource){.repository = here_url(&here, "/none"), .name = "a", .version = "1"}),
        "chart_not_found");
}

TEST("a chart comes from a registry, with the token that anybody gets")
{
    HERE();
    ChartSource source = {.oci = here_url(&here, "v2/charts/shop"), .version = "1.2.0+build"};
    EXPECT_TEXT(outcome(&here, source), "");
    here.wants_token = true;
    EXPECT_TEXT(outcome(&here, source), "");
    source.version = "2.0.0";
    EXPECT_TEXT(outcome(&here, source), "chart_not_found");
}

TEST("what a registry gives must be what the digests say")
{
    HERE();
    ChartSource source = {.oci = here_url(&here, "v2/charts/shop"), .version = "1.2.0+build"};
    here.blob_digest = "0000000000000000000000000000000000000000000000000000000000000000";
    EXPECT_TEXT(outcome(&here, source), "chart_differs");
}

TEST("addresses inside the house are refused")
{
    HERE();
    Guard *strict = guard_new("");
    client_start(strict);
    EXPECT_TEXT(outcome(&here, (ChartSource){.repository = here_url(&here, "/x/shop.tgz")}),
        "address_refused");
    EXPECT_TEXT(outcome(&here, (ChartSource){.oci = here_url(&here, "v2/charts/shop"),
                                   .version = "1.2.0+build"}),
        "address_refused");
    client_start(here.guard);
    guard_free(strict);
}
