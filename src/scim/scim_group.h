// scim_group.h — a group of the directory of the actor's organization (SCIM 2.0).
//
// Its members get the roles that an owner gave to the group here; without any it gives nothing.
// Which roles a group has is nothing that the directory says or sees.
#pragma once

#include "scim_user.h"

typedef struct ScimGroup {
    Id organization_id;
    Id id; // scg_…
    const char *display_name, *external_id;
    TextList roles; // with reports, if there is any; never owner or operator
    int64_t members;
    Time created_at, changed_at;
} ScimGroup;

extern const Shape scim_group_shape;
typedef LIST_OF(ScimGroup) ScimGroupList;

/** INVALID invalid_value, and what the body has wrong; CONFLICT uniqueness: there is a group of
 * this displayName or externalId; too_many_groups */
Error scim_group_create(Ctx *ctx, const JsonValue *body, Id *ret_id);

/** NOT_FOUND */
Error scim_group_get(Ctx *ctx, Id id, ScimGroup *ret_group);

/** The resource, with its members or without. NOT_FOUND */
Error scim_group_read(Ctx *ctx, Id id, bool has_members, const char **ret_json);

/** A page ends early where its groups have more than MAX_SCIM_USERS members together. INVALID
 * invalid_filter, too_many: members are looked for in one group */
Error scim_group_list(Ctx *ctx, const ScimQuery *query, ScimPage *ret_page);

/** The whole group, and parts of one. As scim_group_create, and NOT_FOUND. */
Error scim_group_place(Ctx *ctx, Id id, const JsonValue *body);
Error scim_group_change(Ctx *ctx, Id id, const JsonValue *patch);

/** NOT_FOUND */
Error scim_group_remove(Ctx *ctx, Id id);

/** Those of the actor's organization by their names, for its owners. */
Error scim_group_list_all(Ctx *ctx, ScimGroupList *ret_groups);

/** By an owner. Its members get and lose them. INVALID not_here at roles; FORBIDDEN owner_only;
 * NOT_FOUND */
Error scim_group_place_roles(Ctx *ctx, Id id, TextList roles, ScimGroup *ret_group);
