#include "member_role_store.h"

#include "db/db.h"
#include "json/json.h"

static SHAPE(held_role_shape, HeldRole, FIELD(HeldRole, organization_id), FIELD(HeldRole, user_id),
    FIELD_ENUM(HeldRole, role, role_names), FIELD(HeldRole, ends_at));

#define HELD_COLUMNS "organization_id, user_id, role, ends_at"

Error member_role_store_list(Ctx *ctx, const char *user_ids, HeldRoleList *ret_roles)
{
    return db_all(ctx, held_role_shape, ret_roles,
        "SELECT " HELD_COLUMNS
        " FROM membership_role WHERE organization_id = $1"
        " AND user_id IN {list $2} AND (ends_at IS NULL OR ends_at > $3) ORDER BY user_id, role",
        ctx->actor.organization_id, user_ids, ctx->now);
}

Error member_role_store_create_all(Ctx *ctx, Id organization_id, Id user_id, TextList roles)
{
    return db_exec(ctx,
        "INSERT INTO membership_role (organization_id, user_id, role, granted_at)"
        " SELECT CAST($1 AS TEXT), CAST($2 AS TEXT), item, CAST($3 AS BIGINT)"
        " FROM {list $4} AS given",
        organization_id, user_id, ctx->now, json_of_texts(ctx->arena, roles));
}

Error member_role_store_add(Ctx *ctx, Id organization_id, const char *of, const char *role)
{
    return db_exec(ctx,
        "INSERT INTO membership_role (organization_id, user_id, role, granted_at)"
        " SELECT organization_id, user_id, CAST($3 AS TEXT), CAST($4 AS BIGINT)"
        " FROM membership_role WHERE organization_id = $1 AND role = $2"
        " AND (ends_at IS NULL OR ends_at > $4)"
        " ON CONFLICT (organization_id, user_id, role) DO UPDATE SET ends_at = NULL",
        organization_id, of, role, ctx->now);
}

Error member_role_store_change(Ctx *ctx, Id user_id, const MemberRole *role, Time warned_at)
{
    return db_exec(ctx,
        "INSERT INTO membership_role (organization_id, user_id, role, ends_at, warned_at,"
        " granted_by, granted_at) VALUES ($1, $2, $3, $4, $5, $6, $7)"
        " ON CONFLICT (organization_id, user_id, role) DO UPDATE SET ends_at = excluded.ends_at,"
        " warned_at = excluded.warned_at, granted_by = excluded.granted_by,"
        " granted_at = excluded.granted_at"
        " WHERE membership_role.ends_at IS DISTINCT FROM excluded.ends_at",
        ctx->actor.organization_id, user_id, role_names[role->role], role->ends_at, warned_at,
        ctx->actor.user_id, ctx->now);
}

Error member_role_store_keep(Ctx *ctx, Id user_id, const char *roles)
{
    return db_exec(ctx,
        "DELETE FROM membership_role WHERE organization_id = $1 AND user_id = $2"
        " AND role NOT IN {list $3}",
        ctx->actor.organization_id, user_id, roles);
}

Error member_role_store_list_ending(
    Ctx *ctx, Time ending_before, int64_t limit, HeldRoleList *ret_roles)
{
    return db_all(ctx, held_role_shape, ret_roles,
        "SELECT " HELD_COLUMNS
        " FROM membership_role WHERE ends_at > $1 AND ends_at <= $2"
        " AND warned_at IS NULL ORDER BY ends_at, organization_id, user_id, role LIMIT $3",
        ctx->now, ending_before, limit);
}

Error member_role_store_list_ended(Ctx *ctx, int64_t limit, HeldRoleList *ret_roles)
{
    return db_all(ctx, held_role_shape, ret_roles,
        "SELECT " HELD_COLUMNS
        " FROM membership_role WHERE ends_at <= $1"
        " ORDER BY ends_at, organization_id, user_id, role LIMIT $2",
        ctx->now, limit);
}

Error member_role_store_warn(Ctx *ctx, const HeldRole *role, int64_t *ret_count)
{
    return db_exec_count(ctx, ret_count,
        "UPDATE membership_role SET warned_at = $5 WHERE organization_id = $1 AND user_id = $2"
        " AND role = $3 AND ends_at = $4 AND warned_at IS NULL",
        role->organization_id, role->user_id, role_names[role->role], role->ends_at, ctx->now);
}

Error member_role_store_remove(Ctx *ctx, const HeldRole *role, int64_t *ret_count)
{
    return db_exec_count(ctx, ret_count,
        "DELETE FROM membership_role WHERE organization_id = $1 AND user_id = $2 AND role = $3"
        " AND ends_at = $4",
        role->organization_id, role->user_id, role_names[role->role], role->ends_at);
}
