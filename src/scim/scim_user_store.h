// scim_user_store.h — scim_user rows of the actor's organization. Private to src/scim.
#pragma once

#include "scim_user.h"

/** Only those that are equal; NULL: any. */
typedef struct ScimUserKeys {
    const char *id, *user_name, *external_id;
} ScimUserKeys;

Error scim_user_store_create(Ctx *ctx, const ScimUser *user);
Error scim_user_store_change(Ctx *ctx, const ScimUser *user);
Error scim_user_store_change_person(Ctx *ctx, Id id, Id user_id);
Error scim_user_store_change_roles(Ctx *ctx, Id id, TextList group_roles); // they are due no more
Error scim_user_store_remove(Ctx *ctx, Id id);

Error scim_user_store_get(Ctx *ctx, Id id, ScimUser *ret_user);
Error scim_user_store_count(Ctx *ctx, bool only_active, int64_t *ret_count);

/** By their ids, behind `after` (ID_NONE: from the first), but not the first `skip`. */
Error scim_user_store_list(Ctx *ctx, const ScimUserKeys *keys, Id after, int64_t skip,
    int64_t limit, ScimUserList *ret_users);
Error scim_user_store_list_due(Ctx *ctx, int64_t limit, ScimUserList *ret_users);

/** The groups of the users, ids a JSON array, by users and names. */
Error scim_user_store_list_groups(Ctx *ctx, const char *ids, ScimMembershipList *ret_groups);

/** The roles of the member are looked at anew. */
Error scim_user_store_mark(Ctx *ctx, Id user_id);
