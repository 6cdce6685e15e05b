#include "db/db.h"

#include "engine.h"
#include "testing/database_scenario.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// An empty place beside the scenario's database: another file, or another schema.
static Database *empty_open(Ctx *ctx)
{
    const char *url, *problem;
    if (database_is_postgresql(db_database(ctx->db))) {
        must(ctx, db_exec(ctx, "CREATE SCHEMA empty"));
        url = arena_printf(
            ctx->arena, "%s&options=-csearch_path%%3Dempty", db_database(ctx->db)->url);
    } else {
        static int number;
        url = arena_printf(ctx->arena, "sqlite:%s/empty%d.db", world_folder(), number++);
    }
    Database *database = database_open(url, 4, &problem);
    EXPECT(database != NULL);
    return database;
}

typedef struct Node {
    Ctx ctx;
    pthread_t thread;
    Error error;
    int64_t steps;
} Node;

static Node node_new(Database *database)
{
    return (Node){.ctx = {.arena = arena_new(), .db = db_new(database), .now = time_now()}};
}

static void *migrate(void *arg)
{
    Node *node = arg;
    node->error = database_migrate(&node->ctx, &node->steps);
    return NULL;
}

DATABASE_SCENARIO("nodes that start at once take the steps of the schema once")
{
    Database *empty = empty_open(ctx);
    Node nodes[3];
    int64_t taken = 0;
    for (int i = 0; i < 3; i++) {
        nodes[i] = node_new(empty);
        pthread_create(&nodes[i].thread, NULL, migrate, &nodes[i]);
    }
    for (int i = 0; i < 3; i++) {
        pthread_join(nodes[i].thread, NULL);
        EXPECT_INT(nodes[i].error, OK);
        taken += nodes[i].steps;
    }
    int64_t known;
    must(&nodes[0].ctx, db_number(&nodes[0].ctx, &known, "SELECT count(*) FROM migration"));
    EXPECT(known >= 3);
    EXPECT_INT(taken, known);
    for (int i = 0; i < 3; i++)
        ctx_free(&nodes[i].ctx);
    database_close(empty);
}

DATABASE_SCENARIO("a schema from a newer Kontor is refused with a sentence")
{
    must(ctx, db_exec(ctx, "INSERT INTO migration (name, applied_at) VALUES ('9999_future', 1)"));
    int64_t steps;
    EXPECT_INT(database_migrate(ctx, &steps), CONFLICT);
    EXPECT_TEXT(ctx->failure.code, "schema_too_new");
    EXPECT(strstr(ctx->failure.message, "9999_future") != NULL);
}

TEST("an address that is no database is refused with a sentence")
{
    const char *problem = NULL;
    EXPECT(database_open("mysql://x", 1, &problem) == NULL);
    EXPECT(strstr(problem, "sqlite:") != NULL);
    EXPECT(database_open("sqlite:/nowhere/at/all.db", 1, &problem) == NULL);
    EXPECT(strstr(problem, "/nowhere/at/all.db") != NULL);
    EXPECT(database_open("postgresql://127.0.0.1:1/x", 1, &problem) == NULL);
    EXPECT(strstr(problem, "cannot be reached") != NULL);
}

// ── backup ───────────────────────────────────────────────────────────────────────────────────

static void expect_in_file(Ctx *ctx, const char *path)
{
    const char *problem;
    Database *copy = database_open(arena_printf(ctx->arena, "sqlite:%s", path), 1, &problem);
    Ctx other = {.arena = arena_new(), .db = db_new(copy), .now = ctx->now};
    const char *action;
    must(&other, db_text(&other, &action, "SELECT action FROM audit_record"));
    EXPECT_TEXT(action, "precious");
    ctx_free(&other);
    database_close(copy);
}

static void expect_in_dump(Ctx *ctx, const char *path)
{
    FILE *dump = popen(arena_printf(ctx->arena, "pg_restore -f - %s", path), "r");
    char line[1000];
    bool found = false;
    while (fgets(line, sizeof line, dump))
        found = found || strstr(line, "precious");
    EXPECT_INT(pclose(dump), 0);
    EXPECT(found);
}

DATABASE_SCENARIO("a backup has every organization's rows and overwrites nothing")
{
    must(ctx, db_exec(ctx,
                  "INSERT INTO audit_record (organization_id, id, action, status,"
                  " created_at) VALUES ('org_a', 'aud_1', 'precious', 200, 1)"));
    const char *path = arena_printf(ctx->arena, "%s/backup", world_folder());
    must(ctx, database_backup(ctx, path));
    if (database_is_postgresql(db_database(ctx->db)))
        expect_in_dump(ctx, path);
    else
        expect_in_file(ctx, path);
    EXPECT_INT(database_backup(ctx, path), CONFLICT);
    EXPECT_TEXT(ctx->failure.code, "backup_exists");
    unlink(path);
    EXPECT_INT(database_backup(ctx, "/nowhere/at/all"), UNAVAILABLE);
}
