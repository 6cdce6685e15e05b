// draft_store.h — the rows of drafts. Private to src/catalog.
#pragma once

#include "catalog/draft.h"
#include "catalog/file.h"

Error draft_store_create(Ctx *ctx, const Draft *draft);
Error draft_store_get(Ctx *ctx, Id organization_id, Id id, Draft *ret_draft);
Error draft_store_lock(Ctx *ctx, Id organization_id, Id id); // NOT_FOUND  there is none
Error draft_store_list(
    Ctx *ctx, Id organization_id, const char *after, int64_t limit, DraftList *ret_drafts);
Error draft_store_count(Ctx *ctx, Id organization_id, int64_t *ret_count);
Error draft_store_find_of_product(Ctx *ctx, Id product_id, const char **ret_id);
Error draft_store_find_of_revision(
    Ctx *ctx, Id organization_id, Id revision_id, const char **ret_id);
Error draft_store_change(Ctx *ctx, const Draft *draft);
Error draft_store_remove(Ctx *ctx, Id organization_id, Id id);

typedef struct DraftFileSum {
    int64_t count, size;
} DraftFileSum;

Error draft_store_create_file(Ctx *ctx, Id organization_id, Id draft_id, Digest digest);
Error draft_store_find_file(Ctx *ctx, Id organization_id, Digest digest, File *ret_file);
Error draft_store_sum_files(Ctx *ctx, Id organization_id, Id draft_id, DraftFileSum *ret_sum);

/** Forgets that drafts have files which none of their organization's names. */
Error draft_store_remove_unnamed_files(Ctx *ctx, Time before);

/** Keys of upstreams by their addresses. */
Error draft_store_place_key(
    Ctx *ctx, Id organization_id, Id draft_id, const char *url, Blob sealed_key);
Error draft_store_count_other_keys(
    Ctx *ctx, Id organization_id, Id draft_id, const char *url, int64_t *ret_count);
Error draft_store_remove_key(Ctx *ctx, Id organization_id, Id draft_id, const char *url);
Error draft_store_remove_keys(Ctx *ctx, Id organization_id, Id draft_id);
Error draft_store_key(Ctx *ctx, Id organization_id, Id draft_id, const char *url, Blob *ret_sealed);
Error draft_store_key_urls(Ctx *ctx, const Draft *draft, DraftKeyList *ret_keys);
