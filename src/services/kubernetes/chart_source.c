#include "chart_source.h"

#include "base/text.h"
#include "catalog/file.h"
#include "db/db.h"
#include "http/client.h"
#include "oci.h"
#include "yaml/yaml.h"

#include <curl/curl.h>
#include <string.h>

enum { MAX_INDEX = 32 << 20 };
#define FETCH_TIME SECONDS(60)

static Error get(Ctx *ctx, const char *url, int64_t max_size, Blob *ret_bytes)
{
    const ClientRequest request = {
        .method = "GET",
        .url = url,
        .follows = true,
        .timeout_us = FETCH_TIME,
        .max_size = max_size,
    };
    ClientAnswer answer;
    TRY(client_send(ctx, &request, &answer));
    if (answer.status == 404 || answer.status == 410)
        return fail(ctx, INVALID, "chart_not_found", "There is nothing at %s.", url);
    if (answer.status != 200)
        return fail(
            ctx, UNAVAILABLE, "fetch_failed", "%s answers with status %d.", url, answer.status);
    *ret_bytes = answer.body;
    return OK;
}

// ── HTTP repositories ────────────────────────────────────────────────────────────────────────

static bool names_archive(const char *url)
{
    size_t length = strcspn(url, "?#");
    return length > 4 && strncmp(url + length - 4, ".tgz", 4) == 0;
}

// The address of `reference` as it stands in a document at `base`.
static const char *resolved(Arena *arena, const char *base, const char *reference)
{
    CURLU *url = curl_url();
    char *text = NULL;
    const char *found = NULL;
    if (!curl_url_set(url, CURLUPART_URL, base, 0) &&
        !curl_url_set(url, CURLUPART_URL, reference, 0) &&
        !curl_url_get(url, CURLUPART_URL, &text, 0))
        found = arena_text(arena, text, strlen(text));
    curl_free(text);
    curl_url_cleanup(url);
    return found;
}

static const JsonValue *entry_of(const JsonValue *index, const ChartSource *source)
{
    const JsonValue *entries = json_member(json_member(index, "entries"), source->name);
    for (const JsonValue *entry = json_first(entries); entry; entry = json_next(entries, entry))
        if (text_same(json_text_member(entry, "version"), source->version))
            return entry;
    return NULL;
}

static Error require_digest(Ctx *ctx, const JsonValue *entry, Blob tgz)
{
    const char *said = json_text_member(entry, "digest");
    Digest digest;
    if (said && text_starts_with(said, "sha256:"))
        said += strlen("sha256:");
    if (!said || !digest_read(said, &digest) ||
        digest_same(digest, digest_of_bytes(tgz.bytes, tgz.length)))
        return OK; // old indexes have none
    return fail(ctx, INVALID, "chart_differs",
        "The chart that came is not the one that the repository's index describes.");
}

static Error read_repository(Ctx *ctx, const ChartSource *source, Blob *ret_tgz)
{
    const char *problem, *base = source->repository;
    bool ends_in_slash = base[strlen(base) - 1] == '/';
    const char *index_url =
        arena_printf(ctx->arena, "%s%sindex.yaml", base, ends_in_slash ? "" : "/");
    Blob bytes;
    TRY(get(ctx, index_url, MAX_INDEX, &bytes));
    const JsonValue *index = yaml_read(ctx->arena, bytes, &problem);
    if (!index)
        return fail(
            ctx, INVALID, "chart_not_found", "%s is no index of charts. %s", index_url, problem);
    const JsonValue *entry = entry_of(index, source);
    const JsonValue *first = json_first(json_member(entry, "urls"));
    const char *url =
        first && first->kind == JSON_TEXT ? resolved(ctx->arena, index_url, first->text) : NULL;
    if (!url)
        return fail(ctx, INVALID, "chart_not_found", "%s has no chart %s of version %s.", base,
            source->name, source->version);
    TRY(get(ctx, url, (int64_t)chart_limits.max_packed, ret_tgz));
    return require_digest(ctx, entry, *ret_tgz);
}

// ── uploads ──────────────────────────────────────────────────────────────────────────────────

static Error read_upload(Ctx *ctx, const ChartSource *source, Blob *ret_tgz)
{
    TX tx = {0};
    File file;
    bool is_public;
    TRY(tx_begin(ctx, TX_READ, &tx));
    return file_get(ctx, source->digest, &file, ret_tgz, &is_public);
}

Error chart_source_read(Ctx *ctx, const ChartSource *source, Blob *ret_tgz)
{
    if (digest_is_set(source->digest))
        return read_upload(ctx, source, ret_tgz);
    if (source->oci)
        return oci_read(ctx, source->oci, source->version, ret_tgz);
    if (names_archive(source->repository))
        return get(ctx, source->repository, (int64_t)chart_limits.max_packed, ret_tgz);
    return read_repository(ctx, source, ret_tgz);
}
