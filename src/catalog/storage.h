// storage.h — how much an organization keeps in files: those of its drafts and revisions, its logo,
// what it attached to conversations, and the terms of its quotes. The same bytes count once. The
// operator's people are not limited.
#pragma once

#include "file.h"

typedef struct Storage {
    int64_t used;  // bytes
    int64_t limit; // settings()->storage_limit
} Storage;

extern const Shape storage_shape;

/** Of the actor's organization. */
Error storage_get(Ctx *ctx, Storage *ret_storage);

/**
 * Whether there is room for the file in the actor's organization; who else asks for that
 * organization waits until this transaction has ended.
 * CONFLICT  storage_full
 */
Error storage_require(Ctx *ctx, const File *file);
