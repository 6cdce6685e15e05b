// expiry_store.h — rows that have run out. Private to src/identity.
#pragma once

#include "base/ctx.h"

Error expiry_store_remove_sessions(Ctx *ctx, Time expired_before);
Error expiry_store_remove_links(Ctx *ctx, Time expired_before);
Error expiry_store_remove_challenges(Ctx *ctx, Time expired_before);
Error expiry_store_remove_counts(Ctx *ctx, Time started_before);
Error expiry_store_remove_ends(Ctx *ctx, Time ended_before);
