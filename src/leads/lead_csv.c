#include "lead_csv.h"

#include "base/csv.h"

static void csv_time(Csv *csv, Time time)
{
    csv_text(csv, time_is_set(time) ? time_text(csv->text.arena, time) : NULL);
}

static void csv_head(Csv *csv, LeadSide side)
{
    static const char *const shared[] = {
        "id", "reference", "state", "quote_state", "product_name", "plan_name"};
    static const char *const of_customer[] = {"seller_name", "seller_contact_email"};
    static const char *const of_seller[] = {
        "organization_name", "applied_by_email", "assigned_to_name"};
    static const char *const rest[] = {"applied_by_name", "applied_at", "answered_at", "ended_at"};
    for (size_t i = 0; i < COUNT_OF(shared); i++)
        csv_text(csv, shared[i]);
    for (size_t i = 0; side == LEAD_CUSTOMER && i < COUNT_OF(of_customer); i++)
        csv_text(csv, of_customer[i]);
    for (size_t i = 0; side == LEAD_SELLER && i < COUNT_OF(of_seller); i++)
        csv_text(csv, of_seller[i]);
    for (size_t i = 0; i < COUNT_OF(rest); i++)
        csv_text(csv, rest[i]);
    csv_end_row(csv);
}

static void csv_row(Csv *csv, LeadSide side, const Lead *lead)
{
    csv_text(csv, lead->id.text);
    csv_text(csv, lead->reference);
    csv_text(csv, lead_state_names[lead->state]);
    csv_text(csv, lead->quote_state);
    csv_text(csv, lead->product_name);
    csv_text(csv, lead->plan_name);
    if (side == LEAD_CUSTOMER) {
        csv_text(csv, lead->seller_name);
        csv_text(csv, lead->seller_contact_email);
    } else {
        csv_text(csv, lead->organization_name);
        csv_text(csv, lead->applied_by_email);
        csv_text(csv, lead->assigned_to_name);
    }
    csv_text(csv, lead->applied_by_name);
    csv_time(csv, lead->applied_at);
    csv_time(csv, lead->answered_at);
    csv_time(csv, lead->ended_at);
    csv_end_row(csv);
}

Error lead_csv_respond(Ctx *ctx, Response *res, LeadSide side, const LeadFilter *filter)
{
    LeadList leads;
    LeadFilter all = *filter;
    Csv csv = {.text = {.arena = ctx->arena}};
    all.after = ID_NONE;
    all.limit = MAX_LEAD_ROWS;
    TRY(lead_list(ctx, side, &all, &leads));
    csv_head(&csv, side);
    for (size_t i = 0; i < leads.count; i++)
        csv_row(&csv, side, &leads.items[i]);
    return respond_csv(ctx, res, &csv, side == LEAD_SELLER ? "leads.csv" : "requests.csv");
}
