// draft_file.h — files that a seller uploads for a draft, checked by content. Its document, and any
// offer of the same seller, names them by digest.
#pragma once

#include "catalog/draft.h"
#include "catalog/file.h"

enum { MAX_DRAFT_FILES = 200, MAX_DRAFT_BYTES = 64 * 1024 * 1024 };

typedef struct DraftFileQuery {
    const char *kind; // "logo", "screenshot", "document", "chart"
} DraftFileQuery;

extern const Shape draft_file_query_shape;

/**
 * Keeps the bytes for the draft; again is fine.
 * INVALID   bad_content: they are nothing of that kind
 * CONFLICT  too_many_files: of number or size
 */
Error draft_file_create(
    Ctx *ctx, const Draft *draft, const DraftFileQuery *said, Blob bytes, File *ret_file);

/** What the actor's organization uploaded for any draft. NOT_FOUND. */
Error draft_file_find(Ctx *ctx, Digest digest, File *ret_file);

/** The files that the offer names by digest become the draft's too. */
Error draft_file_create_all(Ctx *ctx, const Draft *draft, const Offer *offer);

/** Drafts forget the files that were uploaded before and that none of their organization's names
 * any more: file_remove_old finds these then. */
Error draft_file_remove_unnamed(Ctx *ctx, Time before);

/** Uploads what stands in the offer itself, and puts the digests in its place. INVALID. */
Error draft_file_take(Ctx *ctx, const Draft *draft, Offer *offer);
