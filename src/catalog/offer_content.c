// Files of an offer that were uploaded for a draft before, and are named by their digests.
#include "base/text.h"
#include "catalog/draft_file.h"
#include "catalog/offer_document.h"

static Error find(Ctx *ctx, Digest digest, const char *path, const char *type, const char *what,
    const char **ret_media_type)
{
    File file = {.size = 0};
    if (!digest_is_set(digest))
        return OK;
    Error error = draft_file_find(ctx, digest, &file);
    if (error && error != NOT_FOUND)
        return error;
    if (error)
        fault(ctx, path, "not_uploaded", "%s names a file that was not uploaded; upload it.", path);
    else if (!text_starts_with(file.media_type, type))
        fault(ctx, path, "bad_content", "%s is %s, not %s.", path, file.media_type, what);
    *ret_media_type = file.media_type;
    return OK;
}

static Error find_content(
    Ctx *ctx, OfferContent *content, const char *path, const char *type, const char *what)
{
    if (content->bytes.bytes)
        return OK;
    return find(ctx, content->digest, path, type, what, &content->media_type);
}

static Error find_document(Ctx *ctx, OfferContent *content, const char *path)
{
    TRY(find_content(ctx, content, path, "", "a document"));
    if (content->media_type && !text_same(content->media_type, "application/pdf") &&
        !text_same(content->media_type, "text/markdown"))
        fault(ctx, path, "bad_content", "A document is a PDF or a text in UTF-8.");
    return OK;
}

Error offer_content_find(Ctx *ctx, Offer *offer)
{
    const char *media_type;
    if (offer->logo)
        TRY(find_content(ctx, offer->logo, "logo", "image/", "a picture"));
    for (size_t i = 0; i < offer->documents.count; i++)
        TRY(find_document(ctx, &offer->documents.items[i].content,
            arena_printf(ctx->arena, "documents[%zu]", i)));
    for (size_t i = 0; i < offer->screenshots.count; i++)
        TRY(find_content(ctx, &offer->screenshots.items[i].content,
            arena_printf(ctx->arena, "screenshots[%zu]", i), "image/", "a picture"));
    if (!offer->kubernetes || offer->kubernetes->chart.bytes.bytes)
        return OK;
    return find(ctx, offer->kubernetes->chart.digest, "kubernetes.chart", "application/gzip",
        "a packed chart", &media_type);
}

Error offer_content_keep(Ctx *ctx, const OfferContent *content, Digest *ret_digest)
{
    if (content->bytes.bytes)
        return file_create(ctx, content->media_type, content->bytes, ret_digest);
    *ret_digest = content->digest;
    return OK;
}
