#include "password_link_store.h"

#include "db/db.h"

Error password_link_store_create(Ctx *ctx, const PasswordLink *link)
{
    return db_exec(ctx,
        "INSERT INTO password_link (id, user_id, purpose, created_at, expires_at)"
        " VALUES ($1, $2, $3, $4, $5)",
        link->id, link->user_id, password_link_purposes[link->purpose], link->created_at,
        link->expires_at);
}

Error password_link_store_get(Ctx *ctx, Id id, PasswordLink *ret_link)
{
    return db_one(ctx, password_link_shape, ret_link,
        "SELECT password_link.id, user_id, purpose, email, password_link.created_at, expires_at,"
        " used_at, used_at IS NULL AND expires_at > $2 AS is_usable FROM password_link"
        " JOIN user_account ON user_account.id = user_id WHERE password_link.id = $1",
        id, ctx->now);
}

Error password_link_store_lock(Ctx *ctx, Id id, PasswordLink *ret_link)
{
    return db_one(ctx, password_link_shape, ret_link,
        "SELECT id, user_id, purpose, created_at, expires_at, used_at,"
        " used_at IS NULL AND expires_at > $2 AS is_usable FROM password_link"
        " WHERE id = $1 {lock}",
        id, ctx->now);
}

Error password_link_store_use_all(Ctx *ctx, Id user_id)
{
    return db_exec(ctx,
        "UPDATE password_link SET used_at = $2 WHERE user_id = $1 AND used_at IS NULL", user_id,
        ctx->now);
}
