#include "product_review.h"

#include "product_review_store.h"

#define PRODUCT_FIELDS                                                                             \
    FIELD(OperatorProduct, id, .required = true), FIELD(OperatorProduct, slug, .required = true),  \
        FIELD(OperatorProduct, name, .required = true),                                            \
        FIELD(OperatorProduct, seller_slug, .required = true),                                     \
        FIELD(OperatorProduct, seller_name, .required = true),                                     \
        FIELD(OperatorProduct, organization_name, .required = true, .about = "The seller's."),     \
        FIELD_ENUM(OperatorProduct, service_type, service_type_names),                             \
        FIELD_ENUM(OperatorProduct, licence_type, licence_type_names),                             \
        FIELD_ENUM(OperatorProduct, state, product_state_names),                                   \
        FIELD(OperatorProduct, active_revision_number, .about = "0: none"),                        \
        FIELD(OperatorProduct, open_revision_number, .about = "of the one on its way; 0: none"),   \
        FIELD(OperatorProduct, open_revision_state),                                               \
        FIELD(OperatorProduct, created_at, .required = true),                                      \
        FIELD(OperatorProduct, published_at), FIELD(OperatorProduct, is_recommended),              \
        FIELD(OperatorProduct, recommended_position), FIELD(OperatorProduct, unpublished_reason),  \
        FIELD(OperatorProduct, expected_return, .about = "If it is known when it comes back."),    \
        FIELD(OperatorProduct, is_withheld, .about = "The operator took it out."),                 \
        FIELD(OperatorProduct, last_day, .about = "Once its end was asked for."),                  \
        FIELD(OperatorProduct, end_of_life_reason),                                                \
        FIELD(OperatorProduct, version, .hidden = true)

SHAPE(operator_product_shape, OperatorProduct, PRODUCT_FIELDS);

SHAPE_NAMED(operator_product_detail_shape, OperatorProduct, "OperatorProductDetail", PRODUCT_FIELDS,
    FIELD_LIST(OperatorProduct, revisions, revision_summary_shape));

SHAPE(operator_product_query_shape, OperatorProductQuery,
    FIELD(OperatorProductQuery, state,
        .pattern = "unpublished|published|end_of_life|draft|in_review|rejected|approved",
        .about = "Of the product, or of its revision on the way."),
    FIELD(OperatorProductQuery, q, .max = 200, .about = "In the name or slug."),
    FIELD(OperatorProductQuery, seller, .max = 60, .about = "The slug of a seller."),
    PAGE_QUERY_FIELDS(OperatorProductQuery));

Error product_review_list(Ctx *ctx, const OperatorProductQuery *query, Id organization_id,
    OperatorProductList *ret_products)
{
    return product_review_store_list(ctx, query, organization_id, ret_products);
}

Error product_review_get(Ctx *ctx, Id id, Id organization_id, OperatorProduct *ret_product)
{
    OperatorProduct product = {0};
    TRY(product_review_store_get(ctx, id, organization_id, &product));
    TRY(revision_list(ctx, id, &product.revisions));
    *ret_product = product;
    return OK;
}
