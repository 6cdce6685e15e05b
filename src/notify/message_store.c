#include "message_store.h"

#include "db/db.h"

static const char *const state_names[] = {"queued", "sent", "refused", NULL};

static SHAPE(message_shape, Message, FIELD(Message, id), FIELD(Message, organization_id),
    FIELD(Message, event_id), FIELD_ENUM(Message, template, mail_kind_names),
    FIELD(Message, language), FIELD(Message, recipient), FIELD(Message, user_id),
    FIELD(Message, data), FIELD_ENUM(Message, state, state_names), FIELD(Message, created_at));

Error message_store_create(Ctx *ctx, const Message *message, int64_t *ret_count)
{
    return db_exec_count(ctx, ret_count,
        "INSERT INTO message (id, organization_id, event_id, template, language, recipient, data,"
        " state, created_at, user_id) VALUES ($1, $2, $3, $4, $5, $6, $7, 'queued', $8, $9)"
        " ON CONFLICT (event_id, template, recipient) DO NOTHING",
        message->id, message->organization_id, message->event_id,
        mail_kind_names[message->template], message->language, message->recipient,
        message->data.text, message->created_at, message->user_id);
}

Error message_store_get(Ctx *ctx, Id id, Message *ret_message)
{
    return db_one(ctx, message_shape, ret_message,
        "SELECT id, organization_id, event_id, template, language, recipient, user_id, data,"
        " state, created_at FROM message WHERE id = $1",
        id);
}

Error message_store_move(Ctx *ctx, Id id, MessageState state, const char *problem)
{
    return db_exec(ctx,
        "UPDATE message SET state = $2, problem = $3,"
        " sent_at = CASE WHEN $2 = 'sent' THEN CAST($4 AS BIGINT) ELSE sent_at END WHERE id = $1",
        id, state_names[state], problem, ctx->now);
}

Error message_store_remove_old(Ctx *ctx, Time before, int64_t limit, int64_t *ret_count)
{
    return db_exec_count(ctx, ret_count,
        "DELETE FROM message WHERE id IN (SELECT id FROM message WHERE id < $1"
        " AND state <> 'queued' ORDER BY id LIMIT $2)",
        id_new_at("msg", before), limit);
}
