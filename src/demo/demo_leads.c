#include "demo_leads.h"

#include "catalog/plan.h"
#include "catalog/product.h"
#include "leads/lead_message.h"

static const char *trade[] = {
    "Customs papers: which form belongs to which goods, and what is missing on it."};
static const char *documents[] = {"many"}, *languages[] = {"en", "de", "cs"}, *personal[] = {"yes"};

Error demo_request_place(Ctx *ctx, Id *ret_lead_id)
{
    NewAnswer answers[] = {{"trade", {trade, 1}}, {"documents", {documents, 1}},
        {"languages", {languages, 3}}, {"personal", {personal, 1}}};
    Product product;
    PlanList plans;
    Lead lead = {.id = ID_NONE};
    TRY(product_get(ctx, "almanac-studio", &product));
    TRY(plan_list(ctx, product.active_revision_id, &plans));
    NewRequest wanted = {
        .plan_id = plans.items[plans.count - 1].id,
        .answers = {answers, COUNT_OF(answers)},
        .comment =
            "We would like to begin with **one harbour**:\n\n- Hamburg, about 40 people\n"
            "- then Koper, if it helps there",
    };
    TRY(lead_create(ctx, &wanted, &lead));
    *ret_lead_id = lead.id;
    return OK;
}

Error demo_lead_answer(Ctx *ctx, Id lead_id)
{
    Lead lead = {.id = ID_NONE};
    LeadMessage message;
    TRY(lead_lock(ctx, LEAD_SELLER, lead_id, &lead));
    TRY(lead_move(ctx, &lead, LEAD_SEEN));
    TRY(lead_assign(ctx, &lead, ctx->actor.user_id));
    return lead_message_create(ctx, LEAD_SELLER, lead_id,
        "One harbour is a good size to begin with. Could you send us ten papers that went well and"
        " ten that did not? Then we can say in a week what the measure would be.",
        &message);
}

Error demo_request_reply(Ctx *ctx, Id lead_id)
{
    LeadMessage message;
    return lead_message_create(ctx, LEAD_CUSTOMER, lead_id,
        "Gladly. *Ten that did not* will be easy. May they hold names of drivers, or shall we"
        " blacken them?",
        &message);
}
