#include "oci.h"

#include "base/text.h"
#include "catalog/chart.h"
#include "http/client.h"
#include "json/json.h"

#include <string.h>
#include <strings.h>

enum { MAX_MANIFEST = 1 << 20, MAX_TOKEN = 64 << 10 };
#define FETCH_TIME SECONDS(60)
#define MANIFEST   "application/vnd.oci.image.manifest.v1+json"
#define CHART      "application/vnd.cncf.helm.chart.content.v1.tar+gzip"

typedef struct Registry {
    Ctx *ctx;
    const char *base;  // "https://registry.example/v2/charts/shop"
    const char *token; // NULL: none yet
} Registry;

// ── who asks ─────────────────────────────────────────────────────────────────────────────────

// The value of  name="value"  in a challenge; NULL if it is not there.
static const char *parameter(Arena *arena, const char *challenge, const char *name)
{
    const char *mark = arena_printf(arena, "%s=\"", name);
    for (const char *at = challenge; (at = strstr(at, mark)); at++) {
        if (at != challenge && !strchr(" ,", at[-1]))
            continue;
        at += strlen(mark);
        const char *end = strchr(at, '"');
        return end ? arena_text(arena, at, (size_t)(end - at)) : NULL;
    }
    return NULL;
}

static const char *token_url(Arena *arena, const char *challenge)
{
    const char *realm = parameter(arena, challenge, "realm");
    const char *service = parameter(arena, challenge, "service");
    const char *scope = parameter(arena, challenge, "scope");
    if (strncasecmp(challenge, "Bearer ", 7) != 0 || !realm)
        return NULL;
    return arena_printf(arena, "%s%sservice=%s&scope=%s", realm, strchr(realm, '?') ? "&" : "?",
        text_url_encoded(arena, service ? service : ""),
        text_url_encoded(arena, scope ? scope : ""));
}

static Error ask_token(Registry *registry, const ClientAnswer *refusal)
{
    Ctx *ctx = registry->ctx;
    const char *problem, *challenge = client_header(ctx->arena, refusal, "WWW-Authenticate");
    const ClientRequest request = {
        .method = "GET",
        .url = challenge ? token_url(ctx->arena, challenge) : NULL,
        .timeout_us = FETCH_TIME,
        .max_size = MAX_TOKEN,
    };
    ClientAnswer answer;
    if (!request.url)
        return fail(ctx, UNAVAILABLE, "fetch_failed",
            "The registry wants an account; charts are fetched without one.");
    TRY(client_send(ctx, &request, &answer));
    const JsonValue *body = json_parse(ctx->arena, answer.body.bytes, answer.body.length, &problem);
    registry->token = json_text_member(body, "token");
    if (!registry->token)
        registry->token = json_text_member(body, "access_token");
    if (answer.status != 200 || !registry->token)
        return fail(ctx, UNAVAILABLE, "fetch_failed",
            "The registry gives no token to somebody without an account (status %d).",
            answer.status);
    return OK;
}

// ── what is asked for ────────────────────────────────────────────────────────────────────────

static Error ask(Registry *registry, const char *path, const char *accept, int64_t max_size,
    ClientAnswer *ret_answer)
{
    Ctx *ctx = registry->ctx;
    const char *headers[] = {arena_printf(ctx->arena, "Accept: %s", accept), NULL};
    const ClientRequest request = {
        .method = "GET",
        .url = arena_printf(ctx->arena, "%s%s", registry->base, path),
        .headers = headers,
        .bearer = registry->token,
        .follows = true,
        .timeout_us = FETCH_TIME,
        .max_size = max_size,
    };
    return client_send(ctx, &request, ret_answer);
}

static Error get(
    Registry *registry, const char *path, const char *accept, int64_t max_size, Blob *ret_bytes)
{
    Ctx *ctx = registry->ctx;
    ClientAnswer answer;
    TRY(ask(registry, path, accept, max_size, &answer));
    if (answer.status == 401 && !registry->token) {
        TRY(ask_token(registry, &answer));
        TRY(ask(registry, path, accept, max_size, &answer));
    }
    if (answer.status == 404)
        return fail(
            ctx, INVALID, "chart_not_found", "The registry has no %s%s.", registry->base, path);
    if (answer.status != 200)
        return fail(ctx, UNAVAILABLE, "fetch_failed", "The registry answers with status %d.",
            answer.status);
    *ret_bytes = answer.body;
    return OK;
}

static Error require_digest(Ctx *ctx, const char *said, Blob bytes)
{
    Digest digest;
    if (text_starts_with(said, "sha256:") && digest_read(said + strlen("sha256:"), &digest) &&
        digest_same(digest, digest_of_bytes(bytes.bytes, bytes.length)))
        return OK;
    return fail(ctx, INVALID, "chart_differs", "What the registry gives is not %.80s.", said);
}

static const char *chart_digest(const JsonValue *manifest)
{
    const JsonValue *layers = json_member(manifest, "layers");
    for (const JsonValue *layer = json_first(layers); layer; layer = json_next(layers, layer))
        if (text_same(json_text_member(layer, "mediaType"), CHART))
            return json_text_member(layer, "digest");
    return NULL;
}

static bool is_here(const char *host)
{
    return text_starts_with(host, "127.") || text_starts_with(host, "localhost") ||
           text_starts_with(host, "[::1]");
}

// Tags have no "+"; helm writes "_" for it.
static const char *tag_of(Arena *arena, const char *version)
{
    char *tag = arena_text(arena, version, strlen(version));
    for (char *c = tag; *c; c++)
        *c = *c == '+' ? '_' : *c;
    return tag;
}

Error oci_read(Ctx *ctx, const char *address, const char *tag, Blob *ret_tgz)
{
    const char *host = address + strlen("oci://"), *slash = strchr(host, '/'), *problem;
    Blob bytes;
    if (!text_starts_with(address, "oci://") || !slash)
        return fail(ctx, INVALID, "chart_not_found", "%s names no chart in a registry.", address);
    Registry registry = {
        .ctx = ctx,
        .base = arena_printf(ctx->arena, "%s://%.*s/v2%s", is_here(host) ? "http" : "https",
            (int)(slash - host), host, slash),
    };
    const char *path = arena_printf(ctx->arena, "/manifests/%s", tag_of(ctx->arena, tag));
    TRY(get(&registry, path, MANIFEST, MAX_MANIFEST, &bytes));
    if (text_starts_with(tag, "sha256:"))
        TRY(require_digest(ctx, tag, bytes));
    const JsonValue *manifest = json_parse(ctx->arena, bytes.bytes, bytes.length, &problem);
    const char *digest = chart_digest(manifest);
    if (!digest)
        return fail(ctx, INVALID, "chart_not_found", "%s:%s is no Helm chart.", address, tag);
    path = arena_printf(ctx->arena, "/blobs/%s", digest);
    TRY(get(&registry, path, "*/*", (int64_t)chart_limits.max_packed, &bytes));
    TRY(require_digest(ctx, digest, bytes));
    *ret_tgz = bytes;
    return OK;
}
