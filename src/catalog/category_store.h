// category_store.h — category rows. Private to src/catalog.
#pragma once

#include "catalog/category.h"

Error category_store_get(Ctx *ctx, const char *slug, Category *ret_category);
Error category_store_list(Ctx *ctx, CategoryList *ret_categories);
