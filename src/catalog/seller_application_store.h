// seller_application_store.h — seller_application rows. Private to src/catalog.
#pragma once

#include "catalog/seller_application.h"

Error seller_application_store_create(Ctx *ctx, const SellerApplication *application);
Error seller_application_store_get(
    Ctx *ctx, Id organization_id, Id id, SellerApplication *ret_application);
Error seller_application_store_list(
    Ctx *ctx, const char *after, int64_t limit, SellerApplicationList *ret_applications);
