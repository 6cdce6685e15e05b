#include "lead_attachment_store.h"

#include "db/db.h"

Error lead_attachment_store_create(Ctx *ctx, const Lead *lead, const Attachment *attachment)
{
    return db_exec(ctx,
        "INSERT INTO lead_attachment (organization_id, id, seller_organization_id, lead_id,"
        " message_id, name, media_type, size, digest) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        lead->organization_id, attachment->id, lead->seller_organization_id, lead->id,
        attachment->message_id, attachment->name, attachment->media_type, attachment->size,
        attachment->digest);
}

Error lead_attachment_store_count(Ctx *ctx, const Lead *lead, int64_t *ret_count)
{
    return db_number(ctx, ret_count,
        "SELECT count(*) FROM lead_attachment WHERE organization_id = $1 AND lead_id = $2",
        lead->organization_id, lead->id);
}

#define SELECT_ATTACHMENTS                                                                         \
    "SELECT id, message_id, name, media_type, size, digest FROM lead_attachment"                   \
    " WHERE organization_id = $1 AND seller_organization_id = $2 AND lead_id = $3"

Error lead_attachment_store_list(Ctx *ctx, const Lead *lead, AttachmentList *ret_attachments)
{
    return db_all(ctx, attachment_shape, ret_attachments, SELECT_ATTACHMENTS " ORDER BY id",
        lead->organization_id, lead->seller_organization_id, lead->id);
}

Error lead_attachment_store_get(Ctx *ctx, const Lead *lead, Id id, Attachment *ret_attachment)
{
    return db_one(ctx, attachment_shape, ret_attachment, SELECT_ATTACHMENTS " AND id = $4",
        lead->organization_id, lead->seller_organization_id, lead->id, id);
}

Error lead_attachment_store_bytes(Ctx *ctx, Digest digest, Blob *ret_bytes)
{
    return db_blob(ctx, ret_bytes, "SELECT bytes FROM file WHERE digest = $1", digest);
}
