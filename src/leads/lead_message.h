// lead_message.h — what customer and seller write to each other about a request; never changed.
#pragma once

#include "leads/lead.h"

typedef struct LeadMessage {
    Id id; // lms_…
    bool is_by_seller;
    Id written_by;
    const char *written_by_name;
    Time written_at;
    const char *text; // Markdown
    const char *html;
    AttachmentList attachments;
} LeadMessage;

typedef LIST_OF(LeadMessage) LeadMessageList;

extern const Shape lead_message_shape;

/** Also the body of the request. */
typedef struct NewLeadMessage {
    const char *text;
    NewAttachmentList attachments;
} NewLeadMessage;

extern const Shape new_lead_message_shape;

enum { MAX_LEAD_MESSAGES = 500 };

/**
 * Writes to the other side. The seller's first message makes the lead answered. Emits
 * lead.message_written and request.message_written with the message's id.
 *
 * NOT_FOUND, CONFLICT  withdrawn, too_many_messages; fails with the attachments
 */
Error lead_message_create(
    Ctx *ctx, LeadSide side, Id lead_id, const NewLeadMessage *wanted, LeadMessage *ret_message);

/** The oldest first. NOT_FOUND unless the actor's organization is on that side of the lead. */
Error lead_message_list(
    Ctx *ctx, LeadSide side, Id lead_id, Id after, int64_t limit, LeadMessageList *ret_messages);

/** One of the lead. NOT_FOUND. */
Error lead_message_get(Ctx *ctx, const Lead *lead, Id id, LeadMessage *ret_message);
