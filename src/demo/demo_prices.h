// demo_prices.h — what infrastructure costs in the demo's cloud.
#pragma once

#include "base/ctx.h"

/** Sets the prices, unless the operator has set any. */
Error demo_prices_place(Ctx *ctx);
