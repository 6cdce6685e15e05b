#include "request_http.h"

#include "lead_attachment.h"
#include "lead_csv.h"
#include "lead_http.h"
#include "lead_message.h"
#include "organizations/role.h"
#include "page.h"

typedef struct RequestQuery {
    int64_t limit;
    const char *after, *state, *q;
} RequestQuery;

static SHAPE_NAMED(request_query_shape, RequestQuery, "OfferRequestQuery",
    PAGE_QUERY_FIELDS(RequestQuery),
    FIELD(RequestQuery, state, .pattern = "new|seen|answered|quoted|won|lost|withdrawn"),
    FIELD(RequestQuery, q, .max = 100, .about = "Part of its reference, product, plan or seller."));

static LeadFilter filter_of(const RequestQuery *query)
{
    return (LeadFilter){
        .state = query->state,
        .q = query->q,
        .after = id_from(query->after),
        .limit = page_limit(query) + 1,
    };
}

static Error get_requests_csv(Ctx *ctx, const Request *req, Response *res)
{
    LeadFilter filter = filter_of(req->query);
    return lead_csv_respond(ctx, res, LEAD_CUSTOMER, &filter);
}

static Error get_requests(Ctx *ctx, const Request *req, Response *res)
{
    const RequestQuery *query = req->query;
    LeadList leads;
    LeadFilter filter = filter_of(query);
    TRY(lead_list(ctx, LEAD_CUSTOMER, &filter, &leads));
    return page_respond(ctx, res, query, &leads, id.text);
}

static Error answer_request(Ctx *ctx, Id id, Response *res)
{
    Lead lead = {.id = ID_NONE};
    TRY(lead_get(ctx, LEAD_CUSTOMER, id, &lead));
    return respond(ctx, res, &lead);
}

static Error get_request(Ctx *ctx, const Request *req, Response *res)
{
    return answer_request(ctx, id_from(req->args[0]), res);
}

static Error post_request(Ctx *ctx, const Request *req, Response *res)
{
    Lead lead = {.id = ID_NONE};
    TRY(lead_create(ctx, req->body, &lead));
    return respond(ctx, res, &lead);
}

static Error post_withdrawal(Ctx *ctx, const Request *req, Response *res)
{
    Lead lead = {.id = ID_NONE};
    TRY(lead_lock(ctx, LEAD_CUSTOMER, id_from(req->args[0]), &lead));
    TRY(lead_move(ctx, &lead, LEAD_WITHDRAWN));
    return answer_request(ctx, lead.id, res);
}

static Error get_attachment(Ctx *ctx, const Request *req, Response *res)
{
    return lead_attachment_respond(ctx, req, res, LEAD_CUSTOMER);
}

static Error get_messages(Ctx *ctx, const Request *req, Response *res)
{
    return lead_respond_messages(ctx, req, res, LEAD_CUSTOMER);
}

static Error post_message(Ctx *ctx, const Request *req, Response *res)
{
    return lead_respond_new_message(ctx, req, res, LEAD_CUSTOMER);
}

const Route request_routes[] = {
    {GET, "/v1/requests", get_requests, PERMIT_REPORTS, .query = &request_query_shape,
        .answer = &request_summary_shape, .is_page = true,
        .summary = "List the private offers that were asked for, the newest first."},
    {GET, "/v1/requests.csv", get_requests_csv, PERMIT_REPORTS, .query = &request_query_shape,
        .produces = "text/csv", .is_heavy = true,
        .summary = "The same for spreadsheets, all at once."},
    {GET, "/v1/requests/{id}/attachments/{attachment_id}", get_attachment, PERMIT_REPORTS,
        .produces = "*/*", .summary = "Give a file that came with a request or a message."},
    {POST, "/v1/requests", post_request, PERMIT_PURCHASE, .body = &new_request_shape,
        .max_body = MAX_ATTACHMENT_BODY, .is_heavy = true, .answer = &request_shape, .status = 201,
        .summary = "Ask a seller for a private offer."},
    {GET, "/v1/requests/{id}", get_request, PERMIT_REPORTS, .answer = &request_shape,
        .summary = "Read a request with its answers."},
    {POST, "/v1/requests/{id}/withdrawal", post_withdrawal, PERMIT_PURCHASE,
        .answer = &request_shape, .summary = "Take a request back; for good."},
    {GET, "/v1/requests/{id}/messages", get_messages, PERMIT_REPORTS, .query = &page_query_shape,
        .answer = &lead_message_shape, .is_page = true,
        .summary = "Read the conversation with the seller, the oldest message first."},
    {POST, "/v1/requests/{id}/messages", post_message, PERMIT_PURCHASE,
        .max_body = MAX_ATTACHMENT_BODY, .is_heavy = true, .body = &new_lead_message_shape,
        .answer = &lead_message_shape, .status = 201, .summary = "Write to the seller."},
    ROUTES_END,
};
