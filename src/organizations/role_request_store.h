// role_request_store.h — role_request rows. Private to src/organizations.
#pragma once

#include "role_request.h"

Error role_request_store_create(Ctx *ctx, const RoleRequest *request);
/** user_id ID_NONE: of whomever. */
Error role_request_store_get(Ctx *ctx, Id id, Id user_id, RoleRequest *ret_request);
Error role_request_store_list(Ctx *ctx, const char *state, Id user_id, const char *after,
    int64_t limit, RoleRequestList *ret_requests);
Error role_request_store_move(Ctx *ctx, Id id, RoleRequestState state, const char *decline_reason);
Error role_request_store_expire(Ctx *ctx); // those whose time is over
