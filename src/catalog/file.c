#include "file.h"

#include "base/text.h"
#include "file_store.h"
#include "organizations/acting.h"
#include "organizations/role.h"
#include "picture.h"
#include "storage.h"
#include "work/work.h"

#include <string.h>

SHAPE(file_shape, File, FIELD(File, digest), FIELD(File, media_type), FIELD(File, size));

static bool begins_with(Blob bytes, size_t at, const char *magic, size_t length)
{
    return bytes.length >= at + length &&
           memcmp((const char *)bytes.bytes + at, magic, length) == 0;
}

#define BEGINS_WITH(bytes, at, magic) begins_with((bytes), (at), (magic), sizeof(magic) - 1)

const char *logo_media_type(Blob bytes, const char **ret_problem)
{
    *ret_problem = NULL;
    if (bytes.length > MAX_LOGO)
        *ret_problem = "A logo may have at most 2 MB.";
    else if (BEGINS_WITH(bytes, 0, "\x89PNG\r\n\x1a\n"))
        return "image/png";
    else if (BEGINS_WITH(bytes, 0, "\xff\xd8\xff"))
        return "image/jpeg";
    else if (BEGINS_WITH(bytes, 0, "RIFF") && BEGINS_WITH(bytes, 8, "WEBP"))
        return "image/webp";
    else if (svg_is_safe(bytes, ret_problem))
        return "image/svg+xml";
    return NULL;
}

const char *screenshot_media_type(Blob bytes, const char **ret_problem)
{
    const char *media_type = logo_media_type(bytes, ret_problem);
    if (media_type && !text_same(media_type, "image/svg+xml"))
        return media_type;
    *ret_problem = "A screenshot is a PNG, JPEG or WebP of at most 2 MB.";
    return NULL;
}

static bool is_plain_text(Blob bytes)
{
    const unsigned char *c = bytes.bytes;
    for (size_t i = 0; i < bytes.length; i++)
        if (c[i] < ' ' && c[i] != '\n' && c[i] != '\r' && c[i] != '\t')
            return false;
    return text_is_utf8(bytes.bytes, bytes.length);
}

const char *document_media_type(Blob bytes, const char **ret_problem)
{
    *ret_problem = NULL;
    if (bytes.length > MAX_DOCUMENT)
        *ret_problem = "A document may have at most 4 MB.";
    else if (!bytes.length)
        *ret_problem = "The document is empty.";
    else if (BEGINS_WITH(bytes, 0, "%PDF-"))
        return "application/pdf";
    else if (is_plain_text(bytes))
        return "text/markdown";
    else
        *ret_problem = "A document is a PDF or a text in UTF-8; this is neither.";
    return NULL;
}

// The first to keep bytes says for all what they are: so it may only depend on the bytes, or a
// stranger's attachment would keep somebody's logo from being a picture.
static const char *kept_media_type(const char *media_type, Blob bytes)
{
    const char *problem;
    if (!text_starts_with(media_type, "text/"))
        return media_type;
    const char *picture = logo_media_type(bytes, &problem);
    return text_same(picture, "image/svg+xml") ? picture : "text/markdown";
}

Error file_create(Ctx *ctx, const char *media_type, Blob bytes, Digest *ret_digest)
{
    File file = {digest_of_bytes(bytes.bytes, bytes.length), kept_media_type(media_type, bytes),
        (int64_t)bytes.length};
    TRY(storage_require(ctx, &file));
    TRY(file_store_create(ctx, &file, bytes));
    *ret_digest = file.digest;
    return OK;
}

Error file_remove_old(Ctx *ctx, Time before, int64_t *ret_count)
{
    FileList unused;
    TRY(file_store_list_unused(ctx, before, REMOVED_AT_ONCE, &unused));
    for (size_t i = 0; i < unused.count; i++)
        TRY(file_store_remove(ctx, unused.items[i].digest, before));
    *ret_count = (int64_t)unused.count;
    return OK;
}

// ── who sees it ──────────────────────────────────────────────────────────────────────────────

static Error count_for_each(Ctx *ctx, Digest digest, int64_t *ret_reasons)
{
    OrganizationSummaryList own;
    *ret_reasons = 0;
    TRY(acting_list_organizations(ctx, &own));
    for (size_t i = 0; i < own.count && !*ret_reasons; i++) {
        const OrganizationSummary *one = &own.items[i];
        if (one->refusal)
            continue;
        Permissions held = role_permissions(one->roles, one->is_seller, one->is_operator);
        if (held & PERMIT_REPORTS)
            TRY(file_store_is_visible(ctx, digest, one->id, ret_reasons));
        if (held & PERMIT_OPERATE)
            ++*ret_reasons;
    }
    return OK;
}

// The same whether there is none, or it is not for the actor.
static Error no_such_file(Ctx *ctx)
{
    return fail(ctx, NOT_FOUND, "not_found", "There is no such file.");
}

Error file_get(Ctx *ctx, Digest digest, File *ret_file, Blob *ret_bytes, bool *ret_is_public)
{
    int64_t reasons = 0;
    bool sees_all = ctx->actor.is_system || (ctx->actor.permissions & PERMIT_OPERATE);
    Error error = file_store_get(ctx, digest, ret_file);
    if (error == NOT_FOUND)
        return no_such_file(ctx);
    TRY(error);
    TRY(file_store_is_visible(ctx, digest, ID_NONE, &reasons));
    *ret_is_public = reasons > 0;
    if (!reasons && (ctx->actor.permissions & PERMIT_REPORTS))
        TRY(file_store_is_visible(ctx, digest, ctx->actor.organization_id, &reasons));
    if (!reasons && !sees_all && id_is_set(ctx->actor.session_id))
        // By any of the person\'s organizations, whichever the request is for.
        TRY(EVERYWHERE(ctx, count_for_each(ctx, digest, &reasons)));
    if (!reasons && !sees_all)
        return no_such_file(ctx);
    return file_store_bytes(ctx, digest, ret_bytes);
}
