#include "member_holding_store.h"

#include "db/db.h"

Error member_holding_store_get(Ctx *ctx, Id user_id, MemberHoldings *ret_holdings)
{
    return db_one(ctx, member_holdings_shape, ret_holdings,
        "SELECT (SELECT count(*) FROM api_token WHERE organization_id = $1 AND user_id = $2"
        " AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $3)) AS api_tokens,"
        " (SELECT count(*) FROM api_token WHERE organization_id = $1 AND created_by = $2"
        " AND is_organizations AND revoked_at IS NULL"
        " AND (expires_at IS NULL OR expires_at > $3)) AS organization_tokens,"
        " (SELECT count(*) FROM lead WHERE seller_organization_id = $1 AND assigned_to = $2"
        " AND ended_at IS NULL) AS leads,"
        " (SELECT count(*) FROM draft WHERE organization_id = $1 AND changed_by = $2) AS drafts,"
        " (SELECT count(*) FROM ai_key WHERE organization_id = $1 AND created_by = $2"
        " AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $3)) AS ai_keys",
        ctx->actor.organization_id, user_id, ctx->now);
}
