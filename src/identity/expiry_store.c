#include "expiry_store.h"

#include "db/db.h"

Error expiry_store_remove_sessions(Ctx *ctx, Time expired_before)
{
    return db_exec(ctx, "DELETE FROM session WHERE expires_at < $1", expired_before);
}

Error expiry_store_remove_links(Ctx *ctx, Time expired_before)
{
    return db_exec(ctx, "DELETE FROM password_link WHERE expires_at < $1", expired_before);
}

Error expiry_store_remove_challenges(Ctx *ctx, Time expired_before)
{
    return db_exec(ctx, "DELETE FROM used_challenge WHERE expires_at < $1", expired_before);
}

Error expiry_store_remove_counts(Ctx *ctx, Time started_before)
{
    return db_exec(ctx, "DELETE FROM throttle WHERE window_start < $1", started_before);
}

Error expiry_store_remove_ends(Ctx *ctx, Time ended_before)
{
    return db_exec(ctx, "DELETE FROM sign_in_end WHERE ended_at < $1", ended_before);
}
