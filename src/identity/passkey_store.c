#include "passkey_store.h"

#include "db/db.h"
#include "json/json.h"

#define COLUMNS                                                                                    \
    "user_id, id, name, credential_id, algorithm, public_key, sign_count, transports,"             \
    " is_backup_eligible, is_backed_up, created_at, last_used_at"

Error passkey_store_create(Ctx *ctx, const Passkey *passkey)
{
    return db_exec(ctx,
        "INSERT INTO passkey (user_id, id, name, credential_id, algorithm, public_key, sign_count,"
        " transports, is_backup_eligible, is_backed_up, created_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        passkey->user_id, passkey->id, passkey->name, passkey->credential_id, passkey->algorithm,
        passkey->public_key, passkey->sign_count, json_of_texts(ctx->arena, passkey->transports),
        passkey->is_backup_eligible, passkey->is_backed_up, passkey->created_at);
}

Error passkey_store_get(Ctx *ctx, Id user_id, Id id, Passkey *ret_passkey)
{
    return db_one(ctx, passkey_shape, ret_passkey,
        "SELECT " COLUMNS " FROM passkey WHERE user_id = $1 AND id = $2", user_id, id);
}

Error passkey_store_find(Ctx *ctx, const char *credential_id, Passkey *ret_passkey)
{
    return db_one(ctx, passkey_shape, ret_passkey,
        "SELECT " COLUMNS " FROM passkey WHERE credential_id = $1", credential_id);
}

Error passkey_store_list(Ctx *ctx, Id user_id, PasskeyList *ret_passkeys)
{
    return db_all(ctx, passkey_shape, ret_passkeys,
        "SELECT " COLUMNS " FROM passkey WHERE user_id = $1 ORDER BY id", user_id);
}

Error passkey_store_count(Ctx *ctx, Id user_id, int64_t *ret_count)
{
    return db_number(ctx, ret_count, "SELECT count(*) FROM passkey WHERE user_id = $1", user_id);
}

Error passkey_store_change(Ctx *ctx, Id user_id, Id id, const char *name)
{
    return db_exec(
        ctx, "UPDATE passkey SET name = $3 WHERE user_id = $1 AND id = $2", user_id, id, name);
}

Error passkey_store_use(Ctx *ctx, const Passkey *passkey, int64_t *ret_count)
{
    return db_exec_count(ctx, ret_count,
        "UPDATE passkey SET sign_count = $3, is_backed_up = $4, last_used_at = $5"
        " WHERE user_id = $1 AND id = $2 AND (sign_count < $3 OR (sign_count = 0 AND $3 = 0))",
        passkey->user_id, passkey->id, passkey->sign_count, passkey->is_backed_up, ctx->now);
}

Error passkey_store_remove(Ctx *ctx, Id user_id, Id id)
{
    return db_exec(ctx, "DELETE FROM passkey WHERE user_id = $1 AND id = $2", user_id, id);
}

Error passkey_store_remove_all(Ctx *ctx, Id user_id)
{
    return db_exec(ctx, "DELETE FROM passkey WHERE user_id = $1", user_id);
}
