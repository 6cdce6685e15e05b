#include "quote.h"

#include "base/text.h"
#include "catalog/file.h"
#include "catalog/markdown.h"
#include "catalog/plan.h"
#include "quote_store.h"
#include "settings.h"
#include "work/work.h"
#include "json/json.h"

#include <string.h>

// from → to: the name of the event; NULL where there is no such move.
static const char *const moves[QUOTE_STATES][QUOTE_STATES] = {
    [QUOTE_DRAFT] = {[QUOTE_SENT] = "quote.sent", [QUOTE_WITHDRAWN] = "quote.discarded"},
    [QUOTE_SENT] =
        {
            [QUOTE_ACCEPTED] = "quote.accepted",
            [QUOTE_DECLINED] = "quote.declined",
            [QUOTE_EXPIRED] = "quote.expired",
            [QUOTE_WITHDRAWN] = "quote.withdrawn",
            [QUOTE_REPLACED] = "quote.replaced",
        },
};

// A draft is the seller's matter alone.
Error quote_emit(Ctx *ctx, const Quote *quote, const char *kind)
{
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    json_put(data, "lead_id", quote->lead_id);
    json_put(data, "subscription_id", quote->subscription_id);
    json_end_object(data);
    const char *text = json_finish(data);
    if (time_is_set(quote->sent_at))
        TRY(event_emit(ctx, kind, quote->organization_id, quote->id, text));
    return event_emit(ctx, kind, quote->seller_organization_id, quote->id, text);
}

Error quote_move(Ctx *ctx, Quote *quote, QuoteState state)
{
    const char *event = moves[quote->state][state];
    if (quote->state == state)
        return OK;
    if (!event)
        return fail(ctx, CONFLICT, "wrong_state", "A quote that is %s cannot become %s.",
            quote_state_names[quote->state], quote_state_names[state]);
    quote->state = state;
    if (state == QUOTE_SENT)
        quote->sent_at = ctx->now;
    else
        quote->ended_at = ctx->now;
    TRY(quote_store_move(ctx, quote));
    return quote_emit(ctx, quote, event);
}

// ── writing ──────────────────────────────────────────────────────────────────────────────────

static Error draft_fill(Ctx *ctx, Quote *quote, const NewQuote *wanted)
{
    quote->lines = wanted->lines;
    quote->description = text_is_empty(wanted->description) ? NULL : wanted->description;
    quote->valid_until = wanted->valid_until;
    quote->expires_at =
        date_is_set(wanted->valid_until)
            ? date_start(date_add_days(wanted->valid_until, 1), settings()->billing_zone)
            : TIME_NONE;
    quote->is_delivered_later = wanted->is_delivered_later;
    quote->terms = text_is_empty(wanted->terms) ? NULL : wanted->terms;
    if (quote->terms) {
        quote->terms_title = NULL;
        quote->terms_digest = DIGEST_NONE;
    }
    quote_lines_check(ctx, &quote->lines);
    return faults(ctx);
}

static Error require_quotable(Ctx *ctx, const Lead *lead)
{
    int64_t count;
    if (lead->state == LEAD_WON || lead->state == LEAD_WITHDRAWN)
        return fail(ctx, CONFLICT, "wrong_state", "This lead is %s; there is nothing to quote.",
            lead_state_names[lead->state]);
    TRY(quote_store_count(ctx, lead, &count));
    if (count >= MAX_QUOTES)
        return fail(ctx, CONFLICT, "too_many_quotes", "A lead has at most %d quotes.", MAX_QUOTES);
    return OK;
}

Error quote_create(Ctx *ctx, Id lead_id, const NewQuote *wanted, Quote *ret_quote)
{
    Lead lead = {.id = ID_NONE};
    Quote quote = {.id = id_new("quo"), .state = QUOTE_DRAFT, .created_at = ctx->now, .version = 1};
    TRY(lead_lock(ctx, LEAD_SELLER, lead_id, &lead));
    TRY(require_quotable(ctx, &lead));
    TRY(draft_fill(ctx, &quote, wanted));
    quote.organization_id = lead.organization_id;
    quote.seller_organization_id = lead.seller_organization_id;
    quote.lead_id = lead.id;
    TRY(quote_store_count(ctx, &lead, &quote.number));
    quote.number++;
    Error error = quote_store_create(ctx, &quote);
    if (error == CONFLICT && text_same(ctx->failure.code, "quote_current"))
        return fail(ctx, CONFLICT, "draft_exists",
            "A quote for this lead is being written already; go on with that one.");
    TRY(error);
    TRY(quote_emit(ctx, &quote, "quote.drafted"));
    return quote_get(ctx, quote.id, ret_quote);
}

static Error require_draft(Ctx *ctx, const Quote *quote)
{
    if (quote->state != QUOTE_DRAFT)
        return fail(ctx, CONFLICT, "not_a_draft",
            "This quote was sent: it stays as it is. Make a new one instead.");
    return OK;
}

Error quote_change(Ctx *ctx, Quote *quote, const NewQuote *wanted)
{
    TRY(require_draft(ctx, quote));
    TRY(draft_fill(ctx, quote, wanted));
    TRY(quote_store_change(ctx, quote));
    return quote_emit(ctx, quote, "quote.changed");
}

Error quote_change_document(Ctx *ctx, Quote *quote, const NewAttachment *document)
{
    const char *problem;
    Blob bytes = attachment_bytes_of(ctx, document, "content");
    TRY(require_draft(ctx, quote));
    TRY(faults(ctx));
    const char *media_type = document_media_type(bytes, &problem);
    if (!media_type) {
        fault(ctx, "content", "bad_content", "%s", problem);
        return faults(ctx);
    }
    TRY(file_create(ctx, media_type, bytes, &quote->terms_digest));
    quote->terms_title = document->name;
    quote->terms = NULL;
    TRY(quote_store_change(ctx, quote));
    return quote_emit(ctx, quote, "quote.changed");
}

