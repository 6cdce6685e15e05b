#include "scim_user_store.h"

#define USER_COLUMNS                                                                               \
    "scim_user.organization_id, scim_user.id, scim_user.user_id, user_name, external_id,"          \
    " display_name, formatted_name, given_name, family_name, emails, group_roles,"                 \
    " membership.user_id IS NOT NULL AS is_active, scim_user.created_at, changed_at"

#define USERS                                                                                      \
    "scim_user LEFT JOIN membership ON membership.organization_id = scim_user.organization_id"     \
    " AND membership.user_id = scim_user.user_id"

static const char *emails_of(Ctx *ctx, const ScimUser *user)
{
    return json_of_list(ctx->arena, &scim_email_shape, user->emails.items, user->emails.count);
}

Error scim_user_store_create(Ctx *ctx, const ScimUser *user)
{
    return db_exec(ctx,
        "INSERT INTO scim_user (organization_id, id, user_name, external_id, display_name,"
        " formatted_name, given_name, family_name, emails, created_at, changed_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)",
        user->organization_id, user->id, user->user_name, user->external_id, user->display_name,
        user->formatted_name, user->given_name, user->family_name, emails_of(ctx, user), ctx->now);
}

Error scim_user_store_change(Ctx *ctx, const ScimUser *user)
{
    return db_exec(ctx,
        "UPDATE scim_user SET user_name = $3, external_id = $4, display_name = $5,"
        " formatted_name = $6, given_name = $7, family_name = $8, emails = $9, changed_at = $10"
        " WHERE organization_id = $1 AND id = $2",
        user->organization_id, user->id, user->user_name, user->external_id, user->display_name,
        user->formatted_name, user->given_name, user->family_name, emails_of(ctx, user), ctx->now);
}

Error scim_user_store_change_person(Ctx *ctx, Id id, Id user_id)
{
    return db_exec(ctx,
        "UPDATE scim_user SET user_id = $3, roles_due = TRUE WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, id, user_id);
}

Error scim_user_store_change_roles(Ctx *ctx, Id id, TextList group_roles)
{
    return db_exec(ctx,
        "UPDATE scim_user SET group_roles = $3, roles_due = FALSE"
        " WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, id, json_of_texts(ctx->arena, group_roles));
}

Error scim_user_store_remove(Ctx *ctx, Id id)
{
    TRY(db_exec(ctx,
        "DELETE FROM scim_group_member WHERE organization_id = $1 AND scim_user_id = $2",
        ctx->actor.organization_id, id));
    return db_exec(ctx, "DELETE FROM scim_user WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, id);
}

Error scim_user_store_get(Ctx *ctx, Id id, ScimUser *ret_user)
{
    return db_one(ctx, scim_user_shape, ret_user,
        "SELECT " USER_COLUMNS " FROM " USERS
        " WHERE scim_user.organization_id = $1 AND scim_user.id = $2",
        ctx->actor.organization_id, id);
}

Error scim_user_store_count(Ctx *ctx, bool only_active, int64_t *ret_count)
{
    return db_number(ctx, ret_count,
        "SELECT count(*) FROM " USERS
        " WHERE scim_user.organization_id = $1 AND (membership.user_id IS NOT NULL OR NOT $2)",
        ctx->actor.organization_id, only_active);
}

Error scim_user_store_list(Ctx *ctx, const ScimUserKeys *keys, Id after, int64_t skip,
    int64_t limit, ScimUserList *ret_users)
{
    return db_all(ctx, scim_user_shape, ret_users,
        "SELECT " USER_COLUMNS " FROM " USERS
        " WHERE scim_user.organization_id = $1"
        " AND (CAST($2 AS TEXT) IS NULL OR scim_user.id > $2)"
        " AND (CAST($3 AS TEXT) IS NULL OR scim_user.id = $3)"
        " AND (CAST($4 AS TEXT) IS NULL OR lower(user_name) = lower($4))"
        " AND (CAST($5 AS TEXT) IS NULL OR external_id = $5)"
        " ORDER BY scim_user.id LIMIT $6 OFFSET $7",
        ctx->actor.organization_id, after, keys->id, keys->user_name, keys->external_id, limit,
        skip);
}

Error scim_user_store_list_due(Ctx *ctx, int64_t limit, ScimUserList *ret_users)
{
    return db_all(ctx, scim_user_shape, ret_users,
        "SELECT " USER_COLUMNS " FROM " USERS
        " WHERE scim_user.organization_id = $1 AND roles_due ORDER BY scim_user.id LIMIT $2",
        ctx->actor.organization_id, limit);
}

Error scim_user_store_list_groups(Ctx *ctx, const char *ids, ScimMembershipList *ret_groups)
{
    return db_all(ctx, scim_membership_shape, ret_groups,
        "SELECT scim_user_id, group_id, display_name FROM scim_group_member JOIN scim_group"
        " ON scim_group.organization_id = scim_group_member.organization_id"
        " AND scim_group.id = group_id WHERE scim_group_member.organization_id = $1"
        " AND scim_user_id IN {list $2} ORDER BY scim_user_id, display_name, group_id",
        ctx->actor.organization_id, ids);
}

Error scim_user_store_mark(Ctx *ctx, Id user_id)
{
    return db_exec(ctx,
        "UPDATE scim_user SET roles_due = TRUE WHERE organization_id = $1 AND user_id = $2",
        ctx->actor.organization_id, user_id);
}
