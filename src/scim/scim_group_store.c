#include "scim_group_store.h"

#define GROUP_COLUMNS                                                                              \
    "organization_id, id, display_name, external_id, roles, created_at, changed_at,"               \
    " (SELECT count(*) FROM scim_group_member AS held"                                             \
    " WHERE held.organization_id = scim_group.organization_id AND held.group_id = scim_group.id)"  \
    " AS members"

Error scim_group_store_create(Ctx *ctx, const ScimGroup *group)
{
    return db_exec(ctx,
        "INSERT INTO scim_group (organization_id, id, display_name, external_id, created_at,"
        " changed_at) VALUES ($1, $2, $3, $4, $5, $5)",
        group->organization_id, group->id, group->display_name, group->external_id, ctx->now);
}

Error scim_group_store_change(Ctx *ctx, const ScimGroup *group)
{
    return db_exec(ctx,
        "UPDATE scim_group SET display_name = $3, external_id = $4, changed_at = $5"
        " WHERE organization_id = $1 AND id = $2",
        group->organization_id, group->id, group->display_name, group->external_id, ctx->now);
}

Error scim_group_store_change_roles(Ctx *ctx, Id id, TextList roles)
{
    return db_exec(ctx, "UPDATE scim_group SET roles = $3 WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, id, json_of_texts(ctx->arena, roles));
}

Error scim_group_store_remove(Ctx *ctx, Id id)
{
    TRY(db_exec(ctx, "DELETE FROM scim_group_member WHERE organization_id = $1 AND group_id = $2",
        ctx->actor.organization_id, id));
    return db_exec(ctx, "DELETE FROM scim_group WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, id);
}

Error scim_group_store_count(Ctx *ctx, int64_t *ret_count)
{
    return db_number(ctx, ret_count, "SELECT count(*) FROM scim_group WHERE organization_id = $1",
        ctx->actor.organization_id);
}

Error scim_group_store_list(Ctx *ctx, const ScimGroupKeys *keys, ScimGroupList *ret_groups)
{
    return db_all(ctx, scim_group_shape, ret_groups,
        "SELECT " GROUP_COLUMNS
        " FROM scim_group WHERE organization_id = $1"
        " AND (CAST($2 AS TEXT) IS NULL OR id = $2)"
        " AND (CAST($3 AS TEXT) IS NULL OR lower(display_name) = lower($3))"
        " AND (CAST($4 AS TEXT) IS NULL OR external_id = $4) ORDER BY id",
        ctx->actor.organization_id, keys->id, keys->display_name, keys->external_id);
}

Error scim_group_store_list_by_name(Ctx *ctx, ScimGroupList *ret_groups)
{
    return db_all(ctx, scim_group_shape, ret_groups,
        "SELECT " GROUP_COLUMNS
        " FROM scim_group WHERE organization_id = $1 ORDER BY lower(display_name), id",
        ctx->actor.organization_id);
}

Error scim_group_store_list_roles(Ctx *ctx, Id scim_user_id, ScimGroupList *ret_groups)
{
    return db_all(ctx, scim_group_shape, ret_groups,
        "SELECT id, roles FROM scim_group WHERE organization_id = $1 AND id IN"
        " (SELECT group_id FROM scim_group_member"
        " WHERE organization_id = $1 AND scim_user_id = $2) ORDER BY id",
        ctx->actor.organization_id, scim_user_id);
}

// ── members ──────────────────────────────────────────────────────────────────────────────────

#define MARK "UPDATE scim_user SET roles_due = TRUE WHERE organization_id = $1"
// Looked up by key: a request may do so a thousand times.
#define IS_MEMBER                                                                                  \
    "EXISTS (SELECT 1 FROM scim_group_member WHERE organization_id = $1 AND group_id = $2"         \
    " AND scim_user_id = scim_user.id)"
#define MEMBERS                                                                                    \
    "(SELECT scim_user_id FROM scim_group_member WHERE organization_id = $1 AND group_id = $2)"

Error scim_group_store_list_members(Ctx *ctx, Id id, ScimMembershipList *ret_members)
{
    return db_all(ctx, scim_membership_shape, ret_members,
        "SELECT scim_user_id, group_id, user_name AS display_name FROM scim_group_member AS held"
        " JOIN scim_user ON scim_user.organization_id = held.organization_id"
        " AND scim_user.id = held.scim_user_id"
        " WHERE held.organization_id = $1 AND group_id = $2 ORDER BY scim_user_id",
        ctx->actor.organization_id, id);
}

Error scim_group_store_count_memberships(Ctx *ctx, int64_t *ret_count)
{
    return db_number(ctx, ret_count,
        "SELECT count(*) FROM scim_group_member WHERE organization_id = $1",
        ctx->actor.organization_id);
}

Error scim_group_store_count_unknown(Ctx *ctx, const char *ids, int64_t *ret_count)
{
    return db_number(ctx, ret_count,
        "SELECT count(*) FROM {list $2} AS wanted WHERE NOT EXISTS"
        " (SELECT 1 FROM scim_user WHERE organization_id = $1 AND id = item)",
        ctx->actor.organization_id, ids);
}

Error scim_group_store_add(Ctx *ctx, Id id, const char *ids)
{
    TRY(db_exec(
        ctx, MARK " AND id IN {list $3} AND NOT " IS_MEMBER, ctx->actor.organization_id, id, ids));
    return db_exec(ctx,
        "INSERT INTO scim_group_member (organization_id, group_id, scim_user_id)"
        " SELECT organization_id, CAST($2 AS TEXT), id FROM scim_user"
        " WHERE organization_id = $1 AND id IN {list $3} ON CONFLICT DO NOTHING",
        ctx->actor.organization_id, id, ids);
}

Error scim_group_store_drop(Ctx *ctx, Id id, const char *ids)
{
    TRY(db_exec(
        ctx, MARK " AND id IN {list $3} AND " IS_MEMBER, ctx->actor.organization_id, id, ids));
    return db_exec(ctx,
        "DELETE FROM scim_group_member WHERE organization_id = $1 AND group_id = $2"
        " AND scim_user_id IN {list $3}",
        ctx->actor.organization_id, id, ids);
}

Error scim_group_store_keep(Ctx *ctx, Id id, const char *ids)
{
    TRY(db_exec(ctx, MARK " AND id IN " MEMBERS " AND id NOT IN {list $3}",
        ctx->actor.organization_id, id, ids));
    return db_exec(ctx,
        "DELETE FROM scim_group_member WHERE organization_id = $1 AND group_id = $2"
        " AND scim_user_id NOT IN {list $3}",
        ctx->actor.organization_id, id, ids);
}

Error scim_group_store_mark(Ctx *ctx, Id id)
{
    return db_exec(ctx, MARK " AND id IN " MEMBERS, ctx->actor.organization_id, id);
}
