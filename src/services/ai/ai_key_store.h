// ai_key_store.h — ai_key rows. Private to src/services/ai.
#pragma once

#include "ai_key.h"

Error ai_key_store_create(Ctx *ctx, const AiKey *key);
Error ai_key_store_count(Ctx *ctx, Id subscription_id, int64_t *ret_count); // not revoked
Error ai_key_store_count_named(
    Ctx *ctx, Id subscription_id, Id except, const char *name, int64_t *ret_count); // not revoked

/** Locks it until the end of the transaction. */
Error ai_key_store_lock(Ctx *ctx, Id subscription_id, Id id, AiKey *ret_key);
Error ai_key_store_list(
    Ctx *ctx, Id subscription_id, Id after, int64_t limit, bool only_active, AiKeyList *ret_keys);
Error ai_key_store_change(Ctx *ctx, const AiKey *key);
/** Its present secret becomes the former one. */
Error ai_key_store_rotate(Ctx *ctx, const AiKey *key);
Error ai_key_store_end_former_secret(Ctx *ctx, Id id);
Error ai_key_store_change_pause(Ctx *ctx, const AiKey *key);
Error ai_key_store_revoke(Ctx *ctx, AiKey *key);

/** Says which were not revoked yet. */
Error ai_key_store_revoke_all(Ctx *ctx, Id subscription_id, AiKeyList *ret_revoked);
