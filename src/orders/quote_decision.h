// quote_decision.h — what the customer says to a quote.
#pragma once

#include "orders/quote.h"

/** Also the body of the request. */
typedef struct QuoteAcceptance {
    TextList accepted; // digests of the agreements, hexadecimal
} QuoteAcceptance;

typedef struct QuoteDecline {
    const char *reason; // NULL: none is given
} QuoteDecline;

extern const Shape quote_acceptance_shape, quote_decline_shape;

/**
 * Agrees for the actor's organization: order and subscription in the one order flow, the lead is
 * won; all or nothing. One that is accepted already stays as it is and is answered again.
 *
 * CONFLICT  quote_not_open: it was withdrawn, replaced, declined, or it is too late;
 *           profile_not_approved; product_not_available: it was taken out meanwhile
 * INVALID   agreements_not_accepted
 */
Error quote_accept(Ctx *ctx, Id id, const QuoteAcceptance *acceptance, Quote *ret_quote);

/** Says no; the conversation goes on. Saying it again changes nothing. CONFLICT quote_not_open */
Error quote_decline(Ctx *ctx, Id id, const QuoteDecline *decline, Quote *ret_quote);
