// product_end.h — what becomes of subscriptions when their product has reached its end of life.
//
// What runs here for a customer ends with the product: its keys stop working and the subscription
// is ended. What was deployed into a customer's own cluster is the customer's: it goes on, and can
// still be looked at and removed, but not upgraded.
#pragma once

#include "work/work.h"

/** To subscription.product_ended. */
Error product_end_subscription(Ctx *ctx, const Event *event);
