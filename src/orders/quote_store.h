// quote_store.h — rows of quotes. Private to src/orders.
#pragma once

#include "orders/quote.h"

Error quote_store_create(Ctx *ctx, const Quote *quote);
Error quote_store_count(Ctx *ctx, const Lead *lead, int64_t *ret_count);
Error quote_store_get(Ctx *ctx, Id id, Quote *ret_quote); // drafts only to the seller's
Error quote_store_get_organization(Ctx *ctx, Id id, Id *ret_organization_id); // the customer's
Error quote_store_list(
    Ctx *ctx, LeadSide side, const Lead *lead, Id after, int64_t limit, QuoteList *ret_quotes);
Error quote_store_lock(Ctx *ctx, const Lead *lead, Id id, Quote *ret_quote);
Error quote_store_lock_open(Ctx *ctx, const Lead *lead, QuoteList *ret_quotes); // one or none
Error quote_store_change(Ctx *ctx, Quote *quote); // what one writes; version grows
Error quote_store_move(Ctx *ctx, Quote *quote);   // its state and what comes with it; version grows
Error quote_store_list_due(Ctx *ctx, Time before, int64_t limit, QuoteList *ret_quotes);
Error quote_store_remind(Ctx *ctx, const Quote *quote);
