// category.h — where a product stands in the catalogue.
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"

typedef struct Category {
    Id id; // cat_…
    const char *slug;
    Id parent_id; // ID_NONE: at the top
    int64_t position;
    Texts name;
    int64_t product_count; // published products
} Category;

typedef LIST_OF(Category) CategoryList;

extern const Shape category_shape;
extern const Shape category_link_shape; // id, slug and name of a Category

/** NOT_FOUND  there is no category of that slug */
Error category_get(Ctx *ctx, const char *slug, Category *ret_category);

/** All categories in their order; product_count is not filled. */
Error category_list(Ctx *ctx, CategoryList *ret_categories);
