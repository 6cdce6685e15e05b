#include "challenge_store.h"

#include "db/db.h"

Error challenge_store_use(Ctx *ctx, Digest challenge, Time expires_at, int64_t *ret_count)
{
    return db_exec_count(ctx, ret_count,
        "INSERT INTO used_challenge (digest, expires_at) VALUES ($1, $2)"
        " ON CONFLICT (digest) DO NOTHING",
        challenge, expires_at);
}
