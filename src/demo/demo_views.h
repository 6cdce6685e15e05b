// demo_views.h — how often people looked at what the demo's seller offers.
#pragma once

#include "base/ctx.h"

/** A month of views until then, more on working days. Opens transactions of its own. */
Error demo_views_add(Ctx *ctx, Time until);
