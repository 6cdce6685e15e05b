// seller_application_review_store.h — applications of all organizations. Private to src/catalog.
#pragma once

#include "catalog/seller_application_review.h"

/** pattern: for LIKE with the escape character '!'. */
Error seller_application_review_store_list(Ctx *ctx, const char *state, const char *pattern,
    const char *after, int64_t limit, OperatorSellerApplicationList *ret_applications);
Error seller_application_review_store_get(
    Ctx *ctx, Id id, OperatorSellerApplication *ret_application);
