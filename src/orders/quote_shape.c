#include "quote.h"
#include "quote_decision.h"

const char *const quote_state_names[] = {
    "draft", "sent", "accepted", "declined", "expired", "withdrawn", "replaced", NULL};

enum { MAX_TERMS = 50000 };

#define LINE_FIELDS                                                                                \
    FIELD(QuoteLine, text, .required = true, .max = 200, .pattern = ONE_LINE),                     \
        FIELD_ENUM(QuoteLine, kind, price_kind_names, .required = true),                           \
        FIELD(QuoteLine, period, .pattern = "hour|month|year", .about = "If it recurs."),          \
        FIELD(QuoteLine, meter, .max = 80, .pattern = ONE_LINE,                                    \
            .about = "Of usage: what is counted, in words."),                                      \
        FIELD(QuoteLine, quantity, .max = MAX_QUOTE_QUANTITY, .about = "None of usage."),          \
        FIELD(QuoteLine, rate, .required = true, .about = "In the currency of the platform.")

SHAPE(
    quote_line_shape, QuoteLine, LINE_FIELDS, FIELD(QuoteLine, amount, .about = "Null of usage."));
static SHAPE_NAMED(new_quote_line_shape, QuoteLine, "NewQuoteLine", LINE_FIELDS);

static SHAPE(quote_total_shape, QuoteTotal,
    FIELD(QuoteTotal, period, .required = true, .about = "once, hour, month or year"),
    FIELD(QuoteTotal, amount, .required = true));

#define QUOTE_FIELDS                                                                               \
    FIELD(Quote, id, .required = true), FIELD(Quote, lead_id, .required = true),                   \
        FIELD(Quote, lead_reference, .required = true), FIELD(Quote, reference, .required = true), \
        FIELD(Quote, number), FIELD_ENUM(Quote, state, quote_state_names),                         \
        FIELD(Quote, product_id, .required = true), FIELD(Quote, product_slug, .required = true),  \
        FIELD(Quote, product_name, .required = true), FIELD(Quote, plan_id, .required = true),     \
        FIELD(Quote, plan_name, .required = true), FIELD(Quote, seller_id, .required = true),      \
        FIELD(Quote, seller_name, .required = true),                                               \
        FIELD(Quote, organization_name, .required = true, .about = "The customer's."),             \
        FIELD_LIST(Quote, lines, quote_line_shape),                                                \
        FIELD(Quote, description, .about = "Markdown"),                                            \
        FIELD(Quote, terms, .about = "Markdown; null where they are a document, or none."),        \
        FIELD(Quote, terms_title, .about = "Of the document."),                                    \
        FIELD(Quote, terms_digest, .about = "GET /v1/files/{digest}"),                             \
        FIELD(Quote, valid_until, .about = "The last day."), FIELD(Quote, expires_at),             \
        FIELD(Quote, is_delivered_later,                                                           \
            .about = "The subscription begins when the seller has delivered."),                    \
        FIELD(Quote, created_at, .required = true), FIELD(Quote, sent_at),                         \
        FIELD(Quote, sent_by_name), FIELD(Quote, ended_at), FIELD(Quote, decided_by_name),         \
        FIELD(Quote, reason), FIELD(Quote, order_id), FIELD(Quote, subscription_id),               \
        FIELD(Quote, delivered_at), FIELD(Quote, version)

SHAPE(quote_shape, Quote, QUOTE_FIELDS, FIELD_LIST(Quote, totals, quote_total_shape),
    FIELD(Quote, description_html), FIELD(Quote, terms_html),
    FIELD(Quote, is_open, .about = "It was sent, and is still there to be accepted."),
    FIELD(Quote, is_seller, .about = "Whoever asks is its seller, not its customer."),
    FIELD_LIST(
        Quote, agreements, term_shape, .about = "To be accepted with it, while it is open."));

SHAPE_NAMED(quote_row_shape, Quote, "QuoteRow", QUOTE_FIELDS, FIELD(Quote, organization_id),
    FIELD(Quote, seller_organization_id), FIELD(Quote, language), FIELD(Quote, decided_by));

SHAPE(new_quote_shape, NewQuote,
    FIELD_LIST(NewQuote, lines, new_quote_line_shape, .max = MAX_QUOTE_LINES),
    FIELD(NewQuote, description, .about = "Markdown: bold, italic, lists, links, tables."),
    FIELD(NewQuote, terms, .max = MAX_TERMS,
        .about = "Markdown; takes the place of a document that was uploaded."),
    FIELD(NewQuote, valid_until, .about = "The last day on which it can be accepted."),
    FIELD(NewQuote, is_delivered_later));

SHAPE(quote_acceptance_shape, QuoteAcceptance,
    FIELD(QuoteAcceptance, accepted, .required = true, .max = 20,
        .about = "Digests of the quote's agreements."));

SHAPE(quote_decline_shape, QuoteDecline,
    FIELD(QuoteDecline, reason, .max = 2000, .about = "The seller reads it."));
