#include "quote_watch.h"

#include "organizations/organization.h"
#include "quote_store.h"

enum { AT_ONCE = 200 };

// Somebody may have decided since it was found.
static Error look_at(Ctx *ctx, Id id)
{
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

static Error look(Ctx *ctx, void *arg)
{
    const Quote *due = arg;
    return WITHIN(ctx, due->organization_id, look_at(ctx, due->id));
}

Error quote_watch_job(Ctx *ctx, const Job *job)
{
    (void)job;
    QuoteList due;
    TRY(quote_store_list_due(ctx, time_after(ctx->now, DAYS(QUOTE_REMINDER_DAYS)), AT_ONCE, &due));
    return tx_run_each(ctx, TX_WRITE, look, &due);
}
