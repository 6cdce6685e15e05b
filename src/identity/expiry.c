#include "expiry.h"

#include "expiry_store.h"
#include "http/idempotency.h"

// As long as a former address counts as known at sign-in, and as people look things up.
#define SESSIONS_KEPT DAYS(90)
#define LINKS_KEPT    DAYS(30)
#define COUNTS_KEPT   DAYS(1)
#define ENDS_KEPT     DAYS(1) // longer than a challenge lasts

Error expiry_remove(Ctx *ctx)
{
    TRY(expiry_store_remove_sessions(ctx, time_after(ctx->now, -SESSIONS_KEPT)));
    TRY(expiry_store_remove_links(ctx, time_after(ctx->now, -LINKS_KEPT)));
    TRY(expiry_store_remove_challenges(ctx, ctx->now));
    TRY(expiry_store_remove_ends(ctx, time_after(ctx->now, -ENDS_KEPT)));
    TRY(expiry_store_remove_counts(ctx, time_after(ctx->now, -COUNTS_KEPT)));
    return claim_remove_old(ctx);
}
