// lead_message_store.h — rows of messages. Private to src/leads.
#pragma once

#include "leads/lead_message.h"

Error lead_message_store_create(Ctx *ctx, const Lead *lead, const LeadMessage *message);
Error lead_message_store_count(Ctx *ctx, const Lead *lead, int64_t *ret_count);
Error lead_message_store_get(Ctx *ctx, const Lead *lead, Id id, LeadMessage *ret_message);
Error lead_message_store_list(
    Ctx *ctx, const Lead *lead, Id after, int64_t limit, LeadMessageList *ret_messages);
