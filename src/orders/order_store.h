// order_store.h — rows of orders. Private to src/orders.
#pragma once

#include "order.h"

Error order_store_create(Ctx *ctx, const Order *order);
Error order_store_change(Ctx *ctx, const Order *order); // state, subscription and outcome
Error order_store_get(Ctx *ctx, Id id, Order *ret_order);
Error order_store_list(Ctx *ctx, Id after, int64_t limit, OrderList *ret_orders);
