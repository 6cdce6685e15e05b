#include "lead_http.h"

#include "lead_attachment.h"
#include "lead_csv.h"
#include "lead_message.h"
#include "organizations/role.h"
#include "page.h"

typedef struct LeadQuery {
    int64_t limit;
    const char *after, *state, *q;
    Id assigned_to;
} LeadQuery;

static SHAPE(lead_query_shape, LeadQuery, PAGE_QUERY_FIELDS(LeadQuery),
    FIELD(LeadQuery, state, .pattern = "new|seen|answered|quoted|won|lost|withdrawn"),
    FIELD(LeadQuery, assigned_to, .about = "Only those that are this person's matter."),
    FIELD(LeadQuery, q, .max = 100,
        .about = "Part of its reference, product, plan, or of the customer's name."));

// What the seller decides; the other states come of what somebody does.
typedef enum LeadDecision {
    DECIDED_NOTHING,
    DECIDED_SEEN,
    DECIDED_WON,
    DECIDED_LOST,
} LeadDecision;

static const char *const decision_names[] = {"", "seen", "won", "lost", NULL};

static LeadState state_of(LeadDecision decision)
{
    return decision == DECIDED_SEEN ? LEAD_SEEN : decision == DECIDED_WON ? LEAD_WON : LEAD_LOST;
}

typedef struct LeadChange {
    LeadDecision state;
    Id assigned_to;
} LeadChange;

static SHAPE(lead_change_shape, LeadChange,
    FIELD_ENUM(LeadChange, state, decision_names,
        .about = "seen, once somebody has opened it; in the end won or lost."),
    FIELD(LeadChange, assigned_to, .about = "A colleague with the role offerings."));

static LeadFilter filter_of(const LeadQuery *query)
{
    return (LeadFilter){
        .state = query->state,
        .q = query->q,
        .assigned_to = query->assigned_to,
        .after = id_from(query->after),
        .limit = page_limit(query) + 1,
    };
}

static Error get_leads_csv(Ctx *ctx, const Request *req, Response *res)
{
    LeadFilter filter = filter_of(req->query);
    return lead_csv_respond(ctx, res, LEAD_SELLER, &filter);
}

static Error get_leads(Ctx *ctx, const Request *req, Response *res)
{
    const LeadQuery *query = req->query;
    LeadList leads;
    LeadFilter filter = filter_of(query);
    TRY(lead_list(ctx, LEAD_SELLER, &filter, &leads));
    return page_respond(ctx, res, query, &leads, id.text);
}

static Error answer_lead(Ctx *ctx, Id id, Response *res)
{
    Lead lead = {.id = ID_NONE};
    TRY(lead_get(ctx, LEAD_SELLER, id, &lead));
    response_version(ctx, res, lead.version);
    return respond(ctx, res, &lead);
}

static Error get_lead(Ctx *ctx, const Request *req, Response *res)
{
    return answer_lead(ctx, id_from(req->args[0]), res);
}

static Error patch_lead(Ctx *ctx, const Request *req, Response *res)
{
    const LeadChange *body = req->body;
    Lead lead = {.id = ID_NONE};
    TRY(lead_lock(ctx, LEAD_SELLER, id_from(req->args[0]), &lead));
    TRY(require_version(ctx, req, lead.version));
    if (body->state)
        TRY(lead_move(ctx, &lead, state_of(body->state)));
    if (id_is_set(body->assigned_to))
        TRY(lead_assign(ctx, &lead, body->assigned_to));
    return answer_lead(ctx, lead.id, res);
}

static Error delete_assignment(Ctx *ctx, const Request *req, Response *res)
{
    Lead lead = {.id = ID_NONE};
    TRY(lead_lock(ctx, LEAD_SELLER, id_from(req->args[0]), &lead));
    TRY(require_version(ctx, req, lead.version));
    TRY(lead_assign(ctx, &lead, ID_NONE));
    return answer_lead(ctx, lead.id, res);
}

static Error get_attachment(Ctx *ctx, const Request *req, Response *res)
{
    return lead_attachment_respond(ctx, req, res, LEAD_SELLER);
}

Error lead_respond_messages(Ctx *ctx, const Request *req, Response *res, LeadSide side)
{
    const PageQuery *query = req->query;
    LeadMessageList messages;
    TRY(lead_message_list(
        ctx, side, id_from(req->args[0]), id_from(query->after), page_limit(query) + 1, &messages));
    return page_respond(ctx, res, query, &messages, id.text);
}

Error lead_respond_new_message(Ctx *ctx, const Request *req, Response *res, LeadSide side)
{
    LeadMessage message = {.id = ID_NONE};
    TRY(lead_message_create(ctx, side, id_from(req->args[0]), req->body, &message));
    return respond(ctx, res, &message);
}

static Error get_messages(Ctx *ctx, const Request *req, Response *res)
{
    return lead_respond_messages(ctx, req, res, LEAD_SELLER);
}

static Error post_message(Ctx *ctx, const Request *req, Response *res)
{
    return lead_respond_new_message(ctx, req, res, LEAD_SELLER);
}

const Route lead_routes[] = {
    {GET, "/v1/leads", get_leads, PERMIT_REPORTS, .query = &lead_query_shape,
        .answer = &lead_summary_shape, .is_page = true,
        .summary = "List who asked your seller for a private offer, the newest first."},
    {GET, "/v1/leads.csv", get_leads_csv, PERMIT_REPORTS, .query = &lead_query_shape,
        .produces = "text/csv", .is_heavy = true,
        .summary = "The same for spreadsheets, all at once."},
    {GET, "/v1/leads/{id}", get_lead, PERMIT_REPORTS, .answer = &lead_shape,
        .summary = "Read a lead with what the customer answered."},
    {PATCH, "/v1/leads/{id}", patch_lead, PERMIT_OFFERINGS, .body = &lead_change_shape,
        .answer = &lead_shape, .summary = "Say what became of a lead, or whose matter it is."},
    {DELETE, "/v1/leads/{id}/assignment", delete_assignment, PERMIT_OFFERINGS,
        .answer = &lead_shape, .summary = "Make a lead nobody's matter."},
    {GET, "/v1/leads/{id}/attachments/{attachment_id}", get_attachment, PERMIT_REPORTS,
        .produces = "*/*", .summary = "Give a file that came with a lead or a message."},
    {GET, "/v1/leads/{id}/messages", get_messages, PERMIT_REPORTS, .query = &page_query_shape,
        .answer = &lead_message_shape, .is_page = true,
        .summary = "Read the conversation with the customer, the oldest message first."},
    {POST, "/v1/leads/{id}/messages", post_message, PERMIT_OFFERINGS,
        .max_body = MAX_ATTACHMENT_BODY, .is_heavy = true, .body = &new_lead_message_shape,
        .answer = &lead_message_shape, .status = 201,
        .summary = "Write to the customer; the first message answers the lead."},
    ROUTES_END,
};
