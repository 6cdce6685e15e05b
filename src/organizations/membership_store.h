// membership_store.h — membership rows. Private to src/organizations.
#pragma once

#include "membership.h"

Error membership_store_create(Ctx *ctx, Id organization_id, Id user_id);
Error membership_store_list(Ctx *ctx, const MemberFilter *filter, MemberList *ret_members);
Error membership_store_get(Ctx *ctx, Id user_id, Member *ret_member);
Error membership_store_count_email(Ctx *ctx, const char *email, int64_t *ret_count);
Error membership_store_count(Ctx *ctx, Id organization_id, Id user_id, int64_t *ret_count);
Error membership_store_count_user(Ctx *ctx, Id user_id, int64_t *ret_count); // of all
Error membership_store_remove(Ctx *ctx, Id user_id);                         // and its roles
Error membership_store_change(Ctx *ctx, Id user_id);                         // a version more
Error membership_store_list_with_role(
    Ctx *ctx, Id organization_id, const char *role, MemberList *ret_members);
Error membership_store_list_operators(Ctx *ctx, MemberList *ret_members);
