// holder_store.h — subscriptions of a product. Private to src/subscriptions.
#pragma once

#include "holder.h"

Error holder_store_list(Ctx *ctx, Id product_id, Time before, HolderList *ret_holders);
Error holder_store_count(Ctx *ctx, Id product_id, HolderCount *ret_count);
Error holder_store_count_told(Ctx *ctx, Id revision_id, HolderCount *ret_count);
