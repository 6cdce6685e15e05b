// product_review_store.h — products with their sellers and revisions. Private to src/catalog.
#pragma once

#include "catalog/product_review.h"

Error product_review_store_list(Ctx *ctx, const OperatorProductQuery *query, Id organization_id,
    OperatorProductList *ret_products);
Error product_review_store_get(Ctx *ctx, Id id, Id organization_id, OperatorProduct *ret_product);
