#include "delegation_store.h"

#include "db/db.h"
#include "json/json.h"

// Only $4 (now) says whether the end has come.
#define COLUMNS                                                                                    \
    "delegation.organization_id, delegation.id, partner_id, roles, delegation.created_at,"         \
    " expires_at, accepted_at, ended_at, customer.name AS organization_name,"                      \
    " CASE WHEN accepted_at IS NOT NULL THEN partner.name END AS partner_name,"                    \
    " CASE WHEN state IN ('offered', 'accepted') AND expires_at <= $4 THEN 'ended'"                \
    " ELSE state END AS state"

#define DELEGATIONS                                                                                \
    "delegation JOIN organization AS customer ON customer.id = delegation.organization_id"         \
    " LEFT JOIN organization AS partner ON partner.id = partner_id"

Error delegation_store_create(Ctx *ctx, const Delegation *delegation)
{
    return db_exec(ctx,
        "INSERT INTO delegation (organization_id, id, partner_id, roles, state, offered_by,"
        " created_at, expires_at) VALUES ($1, $2, $3, $4, 'offered', $5, $6, $7)",
        delegation->organization_id, delegation->id, delegation->partner_id,
        json_of_texts(ctx->arena, delegation->roles), ctx->actor.user_id, delegation->created_at,
        delegation->expires_at);
}

Error delegation_store_get(Ctx *ctx, Id id, Delegation *ret_delegation)
{
    return db_one(ctx, delegation_shape, ret_delegation,
        "SELECT " COLUMNS " FROM " DELEGATIONS
        " WHERE delegation.id = $1 AND (delegation.organization_id = $2 OR partner_id = $3)",
        id, ctx->actor.organization_id, ctx->actor.organization_id, ctx->now);
}

Error delegation_store_list(
    Ctx *ctx, const char *after, int64_t limit, DelegationList *ret_delegations)
{
    return db_all(ctx, delegation_shape, ret_delegations,
        "SELECT " COLUMNS " FROM " DELEGATIONS
        " WHERE delegation.organization_id = $1 AND (CAST($2 AS TEXT) IS NULL OR delegation.id < $2)"
        " ORDER BY delegation.id DESC LIMIT $3",
        ctx->actor.organization_id, after, limit, ctx->now);
}

Error delegation_store_list_customers(
    Ctx *ctx, const char *after, int64_t limit, DelegationList *ret_delegations)
{
    return db_all(ctx, delegation_shape, ret_delegations,
        "SELECT " COLUMNS " FROM " DELEGATIONS
        " WHERE partner_id = $1 AND (CAST($2 AS TEXT) IS NULL OR delegation.id < $2)"
        " ORDER BY delegation.id DESC LIMIT $3",
        ctx->actor.organization_id, after, limit, ctx->now);
}

Error delegation_store_move(Ctx *ctx, const Delegation *delegation, DelegationState state)
{
    bool is_accepted = state == DELEGATION_ACCEPTED;
    return db_exec(ctx,
        "UPDATE delegation SET state = $3, accepted_at = coalesce($4, accepted_at), ended_at = $5"
        " WHERE organization_id = $1 AND id = $2",
        delegation->organization_id, delegation->id, delegation_state_names[state],
        is_accepted ? ctx->now : TIME_NONE, is_accepted ? TIME_NONE : ctx->now);
}

Error delegation_store_end(Ctx *ctx)
{
    return db_exec(ctx,
        "UPDATE delegation SET state = 'ended' WHERE organization_id = $1"
        " AND state IN ('offered', 'accepted') AND expires_at <= $2",
        ctx->actor.organization_id, ctx->now);
}
