#include "lead_message.h"

#include "catalog/markdown.h"
#include "lead_message_store.h"

SHAPE(lead_message_shape, LeadMessage, FIELD(LeadMessage, id, .required = true),
    FIELD(LeadMessage, is_by_seller), FIELD(LeadMessage, written_by_name, .required = true),
    FIELD(LeadMessage, written_at, .required = true),
    FIELD(LeadMessage, text, .required = true, .about = "Markdown"),
    FIELD(LeadMessage, html, .required = true), FIELD(LeadMessage, written_by, .hidden = true));

SHAPE(new_lead_message_shape, NewLeadMessage,
    FIELD(NewLeadMessage, text, .required = true, .min = 1,
        .about = "Markdown: bold, italic, lists, links."));

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
    Ctx *ctx, LeadSide side, Id lead_id, const char *text, LeadMessage *ret_message)
{
    Lead lead = {.id = ID_NONE};
    LeadMessage message = {
        .id = id_new("lms"),
        .is_by_seller = side == LEAD_SELLER,
        .written_by = ctx->actor.user_id,
        .written_at = ctx->now,
        .text = text,
    };
    TRY(lead_lock(ctx, side, lead_id, &lead));
    TRY(require_writable(ctx, &lead));
    TRY(lead_message_store_create(ctx, &lead, &message));
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
    TRY(lead_get(ctx, side, lead_id, &lead));
    TRY(lead_message_store_list(ctx, &lead, after, limit, ret_messages));
    for (size_t i = 0; i < ret_messages->count; i++)
        ret_messages->items[i].html = markdown_html(ctx->arena, ret_messages->items[i].text);
    return OK;
}

Error lead_message_get(Ctx *ctx, const Lead *lead, Id id, LeadMessage *ret_message)
{
    TRY(lead_message_store_get(ctx, lead, id, ret_message));
    ret_message->html = markdown_html(ctx->arena, ret_message->text);
    return OK;
}
