// challenge_store.h — used_challenge rows. Private to src/identity.
#pragma once

#include "base/ctx.h"

/** *ret_count 0: it stood there already. */
Error challenge_store_use(Ctx *ctx, Digest challenge, Time expires_at, int64_t *ret_count);
