#include "attachment.h"

#include "base/text.h"
#include "catalog/file.h"
#include "office.h"

#include <string.h>

// No path, so that no program takes it for one.
#define FILE_NAME "(?!\\.)[^/\\\\]*"

SHAPE(new_attachment_shape, NewAttachment,
    FIELD(NewAttachment, name, .required = true, .max = 100,
        .pattern = "(?=" FILE_NAME "$)" ONE_LINE),
    FIELD(NewAttachment, content, .required = true, .max = MAX_ATTACHMENT / 3 * 4 + 4,
        .about = "base64"));

SHAPE(attachment_shape, Attachment, FIELD(Attachment, id, .required = true),
    FIELD(Attachment, name, .required = true), FIELD(Attachment, media_type, .required = true),
    FIELD(Attachment, size), FIELD(Attachment, message_id, .hidden = true),
    FIELD(Attachment, digest, .hidden = true));

Blob attachment_bytes_of(Ctx *ctx, const NewAttachment *attachment, const char *path)
{
    Blob bytes = {0};
    if (!base64_read(ctx->arena, attachment->content, &bytes))
        fault(ctx, path, "malformed", "%s is no base64.", path);
    return bytes;
}

static bool is_zip(Blob bytes)
{
    return bytes.length > 4 && memcmp(bytes.bytes, "PK\3\4", 4) == 0;
}

const char *attachment_media_type(Ctx *ctx, Blob bytes, const char **ret_problem)
{
    const char *media_type = document_media_type(bytes, ret_problem), *problem;
    if (media_type || bytes.length > MAX_DOCUMENT || !bytes.length)
        return text_same(media_type, "text/markdown") ? "text/plain" : media_type;
    if (is_zip(bytes))
        return office_media_type(ctx, bytes, ret_problem);
    // A picture is known by how it begins; one with markup in it was a text already.
    Blob beginning = {bytes.bytes, bytes.length < MAX_LOGO ? bytes.length : MAX_LOGO};
    media_type = logo_media_type(beginning, &problem);
    if (!media_type || text_same(media_type, "image/svg+xml")) {
        *ret_problem =
            "Attachments are PDF, text, PNG, JPEG, WebP or documents of office "
            "programs (docx, xlsx, pptx, odt, ods); this is none of these.";
        return NULL;
    }
    return media_type;
}
