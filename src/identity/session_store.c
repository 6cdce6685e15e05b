#include "session_store.h"

#include "db/db.h"

#define SESSION_COLUMNS                                                                            \
    "id, user_id, method, address, user_agent, created_at, last_seen_at, expires_at, verified_at," \
    " organization_id, break_glass_organization_id"

Error session_store_create(Ctx *ctx, const UserSession *session, Digest secret)
{
    return db_exec(ctx,
        "INSERT INTO session (id, user_id, secret_digest, method, address, user_agent, created_at,"
        " last_seen_at, expires_at, verified_at, organization_id)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        session->id, session->user_id, secret, session->method, session->address,
        session->user_agent, session->created_at, session->last_seen_at, session->expires_at,
        session->verified_at, session->organization_id);
}

Error session_store_find(Ctx *ctx, Digest secret, Time seen_after, UserSession *ret_session)
{
    return db_one(ctx, user_session_shape, ret_session,
        "SELECT " SESSION_COLUMNS
        " FROM session WHERE secret_digest = $1 AND ended_at IS NULL"
        " AND expires_at > $2 AND last_seen_at > $3",
        secret, ctx->now, seen_after);
}

Error session_store_get(Ctx *ctx, Id id, UserSession *ret_session)
{
    return db_one(ctx, user_session_shape, ret_session,
        "SELECT " SESSION_COLUMNS " FROM session WHERE id = $1", id);
}

Error session_store_write_activity(Ctx *ctx, Id id)
{
    return db_exec(ctx, "UPDATE session SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $2",
        id, ctx->now);
}

Error session_store_write_verified(Ctx *ctx, Id id)
{
    return db_exec(ctx, "UPDATE session SET verified_at = $2, organization_id = NULL WHERE id = $1",
        id, ctx->now);
}

Error session_store_write_break_glass(Ctx *ctx, Id id, Id organization_id, int64_t *ret_count)
{
    return db_exec_count(ctx, ret_count,
        "UPDATE session SET break_glass_organization_id = $2 WHERE id = $1"
        " AND break_glass_organization_id IS DISTINCT FROM $2",
        id, organization_id);
}

Error session_store_list(Ctx *ctx, Id user_id, Time seen_after, const char *after, int64_t limit,
    UserSessionList *ret_sessions)
{
    return db_all(ctx, user_session_shape, ret_sessions,
        "SELECT id, user_id, method, address, user_agent, created_at, last_seen_at, expires_at,"
        " id = $2 AS is_current FROM session"
        " WHERE user_id = $1 AND ended_at IS NULL AND expires_at > $3 AND last_seen_at > $4"
        " AND (CAST($5 AS TEXT) IS NULL OR id < $5) ORDER BY id DESC LIMIT $6",
        user_id, ctx->actor.session_id, ctx->now, seen_after, after, limit);
}

Error session_store_end(Ctx *ctx, Id user_id, Id id, int64_t *ret_count)
{
    return db_exec_count(ctx, ret_count,
        "UPDATE session SET ended_at = $3 WHERE user_id = $1 AND id = $2 AND ended_at IS NULL"
        " AND expires_at > $3",
        user_id, id, ctx->now);
}

Error session_store_end_all(Ctx *ctx, Id user_id, Id except_id)
{
    return db_exec(ctx,
        "UPDATE session SET ended_at = $3 WHERE user_id = $1 AND ended_at IS NULL"
        " AND (CAST($2 AS TEXT) IS NULL OR id <> $2)",
        user_id, except_id, ctx->now);
}

Error session_store_end_by_method(Ctx *ctx, const char *method, Id user_id)
{
    return db_exec(ctx,
        "UPDATE session SET ended_at = $3 WHERE method = $1 AND ended_at IS NULL"
        " AND (CAST($2 AS TEXT) IS NULL OR user_id = $2)",
        method, user_id, ctx->now);
}

// user_id '': all people's.
Error session_store_write_end(Ctx *ctx, const char *method, Id user_id)
{
    return db_exec(ctx,
        "INSERT INTO sign_in_end (method, user_id, ended_at) VALUES ($1, $2, $3)"
        " ON CONFLICT (method, user_id) DO UPDATE SET ended_at = excluded.ended_at",
        method, id_is_set(user_id) ? user_id.text : "", ctx->now);
}

Error session_store_count_ends(
    Ctx *ctx, const char *method, Id user_id, Time since, int64_t *ret_count)
{
    return db_number(ctx, ret_count,
        "SELECT count(*) FROM sign_in_end WHERE method = $1 AND user_id IN ('', $2)"
        " AND ended_at >= $3",
        method, user_id, since);
}

Error session_store_has(Ctx *ctx, Id user_id, const char *address, Time since, int64_t *ret_count)
{
    return db_number(ctx, ret_count,
        "SELECT count(*) FROM session WHERE user_id = $1 AND address = $2 AND created_at > $3",
        user_id, address, since);
}
