#include "user_store.h"

#include "db/db.h"

#define USER_COLUMNS "id, email, name, language, password_hash, created_at, last_sign_in_at"

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
        "SELECT " USER_COLUMNS " FROM user_account WHERE lower(email) = lower($1)", email);
}

Error user_store_create(Ctx *ctx, const User *user)
{
    return db_exec(ctx,
        "INSERT INTO user_account (id, email, name, language, created_at)"
        " VALUES ($1, $2, $3, $4, $5)",
        user->id, user->email, user->name, user->language, user->created_at);
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
    return db_number(ctx, ret_count, "SELECT count(*) FROM user_account");
}
