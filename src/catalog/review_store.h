// review_store.h — review rows. Private to src/catalog.
#pragma once

#include "catalog/review.h"

Error review_store_create(Ctx *ctx, const Review *review);

/** Ends the one of the revision that waits; none is fine. */
Error review_store_end(Ctx *ctx, Id revision_id, ReviewState state, const char *reason);
/** Adds what was said beside the reason. */
Error review_store_explain(
    Ctx *ctx, Id review_id, const FieldReasonList *reasons, const char *override_reason);

Error review_store_list(Ctx *ctx, Id revision_id, ReviewList *ret_reviews);

/** pattern: for LIKE with the escape character '!'. Oldest first; newest first. */
Error review_store_list_waiting(
    Ctx *ctx, const char *pattern, const char *after, int64_t limit, ReviewEntryList *ret_entries);
Error review_store_list_decided(Ctx *ctx, const char *state, const char *pattern, const char *after,
    int64_t limit, ReviewEntryList *ret_entries);
