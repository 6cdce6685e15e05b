#include "demo_leads.h"

#include "catalog/plan.h"
#include "catalog/product.h"
#include "leads/lead_message.h"
#include "leads/reply_template.h"
#include "orders/quote.h"
#include "settings.h"

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
        &(NewLeadMessage){
            .text =
                "One harbour is a good size to begin with. Could you send us ten papers that went well and"
                " ten that did not? Then we can say in a week what the measure would be."},
        &message);
}

Error demo_request_reply(Ctx *ctx, Id lead_id)
{
    LeadMessage message;
    return lead_message_create(ctx, LEAD_CUSTOMER, lead_id,
        &(NewLeadMessage){
            .text =
                "Gladly. *Ten that did not* will be easy. May they hold names of drivers, or shall we"
                " blacken them?"},
        &message);
}

enum { DEMO_QUOTE_DAYS = 45 };

Error demo_quote_send(Ctx *ctx, Id lead_id)
{
    Currency currency = settings_currency();
    QuoteLine lines[] = {
        {"One harbour: measure, build, hand over", PRICE_ONE_TIME, NULL, NULL, 12,
            {INT64_C(1250000000), 1, currency}, {0}},
        {"Care and changes", PRICE_RECURRING, "month", NULL, 1, {INT64_C(890000000), 1, currency},
            {0}},
        {"Papers beyond 10,000 a month", PRICE_USAGE, NULL, "paper", 0, {40000, 1, currency}, {0}},
    };
    NewQuote wanted = {
        .lines = {lines, COUNT_OF(lines)},
        .description =
            "**One harbour** to begin with, in twelve days of work:\n\n"
            "- a measure from your twenty papers\n- the assistant for about 40 people\n"
            "- two weeks of running beside you\n\nKoper is a quote of its own, later.",
        .terms =
            "Half is due with the order, half when the measure is met. Personal data stays in"
            " the EU and is removed 30 days after the end.",
        .valid_until = date_add_days(date_of(ctx->now, settings()->billing_zone), DEMO_QUOTE_DAYS),
        .is_delivered_later = true,
    };
    NewReplyTemplate thanks = {"Thanks for asking",
        "Dear {person},\n\nthank you for asking about {product} ({plan}). We come back to you within"
        " two working days.\n\n{seller}"};
    Lead lead = {.id = ID_NONE};
    Quote quote = {.id = ID_NONE};
    ReplyTemplate template;
    TRY(reply_template_create(ctx, &thanks, &template));
    TRY(quote_create(ctx, lead_id, &wanted, &quote));
    TRY(quote_lock(ctx, LEAD_SELLER, quote.id, &lead, &quote));
    return quote_send(ctx, &lead, &quote);
}
