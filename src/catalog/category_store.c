#include "category_store.h"

#include "db/db.h"

Error category_store_get(Ctx *ctx, const char *slug, Category *ret_category)
{
    Category category = {0}; // rows do not say all about it
    TRY(db_one(ctx, category_shape, &category,
        "SELECT id, slug, parent_id, position, name FROM category WHERE slug = $1", slug));
    *ret_category = category;
    return OK;
}

Error category_store_list(Ctx *ctx, CategoryList *ret_categories)
{
    return db_all(ctx, category_shape, ret_categories,
        "SELECT id, slug, parent_id, position, name FROM category ORDER BY position, id");
}
