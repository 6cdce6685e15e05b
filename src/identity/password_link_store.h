// password_link_store.h — password_link rows. Private to src/identity.
#pragma once

#include "password_link.h"

Error password_link_store_create(Ctx *ctx, const PasswordLink *link);
Error password_link_store_get(Ctx *ctx, Id id, PasswordLink *ret_link);
Error password_link_store_lock(Ctx *ctx, Id id, PasswordLink *ret_link);
Error password_link_store_use_all(Ctx *ctx, Id user_id);