// ── reading ──────────────────────────────────────────────────────────────────────────────────

static Error agreements_list(Ctx *ctx, const Quote *quote, TermList *ret_terms)
{
    Plan plan;
    TermList of_product;
    TRY(plan_get(ctx, quote->plan_id, &plan));
    TRY(term_list(ctx, plan.revision_id, ctx->language, &of_product));
    TermList terms = {arena_array_of(ctx->arena, Term, of_product.count + 1), of_product.count};
    for (size_t i = 0; i < of_product.count; i++)
        terms.items[i] = of_product.items[i];
    if (digest_is_set(quote->terms_digest))
        terms.items[terms.count++] = quote_term_of(quote);
    *ret_terms = terms;
    return OK;
}

static void fill(Ctx *ctx, Quote *quote)
{
    quote->totals = quote_totals_of(ctx->arena, &quote->lines);
    quote->description_html = markdown_html(ctx->arena, quote->description);
    quote->terms_html = markdown_html(ctx->arena, quote->terms);
    quote->is_seller = id_same(quote->seller_organization_id, ctx->actor.organization_id);
    quote->is_open = quote->state == QUOTE_SENT && time_before(ctx->now, quote->expires_at);
}

Term quote_term_of(const Quote *quote)
{
    return (Term){
        .kind = "quote_terms",
        .title = quote->terms_title ? quote->terms_title : quote->reference,
        .version = quote->reference,
        .language = quote->language,
        .digest = quote->terms_digest,
    };
}

Error quote_get(Ctx *ctx, Id id, Quote *ret_quote)
{
    Quote quote = {.id = ID_NONE};
    TRY(quote_store_get(ctx, id, &quote));
    fill(ctx, &quote);
    if (quote.is_open)
        TRY(agreements_list(ctx, &quote, &quote.agreements));
    *ret_quote = quote;
    return OK;
}

Error quote_list(
    Ctx *ctx, LeadSide side, Id lead_id, Id after, int64_t limit, QuoteList *ret_quotes)
{
    Lead lead = {.id = ID_NONE};
    TRY(lead_get(ctx, side, lead_id, &lead));
    TRY(quote_store_list(ctx, side, &lead, after, limit, ret_quotes));
    for (size_t i = 0; i < ret_quotes->count; i++)
        fill(ctx, &ret_quotes->items[i]);
    return OK;
}

Error quote_lock(Ctx *ctx, LeadSide side, Id id, Lead *ret_lead, Quote *ret_quote)
{
    TRY(quote_store_get(ctx, id, ret_quote));
    TRY(lead_lock(ctx, side, ret_quote->lead_id, ret_lead));
    TRY(quote_store_lock(ctx, ret_lead, id, ret_quote));
    fill(ctx, ret_quote);
    return OK;
}

// ── what the seller does with it ─────────────────────────────────────────────────────────────

static Error require_complete(Ctx *ctx, const Quote *quote)
{
    if (!quote->lines.count)
        fault(ctx, "lines", "required", "A quote says what costs how much: add a line.");
    if (!date_is_set(quote->valid_until))
        fault(ctx, "valid_until", "required", "Say until when the customer can accept.");
    else if (!time_before(ctx->now, quote->expires_at))
        fault(ctx, "valid_until", "out_of_range", "This day is over; choose one to come.");
    else if (time_before(time_after(ctx->now, DAYS(MAX_QUOTE_DAYS)), quote->expires_at))
        fault(ctx, "valid_until", "out_of_range", "A quote is valid for at most a year.");
    return faults(ctx);
}

static Error open_replace(Ctx *ctx, const Lead *lead)
{
    QuoteList open;
    TRY(quote_store_lock_open(ctx, lead, &open));
    for (size_t i = 0; i < open.count; i++)
        TRY(quote_move(ctx, &open.items[i], QUOTE_REPLACED));
    return OK;
}

Error quote_send(Ctx *ctx, Lead *lead, Quote *quote)
{
    if (quote->state == QUOTE_SENT)
        return OK;
    TRY(require_draft(ctx, quote));
    TRY(require_complete(ctx, quote));
    quote->language = ctx->language;
    if (quote->terms)
        TRY(file_create(ctx, "text/markdown", (Blob){quote->terms, strlen(quote->terms)},
            &quote->terms_digest));
    TRY(open_replace(ctx, lead));
    TRY(quote_move(ctx, quote, QUOTE_SENT));
    return lead_move(ctx, lead, LEAD_QUOTED);
}

Error quote_withdraw(Ctx *ctx, Lead *lead, Quote *quote, const char *reason)
{
    bool was_open = quote->state == QUOTE_SENT;
    if (quote->state == QUOTE_WITHDRAWN)
        return OK;
    quote->reason = text_is_empty(reason) ? NULL : reason;
    TRY(quote_move(ctx, quote, QUOTE_WITHDRAWN));
    return was_open && lead->state == LEAD_QUOTED ? lead_move(ctx, lead, LEAD_ANSWERED) : OK;
}

Error quote_deliver(Ctx *ctx, Quote *quote)
{
    if (time_is_set(quote->delivered_at))
        return OK;
    if (quote->state != QUOTE_ACCEPTED || !quote->is_delivered_later)
        return fail(ctx, CONFLICT, "nothing_to_deliver",
            "Nothing waits to be delivered: the quote is not accepted, or began at once.");
    quote->delivered_at = ctx->now;
    TRY(quote_store_move(ctx, quote));
    return quote_emit(ctx, quote, "quote.delivered");
}
