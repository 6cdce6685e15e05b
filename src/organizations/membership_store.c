#include "membership_store.h"

#include "db/db.h"
#include "json/json.h"

Error membership_store_create(Ctx *ctx, Id organization_id, Id user_id, TextList roles)
{
    return db_exec(ctx,
        "INSERT INTO membership (organization_id, user_id, roles, created_at)"
        " VALUES ($1, $2, $3, $4)",
        organization_id, user_id, json_of_texts(ctx->arena, roles), ctx->now);
}

Error membership_store_list(Ctx *ctx, const char *after, int64_t limit, MemberList *ret_members)
{
    return db_all(ctx, member_shape, ret_members,
        "SELECT user_id, name, email, language, roles, membership.created_at, last_sign_in_at"
        " FROM membership JOIN user_account ON user_account.id = user_id"
        " WHERE organization_id = $1 AND (CAST($2 AS TEXT) IS NULL OR user_id > $2)"
        " ORDER BY user_id LIMIT $3",
        ctx->actor.organization_id, after, limit);
}

Error membership_store_list_all(Ctx *ctx, Id organization_id, MemberList *ret_members)
{
    return db_all(ctx, member_shape, ret_members,
        "SELECT user_id, name, email, language, roles, membership.created_at, last_sign_in_at"
        " FROM membership JOIN user_account ON user_account.id = user_id"
        " WHERE organization_id = $1 ORDER BY user_id",
        organization_id);
}

Error membership_store_list_operators(Ctx *ctx, MemberList *ret_members)
{
    return db_all(ctx, member_shape, ret_members,
        "SELECT user_id, user_account.name, email, user_account.language, roles,"
        " membership.created_at, last_sign_in_at FROM membership"
        " JOIN user_account ON user_account.id = user_id"
        " JOIN organization ON organization.id = membership.organization_id"
        " WHERE is_operator ORDER BY user_id");
}

Error membership_store_change_roles(Ctx *ctx, Id organization_id, Id user_id, TextList roles)
{
    return db_exec(ctx,
        "UPDATE membership SET roles = $3 WHERE organization_id = $1 AND user_id = $2",
        organization_id, user_id, json_of_texts(ctx->arena, roles));
}
