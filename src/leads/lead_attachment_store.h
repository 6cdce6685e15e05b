// lead_attachment_store.h — rows of attachments. Private to src/leads.
#pragma once

#include "leads/lead.h"

Error lead_attachment_store_create(Ctx *ctx, const Lead *lead, const Attachment *attachment);
Error lead_attachment_store_count(Ctx *ctx, const Lead *lead, int64_t *ret_count);
Error lead_attachment_store_list(Ctx *ctx, const Lead *lead, AttachmentList *ret_attachments);
Error lead_attachment_store_get(Ctx *ctx, const Lead *lead, Id id, Attachment *ret_attachment);
Error lead_attachment_store_bytes(Ctx *ctx, Digest digest, Blob *ret_bytes);
