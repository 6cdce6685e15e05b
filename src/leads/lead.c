#include "lead.h"

#include "base/text.h"
#include "catalog/markdown.h"
#include "catalog/plan.h"
#include "catalog/product.h"
#include "catalog/seller.h"
#include "lead_attachment.h"
#include "lead_store.h"
#include "organizations/membership.h"
#include "organizations/organization.h"

#include <ctype.h>
#include <string.h>

enum { REFERENCE = 8, AT_ONCE = 100 };

// from → to: the name of the event; NULL where there is no such move.
static const char *const moves[LEAD_STATES][LEAD_STATES] = {
    [LEAD_NEW] =
        {
            [LEAD_SEEN] = "seen",
            [LEAD_ANSWERED] = "answered",
            [LEAD_QUOTED] = "quoted",
            [LEAD_WON] = "won",
            [LEAD_LOST] = "lost",
            [LEAD_WITHDRAWN] = "withdrawn",
        },
    [LEAD_SEEN] =
        {
            [LEAD_ANSWERED] = "answered",
            [LEAD_QUOTED] = "quoted",
            [LEAD_WON] = "won",
            [LEAD_LOST] = "lost",
            [LEAD_WITHDRAWN] = "withdrawn",
        },
    [LEAD_ANSWERED] =
        {
            [LEAD_QUOTED] = "quoted",
            [LEAD_WON] = "won",
            [LEAD_LOST] = "lost",
            [LEAD_WITHDRAWN] = "withdrawn",
        },
    [LEAD_QUOTED] =
        {
            [LEAD_ANSWERED] = "answered",
            [LEAD_WON] = "won",
            [LEAD_LOST] = "lost",
            [LEAD_WITHDRAWN] = "withdrawn",
        },
    [LEAD_WON] = {[LEAD_LOST] = "lost"},
    [LEAD_LOST] = {[LEAD_QUOTED] = "quoted", [LEAD_WON] = "won"},
};

Error lead_emit(Ctx *ctx, const Lead *lead, const char *name, const char *data)
{
    TRY(event_emit(
        ctx, arena_printf(ctx->arena, "request.%s", name), lead->organization_id, lead->id, data));
    return event_emit(ctx, arena_printf(ctx->arena, "lead.%s", name), lead->seller_organization_id,
        lead->id, data);
}

// ── asking ───────────────────────────────────────────────────────────────────────────────────

// The end of an id is random.
static const char *reference_of(Arena *arena, Id id)
{
    const char *end = id.text + strlen(id.text) - REFERENCE;
    char *reference = arena_printf(arena, "%.4s-%.4s", end, end + REFERENCE / 2);
    for (char *c = reference; *c; c++)
        *c = (char)toupper((unsigned char)*c);
    return reference;
}

static Error require_open_seller(Ctx *ctx, const Seller *seller)
{
    int64_t count;
    if (id_same(seller->organization_id, ctx->actor.organization_id))
        return fail(ctx, CONFLICT, "own_product",
            "This is your own organization's product; customers request offers of it.");
    TRY(lead_store_count_open(ctx, seller->id, &count));
    if (count >= MAX_OPEN_REQUESTS)
        return fail(ctx, CONFLICT, "too_many_requests",
            "%d of your requests wait at this seller; withdraw one first.", MAX_OPEN_REQUESTS);
    return OK;
}

static Error plan_require(Ctx *ctx, Id plan_id, Plan *ret_plan, Product *ret_product)
{
    Error error = plan_get(ctx, plan_id, ret_plan);
    if (error == NOT_FOUND) {
        fault(ctx, "plan_id", "not_known", "There is no such plan.");
        return faults(ctx);
    }
    TRY(error);
    TRY(product_get_of_revision(ctx, ret_plan->revision_id, ret_product));
    return product_require_requestable(ctx, ret_product, ret_plan->revision_id);
}

Error lead_create(Ctx *ctx, const NewRequest *wanted, Lead *ret_lead)
{
    Plan plan = {0};
    Product product = {0};
    Seller seller = {0};
    Lead lead = {
        .organization_id = ctx->actor.organization_id,
        .id = id_new("lea"),
        .state = LEAD_NEW,
        .applied_by = ctx->actor.user_id,
        .applied_at = ctx->now,
        .version = 1,
    };
    TRY(organization_require_approved(ctx));
    TRY(plan_require(ctx, wanted->plan_id, &plan, &product));
    TRY(seller_get(ctx, product.seller_id, &seller));
    TRY(require_open_seller(ctx, &seller));
    TRY(answers_of(ctx, &plan.questions, &wanted->answers, &lead.answers));
    lead.reference = reference_of(ctx->arena, lead.id);
    lead.seller_organization_id = seller.organization_id;
    lead.seller_id = seller.id;
    lead.product_id = product.id;
    lead.plan_id = plan.id;
    lead.comment = text_is_empty(wanted->comment) ? NULL : wanted->comment;
    TRY(lead_store_create(ctx, &lead));
    TRY(lead_attachment_create_all(ctx, &lead, ID_NONE, &wanted->attachments));
    TRY(lead_emit(ctx, &lead, "placed", NULL));
    return lead_get(ctx, LEAD_CUSTOMER, lead.id, ret_lead);
}

