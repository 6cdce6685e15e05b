// world_database.h — databases for tests: one is migrated and filled, each scenario gets a copy.
//
// Migrating takes half a second, so many programs share it (tests/unit/run): they begin with the
// file that KONTOR_TEST_SQLITE names and the database KONTOR_TEST_POSTGRESQL_TEMPLATE, if set.
#pragma once

#include "db/db.h"

typedef enum WorldEngine { WORLD_SQLITE, WORLD_POSTGRESQL } WorldEngine;

/** Whether KONTOR_TEST_POSTGRESQL names a server on which databases may be created. */
bool world_has_postgresql(void);

/** A folder of this test program in memory; gone when it ends. */
const char *world_folder(void);

/** Opens a fresh copy of what `fill` made of an empty, migrated database (once per program). */
Database *world_database_open(WorldEngine engine, void (*fill)(Ctx *ctx));
void world_database_close(WorldEngine engine, Database *database); // and removes it
