#include "user_store.h"

#include "db/db.h"

#define USER_COLUMNS                                                                               \
    "id, email, name, language, is_program, password_hash, created_at, closed_at, last_sign_in_at"

Error user_store_get(Ctx *ctx, Id id, User *ret_user)
{
    return db_one(
        ctx, user_shape, ret_user, "SELECT " USER_COLUMNS " FROM user_account WHERE id = $1", id);
}

Error user_store_lock(Ctx *ctx, Id id, User *ret_user)
{
    return db_one(ctx, user_shape, ret_user,
        "SELECT " USER_COLUMNS " FROM user_account WHERE id = $1 {lock}", id);
}

Error user_store_find(Ctx *ctx, const char *email, User *ret_user)
{
    return db_one(ctx, user_shape, ret_user,
        "SELECT " USER_COLUMNS
        " FROM user_account WHERE lower(email) = lower($1) AND closed_at IS NULL"
        " AND NOT is_program",
        email);
}

// A closed account of the address is the one row there can be of it: it begins anew.
Error user_store_create(Ctx *ctx, const User *user, Id *ret_id)
{
    const char *id;
    TRY(db_text(ctx, &id,
        "INSERT INTO user_account (id, email, name, language, is_program, created_at)"
        " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (lower(email)) DO UPDATE SET"
        " email = excluded.email, name = excluded.name, language = excluded.language,"
        " last_sign_in_at = NULL, closed_at = NULL WHERE user_account.closed_at IS NOT NULL"
        " RETURNING id",
        user->id, user->email, user->name, user->language, user->is_program, user->created_at));
    *ret_id = id_from(id);
    return OK;
}

Error user_store_close(Ctx *ctx, Id id)
{
    return db_exec(ctx,
        "UPDATE user_account SET closed_at = $2, password_hash = NULL WHERE id = $1", id, ctx->now);
}

Error user_store_change(Ctx *ctx, Id id, const char *name, const char *language)
{
    return db_exec(ctx,
        "UPDATE user_account SET name = coalesce($2, name), language = coalesce($3, language)"
        " WHERE id = $1",
        id, name, language);
}

Error user_store_change_password(Ctx *ctx, Id id, const char *password_hash)
{
    return db_exec(
        ctx, "UPDATE user_account SET password_hash = $2 WHERE id = $1", id, password_hash);
}

Error user_store_write_sign_in(Ctx *ctx, Id id)
{
    return db_exec(ctx, "UPDATE user_account SET last_sign_in_at = $2 WHERE id = $1", id, ctx->now);
}

Error user_store_count(Ctx *ctx, int64_t *ret_count)
{
    return db_number(ctx, ret_count, "SELECT count(*) FROM user_account WHERE NOT is_program");
}

Error user_store_count_other_ways_in(Ctx *ctx, Id id, int64_t *ret_count)
{
    return db_number(ctx, ret_count,
        "SELECT (SELECT count(*) FROM passkey WHERE user_id = $1)"
        " + (SELECT count(*) FROM linked_identity JOIN identity_provider AS provider"
        " ON provider.id = linked_identity.provider_id WHERE user_id = $1"
        " AND provider.is_enabled AND provider.state = 'ready' AND provider.removed_at IS NULL)",
        id);
}
