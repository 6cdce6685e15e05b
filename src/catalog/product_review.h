// product_review.h — products with their revisions, published or not: all of them for the operator,
// a seller's own for the seller.
#pragma once

#include "catalog/revision.h"
#include "page.h"

typedef struct OperatorProduct {
    Id id;
    const char *slug, *name;
    const char *seller_slug, *seller_name, *organization_name; // organization_name: the seller's
    ServiceType service_type;
    LicenceType licence_type;
    ProductState state;
    int64_t active_revision_number;  // 0: none
    int64_t open_revision_number;    // on its way; 0: none
    const char *open_revision_state; // NULL: none
    Time created_at;
    Time published_at;
    bool is_recommended;
    int64_t recommended_position;
    const char *unpublished_reason;
    Date expected_return;
    bool is_withheld;
    Date last_day;
    const char *end_of_life_reason;
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

/** Newest first; page_limit(query) + 1 of them at most. organization_id: of its seller; ID_NONE:
 * all.
 */
Error product_review_list(Ctx *ctx, const OperatorProductQuery *query, Id organization_id,
    OperatorProductList *ret_products);

/** NOT_FOUND, also if it is not of the organization's seller. */
Error product_review_get(Ctx *ctx, Id id, Id organization_id, OperatorProduct *ret_product);
