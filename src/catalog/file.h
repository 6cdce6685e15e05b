// file.h — contents by their SHA-256: logos and documents. What is stored was checked by content.
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"

enum {
    MAX_LOGO = 2 * 1024 * 1024,
    MAX_DOCUMENT = 4 * 1024 * 1024,
};

typedef struct File {
    Digest digest;
    const char *media_type;
    const char *name; // offered when it is saved
    int64_t size;
} File;

extern const Shape file_shape;

/** What the bytes are, whatever somebody says they are; NULL if it is nothing we take. */
const char *logo_media_type(Blob bytes, const char **ret_problem);     // PNG, JPEG, WebP, safe SVG
const char *document_media_type(Blob bytes, const char **ret_problem); // PDF or text

/** Keeps the bytes; again is fine. */
Error file_create(Ctx *ctx, const char *media_type, const char *name, Blob bytes, Digest *ret);

/**
 * NOT_FOUND  there is none, or the actor may not see it: visitors see what is published, part of
 *            the operator's terms or a seller's logo; customers also what they subscribed to or
 *            agreed to, sellers what is theirs, the operator everything. *ret_is_public: visitors
 *            see it too
 */
Error file_get(Ctx *ctx, Digest digest, File *ret_file, Blob *ret_bytes, bool *ret_is_public);
