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
    int64_t size;
} File;

extern const Shape file_shape;
typedef LIST_OF(File) FileList;

/** What the bytes are, whatever somebody says they are; NULL if it is nothing we take. */
const char *logo_media_type(Blob bytes, const char **ret_problem); // PNG, JPEG, WebP, safe SVG
const char *screenshot_media_type(Blob bytes, const char **ret_problem); // PNG, JPEG, WebP
const char *document_media_type(Blob bytes, const char **ret_problem);   // PDF or text

/** Keeps the bytes; again is fine. They have no name: what somebody calls them is kept where they
 * are used. CONFLICT storage_full: the actor's organization has no room for them (storage.h) */
Error file_create(Ctx *ctx, const char *media_type, Blob bytes, Digest *ret_digest);

/** Removes at most REMOVED_AT_ONCE that nothing names any more and that were last given before, and
 * says how many. Needs no actor but the system. */
Error file_remove_old(Ctx *ctx, Time before, int64_t *ret_count);

/**
 * NOT_FOUND  there is none, or the actor may not see it: visitors see what is published, part of
 *            the operator's terms or a seller's logo; customers also what they subscribed to,
 *            requested, agreed to or are asked to by a quote, sellers what is theirs, the
 *            operator everything. Pictures and links of a page name no organization: in a
 *            session each of the person's counts. *ret_is_public: visitors see it too
 */
Error file_get(Ctx *ctx, Digest digest, File *ret_file, Blob *ret_bytes, bool *ret_is_public);
