#include "product_store.h"

#include "db/db.h"

#define PRODUCT_COLUMNS                                                                            \
    "id, seller_id, slug, name, service_type, licence_type, state, active_revision_id,"            \
    " is_recommended, recommended_position, published_at, unpublished_reason, expected_return,"    \
    " is_withheld, last_day, end_of_life_reason, created_at, version"

Error product_store_get(Ctx *ctx, const char *id_or_slug, Product *ret_product)
{
    return db_one(ctx, product_shape, ret_product,
        "SELECT " PRODUCT_COLUMNS " FROM product WHERE id = $1 OR slug = $1", id_or_slug);
}

Error product_store_get_of_revision(Ctx *ctx, Id revision_id, Product *ret_product)
{
    return db_one(ctx, product_shape, ret_product,
        "SELECT " PRODUCT_COLUMNS
        " FROM product WHERE id = (SELECT product_id FROM revision WHERE revision.id = $1)",
        revision_id);
}

Error product_store_lock(Ctx *ctx, Id id, Product *ret_product)
{
    return db_one(ctx, product_shape, ret_product,
        "SELECT " PRODUCT_COLUMNS " FROM product WHERE id = $1 {lock}", id);
}

Error product_store_create(Ctx *ctx, const Product *product)
{
    return db_exec(ctx,
        "INSERT INTO product (id, seller_id, slug, name, service_type, licence_type, state,"
        " is_recommended, created_at, version)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        product->id, product->seller_id, product->slug, product->name,
        service_type_names[product->service_type], licence_type_names[product->licence_type],
        product_state_names[product->state], product->is_recommended, product->created_at,
        product->version);
}

Error product_store_change(Ctx *ctx, const Product *product)
{
    return db_exec(ctx,
        "UPDATE product SET name = $1, state = $2, active_revision_id = $3, is_recommended = $4,"
        " recommended_position = $5, published_at = $6, unpublished_reason = $7,"
        " expected_return = $8, is_withheld = $9, last_day = $10, end_of_life_reason = $11,"
        " version = $12 WHERE id = $13",
        product->name, product_state_names[product->state], product->active_revision_id,
        product->is_recommended, product->recommended_position, product->published_at,
        product->unpublished_reason, product->expected_return, product->is_withheld,
        product->last_day, product->end_of_life_reason, product->version, product->id);
}

Error product_store_list_ended(Ctx *ctx, Date today, ProductList *ret_products)
{
    return db_all(ctx, product_shape, ret_products,
        "SELECT " PRODUCT_COLUMNS
        " FROM product"
        " WHERE last_day < $1 AND state <> 'end_of_life' ORDER BY id",
        today);
}

Error product_store_seller_organization(Ctx *ctx, Id product_id, const char **ret_organization_id)
{
    return db_text(ctx, ret_organization_id,
        "SELECT seller.organization_id FROM product JOIN seller ON seller.id = product.seller_id"
        " WHERE product.id = $1",
        product_id);
}
