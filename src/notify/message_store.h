// message_store.h — message rows. Private to src/notify.
#pragma once

#include "message.h"

typedef enum MessageState { MESSAGE_QUEUED, MESSAGE_SENT, MESSAGE_REFUSED } MessageState;

typedef struct Message {
    Id id; // msg_…
    Id organization_id;
    Id event_id;
    MailKind template;
    const char *language;
    const char *recipient;
    Id user_id; // who that is; ID_NONE: nobody in particular
    RawJson data;
    MessageState state;
    Time created_at;
} Message;

/** Counts 0 if it is there already. */
Error message_store_create(Ctx *ctx, const Message *message, int64_t *ret_count);
Error message_store_get(Ctx *ctx, Id id, Message *ret_message);
Error message_store_remove_old(Ctx *ctx, Time before, int64_t limit, int64_t *ret_count);
Error message_store_move(Ctx *ctx, Id id, MessageState state, const char *problem);
