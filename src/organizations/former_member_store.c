#include "former_member_store.h"

#include "db/db.h"

// A cloud's user stays here when its person unlinks it.
Error former_member_store_create(Ctx *ctx, Id user_id)
{
    return db_exec(ctx,
        "INSERT INTO former_member (organization_id, user_id, known_as, removed_at)"
        " SELECT CAST($1 AS TEXT), CAST($2 AS TEXT), CAST(coalesce((SELECT json_agg(known_as) FROM"
        " (SELECT provider_id || ' ' || subject AS known_as FROM linked_identity"
        " JOIN identity_provider AS provider ON provider.id = provider_id"
        " WHERE user_id = $2 AND provider.organization_id = $1 AND NOT is_platform"
        " UNION SELECT provider_id || ' ' || subject FROM cloud_user JOIN cloud_domain"
        " ON cloud_domain.organization_id = cloud_user.organization_id"
        " AND cloud_domain.id = cloud_domain_id"
        " WHERE cloud_user.organization_id = $1 AND user_id = $2) AS identity),"
        " '[]') AS {json}), CAST($3 AS BIGINT)"
        " WHERE TRUE ON CONFLICT (organization_id, user_id) DO UPDATE SET"
        " known_as = excluded.known_as, removed_at = excluded.removed_at",
        ctx->actor.organization_id, user_id, ctx->now);
}

Error former_member_store_count(
    Ctx *ctx, Id organization_id, const char *email, const char *known_as, int64_t *ret_count)
{
    return db_number(ctx, ret_count,
        "SELECT count(*) FROM former_member JOIN user_account ON user_account.id = user_id"
        " WHERE organization_id = $1 AND (lower(email) = lower($2) OR EXISTS"
        " (SELECT 1 FROM {list former_member.known_as} AS known WHERE item = $3))",
        organization_id, email, known_as);
}

Error former_member_store_remove(Ctx *ctx, Id organization_id, Id user_id)
{
    return db_exec(ctx, "DELETE FROM former_member WHERE organization_id = $1 AND user_id = $2",
        organization_id, user_id);
}

Error former_member_store_remove_old(Ctx *ctx, Time before, int64_t limit, int64_t *ret_count)
{
    return db_exec_count(ctx, ret_count,
        "DELETE FROM former_member WHERE (organization_id, user_id) IN"
        " (SELECT organization_id, user_id FROM former_member WHERE removed_at < $1"
        " ORDER BY removed_at, organization_id, user_id LIMIT $2)",
        before, limit);
}
