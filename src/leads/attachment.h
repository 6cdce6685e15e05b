// attachment.h — files that come with what somebody writes. What they are is told by their content,
// not by their names: PDF, text, PNG, JPEG, WebP, or a document of an office program.
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"

enum {
    MAX_ATTACHMENT = 4 * 1024 * 1024,      // bytes
    MAX_ATTACHMENTS = 5,                   // at once
    MAX_ATTACHMENT_BODY = 8 * 1024 * 1024, // of a request with all of them, in base64
};

/** As it comes in. */
typedef struct NewAttachment {
    const char *name;
    const char *content; // base64
} NewAttachment;

typedef LIST_OF(NewAttachment) NewAttachmentList;

typedef struct Attachment {
    Id id;         // lat_…
    Id message_id; // ID_NONE: it came with the request
    const char *name, *media_type;
    int64_t size;
    Digest digest;
} Attachment;

typedef LIST_OF(Attachment) AttachmentList;

extern const Shape new_attachment_shape, attachment_shape;

/** Decodes what came in; else notes a fault under the path and gives an empty blob. */
Blob attachment_bytes_of(Ctx *ctx, const NewAttachment *attachment, const char *path);

/** What the bytes are; NULL if it is nothing we take, with a sentence. */
const char *attachment_media_type(Ctx *ctx, Blob bytes, const char **ret_problem);
