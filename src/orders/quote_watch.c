#include "quote_watch.h"

#include "quote_store.h"

enum { AT_ONCE = 200 };

// Somebody may have decided since it was found.
static Error look(Ctx *ctx, void *arg)
{
    Id id = *(const Id *)arg;
    Lead lead = {.id = ID_NONE};
    Quote quote = {.id = ID_NONE};
    TRY(quote_lock(ctx, LEAD_CUSTOMER, id, &lead, &quote));
    if (quote.state != QUOTE_SENT)
        return OK;
    if (quote.is_open) {
        int64_t whole = quote.expires_at.us - quote.sent_at.us;
        TRY(quote_store_remind(ctx, &quote));
        return whole > DAYS(QUOTE_REMINDER_DAYS) ? quote_emit(ctx, &quote, "quote.expiring") : OK;
    }
    TRY(quote_move(ctx, &quote, QUOTE_EXPIRED));
    return lead.state == LEAD_QUOTED ? lead_move(ctx, &lead, LEAD_ANSWERED) : OK;
}

Error quote_watch_job(Ctx *ctx, const Job *job)
{
    (void)job;
    Actor actor = ctx->actor;
    Error failed = OK; // one that fails holds up no other
    QuoteList due;
    TRY(quote_store_list_due(ctx, time_after(ctx->now, DAYS(QUOTE_REMINDER_DAYS)), AT_ONCE, &due));
    for (size_t i = 0; i < due.count; i++) {
        ctx->actor.organization_id = due.items[i].organization_id;
        Error error = tx_run(ctx, TX_WRITE, look, &due.items[i].id);
        ctx->actor = actor;
        failed = error ? error : failed;
    }
    return failed;
}
