// seller_store.h — seller rows. Private to src/catalog.
#pragma once

#include "catalog/seller.h"

Error seller_store_get(Ctx *ctx, Id id, Seller *ret_seller);
Error seller_store_find(Ctx *ctx, const char *slug, Seller *ret_seller);
Error seller_store_list(Ctx *ctx, SellerList *ret_sellers);
Error seller_store_get_of(Ctx *ctx, Id organization_id, Seller *ret_seller);
Error seller_store_lock_of(Ctx *ctx, Id organization_id, Seller *ret_seller);
Error seller_store_count_named(Ctx *ctx, Id except, const char *name, int64_t *ret_count);
Error seller_store_create(Ctx *ctx, const Seller *seller);
Error seller_store_change(Ctx *ctx, const Seller *seller);
