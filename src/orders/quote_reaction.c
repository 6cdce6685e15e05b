#include "quote_reaction.h"

#include "quote_store.h"
#include "service_reaction.h"

// The same event stands in the seller's log, which has no orders.
Error quote_delivered(Ctx *ctx, const Event *event)
{
    Quote quote = {.id = ID_NONE};
    TRY(quote_get(ctx, event->subject_id, &quote));
    if (!id_same(quote.organization_id, event->organization_id))
        return OK;
    return order_service_ready(ctx, event);
}

Error quote_request_ended(Ctx *ctx, const Event *event)
{
    Lead lead = {.id = ID_NONE};
    QuoteList open;
    TRY(lead_lock(ctx, LEAD_CUSTOMER, event->subject_id, &lead));
    TRY(quote_store_lock_open(ctx, &lead, &open));
    for (size_t i = 0; i < open.count; i++)
        TRY(quote_withdraw(ctx, &lead, &open.items[i], NULL));
    return OK;
}
