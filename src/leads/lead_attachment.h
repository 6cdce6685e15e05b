// lead_attachment.h — attachments of a request and of the messages about it; never changed. They
// show to the two organizations of the lead alone, and are never served as something that a browser
// shows or runs.
#pragma once

#include "http/http.h"
#include "leads/lead.h"

enum { MAX_LEAD_ATTACHMENTS = 50 }; // of one lead

/**
 * Keeps what came with a message (ID_NONE: with the request itself); *lead must be locked.
 * INVALID   each fault under "attachments[1].content"
 * CONFLICT  too_many_attachments
 */
Error lead_attachment_create_all(
    Ctx *ctx, const Lead *lead, Id message_id, const NewAttachmentList *attachments);

/** All of the lead, the oldest first. */
Error lead_attachment_list(Ctx *ctx, const Lead *lead, AttachmentList *ret_attachments);

/** Those among them that came with the message. */
AttachmentList lead_attachments_of(Arena *arena, const AttachmentList *all, Id message_id);

/** Answers with the bytes, to be saved. NOT_FOUND unless the actor is on that side of the lead. */
Error lead_attachment_respond(Ctx *ctx, const Request *req, Response *res, LeadSide side);
