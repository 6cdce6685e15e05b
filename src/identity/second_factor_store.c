#include "second_factor_store.h"

#include "db/db.h"

#define COLUMNS "user_id, id, name, last_step, created_at, confirmed_at, last_used_at"

Error second_factor_store_create(Ctx *ctx, const SecondFactor *factor, Blob secret)
{
    return db_exec(ctx,
        "INSERT INTO second_factor (user_id, id, name, secret, last_step, created_at)"
        " VALUES ($1, $2, $3, $4, $5, $6)",
        factor->user_id, factor->id, factor->name, secret, factor->last_step, factor->created_at);
}

Error second_factor_store_get(Ctx *ctx, Id user_id, Id id, SecondFactor *ret_factor)
{
    return db_one(ctx, second_factor_shape, ret_factor,
        "SELECT " COLUMNS " FROM second_factor WHERE user_id = $1 AND id = $2", user_id, id);
}

Error second_factor_store_get_secret(Ctx *ctx, const SecondFactor *factor, Blob *ret_secret)
{
    return db_blob(ctx, ret_secret,
        "SELECT secret FROM second_factor WHERE user_id = $1 AND id = $2", factor->user_id,
        factor->id);
}

Error second_factor_store_list(Ctx *ctx, Id user_id, SecondFactorList *ret_factors)
{
    return db_all(ctx, second_factor_shape, ret_factors,
        "SELECT " COLUMNS
        " FROM second_factor WHERE user_id = $1 AND confirmed_at IS NOT NULL ORDER BY id",
        user_id);
}

Error second_factor_store_count(Ctx *ctx, Id user_id, int64_t *ret_count)
{
    return db_number(ctx, ret_count,
        "SELECT count(*) FROM second_factor WHERE user_id = $1 AND confirmed_at IS NOT NULL",
        user_id);
}

Error second_factor_store_use(
    Ctx *ctx, const SecondFactor *factor, int64_t step, int64_t *ret_count)
{
    return db_exec_count(ctx, ret_count,
        "UPDATE second_factor SET last_step = $3, last_used_at = $4"
        " WHERE user_id = $1 AND id = $2 AND last_step < $3",
        factor->user_id, factor->id, step, ctx->now);
}

Error second_factor_store_confirm(Ctx *ctx, const SecondFactor *factor)
{
    return db_exec(ctx, "UPDATE second_factor SET confirmed_at = $3 WHERE user_id = $1 AND id = $2",
        factor->user_id, factor->id, ctx->now);
}

Error second_factor_store_remove(Ctx *ctx, Id user_id, Id id, int64_t *ret_count)
{
    return db_exec_count(
        ctx, ret_count, "DELETE FROM second_factor WHERE user_id = $1 AND id = $2", user_id, id);
}

Error second_factor_store_remove_unconfirmed(Ctx *ctx, Id user_id)
{
    return db_exec(
        ctx, "DELETE FROM second_factor WHERE user_id = $1 AND confirmed_at IS NULL", user_id);
}

Error second_factor_store_remove_all(Ctx *ctx, Id user_id)
{
    return db_exec(ctx, "DELETE FROM second_factor WHERE user_id = $1", user_id);
}

Error recovery_code_store_create(Ctx *ctx, Id user_id, Digest digest)
{
    return db_exec(ctx,
        "INSERT INTO recovery_code (user_id, digest, created_at) VALUES ($1, $2, $3)", user_id,
        digest, ctx->now);
}

Error recovery_code_store_get(Ctx *ctx, Id user_id, RecoveryCodes *ret_codes)
{
    return db_one(ctx, recovery_codes_shape, ret_codes,
        "SELECT count(*) - count(used_at) AS unused, min(created_at) AS created_at"
        " FROM recovery_code WHERE user_id = $1",
        user_id);
}

Error recovery_code_store_use(Ctx *ctx, Id user_id, Digest digest, int64_t *ret_count)
{
    return db_exec_count(ctx, ret_count,
        "UPDATE recovery_code SET used_at = $3"
        " WHERE user_id = $1 AND digest = $2 AND used_at IS NULL",
        user_id, digest, ctx->now);
}

Error recovery_code_store_remove_all(Ctx *ctx, Id user_id)
{
    return db_exec(ctx, "DELETE FROM recovery_code WHERE user_id = $1", user_id);
}
