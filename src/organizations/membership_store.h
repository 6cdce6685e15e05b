// membership_store.h — membership rows. Private to src/organizations.
#pragma once

#include "membership.h"

Error membership_store_create(Ctx *ctx, Id organization_id, Id user_id, TextList roles);
Error membership_store_list(Ctx *ctx, const char *after, int64_t limit, MemberList *ret_members);
Error membership_store_list_all(Ctx *ctx, Id organization_id, MemberList *ret_members);
Error membership_store_list_operators(Ctx *ctx, MemberList *ret_members);
Error membership_store_change_roles(Ctx *ctx, Id organization_id, Id user_id, TextList roles);
