// database_scenario.h — tests of lib/ that need a database and nothing of the marketplace.
//
//     DATABASE_SCENARIO("an event is never skipped") { must(ctx, event_emit(ctx, …)); }
//
// Each runs on a fresh, migrated database of each engine, as Kontor itself.
#pragma once

#include "db/db.h"
#include "test/test.h"
#include "testing/world_database.h"

void database_scenario_run(WorldEngine engine, void (*scenario)(Ctx *ctx));

/** A Ctx of its own on the same database: for another thread, or another actor. */
Ctx ctx_beside(const Ctx *ctx);
void ctx_free(Ctx *ctx);

void must(const Ctx *ctx, Error error); // stops the test program if there is one

// clang-format off
#define DATABASE_SCENARIO(title)           DATABASE_SCENARIO_AT_(title, __LINE__)
#define DATABASE_SCENARIO_AT_(title, line) DATABASE_SCENARIO_IN_(title, line)
#define DATABASE_SCENARIO_IN_(title, line)                                                         \
    static void scenario_##line(Ctx *ctx);                                                         \
    static void again_##line(void) { database_scenario_run(WORLD_POSTGRESQL, scenario_##line); }   \
    __attribute__((constructor(65535))) static void again_register_##line(void)                    \
    {                                                                                              \
        static TestCase test = {title " (PostgreSQL)", again_##line, NULL};                        \
        if (world_has_postgresql())                                                                \
            test_register(&test);                                                                  \
    }                                                                                              \
    TEST(title) { database_scenario_run(WORLD_SQLITE, scenario_##line); }                          \
    static void scenario_##line(Ctx *ctx)
// clang-format on
