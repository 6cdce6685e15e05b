// member_role_store.h — membership_role rows. Private to src/organizations.
#pragma once

#include "membership.h"

/** A row, with whose it is. */
typedef struct HeldRole {
    Id organization_id, user_id;
    Role role;
    Time ends_at;
} HeldRole;

typedef LIST_OF(HeldRole) HeldRoleList;

/** In force, of those members (a JSON array of ids) of the actor's organization. */
Error member_role_store_list(Ctx *ctx, const char *user_ids, HeldRoleList *ret_roles);

Error member_role_store_create_all(Ctx *ctx, Id organization_id, Id user_id, TextList roles);
Error member_role_store_add(Ctx *ctx, Id organization_id, const char *of, const char *role);

/** Gives one in the actor's organization, or changes its end; one that is there stays as it is. */
Error member_role_store_change(Ctx *ctx, Id user_id, const MemberRole *role, Time warned_at);
/** Takes all that are not among these (a JSON array), ended ones too. */
Error member_role_store_keep(Ctx *ctx, Id user_id, const char *roles);

/** Those that end before and were given before: whose end was not told yet. */
Error member_role_store_list_ending(
    Ctx *ctx, Time ending_before, int64_t limit, HeldRoleList *ret_roles);
Error member_role_store_list_ended(Ctx *ctx, int64_t limit, HeldRoleList *ret_roles);
/** Both say how many: none if somebody was faster. */
Error member_role_store_warn(Ctx *ctx, const HeldRole *role, int64_t *ret_count);
Error member_role_store_remove(Ctx *ctx, const HeldRole *role, int64_t *ret_count);
