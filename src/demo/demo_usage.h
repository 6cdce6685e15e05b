// demo_usage.h — a believable month of AI calls: more on working days, some keys busier than
// others, the same on every machine.
#pragma once

#include "base/ctx.h"

/** Calls of all keys of the actor's subscription, from ctx->now until then. */
Error demo_usage_add(Ctx *ctx, Id subscription_id, Time until);
