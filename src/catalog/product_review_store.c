#include "product_review_store.h"

#include "db/db.h"

#define SELECT_PRODUCTS                                                                            \
    "SELECT p.id, p.slug, p.name, s.slug AS seller_slug, s.name AS seller_name,"                   \
    " z.name AS organization_name, p.service_type, p.licence_type, p.state,"                       \
    " a.number AS active_revision_number, o.number AS open_revision_number,"                       \
    " o.state AS open_revision_state, p.created_at, p.published_at, p.is_recommended, p.version,"  \
    " p.recommended_position, p.unpublished_reason, p.expected_return, p.is_withheld, p.last_day," \
    " p.end_of_life_reason"                                                                        \
    " FROM product p JOIN seller s ON s.id = p.seller_id"                                          \
    " JOIN organization z ON z.id = s.organization_id"                                             \
    " LEFT JOIN revision a ON a.id = p.active_revision_id"                                         \
    " LEFT JOIN revision o ON o.product_id = p.id"                                                 \
    " AND o.state IN ('draft', 'in_review', 'rejected', 'approved')"

Error product_review_store_list(Ctx *ctx, const OperatorProductQuery *query, Id organization_id,
    OperatorProductList *ret_products)
{
    return db_all(ctx, operator_product_shape, ret_products,
        SELECT_PRODUCTS
        " WHERE (CAST($1 AS TEXT) IS NULL OR p.state = $1 OR o.state = $1)"
        " AND (CAST($2 AS TEXT) IS NULL OR lower(p.name) LIKE lower($2) ESCAPE '!'"
        "  OR p.slug LIKE lower($2) ESCAPE '!')"
        " AND (CAST($3 AS TEXT) IS NULL OR s.slug = $3)"
        " AND (CAST($4 AS TEXT) IS NULL OR p.id < $4)"
        " AND (CAST($6 AS TEXT) IS NULL OR s.organization_id = $6) ORDER BY p.id DESC LIMIT $5",
        query->state, db_pattern(ctx->arena, query->q), query->seller, query->after,
        page_limit(query) + 1, organization_id);
}

Error product_review_store_get(Ctx *ctx, Id id, Id organization_id, OperatorProduct *ret_product)
{
    return db_one(ctx, operator_product_shape, ret_product,
        SELECT_PRODUCTS " WHERE p.id = $1 AND (CAST($2 AS TEXT) IS NULL OR s.organization_id = $2)",
        id, organization_id);
}
