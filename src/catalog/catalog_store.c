#include "catalog_store.h"

#include "db/db.h"

Error catalog_store_version(Ctx *ctx, int64_t *ret_version)
{
    return db_number(ctx, ret_version, "SELECT version FROM catalog_version");
}

Error catalog_store_bump(Ctx *ctx, int64_t *ret_version)
{
    return db_number(
        ctx, ret_version, "UPDATE catalog_version SET version = version + 1 RETURNING version");
}

#define PRODUCT_COLUMNS                                                                            \
    "p.id, p.slug, p.name, p.service_type, p.licence_type, p.state, p.is_recommended,"             \
    " p.recommended_position, p.unpublished_reason, p.expected_return, p.last_day,"                \
    " p.end_of_life_reason, p.published_at, p.seller_id, r.category_id, r.id AS revision_id,"      \
    " r.number AS revision_number, r.product_version, r.short_description, r.description,"         \
    " r.price_info, r.licence_info, r.features, r.used_software, r.guides,"                        \
    " r.documentation_url, r.data_location, r.logo_digest"

Error catalog_store_list(Ctx *ctx, CatalogProductList *ret_products)
{
    return db_all(ctx, catalog_product_shape, ret_products,
        "SELECT " PRODUCT_COLUMNS
        " FROM product p JOIN revision r ON r.id = p.active_revision_id"
        " WHERE p.state = 'published' ORDER BY r.id");
}

Error catalog_store_get(Ctx *ctx, Id revision_id, CatalogProduct *ret_product)
{
    return db_one(ctx, catalog_product_shape, ret_product,
        "SELECT " PRODUCT_COLUMNS
        " FROM revision r JOIN product p ON p.id = r.product_id"
        " WHERE r.id = $1",
        revision_id);
}
