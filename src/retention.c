#include "retention.h"

#include "settings.h"

#include "catalog/draft_file.h"
#include "catalog/file.h"
#include "db/db.h"
#include "federation/external_sign_in.h"
#include "identity/expiry.h"
#include "notify/digest.h"
#include "notify/message.h"
#include "notify/webhook_delivery.h"
#include "organizations/former_member.h"

#define UPLOADS_KEPT DAYS(1) // while one who writes may still put them to use

typedef struct Removal {
    Error (*remove)(Ctx *ctx, Time before, int64_t *ret_count);
    Time before;
    int64_t count; // of the last transaction
} Removal;

static Error remove_some(Ctx *ctx, void *arg)
{
    Removal *removal = arg;
    return removal->remove(ctx, removal->before, &removal->count);
}

static Error remove_all(
    Ctx *ctx, int64_t keep, Error (*remove)(Ctx *ctx, Time before, int64_t *ret_count))
{
    Removal removal = {remove, time_after(ctx->now, -keep), REMOVED_AT_ONCE};
    while (removal.count == REMOVED_AT_ONCE)
        TRY(tx_run(ctx, TX_WRITE, remove_some, &removal));
    return OK;
}

static Error remove_expired(Ctx *ctx, void *unused)
{
    (void)unused;
    TRY(draft_file_remove_unnamed(ctx, time_after(ctx->now, -UPLOADS_KEPT)));
    TRY(external_sign_in_remove_old(ctx));
    return expiry_remove(ctx);
}

Error retention_remove(Ctx *ctx, const Job *job)
{
    (void)job;
    TRY(database_make_months(ctx));
    TRY(remove_all(ctx, settings()->keep_events, event_remove_old));
    TRY(remove_all(ctx, settings()->keep_messages, message_remove_old));
    TRY(remove_all(ctx, settings()->keep_messages, webhook_delivery_remove_old));
    TRY(remove_all(ctx, settings()->keep_messages, digest_remove_old));
    TRY(remove_all(ctx, settings()->keep_jobs, job_remove_old));
    TRY(remove_all(ctx, settings()->keep_former_members, former_member_remove_old));
    TRY(tx_run(ctx, TX_WRITE, remove_expired, NULL));
    return remove_all(ctx, UPLOADS_KEPT, file_remove_old);
}
