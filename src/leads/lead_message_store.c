#include "lead_message_store.h"

#include "db/db.h"

#define SELECT_MESSAGES                                                                            \
    "SELECT m.id, m.is_by_seller, m.written_by, u.name AS written_by_name, m.written_at, m.text"   \
    " FROM lead_message m JOIN user_account u ON u.id = m.written_by"                              \
    " WHERE m.organization_id = $1 AND m.seller_organization_id = $2 AND m.lead_id = $3"

Error lead_message_store_create(Ctx *ctx, const Lead *lead, const LeadMessage *message)
{
    return db_exec(ctx,
        "INSERT INTO lead_message (organization_id, id, seller_organization_id, lead_id,"
        " is_by_seller, written_by, written_at, text) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        lead->organization_id, message->id, lead->seller_organization_id, lead->id,
        message->is_by_seller, message->written_by, message->written_at, message->text);
}

Error lead_message_store_count(Ctx *ctx, const Lead *lead, int64_t *ret_count)
{
    return db_number(ctx, ret_count,
        "SELECT count(*) FROM lead_message WHERE organization_id = $1 AND lead_id = $2",
        lead->organization_id, lead->id);
}

Error lead_message_store_get(Ctx *ctx, const Lead *lead, Id id, LeadMessage *ret_message)
{
    return db_one(ctx, lead_message_shape, ret_message, SELECT_MESSAGES " AND m.id = $4",
        lead->organization_id, lead->seller_organization_id, lead->id, id);
}

Error lead_message_store_list(
    Ctx *ctx, const Lead *lead, Id after, int64_t limit, LeadMessageList *ret_messages)
{
    return db_all(ctx, lead_message_shape, ret_messages,
        SELECT_MESSAGES " AND (CAST($4 AS TEXT) IS NULL OR m.id > $4) ORDER BY m.id LIMIT $5",
        lead->organization_id, lead->seller_organization_id, lead->id, after, limit);
}
