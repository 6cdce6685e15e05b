// throttle_store.h — throttle rows. Private to src/identity.
#pragma once

#include "base/ctx.h"

Error throttle_store_count(Ctx *ctx, const char *subject, Time window_start, int64_t *ret_count);
Error throttle_store_remove(Ctx *ctx, const char *subject, Time window_start);
