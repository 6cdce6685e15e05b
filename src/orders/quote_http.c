#include "quote_http.h"

#include "organizations/role.h"
#include "page.h"
#include "quote.h"
#include "quote_decision.h"

typedef struct Withdrawal {
    const char *reason;
} Withdrawal;

static SHAPE_NAMED(withdrawal_shape, Withdrawal, "QuoteWithdrawal",
    FIELD(Withdrawal, reason, .max = 2000, .about = "The customer reads it."));

static Error answer(Ctx *ctx, Id id, Response *res)
{
    Quote quote;
    TRY(quote_get(ctx, id, &quote));
    response_version(ctx, res, quote.version);
    return respond(ctx, res, &quote);
}

static Error get_quote(Ctx *ctx, const Request *req, Response *res)
{
    return answer(ctx, id_from(req->args[0]), res);
}

static Error answer_list(Ctx *ctx, const Request *req, Response *res, LeadSide side)
{
    const PageQuery *query = req->query;
    QuoteList quotes;
    TRY(quote_list(
        ctx, side, id_from(req->args[0]), id_from(query->after), page_limit(query) + 1, &quotes));
    return page_respond(ctx, res, query, &quotes, id.text);
}

// ── the seller ───────────────────────────────────────────────────────────────────────────────

static Error get_of_lead(Ctx *ctx, const Request *req, Response *res)
{
    return answer_list(ctx, req, res, LEAD_SELLER);
}

static Error post_quote(Ctx *ctx, const Request *req, Response *res)
{
    Quote quote;
    TRY(quote_create(ctx, id_from(req->args[0]), req->body, &quote));
    response_version(ctx, res, quote.version);
    return respond(ctx, res, &quote);
}

static Error lock_for_seller(Ctx *ctx, const Request *req, Lead *ret_lead, Quote *ret_quote)
{
    *ret_lead = (Lead){.id = ID_NONE};
    *ret_quote = (Quote){.id = ID_NONE};
    TRY(quote_lock(ctx, LEAD_SELLER, id_from(req->args[0]), ret_lead, ret_quote));
    return require_version(ctx, req, ret_quote->version);
}

static Error put_quote(Ctx *ctx, const Request *req, Response *res)
{
    Lead lead;
    Quote quote;
    TRY(lock_for_seller(ctx, req, &lead, &quote));
    TRY(quote_change(ctx, &quote, req->body));
    return answer(ctx, quote.id, res);
}

static Error put_terms(Ctx *ctx, const Request *req, Response *res)
{
    Lead lead;
    Quote quote;
    TRY(lock_for_seller(ctx, req, &lead, &quote));
    TRY(quote_change_document(ctx, &quote, req->body));
    return answer(ctx, quote.id, res);
}

static Error post_sending(Ctx *ctx, const Request *req, Response *res)
{
    Lead lead;
    Quote quote;
    TRY(lock_for_seller(ctx, req, &lead, &quote));
    TRY(quote_send(ctx, &lead, &quote));
    return answer(ctx, quote.id, res);
}

static Error post_withdrawal(Ctx *ctx, const Request *req, Response *res)
{
    const Withdrawal *body = req->body;
    Lead lead;
    Quote quote;
    TRY(lock_for_seller(ctx, req, &lead, &quote));
    TRY(quote_withdraw(ctx, &lead, &quote, body->reason));
    return answer(ctx, quote.id, res);
}

static Error post_delivery(Ctx *ctx, const Request *req, Response *res)
{
    Lead lead;
    Quote quote;
    TRY(lock_for_seller(ctx, req, &lead, &quote));
    TRY(quote_deliver(ctx, &quote));
    return answer(ctx, quote.id, res);
}

// ── the customer ─────────────────────────────────────────────────────────────────────────────

static Error get_of_request(Ctx *ctx, const Request *req, Response *res)
{
    return answer_list(ctx, req, res, LEAD_CUSTOMER);
}

static Error post_acceptance(Ctx *ctx, const Request *req, Response *res)
{
    Quote quote;
    TRY(quote_accept(ctx, id_from(req->args[0]), req->body, &quote));
    return respond(ctx, res, &quote);
}

static Error post_decline(Ctx *ctx, const Request *req, Response *res)
{
    Quote quote;
    TRY(quote_decline(ctx, id_from(req->args[0]), req->body, &quote));
    return respond(ctx, res, &quote);
}

const Route quote_routes[] = {
    {GET, "/v1/leads/{id}/quotes", get_of_lead, PERMIT_REPORTS, .query = &page_query_shape,
        .answer = &quote_shape, .is_page = true,
        .summary = "List the quotes made for a lead, drafts too, the newest first."},
    {POST, "/v1/leads/{id}/quotes", post_quote, PERMIT_OFFERINGS, .body = &new_quote_shape,
        .answer = &quote_shape, .status = 201,
        .summary = "Begin a private quote for a lead's customer: a draft that only you see."},
    {GET, "/v1/requests/{id}/quotes", get_of_request, PERMIT_REPORTS, .query = &page_query_shape,
        .answer = &quote_shape, .is_page = true,
        .summary = "List the quotes a seller sent upon a request, the newest first."},
    {GET, "/v1/quotes/{id}", get_quote, PERMIT_REPORTS, .answer = &quote_shape,
        .summary = "Read a quote, as its customer or its seller."},
    {PUT, "/v1/quotes/{id}", put_quote, PERMIT_OFFERINGS, .body = &new_quote_shape,
        .answer = &quote_shape, .summary = "Write a draft anew."},
    {PUT, "/v1/quotes/{id}/terms", put_terms, PERMIT_OFFERINGS, .body = &new_attachment_shape,
        .max_body = 2 * MAX_ATTACHMENT, .is_heavy = true, .answer = &quote_shape,
        .summary = "Give a draft a document as its terms, a PDF or a text, in place of a text."},
    {POST, "/v1/quotes/{id}/sending", post_sending, PERMIT_OFFERINGS, .answer = &quote_shape,
        .summary = "Send a quote to the customer; it replaces the one that is open."},
    {POST, "/v1/quotes/{id}/withdrawal", post_withdrawal, PERMIT_OFFERINGS,
        .body = &withdrawal_shape, .answer = &quote_shape,
        .summary = "Withdraw a quote that nobody has accepted, or throw a draft away."},
    {POST, "/v1/quotes/{id}/delivery", post_delivery, PERMIT_OFFERINGS, .answer = &quote_shape,
        .summary = "Say that what was accepted is delivered: the subscription begins."},
    {POST, "/v1/quotes/{id}/acceptance", post_acceptance, PERMIT_PURCHASE | PERMIT_VERIFIED,
        .body = &quote_acceptance_shape, .answer = &quote_shape,
        .summary = "Accept a quote and its agreements: an order and a subscription come of it."},
    {POST, "/v1/quotes/{id}/decline", post_decline, PERMIT_PURCHASE, .body = &quote_decline_shape,
        .answer = &quote_shape, .summary = "Decline a quote; the conversation goes on."},
    ROUTES_END,
};
