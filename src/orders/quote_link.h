// quote_link.h — the link in a mail by which one person sees one quote and decides on it.
//
// The token is the quote's id, the person's id and their HMAC under the master key: nothing is
// stored that would open it. It shows that quote and nothing else, works until the quote is decided
// or too late, and only as long as the person may buy for the organization. Looking at it changes
// nothing, so mail scanners do no harm.
#pragma once

#include "orders/quote_decision.h"

typedef struct QuoteLink {
    const char *person_name; // whose link it is, and who decides by it
    const char *reference, *seller_name, *organization_name;
    QuoteState state;
    bool is_usable;
    Time expires_at;
    Quote *quote; // NULL unless the link is usable
} QuoteLink;

extern const Shape quote_link_shape;

/**
 * Reads a token, and lets the actor be its person for the rest of this piece of work.
 * NOT_FOUND link_unknown: it is none of ours; FORBIDDEN link_not_allowed: the person may not buy
 * for the organization (any more)
 */
Error quote_link_open(Ctx *ctx, const char *token, QuoteLink *ret_link);

/** CONFLICT link_used, link_expired. *link must be open. */
Error quote_link_require_usable(Ctx *ctx, const QuoteLink *link);

/** The address of the page of a link, with its token; for the mail. */
const char *quote_link_url(Ctx *ctx, Id quote_id, Id user_id);
