// category_store.h — category rows. Private to src/catalog.
#pragma once

#include "catalog/category.h"

Error category_store_get(Ctx *ctx, const char *slug, Category *ret_category);
Error category_store_list(Ctx *ctx, CategoryList *ret_categories);
Error category_store_lock(Ctx *ctx, CategoryList *ret_categories); // all of them
Error category_store_create(Ctx *ctx, const Category *category);
Error category_store_change(Ctx *ctx, const Category *category);
Error category_store_place(Ctx *ctx, Id id, int64_t position);
Error category_store_is_used(Ctx *ctx, Id id, bool *ret_is_used);
Error category_store_remove(Ctx *ctx, Id id);
