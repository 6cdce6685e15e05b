// infrastructure_price_store.h — infrastructure_price rows. Private to src/services/kubernetes.
#pragma once

#include "infrastructure_price.h"

Error infrastructure_price_store_list(Ctx *ctx, InfrastructurePriceList *ret_prices);
Error infrastructure_price_store_create(Ctx *ctx, const InfrastructurePrice *price);
Error infrastructure_price_store_remove_all(Ctx *ctx);
