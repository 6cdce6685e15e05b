#include "role_request_store.h"

#include "db/db.h"

// Only $2 (now) says whether its time is over.
#define COLUMNS                                                                                    \
    "request.organization_id, request.id, user_id, person.name AS user_name, role, reason,"        \
    " request.created_at, expires_at, decider.name AS decided_by_name, decided_at,"                \
    " decline_reason, EXISTS (SELECT 1 FROM membership_role AS held"                               \
    " WHERE held.organization_id = request.organization_id AND held.user_id = request.user_id"     \
    " AND held.role = 'owner') AS is_owners,"                                                      \
    " CASE WHEN state = 'pending' AND expires_at <= $2 THEN 'expired' ELSE state END AS state"

#define REQUESTS                                                                                   \
    "role_request AS request JOIN user_account AS person ON person.id = user_id"                   \
    " LEFT JOIN user_account AS decider ON decider.id = decided_by"

Error role_request_store_create(Ctx *ctx, const RoleRequest *request)
{
    return db_exec(ctx,
        "INSERT INTO role_request (organization_id, id, user_id, role, reason, state, created_at,"
        " expires_at) VALUES ($1, $2, $3, $4, $5, 'pending', $6, $7)",
        request->organization_id, request->id, request->user_id, role_names[request->role],
        request->reason, request->created_at, request->expires_at);
}

Error role_request_store_get(Ctx *ctx, Id id, Id user_id, RoleRequest *ret_request)
{
    return db_one(ctx, role_request_shape, ret_request,
        "SELECT " COLUMNS " FROM " REQUESTS
        " WHERE request.organization_id = $1 AND request.id = $3"
        " AND (CAST($4 AS TEXT) IS NULL OR user_id = $4)",
        ctx->actor.organization_id, ctx->now, id, user_id);
}

Error role_request_store_list(Ctx *ctx, const char *state, Id user_id, const char *after,
    int64_t limit, RoleRequestList *ret_requests)
{
    return db_all(ctx, role_request_shape, ret_requests,
        "SELECT * FROM (SELECT " COLUMNS " FROM " REQUESTS
        " WHERE request.organization_id = $1 AND (CAST($3 AS TEXT) IS NULL OR user_id = $3)"
        " AND (CAST($4 AS TEXT) IS NULL OR request.id < $4)) AS found"
        " WHERE CAST($5 AS TEXT) IS NULL OR state = $5 ORDER BY id DESC LIMIT $6",
        ctx->actor.organization_id, ctx->now, user_id, after, state, limit);
}

Error role_request_store_move(Ctx *ctx, Id id, RoleRequestState state, const char *decline_reason)
{
    return db_exec(ctx,
        "UPDATE role_request SET state = $3, decided_by = $4, decided_at = $5, decline_reason = $6"
        " WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, id, role_request_state_names[state], ctx->actor.user_id,
        ctx->now, decline_reason);
}

Error role_request_store_expire(Ctx *ctx)
{
    return db_exec(ctx,
        "UPDATE role_request SET state = 'expired' WHERE organization_id = $1"
        " AND state = 'pending' AND expires_at <= $2",
        ctx->actor.organization_id, ctx->now);
}
