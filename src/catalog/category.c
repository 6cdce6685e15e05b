#include "category.h"

#include "category_store.h"

SHAPE(category_shape, Category, FIELD(Category, id, .required = true),
    FIELD(Category, slug, .required = true), FIELD(Category, parent_id),
    FIELD(Category, name, .required = true),
    FIELD(Category, product_count, .about = "published products"),
    FIELD(Category, position, .hidden = true));

SHAPE_NAMED(category_link_shape, Category, "CategoryLink", FIELD(Category, id, .required = true),
    FIELD(Category, slug, .required = true), FIELD(Category, name, .required = true));

Error category_get(Ctx *ctx, const char *slug, Category *ret_category)
{
    return category_store_get(ctx, slug, ret_category);
}

Error category_list(Ctx *ctx, CategoryList *ret_categories)
{
    return category_store_list(ctx, ret_categories);
}
