// quote.h — a private quote: what a seller offers to the customer who asked for it (a lead).
//
// draft → sent → accepted | declined | expired | withdrawn | replaced (by the next one that is
// sent);  draft → withdrawn. A draft is the seller's alone. What was sent stays as it is, readable
// for both sides, whatever becomes of the product: a change is a new quote with the next number.
#pragma once

#include "base/money.h"
#include "catalog/price.h"
#include "catalog/terms.h"
#include "leads/attachment.h"
#include "leads/lead.h"

typedef enum QuoteState {
    QUOTE_DRAFT,
    QUOTE_SENT,
    QUOTE_ACCEPTED,  // with an order
    QUOTE_DECLINED,  // by the customer
    QUOTE_EXPIRED,   // nobody decided in time
    QUOTE_WITHDRAWN, // by the seller, or with the request
    QUOTE_REPLACED,  // by a newer one
    QUOTE_STATES,
} QuoteState;
extern const char *const quote_state_names[]; // "draft" …, ended by NULL

/** What is to be paid for one thing. */
typedef struct QuoteLine {
    const char *text;
    PriceKind kind;
    const char *period; // "hour", "month", "year"; NULL unless it recurs
    const char *meter;  // what is counted, in words; NULL unless it is usage
    int64_t quantity;   // 0: of usage
    Rate rate;
    Money amount; // quantity × rate; no currency: of usage
} QuoteLine;

/** What the lines of one period come to. */
typedef struct QuoteTotal {
    const char *period; // "once", "hour", "month", "year"
    Money amount;
} QuoteTotal;

typedef LIST_OF(QuoteLine) QuoteLineList;
typedef LIST_OF(QuoteTotal) QuoteTotalList;

typedef struct Quote {
    Id organization_id, id; // quo_…; the customer's organization
    Id seller_organization_id, lead_id;
    const char *lead_reference, *reference; // "K7QM-2X9D", and with the number: "K7QM-2X9D-2"
    int64_t number;                         // of the lead's quotes, from 1
    QuoteState state;
    Id product_id, plan_id, seller_id;
    const char *product_slug, *product_name, *plan_name, *seller_name, *organization_name;
    QuoteLineList lines;
    QuoteTotalList totals;
    const char *description, *description_html; // Markdown; NULL: none
    const char *terms, *terms_html;             // Markdown; NULL: none, or a document
    const char *terms_title;                    // of the document; NULL: none
    Digest terms_digest;                        // of the document, or once it is sent of the text
    const char *language;                       // in which it was sent
    Date valid_until;                           // the last day, where the platform bills
    Time expires_at;                            // the first moment when it is too late
    bool is_delivered_later; // the subscription begins when the seller has delivered
    bool is_open;            // sent, and not too late
    bool is_seller;          // the actor's organization made it
    TermList agreements;     // to be accepted with it; of one that is open
    Time created_at, sent_at, ended_at, delivered_at;
    const char *sent_by_name, *decided_by_name; // decided: accepted or declined
    Id decided_by;
    const char *reason; // why it was declined or withdrawn; NULL: none was given
    Id order_id, subscription_id;
    int64_t version;
} Quote;

typedef LIST_OF(Quote) QuoteList;

extern const Shape quote_row_shape, quote_line_shape; // the row, and what is kept of a line
extern const Shape quote_shape;

/** What the seller writes; also the body of the request. A draft may lack anything. */
typedef struct NewQuote {
    QuoteLineList lines;
    const char *description;
    const char *terms; // a text here takes the place of a document
    Date valid_until;
    bool is_delivered_later;
} NewQuote;

extern const Shape new_quote_shape;

enum {
    MAX_QUOTE_LINES = 50,
    MAX_QUOTE_QUANTITY = 100000,
    MAX_QUOTE_DAYS = 366, // how far off it may expire
    MAX_QUOTES = 50,      // of one lead
};

/**
 * Begins a draft for the lead's customer.
 * NOT_FOUND; CONFLICT draft_exists, too_many_quotes, wrong_state: the lead has ended; INVALID
 */
Error quote_create(Ctx *ctx, Id lead_id, const NewQuote *wanted, Quote *ret_quote);

/** Writes a draft anew; *quote must be locked. CONFLICT not_a_draft; INVALID */
Error quote_change(Ctx *ctx, Quote *quote, const NewQuote *wanted);

/** The draft's terms are this document, a PDF or a text; *quote must be locked. INVALID */
Error quote_change_document(Ctx *ctx, Quote *quote, const NewAttachment *document);

/** As the actor's organization sees it, from either side. NOT_FOUND */
Error quote_get(Ctx *ctx, Id id, Quote *ret_quote);

/** Of one lead, the newest first. NOT_FOUND unless the actor is on that side of the lead. */
Error quote_list(
    Ctx *ctx, LeadSide side, Id lead_id, Id after, int64_t limit, QuoteList *ret_quotes);

/** Reads both and holds them until the end of the transaction: the lead always first. NOT_FOUND */
Error quote_lock(Ctx *ctx, LeadSide side, Id id, Lead *ret_lead, Quote *ret_quote);

/**
 * The only door by which the state changes. Nothing happens if it is in that state already. Emits
 * quote.… in the log of both. CONFLICT wrong_state
 */
Error quote_move(Ctx *ctx, Quote *quote, QuoteState state);

/** Writes an event to the log of both; of a draft to the seller's alone. */
Error quote_emit(Ctx *ctx, const Quote *quote, const char *kind);

/**
 * Sends the draft: the one that was open is replaced, the lead is quoted. Both must be locked.
 * CONFLICT wrong_state; INVALID: what it lacks, field by field
 */
Error quote_send(Ctx *ctx, Lead *lead, Quote *quote);

/** Ends an open quote or a draft; the lead goes on. Both must be locked. CONFLICT wrong_state */
Error quote_withdraw(Ctx *ctx, Lead *lead, Quote *quote, const char *reason);

/** The seller has delivered what was accepted: the subscription begins. CONFLICT nothing_to_deliver
 */
Error quote_deliver(Ctx *ctx, Quote *quote);

/** The quote's own terms, as something to agree to; only if it has any. */
Term quote_term_of(const Quote *quote);

/** Checks a draft's lines, and works out what they come to. Notes faults under "lines[2].rate" … */
void quote_lines_check(Ctx *ctx, QuoteLineList *lines);
QuoteTotalList quote_totals_of(Arena *arena, const QuoteLineList *lines);
