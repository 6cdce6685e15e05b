// file_store.h — file rows. Private to src/catalog.
#pragma once

#include "catalog/file.h"

Error file_store_create(Ctx *ctx, const File *file, Blob bytes);
Error file_store_get(Ctx *ctx, Digest digest, File *ret_file);
Error file_store_bytes(Ctx *ctx, Digest digest, Blob *ret_bytes);

/** How many reasons there are for which the organization (ID_NONE: anybody) may see it. */
Error file_store_is_visible(Ctx *ctx, Digest digest, Id organization_id, int64_t *ret_number);

/** Those that no row names any more, and whose bytes were last given before. */
Error file_store_list_unused(Ctx *ctx, Time before, int64_t limit, FileList *ret_files);
Error file_store_remove(Ctx *ctx, Digest digest, Time before); // unless it came again since
