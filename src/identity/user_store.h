// user_store.h — user_account rows. Private to src/identity.
#pragma once

#include "user.h"

Error user_store_get(Ctx *ctx, Id id, User *ret_user);
Error user_store_lock(Ctx *ctx, Id id, User *ret_user);
Error user_store_find(Ctx *ctx, const char *email, User *ret_user);
Error user_store_create(Ctx *ctx, const User *user, Id *ret_id);
Error user_store_close(Ctx *ctx, Id id);
Error user_store_change(Ctx *ctx, Id id, const char *name, const char *language);
Error user_store_change_password(Ctx *ctx, Id id, const char *password_hash);
Error user_store_write_sign_in(Ctx *ctx, Id id);
Error user_store_count_other_ways_in(Ctx *ctx, Id id, int64_t *ret_count);
Error user_store_count(Ctx *ctx, int64_t *ret_count);
