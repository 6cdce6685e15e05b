// product_review.h — products as the operator sees them: all of them, with their revisions.
#pragma once

#include "catalog/revision.h"
#include "page.h"

typedef struct OperatorProduct {
    Id id;
    const char *slug, *name, *seller_name;
    ServiceType service_type;
    LicenceType licence_type;
    ProductState state;
    int64_t active_revision_number;  // 0: none
    int64_t open_revision_number;    // on its way; 0: none
    const char *open_revision_state; // NULL: none
    Time created_at;
    Time published_at;
    bool is_recommended;
    int64_t version;
    RevisionList revisions; // newest first; filled by product_review_get
} OperatorProduct;

typedef LIST_OF(OperatorProduct) OperatorProductList;

extern const Shape operator_product_shape;        // without revisions
extern const Shape operator_product_detail_shape; // with them

typedef struct OperatorProductQuery {
    const char *state;  // of the product, or of its open revision: "in_review"
    const char *q;      // in name or slug
    const char *seller; // slug
    int64_t limit;
    const char *after;
} OperatorProductQuery;

extern const Shape operator_product_query_shape;

/** Newest first; page_limit(query) + 1 of them at most. */
Error product_review_list(
    Ctx *ctx, const OperatorProductQuery *query, OperatorProductList *ret_products);

Error product_review_get(Ctx *ctx, Id id, OperatorProduct *ret_product);
