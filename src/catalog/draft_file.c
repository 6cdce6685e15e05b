#include "draft_file.h"

#include "archive/archive.h"
#include "base/text.h"
#include "draft_store.h"
#include "file_store.h"

#include <string.h>

SHAPE(draft_file_query_shape, DraftFileQuery,
    FIELD(DraftFileQuery, kind, .required = true, .pattern = "logo|screenshot|document|chart"));

static const char *chart_media_type(Ctx *ctx, Blob bytes, const char **ret_problem)
{
    ArchiveFileList files;
    Ctx probe = *ctx;
    Error error = archive_read(&probe, bytes, chart_limits, &files);
    if (!error && files.count)
        return "application/gzip";
    *ret_problem = error ? probe.failure.message : "There is no file in it.";
    return NULL;
}

static const char *media_type_of(Ctx *ctx, const char *kind, Blob bytes, const char **ret_problem)
{
    if (text_same(kind, "logo"))
        return logo_media_type(bytes, ret_problem);
    if (text_same(kind, "screenshot"))
        return screenshot_media_type(bytes, ret_problem);
    if (text_same(kind, "document"))
        return document_media_type(bytes, ret_problem);
    return chart_media_type(ctx, bytes, ret_problem);
}

static Error require_room(Ctx *ctx, const Draft *draft, size_t length)
{
    DraftFileSum sum = {0};
    TRY(draft_store_sum_files(ctx, draft->organization_id, draft->id, &sum));
    if (sum.count < MAX_DRAFT_FILES && sum.size + (int64_t)length <= MAX_DRAFT_BYTES)
        return OK;
    return fail(ctx, CONFLICT, "too_many_files", "A draft can have %d files of %d MB together.",
        MAX_DRAFT_FILES, MAX_DRAFT_BYTES / 1024 / 1024);
}

// `path` is where the fault would be.
static Error keep(
    Ctx *ctx, const Draft *draft, const char *kind, Blob bytes, const char *path, File *ret_file)
{
    const char *problem;
    const char *media_type = media_type_of(ctx, kind, bytes, &problem);
    if (!media_type) {
        fault(ctx, path, "bad_content", "%s", problem);
        return faults(ctx);
    }
    TRY(require_room(ctx, draft, bytes.length));
    Digest digest;
    TRY(file_create(ctx, media_type, bytes, &digest));
    TRY(draft_store_create_file(ctx, draft->organization_id, draft->id, digest));
    return file_store_get(ctx, digest, ret_file);
}

Error draft_file_create(
    Ctx *ctx, const Draft *draft, const DraftFileQuery *said, Blob bytes, File *ret_file)
{
    return keep(ctx, draft, said->kind, bytes, "file", ret_file);
}

Error draft_file_find(Ctx *ctx, Digest digest, File *ret_file)
{
    return draft_store_find_file(ctx, ctx->actor.organization_id, digest, ret_file);
}

static Error create(Ctx *ctx, const Draft *draft, Digest digest)
{
    if (!digest_is_set(digest))
        return OK;
    return draft_store_create_file(ctx, draft->organization_id, draft->id, digest);
}

Error draft_file_create_all(Ctx *ctx, const Draft *draft, const Offer *offer)
{
    if (offer->logo)
        TRY(create(ctx, draft, offer->logo->digest));
    for (size_t i = 0; i < offer->documents.count; i++)
        TRY(create(ctx, draft, offer->documents.items[i].digest));
    for (size_t i = 0; i < offer->screenshots.count; i++)
        TRY(create(ctx, draft, offer->screenshots.items[i].digest));
    return offer->kubernetes ? create(ctx, draft, offer->kubernetes->chart.digest) : OK;
}

Error draft_file_remove_unnamed(Ctx *ctx, Time before)
{
    return draft_store_remove_unnamed_files(ctx, before);
}

// One of the texts holds the contents; afterwards none does.
static Error take(Ctx *ctx, const Draft *draft, const char *kind, const char *path,
    const char **plain, const char **base64, Digest *ret_digest)
{
    File file;
    Blob bytes = {0};
    if (plain && *plain)
        bytes = (Blob){*plain, strlen(*plain)};
    else if (*base64 && !base64_read(ctx->arena, *base64, &bytes)) {
        fault(ctx, path, "malformed", "%s is no base64.", path);
        return faults(ctx);
    }
    if (!bytes.bytes)
        return OK;
    TRY(keep(ctx, draft, kind, bytes, path, &file));
    *ret_digest = file.digest;
    *base64 = NULL;
    if (plain)
        *plain = NULL;
    return OK;
}

Error draft_file_take(Ctx *ctx, const Draft *draft, Offer *offer)
{
    if (offer->logo)
        TRY(take(ctx, draft, "logo", "logo", &offer->logo->svg, &offer->logo->base64,
            &offer->logo->digest));
    for (size_t i = 0; i < offer->documents.count; i++) {
        OfferDocument *one = &offer->documents.items[i];
        TRY(take(ctx, draft, "document", arena_printf(ctx->arena, "documents[%zu]", i), &one->text,
            &one->base64, &one->digest));
    }
    for (size_t i = 0; i < offer->screenshots.count; i++) {
        OfferScreenshot *one = &offer->screenshots.items[i];
        TRY(take(ctx, draft, "screenshot", arena_printf(ctx->arena, "screenshots[%zu]", i), NULL,
            &one->base64, &one->digest));
    }
    if (!offer->kubernetes)
        return OK;
    OfferChart *chart = &offer->kubernetes->chart;
    return take(ctx, draft, "chart", "kubernetes.chart", NULL, &chart->base64, &chart->digest);
}
