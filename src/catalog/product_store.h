// product_store.h — product rows. Private to src/catalog.
#pragma once

#include "catalog/product.h"

Error product_store_get(Ctx *ctx, const char *id_or_slug, Product *ret_product);
Error product_store_get_of_revision(Ctx *ctx, Id revision_id, Product *ret_product);
Error product_store_lock(Ctx *ctx, Id id, Product *ret_product);
Error product_store_create(Ctx *ctx, const Product *product);
Error product_store_change(Ctx *ctx, const Product *product); // all that may change
Error product_store_list_ended(Ctx *ctx, Date today, ProductList *ret_products);
Error product_store_seller_organization(Ctx *ctx, Id product_id, const char **ret_organization_id);
