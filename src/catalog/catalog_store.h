// catalog_store.h — reading all that is published. Private to src/catalog.
#pragma once

#include "catalog/catalog.h"

Error catalog_store_version(Ctx *ctx, int64_t *ret_version);
Error catalog_store_bump(Ctx *ctx, int64_t *ret_version);
Error catalog_store_list(Ctx *ctx, CatalogProductList *ret_products);

/** With this revision, published or not. */
Error catalog_store_get(Ctx *ctx, Id revision_id, CatalogProduct *ret_product);
