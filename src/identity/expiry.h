// expiry.h — forgetting what has run out: sessions, links, challenges, counts of attempts and
// answers kept under an Idempotency-Key.
#pragma once

#include "base/ctx.h"

/** In a transaction. */
Error expiry_remove(Ctx *ctx);
