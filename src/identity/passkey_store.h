// passkey_store.h — passkey rows. Private to src/identity.
#pragma once

#include "passkey.h"

Error passkey_store_create(Ctx *ctx, const Passkey *passkey);
Error passkey_store_get(Ctx *ctx, Id user_id, Id id, Passkey *ret_passkey);
Error passkey_store_find(Ctx *ctx, const char *credential_id, Passkey *ret_passkey);
Error passkey_store_list(Ctx *ctx, Id user_id, PasskeyList *ret_passkeys);
Error passkey_store_count(Ctx *ctx, Id user_id, int64_t *ret_count);
Error passkey_store_change(Ctx *ctx, Id user_id, Id id, const char *name);

/** Writes count and copies, unless another use was as late meanwhile: *ret_count 0. */
Error passkey_store_use(Ctx *ctx, const Passkey *passkey, int64_t *ret_count);
Error passkey_store_remove(Ctx *ctx, Id user_id, Id id);
Error passkey_store_remove_all(Ctx *ctx, Id user_id);
