// demo_webhook.h — the seller's program that hears of leads; the demonstration upstream plays it.
#pragma once

#include "base/ctx.h"

/** For the organization of the actor; where it is there already, it moves to the port. */
Error demo_webhook_place(Ctx *ctx, int upstream_port);
