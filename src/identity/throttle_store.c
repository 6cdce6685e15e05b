#include "throttle_store.h"

#include "db/db.h"

Error throttle_store_count(Ctx *ctx, const char *subject, Time window_start, int64_t *ret_count)
{
    return db_number(ctx, ret_count,
        "INSERT INTO throttle (subject, window_start, count) VALUES ($1, $2, 1)"
        " ON CONFLICT (subject, window_start) DO UPDATE SET count = throttle.count + 1"
        " RETURNING count",
        subject, window_start);
}

Error throttle_store_remove(Ctx *ctx, const char *subject, Time window_start)
{
    return db_exec(ctx,
        "UPDATE throttle SET count = count - 1"
        " WHERE subject = $1 AND window_start = $2 AND count > 0",
        subject, window_start);
}
