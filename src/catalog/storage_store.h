// storage_store.h — sums over the files an organization keeps. Private to src/catalog.
#pragma once

#include "catalog/file.h"

/** One transaction after the other gets beyond this, of those for the organization. */
Error storage_store_lock(Ctx *ctx, Id organization_id);

/** Bytes in all its files, and in those but one. */
Error storage_store_sum(Ctx *ctx, Id organization_id, int64_t *ret_bytes);
Error storage_store_sum_others(Ctx *ctx, Id organization_id, Digest digest, int64_t *ret_bytes);
