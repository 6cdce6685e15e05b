// scim_group_store.h — scim_group and scim_group_member rows of the actor's organization. Private
// to src/scim. Whoever gets into a group or out of it has roles that are due.
#pragma once

#include "scim_group.h"

typedef struct ScimGroupKeys {
    const char *id, *display_name, *external_id; // equal; NULL: any
} ScimGroupKeys;

Error scim_group_store_create(Ctx *ctx, const ScimGroup *group);
Error scim_group_store_change(Ctx *ctx, const ScimGroup *group);
Error scim_group_store_change_roles(Ctx *ctx, Id id, TextList roles);
Error scim_group_store_remove(Ctx *ctx, Id id);
Error scim_group_store_count(Ctx *ctx, int64_t *ret_count);
Error scim_group_store_list(Ctx *ctx, const ScimGroupKeys *keys, ScimGroupList *ret_groups);
Error scim_group_store_list_by_name(Ctx *ctx, ScimGroupList *ret_groups);

/** The groups of a user, with roles. */
Error scim_group_store_list_roles(Ctx *ctx, Id scim_user_id, ScimGroupList *ret_groups);

// ── members; ids is a JSON array ─────────────────────────────────────────────────────────────

Error scim_group_store_list_members(Ctx *ctx, Id id, ScimMembershipList *ret_members);
/** Of all groups. */
Error scim_group_store_count_memberships(Ctx *ctx, int64_t *ret_count);

Error scim_group_store_count_unknown(Ctx *ctx, const char *ids, int64_t *ret_count);
Error scim_group_store_add(Ctx *ctx, Id id, const char *ids);
Error scim_group_store_drop(Ctx *ctx, Id id, const char *ids);
Error scim_group_store_keep(Ctx *ctx, Id id, const char *ids); // and drop all others
Error scim_group_store_mark(Ctx *ctx, Id id);                  // roles of all are due