// ── reading ──────────────────────────────────────────────────────────────────────────────────

Error lead_get(Ctx *ctx, LeadSide side, Id id, Lead *ret_lead)
{
    TRY(lead_store_get(ctx, side, id, ret_lead));
    AttachmentList attachments;
    ret_lead->comment_html = markdown_html(ctx->arena, ret_lead->comment);
    TRY(lead_attachment_list(ctx, ret_lead, &attachments));
    ret_lead->attachments = lead_attachments_of(ctx->arena, &attachments, ID_NONE);
    return OK;
}

Error lead_list(Ctx *ctx, LeadSide side, const LeadFilter *filter, LeadList *ret_leads)
{
    return lead_store_list(ctx, side, filter, ret_leads);
}

Error lead_lock(Ctx *ctx, LeadSide side, Id id, Lead *ret_lead)
{
    return lead_store_lock(ctx, side, id, ret_lead);
}

// ── what becomes of it ───────────────────────────────────────────────────────────────────────

Error lead_move(Ctx *ctx, Lead *lead, LeadState state)
{
    const char *event = moves[lead->state][state];
    if (lead->state == state)
        return OK;
    if (!event)
        return fail(ctx, CONFLICT, "wrong_state", "What is %s cannot become %s.",
            lead_state_names[lead->state], lead_state_names[state]);
    lead->state = state;
    if (!time_is_set(lead->seen_at) && state != LEAD_WITHDRAWN)
        lead->seen_at = ctx->now;
    if (!time_is_set(lead->answered_at) && (state == LEAD_ANSWERED || state == LEAD_QUOTED))
        lead->answered_at = ctx->now;
    lead->ended_at = state >= LEAD_WON ? ctx->now : TIME_NONE;
    TRY(lead_store_change(ctx, lead));
    return lead_emit(ctx, lead, event, NULL);
}

static bool is_member(const MemberList *members, Id user_id)
{
    for (size_t i = 0; i < members->count; i++)
        if (id_same(members->items[i].user_id, user_id))
            return true;
    return false;
}

Error lead_assign(Ctx *ctx, Lead *lead, Id user_id)
{
    MemberList members = {0};
    bool is_nobody = !id_is_set(user_id);
    if (id_same(lead->assigned_to, user_id))
        return OK;
    if (!is_nobody)
        TRY(membership_list_with_role(ctx, lead->seller_organization_id, "offerings", &members));
    if (!is_nobody && !is_member(&members, user_id)) {
        fault(ctx, "assigned_to", "not_known",
            "Choose somebody of your organization who has the role offerings.");
        return faults(ctx);
    }
    lead->assigned_to = user_id;
    TRY(lead_store_change(ctx, lead));
    return event_emit(ctx, is_nobody ? "lead.unassigned" : "lead.assigned",
        lead->seller_organization_id, lead->id, NULL);
}

static Error list_matters(Ctx *ctx, Id user_id, Id after, LeadList *ret_leads)
{
    LeadFilter filter = {.assigned_to = user_id, .after = after, .limit = AT_ONCE};
    return lead_list(ctx, LEAD_SELLER, &filter, ret_leads);
}

static Error hand_over(Ctx *ctx, Id lead_id, Id user_id)
{
    Lead lead = {.id = ID_NONE};
    TRY(lead_lock(ctx, LEAD_SELLER, lead_id, &lead));
    return time_is_set(lead.ended_at) ? OK : lead_assign(ctx, &lead, user_id);
}

Error lead_member_removed(Ctx *ctx, const Event *event)
{
    MemberList members;
    LeadList leads = {.count = AT_ONCE};
    Id after = ID_NONE;
    Id to = id_from(json_text_member(event_read_data(ctx, event), "hand_over_to"));
    TRY(membership_list_with_role(ctx, event->organization_id, "offerings", &members));
    if (!is_member(&members, to))
        to = ID_NONE;
    while (leads.count == AT_ONCE) {
        TRY(list_matters(ctx, event->subject_id, after, &leads));
        for (size_t i = 0; i < leads.count; i++)
            TRY(hand_over(ctx, leads.items[i].id, to));
        if (leads.count)
            after = leads.items[leads.count - 1].id;
    }
    return OK;
}
