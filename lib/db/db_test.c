#include "db/db.h"

#include "test/test.h"
#include "testing/world_database.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// ── each test runs on a fresh database of each engine ────────────────────────────────────────

static void fill_nothing(Ctx *ctx)
{
    (void)ctx;
}

static void run_on(WorldEngine engine, void (*test)(Ctx *ctx))
{
    Database *database = world_database_open(engine, fill_nothing);
    Ctx ctx = {.arena = arena_new(), .db = db_new(database), .now = time_now()};
    ctx.actor.is_system = true;
    test(&ctx);
    db_free(ctx.db);
    arena_free(ctx.arena);
    world_database_close(engine, database);
}

static void run_on_each(void (*test)(Ctx *ctx))
{
    run_on(WORLD_SQLITE, test);
    if (world_has_postgresql())
        run_on(WORLD_POSTGRESQL, test);
}

#define DB_TEST(title)           DB_TEST_AT_(title, __LINE__)
#define DB_TEST_AT_(title, line) DB_TEST_IN_(title, line)
#define DB_TEST_IN_(title, line)                                                                   \
    static void db_test_##line(Ctx *ctx);                                                          \
    TEST(title)                                                                                    \
    {                                                                                              \
        run_on_each(db_test_##line);                                                               \
    }                                                                                              \
    static void db_test_##line(Ctx *ctx)

static void must(const Ctx *ctx, Error error)
{
    if (!error)
        return;
    printf("Bail out! %s: %s\n", ctx->failure.code, ctx->failure.message);
    exit(1);
}

#define do_(...) must(ctx, db_exec(ctx, __VA_ARGS__))

static int64_t count_things(Ctx *ctx)
{
    int64_t count;
    must(ctx, db_number(ctx, &count, "SELECT count(*) FROM thing"));
    return count;
}

DB_TEST("what was written is read")
{
    do_("CREATE TABLE thing (id {id} PRIMARY KEY, name {text}, size {int}, flag {bool}) {strict}");
    do_("INSERT INTO thing (id, name, size, flag) VALUES ($1, $2, $3, $4)", id_from("thi_1"), "a",
        7, true);
    EXPECT_INT(count_things(ctx), 1);
}
