#include "quote_decision.h"

#include "base/text.h"
#include "order.h"
#include "organizations/organization.h"
#include "quote_store.h"

static Error require_open(Ctx *ctx, const Lead *lead, const Quote *quote)
{
    if (quote->state == QUOTE_SENT && !quote->is_open)
        return fail(ctx, CONFLICT, "quote_not_open",
            "This quote was valid until %s; ask the seller for a new one.",
            date_text(ctx->arena, quote->valid_until));
    if (!quote->is_open || lead->state != LEAD_QUOTED)
        return fail(ctx, CONFLICT, "quote_not_open",
            "This quote is not open any more; look at the request for what came after it.");
    return OK;
}

// ── yes ──────────────────────────────────────────────────────────────────────────────────────

static bool names_digest(TextList accepted, Digest wanted)
{
    for (size_t i = 0; i < accepted.count; i++) {
        Digest digest;
        if (digest_read(accepted.items[i], &digest) && digest_same(digest, wanted))
            return true;
    }
    return false;
}

// The product's agreements and the quote's own terms; what is missing is said at once.
static Error require_accepted(
    Ctx *ctx, const Quote *quote, Id revision_id, TextList accepted, TermList *ret_terms)
{
    TermList of_product = {0};
    Error error = term_require_accepted(ctx, revision_id, accepted, &of_product);
    if (error && error != INVALID)
        return error;
    bool has_terms = digest_is_set(quote->terms_digest);
    if (has_terms && !names_digest(accepted, quote->terms_digest))
        fault(ctx, "accepted", "agreement_missing", "The terms of quote %s (%s) are not accepted.",
            quote->reference, digest_text(ctx->arena, quote->terms_digest));
    if (faults(ctx)) {
        ctx->failure.code = "agreements_not_accepted";
        ctx->failure.message = "Every agreement must be accepted in its current version.";
        return INVALID;
    }
    TermList terms = {arena_array_of(ctx->arena, Term, of_product.count + 1), of_product.count};
    for (size_t i = 0; i < of_product.count; i++)
        terms.items[i] = of_product.items[i];
    if (has_terms)
        terms.items[terms.count++] = quote_term_of(quote);
    *ret_terms = terms;
    return OK;
}

// What was taken out, whoever did it, nobody new gets.
static Error require_offered(Ctx *ctx, const Product *product)
{
    if (product->state == PRODUCT_PUBLISHED)
        return OK;
    return fail(ctx, CONFLICT, "product_not_available",
        "%s is not offered any more, or not for now; ask its seller.", product->name);
}

static Error quote_order(Ctx *ctx, Quote *quote, TextList accepted)
{
    Order order;
    Ordered ordered = {.is_delivered_later = quote->is_delivered_later};
    TRY(organization_require_approved(ctx));
    TRY(plan_get(ctx, quote->plan_id, &ordered.plan));
    TRY(product_get(ctx, quote->product_id.text, &ordered.product));
    TRY(require_offered(ctx, &ordered.product));
    TRY(require_accepted(ctx, quote, ordered.plan.revision_id, accepted, &ordered.terms));
    TRY(order_create(ctx, &ordered, &order));
    quote->order_id = order.id;
    quote->subscription_id = order.subscription_id;
    return OK;
}

Error quote_accept(Ctx *ctx, Id id, const QuoteAcceptance *acceptance, Quote *ret_quote)
{
    Lead lead = {.id = ID_NONE};
    Quote quote = {.id = ID_NONE};
    TRY(quote_lock(ctx, LEAD_CUSTOMER, id, &lead, &quote));
    if (quote.state != QUOTE_ACCEPTED) {
        TRY(require_open(ctx, &lead, &quote));
        TRY(quote_order(ctx, &quote, acceptance->accepted));
        quote.decided_by = ctx->actor.user_id;
        TRY(quote_move(ctx, &quote, QUOTE_ACCEPTED));
        TRY(lead_move(ctx, &lead, LEAD_WON));
    }
    return quote_get(ctx, id, ret_quote);
}

// ── no ───────────────────────────────────────────────────────────────────────────────────────

Error quote_decline(Ctx *ctx, Id id, const QuoteDecline *decline, Quote *ret_quote)
{
    Lead lead = {.id = ID_NONE};
    Quote quote = {.id = ID_NONE};
    TRY(quote_lock(ctx, LEAD_CUSTOMER, id, &lead, &quote));
    if (quote.state != QUOTE_DECLINED) {
        TRY(require_open(ctx, &lead, &quote));
        quote.decided_by = ctx->actor.user_id;
        quote.reason = text_is_empty(decline->reason) ? NULL : decline->reason;
        TRY(quote_move(ctx, &quote, QUOTE_DECLINED));
        TRY(lead_move(ctx, &lead, LEAD_ANSWERED));
    }
    return quote_get(ctx, id, ret_quote);
}
