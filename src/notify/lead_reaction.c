#include "reaction.h"

#include "base/text.h"
#include "lead_recipient.h"
#include "leads/lead_message.h"
#include "organizations/organization.h"
#include "json/json.h"

static Id message_id_of(Ctx *ctx, const Event *event)
{
    const JsonValue *data = event_read_data(ctx, event);
    return id_from(json_text_member(data, "message_id"));
}

static const char *data_of(
    Ctx *ctx, const Event *event, const Lead *lead, const LeadMessage *message)
{
    const char *pages = text_starts_with(event->kind, "request.") ? "requests" : "leads";
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    json_put(data, "reference", lead->reference);
    json_put(data, "product", lead->product_name);
    json_put(data, "plan", lead->plan_name);
    json_put(data, "seller", lead->seller_name);
    json_put(data, "organization", lead->organization_name);
    json_put(data, "person", lead->applied_by_name);
    json_put(data, "author", message ? message->written_by_name : NULL);
    json_put(data, "text", message ? message->text : NULL);
    json_put(data, "path",
        arena_printf(ctx->arena, "/o/%s/%s/%s", event->organization_id.text, pages, lead->id.text));
    json_end_object(data);
    return json_finish(data);
}

// ── to the customer ──────────────────────────────────────────────────────────────────────────

// Whoever left the organization reads its mail no more.
Error lead_list_readers(Ctx *ctx, const Lead *lead, MemberList *ret_members)
{
    MemberList members;
    TRY(membership_list_with_role(ctx, lead->organization_id, "reports", &members));
    for (size_t i = 0; i < members.count; i++)
        if (id_same(members.items[i].user_id, lead->applied_by)) {
            *ret_members = (MemberList){&members.items[i], 1};
            return OK;
        }
    return membership_list_with_role(ctx, lead->organization_id, "owner", ret_members);
}

static Error mail_customer(
    Ctx *ctx, const Event *event, MailKind kind, const Lead *lead, const char *data)
{
    MemberList members;
    TRY(lead_list_readers(ctx, lead, &members));
    return message_create_for_all(ctx, event, kind, &members, data);
}

Error notify_request_moved(Ctx *ctx, const Event *event)
{
    static const struct {
        const char *event;
        MailKind kind;
    } kinds[] = {
        {"request.placed", MAIL_REQUEST_PLACED},
        {"request.seen", MAIL_REQUEST_SEEN},
        {"request.won", MAIL_REQUEST_WON},
        {"request.lost", MAIL_REQUEST_LOST},
        {"request.withdrawn", MAIL_REQUEST_WITHDRAWN},
    };
    Lead lead = {.id = ID_NONE};
    TRY(lead_get(ctx, LEAD_CUSTOMER, event->subject_id, &lead));
    if (text_same(event->kind, "request.won") && text_same(lead.quote_state, "accepted"))
        return OK; // they said so themselves, and have a mail about it
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (text_same(event->kind, kinds[i].event))
            return mail_customer(
                ctx, event, kinds[i].kind, &lead, data_of(ctx, event, &lead, NULL));
    return OK;
}

Error notify_request_message(Ctx *ctx, const Event *event)
{
    Lead lead = {.id = ID_NONE};
    LeadMessage message = {.id = ID_NONE};
    TRY(lead_get(ctx, LEAD_CUSTOMER, event->subject_id, &lead));
    TRY(lead_message_get(ctx, &lead, message_id_of(ctx, event), &message));
    if (!message.is_by_seller)
        return OK;
    return mail_customer(
        ctx, event, MAIL_REQUEST_MESSAGE, &lead, data_of(ctx, event, &lead, &message));
}

// ── to the seller ────────────────────────────────────────────────────────────────────────────

// The contact address is nobody's in particular: it gets the language of its organization.
Error lead_mail_seller(
    Ctx *ctx, const Event *event, MailKind kind, const Lead *lead, const char *data)
{
    Organization organization;
    TRY(organization_get(ctx, lead->seller_organization_id, &organization));
    TRY(message_create(
        ctx, event, kind, (Recipient){lead->seller_contact_email, organization.language}, data));
    return id_is_set(lead->assigned_to)
               ? message_create_for_member(ctx, event, kind, lead->assigned_to, data)
               : OK;
}

Error notify_lead_moved(Ctx *ctx, const Event *event)
{
    Lead lead = {.id = ID_NONE};
    bool is_new = text_same(event->kind, "lead.placed");
    TRY(lead_get(ctx, LEAD_SELLER, event->subject_id, &lead));
    return lead_mail_seller(ctx, event, is_new ? MAIL_LEAD_PLACED : MAIL_LEAD_WITHDRAWN, &lead,
        data_of(ctx, event, &lead, NULL));
}

Error notify_lead_message(Ctx *ctx, const Event *event)
{
    Lead lead = {.id = ID_NONE};
    LeadMessage message = {.id = ID_NONE};
    TRY(lead_get(ctx, LEAD_SELLER, event->subject_id, &lead));
    TRY(lead_message_get(ctx, &lead, message_id_of(ctx, event), &message));
    if (message.is_by_seller)
        return OK;
    return lead_mail_seller(
        ctx, event, MAIL_LEAD_MESSAGE, &lead, data_of(ctx, event, &lead, &message));
}

Error notify_lead_assigned(Ctx *ctx, const Event *event)
{
    Lead lead = {.id = ID_NONE};
    TRY(lead_get(ctx, LEAD_SELLER, event->subject_id, &lead));
    if (!id_is_set(lead.assigned_to) || id_same(lead.assigned_to, event->actor_user_id))
        return OK; // nobody's again; or who takes it knows
    return message_create_for(
        ctx, event, MAIL_LEAD_ASSIGNED, lead.assigned_to, data_of(ctx, event, &lead, NULL));
}
