#include "file.h"

#include "base/text.h"
#include "file_store.h"
#include "organizations/role.h"
#include "picture.h"

#include <string.h>

SHAPE(file_shape, File, FIELD(File, digest), FIELD(File, media_type), FIELD(File, name),
    FIELD(File, size));

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

Error file_create(Ctx *ctx, const char *media_type, const char *name, Blob bytes, Digest *ret)
{
    File file = {
        digest_of_bytes(bytes.bytes, bytes.length), media_type, name, (int64_t)bytes.length};
    TRY(file_store_create(ctx, &file, bytes));
    *ret = file.digest;
    return OK;
}

Error file_get(Ctx *ctx, Digest digest, File *ret_file, Blob *ret_bytes, bool *ret_is_public)
{
    int64_t reasons = 0;
    bool sees_all = ctx->actor.is_system || (ctx->actor.permissions & PERMIT_OPERATE);
    TRY(file_store_get(ctx, digest, ret_file));
    TRY(file_store_is_visible(ctx, digest, ID_NONE, &reasons));
    *ret_is_public = reasons > 0;
    if (!reasons && id_is_set(ctx->actor.organization_id))
        TRY(file_store_is_visible(ctx, digest, ctx->actor.organization_id, &reasons));
    if (!reasons && !sees_all)
        return fail(ctx, NOT_FOUND, "not_found", "There is no such file.");
    return file_store_bytes(ctx, digest, ret_bytes);
}
