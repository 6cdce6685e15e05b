#include "membership_store.h"

#include "db/db.h"

#define MEMBER_COLUMNS                                                                             \
    "membership.user_id, name, email, language, membership.created_at, last_sign_in_at, version"

// What came with the membership came at the same moment.
#define ORIGIN                                                                                     \
    "CASE WHEN EXISTS (SELECT 1 FROM invitation"                                                   \
    " WHERE invitation.organization_id = membership.organization_id"                               \
    " AND accepted_by = membership.user_id AND decided_at = membership.created_at)"                \
    " THEN 'invitation'"                                                                           \
    " WHEN EXISTS (SELECT 1 FROM cloud_user"                                                       \
    " WHERE cloud_user.organization_id = membership.organization_id"                               \
    " AND cloud_user.user_id = membership.user_id) THEN 'cloud'"                                   \
    " WHEN EXISTS (SELECT 1 FROM scim_user"                                                        \
    " WHERE scim_user.organization_id = membership.organization_id"                                \
    " AND scim_user.user_id = membership.user_id) THEN 'directory'"                                \
    " WHEN EXISTS (SELECT 1 FROM linked_identity AS link"                                          \
    " JOIN identity_provider AS provider ON provider.id = link.provider_id"                        \
    " WHERE provider.organization_id = membership.organization_id"                                 \
    " AND link.user_id = membership.user_id AND link.created_at = membership.created_at)"          \
    " THEN 'identity_provider' ELSE 'registration' END"

#define SECOND_FACTOR                                                                              \
    "CASE WHEN EXISTS (SELECT 1 FROM passkey WHERE passkey.user_id = membership.user_id)"          \
    " OR EXISTS (SELECT 1 FROM second_factor WHERE second_factor.user_id = membership.user_id"     \
    " AND confirmed_at IS NOT NULL) THEN 'on' ELSE 'off' END"

#define MEMBERS "membership JOIN user_account ON user_account.id = membership.user_id"

// Joined to membership; whether it is in force stands behind.
#define HELD                                                                                       \
    "SELECT 1 FROM membership_role AS held"                                                        \
    " WHERE held.organization_id = membership.organization_id"                                     \
    " AND held.user_id = membership.user_id"

Error membership_store_create(Ctx *ctx, Id organization_id, Id user_id)
{
    return db_exec(ctx,
        "INSERT INTO membership (organization_id, user_id, created_at) VALUES ($1, $2, $3)",
        organization_id, user_id, ctx->now);
}

Error membership_store_list(Ctx *ctx, const MemberFilter *filter, MemberList *ret_members)
{
    return db_all(ctx, member_shape, ret_members,
        "SELECT " MEMBER_COLUMNS ", " ORIGIN " AS origin, " SECOND_FACTOR
        " AS second_factor FROM " MEMBERS
        " WHERE organization_id = $1 AND (CAST($2 AS TEXT) IS NULL OR"
        " lower(name) LIKE lower($2) ESCAPE '!' OR lower(email) LIKE lower($2) ESCAPE '!')"
        " AND (CAST($3 AS TEXT) IS NULL OR EXISTS (" HELD
        " AND held.role = $3 AND (ends_at IS NULL OR ends_at > $4)))"
        " AND (CAST($5 AS TEXT) IS NULL OR ($5 = 'with_roles') = EXISTS (" HELD
        " AND (ends_at IS NULL OR ends_at > $4)))"
        " AND (CAST($6 AS TEXT) IS NULL OR (lower(name), user_account.id) >"
        " (SELECT lower(last.name), last.id FROM user_account AS last WHERE last.id = $6))"
        " AND (CAST($8 AS TEXT) IS NULL OR $8 = " SECOND_FACTOR
        ")"
        " ORDER BY lower(name), user_account.id LIMIT $7",
        ctx->actor.organization_id, db_pattern(ctx->arena, filter->q), filter->role, ctx->now,
        filter->state, filter->after, filter->limit, filter->second_factor);
}

Error membership_store_get(Ctx *ctx, Id user_id, Member *ret_member)
{
    return db_one(ctx, member_shape, ret_member,
        "SELECT " MEMBER_COLUMNS ", " ORIGIN " AS origin, " SECOND_FACTOR
        " AS second_factor FROM " MEMBERS " WHERE organization_id = $1 AND membership.user_id = $2",
        ctx->actor.organization_id, user_id);
}

Error membership_store_count_email(Ctx *ctx, const char *email, int64_t *ret_count)
{
    return db_number(ctx, ret_count,
        "SELECT count(*) FROM " MEMBERS " WHERE organization_id = $1 AND lower(email) = lower($2)",
        ctx->actor.organization_id, email);
}

Error membership_store_count(Ctx *ctx, Id organization_id, Id user_id, int64_t *ret_count)
{
    return db_number(ctx, ret_count,
        "SELECT count(*) FROM membership WHERE organization_id = $1 AND user_id = $2",
        organization_id, user_id);
}

Error membership_store_count_user(Ctx *ctx, Id user_id, int64_t *ret_count)
{
    return db_number(ctx, ret_count, "SELECT count(*) FROM membership WHERE user_id = $1", user_id);
}

Error membership_store_remove(Ctx *ctx, Id user_id)
{
    TRY(db_exec(ctx, "DELETE FROM membership_role WHERE organization_id = $1 AND user_id = $2",
        ctx->actor.organization_id, user_id));
    return db_exec(ctx, "DELETE FROM membership WHERE organization_id = $1 AND user_id = $2",
        ctx->actor.organization_id, user_id);
}

Error membership_store_change(Ctx *ctx, Id user_id)
{
    return db_exec(ctx,
        "UPDATE membership SET version = version + 1 WHERE organization_id = $1 AND user_id = $2",
        ctx->actor.organization_id, user_id);
}

Error membership_store_list_with_role(
    Ctx *ctx, Id organization_id, const char *role, MemberList *ret_members)
{
    return db_all(ctx, member_shape, ret_members,
        "SELECT " MEMBER_COLUMNS " FROM " MEMBERS " WHERE organization_id = $1 AND EXISTS (" HELD
        " AND held.role = $2 AND (ends_at IS NULL OR ends_at > $3)) ORDER BY membership.user_id",
        organization_id, role, ctx->now);
}

Error membership_store_list_operators(Ctx *ctx, MemberList *ret_members)
{
    return db_all(ctx, member_shape, ret_members,
        "SELECT membership.user_id, user_account.name, email, user_account.language,"
        " membership.created_at, last_sign_in_at, version FROM " MEMBERS
        " JOIN organization ON organization.id = membership.organization_id"
        " WHERE is_operator AND EXISTS (" HELD
        " AND held.role = 'operator' AND (ends_at IS NULL OR ends_at > $1))"
        " ORDER BY membership.user_id",
        ctx->now);
}
