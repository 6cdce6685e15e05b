#include "lead_attachment.h"

#include "base/text.h"
#include "catalog/file.h"
#include "lead_attachment_store.h"

static Error require_room(Ctx *ctx, const Lead *lead, size_t more)
{
    int64_t count;
    TRY(lead_attachment_store_count(ctx, lead, &count));
    if (count + (int64_t)more > MAX_LEAD_ATTACHMENTS)
        return fail(ctx, CONFLICT, "too_many_attachments",
            "A conversation has at most %d attachments; send the others by mail.",
            MAX_LEAD_ATTACHMENTS);
    return OK;
}

static Error create(
    Ctx *ctx, const Lead *lead, Id message_id, const NewAttachment *given, const char *path)
{
    const char *problem;
    Blob bytes = attachment_bytes_of(ctx, given, path);
    if (!bytes.bytes)
        return OK; // noted
    Attachment attachment = {
        .id = id_new("lat"),
        .message_id = message_id,
        .name = given->name,
        .media_type = attachment_media_type(ctx, bytes, &problem),
        .size = (int64_t)bytes.length,
    };
    if (!attachment.media_type) {
        fault(ctx, path, "bad_content", "%s: %s", given->name, problem);
        return OK;
    }
    TRY(file_create(ctx, attachment.media_type, bytes, &attachment.digest));
    return lead_attachment_store_create(ctx, lead, &attachment);
}

Error lead_attachment_create_all(
    Ctx *ctx, const Lead *lead, Id message_id, const NewAttachmentList *attachments)
{
    if (!attachments->count)
        return OK;
    TRY(require_room(ctx, lead, attachments->count));
    for (size_t i = 0; i < attachments->count && !ctx->failure.fault_count; i++)
        TRY(create(ctx, lead, message_id, &attachments->items[i],
            arena_printf(ctx->arena, "attachments[%zu].content", i)));
    return faults(ctx);
}

Error lead_attachment_list(Ctx *ctx, const Lead *lead, AttachmentList *ret_attachments)
{
    return lead_attachment_store_list(ctx, lead, ret_attachments);
}

AttachmentList lead_attachments_of(Arena *arena, const AttachmentList *all, Id message_id)
{
    AttachmentList found = {arena_array_of(arena, Attachment, all->count), 0};
    for (size_t i = 0; i < all->count; i++)
        if (id_same(all->items[i].message_id, message_id))
            found.items[found.count++] = all->items[i];
    return found;
}

Error lead_attachment_respond(Ctx *ctx, const Request *req, Response *res, LeadSide side)
{
    Lead lead = {.id = ID_NONE};
    Attachment attachment = {.id = ID_NONE};
    Blob bytes;
    TRY(lead_get(ctx, side, id_from(req->args[0]), &lead));
    TRY(lead_attachment_store_get(ctx, &lead, id_from(req->args[1]), &attachment));
    TRY(lead_attachment_store_bytes(ctx, attachment.digest, &bytes));
    response_header(ctx, res, "Content-Disposition", "attachment; filename*=UTF-8''%s",
        text_url_encoded(ctx->arena, attachment.name));
    response_header(ctx, res, "Content-Security-Policy", "default-src 'none'; sandbox");
    response_header(ctx, res, "Cache-Control", "private, max-age=3600, immutable");
    bool is_text = text_starts_with(attachment.media_type, "text/");
    return respond_bytes(
        ctx, res, is_text ? "text/plain; charset=utf-8" : attachment.media_type, bytes);
}
