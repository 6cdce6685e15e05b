#include "lead_message.h"

#include "catalog/markdown.h"
#include "lead_attachment.h"
#include "lead_message_store.h"

SHAPE(lead_message_shape, LeadMessage, FIELD(LeadMessage, id, .required = true),
    FIELD(LeadMessage, is_by_seller), FIELD(LeadMessage, written_by_name, .required = true),
    FIELD(LeadMessage, written_at, .required = true),
    FIELD(LeadMessage, text, .required = true, .about = "Markdown"),
    FIELD(LeadMessage, html, .required = true), FIELD(LeadMessage, written_by, .hidden = true),
    FIELD_LIST(LeadMessage, attachments, attachment_shape));

SHAPE(new_lead_message_shape, NewLeadMessage,
    FIELD(NewLeadMessage, text, .required = true, .min = 1,
        .about = "Markdown: bold, italic, lists, links."),
    FIELD_LIST(NewLeadMessage, attachments, new_attachment_shape, .max = MAX_ATTACHMENTS));

static Error require_writable(Ctx *ctx, const Lead *lead)
{
    int64_t count;
    if (lead->state == LEAD_WITHDRAWN)
        return fail(ctx, CONFLICT, "withdrawn",
            "The customer has withdrawn this request; its conversation has ended.");
    TRY(lead_message_store_count(ctx, lead, &count));
    if (count >= MAX_LEAD_MESSAGES)
        return fail(ctx, CONFLICT, "too_many_messages",
            "A conversation has at most %d messages; go on by mail.", MAX_LEAD_MESSAGES);
    return OK;
}

Error lead_message_create(
    Ctx *ctx, LeadSide side, Id lead_id, const NewLeadMessage *wanted, LeadMessage *ret_message)
{
    Lead lead = {.id = ID_NONE};
    LeadMessage message = {
        .id = id_new("lms"),
        .is_by_seller = side == LEAD_SELLER,
        .written_by = ctx->actor.user_id,
        .written_at = ctx->now,
        .text = wanted->text,
    };
    TRY(lead_lock(ctx, side, lead_id, &lead));
    TRY(require_writable(ctx, &lead));
    TRY(lead_message_store_create(ctx, &lead, &message));
    TRY(lead_attachment_create_all(ctx, &lead, message.id, &wanted->attachments));
    if (side == LEAD_SELLER && lead.state < LEAD_ANSWERED)
        TRY(lead_move(ctx, &lead, LEAD_ANSWERED));
    TRY(lead_emit(ctx, &lead, "message_written",
        arena_printf(ctx->arena, "{\"message_id\":\"%s\",\"is_by_seller\":%s}", message.id.text,
            message.is_by_seller ? "true" : "false")));
    return lead_message_get(ctx, &lead, message.id, ret_message);
}

Error lead_message_list(
    Ctx *ctx, LeadSide side, Id lead_id, Id after, int64_t limit, LeadMessageList *ret_messages)
{
    Lead lead = {.id = ID_NONE};
    AttachmentList attachments;
    TRY(lead_get(ctx, side, lead_id, &lead));
    TRY(lead_attachment_list(ctx, &lead, &attachments));
    TRY(lead_message_store_list(ctx, &lead, after, limit, ret_messages));
    for (size_t i = 0; i < ret_messages->count; i++) {
        LeadMessage *message = &ret_messages->items[i];
        message->html = markdown_html(ctx->arena, message->text);
        message->attachments = lead_attachments_of(ctx->arena, &attachments, message->id);
    }
    return OK;
}

Error lead_message_get(Ctx *ctx, const Lead *lead, Id id, LeadMessage *ret_message)
{
    AttachmentList attachments;
    TRY(lead_message_store_get(ctx, lead, id, ret_message));
    TRY(lead_attachment_list(ctx, lead, &attachments));
    ret_message->attachments = lead_attachments_of(ctx->arena, &attachments, id);
    ret_message->html = markdown_html(ctx->arena, ret_message->text);
    return OK;
}
