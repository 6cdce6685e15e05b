// former_member_store.h — former_member rows. Private to src/organizations.
#pragma once

#include "former_member.h"

Error former_member_store_create(Ctx *ctx, Id user_id);
/** known_as NULL: by the mail address alone. */
Error former_member_store_count(
    Ctx *ctx, Id organization_id, const char *email, const char *known_as, int64_t *ret_count);
Error former_member_store_remove(Ctx *ctx, Id organization_id, Id user_id);
Error former_member_store_remove_old(Ctx *ctx, Time before, int64_t limit, int64_t *ret_count);
