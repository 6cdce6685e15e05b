// service_reaction.h — orders follow what jobs of a kind of service report: events with the
// subscription in their data.
#pragma once

#include "work/work.h"

/** It can be used: the pending subscription begins, its order is completed. */
Error order_service_ready(Ctx *ctx, const Event *event);

/** It could not be made usable; the order has failed, for the reason in `cause`. */
Error order_service_failed(Ctx *ctx, const Event *event);

/** It is tried again: an order that had failed is in provisioning. */
Error order_service_retried(Ctx *ctx, const Event *event);

/** The subscription ended before its order was completed. */
Error order_subscription_cancelled(Ctx *ctx, const Event *event);
