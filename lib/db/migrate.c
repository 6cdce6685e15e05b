#include "db/migrations.h"
#include "engine.h"

#include <string.h>

typedef struct Applied {
    const char *name;
} Applied;

static SHAPE(applied_shape, Applied, FIELD(Applied, name));
typedef LIST_OF(Applied) AppliedList;

// Any number will do, as long as every node takes the same.
#define MIGRATION_LOCK "SELECT pg_advisory_xact_lock(715820446)"

static bool is_applied(const AppliedList *applied, const char *name)
{
    for (size_t i = 0; i < applied->count; i++)
        if (strcmp(applied->items[i].name, name) == 0)
            return true;
    return false;
}

static bool is_known(const char *name)
{
    for (const Migration *migration = migrations; migration->name; migration++)
        if (strcmp(migration->name, name) == 0)
            return true;
    return false;
}

static Error require_known(Ctx *ctx, const AppliedList *applied)
{
    for (size_t i = 0; i < applied->count; i++)
        if (!is_known(applied->items[i].name))
            return fail(ctx, CONFLICT, "schema_too_new",
                "The database was made by a newer Kontor (it has %s); use that one.",
                applied->items[i].name);
    return OK;
}

static Error migrate(Ctx *ctx, void *arg)
{
    int64_t steps = 0;
    AppliedList applied;
    // On SQLite the write transaction is the lock.
    if (database_is_postgresql(ctx->db->database))
        TRY(db_script(ctx, MIGRATION_LOCK));
    TRY(db_exec(ctx,
        "CREATE TABLE IF NOT EXISTS migration"
        " (name {text} PRIMARY KEY, applied_at {int} NOT NULL) {strict}"));
    TRY(db_all(ctx, applied_shape, &applied, "SELECT name FROM migration ORDER BY name"));
    TRY(require_known(ctx, &applied));
    for (const Migration *migration = migrations; migration->name; migration++) {
        if (is_applied(&applied, migration->name))
            continue;
        TRY(db_script(ctx, migration->sql));
        TRY(db_exec(ctx, "INSERT INTO migration (name, applied_at) VALUES ($1, $2)",
            migration->name, ctx->now));
        steps++;
    }
    *(int64_t *)arg = steps;
    return database_make_months(ctx);
}

Error database_migrate(Ctx *ctx, int64_t *ret_steps)
{
    Actor kept = ctx->actor;
    ctx->actor = (Actor){.is_system = true};
    Error error = tx_run(ctx, TX_WRITE, migrate, ret_steps);
    ctx->actor = kept;
    return error;
}
