// database.c — what the database itself can do, and what Kontor's own path to it makes of that:
//
//     database ingest FOLDER    usage rows a second: ai_calls_record, and the bare INSERT
//     database commit FOLDER    durable transactions a second from 64 threads, and one after
//     another
//
// SQLite in FOLDER, synchronous=FULL. Prints one JSON line.
#include "base/ctx.h"
#include "crypt/crypt.h"
#include "db/db.h"
#include "services/ai/ai_call.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { BATCH = 500, THREADS = 64, SECONDS_EACH = 3 };

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void must(Error error, const Ctx *ctx)
{
    if (!error)
        return;
    fprintf(stderr, "database: %s\n", ctx->failure.message);
    exit(1);
}

static Ctx ctx_of(Database *database)
{
    return (Ctx){.arena = arena_new(),
        .db = db_new(database),
        .actor = {.is_system = true},
        .now = time_now(),
        .request_id = "bench"};
}

static double kontor_rows(Database *database)
{
    Ctx ctx = ctx_of(database);
    const Id organization = id_new("org"), subscription = id_new("sub"), key = id_new("key");
    long rows = 0;
    double start = now();
    while (now() - start < SECONDS_EACH) {
        AiCall calls[BATCH];
        const AiCall *list[BATCH];
        for (size_t i = 0; i < BATCH; i++) {
            calls[i] = (AiCall){organization, id_new("req"), subscription, key, key, "bench/model",
                "chat", ctx.now, ctx.now, 812, 231, 0, 0, AI_EXACT, 200, 200, true};
            list[i] = &calls[i];
        }
        must(ai_calls_record(&ctx, list, BATCH), &ctx);
        arena_reset(ctx.arena);
        rows += BATCH;
    }
    double rate = (double)rows / (now() - start);
    db_free(ctx.db);
    arena_free(ctx.arena);
    return rate;
}

static void execute(sqlite3 *file, const char *sql)
{
    if (sqlite3_exec(file, sql, NULL, NULL, NULL) != SQLITE_OK) {
        fprintf(stderr, "database: %s\n", sqlite3_errmsg(file));
        exit(1);
    }
}

// The same row by one prepared statement, the same number in a transaction.
static double bare_rows(const char *path)
{
    sqlite3 *file;
    sqlite3_stmt *insert;
    sqlite3_open(path, &file);
    execute(file, "PRAGMA synchronous=FULL");
    sqlite3_prepare_v2(file,
        "INSERT INTO ai_usage VALUES ('org_bench', CAST(printf('%016x', $n) AS BLOB), 'req_bench', 'sub_bench',"
        " 'key_bench', 'aim_bench', 'bench/model', 'chat', '2026-11-22', 1795000000000000,"
        " 1795000000000000, 812, 231, 0, 0, 'exact', 200, 200, 1)",
        -1, &insert, NULL);
    long rows = 0;
    double start = now();
    while (now() - start < SECONDS_EACH) {
        execute(file, "BEGIN IMMEDIATE");
        for (int i = 0; i < BATCH; i++, rows++) {
            sqlite3_bind_int64(insert, 1, rows); // ids that grow, like Kontor's
            sqlite3_step(insert);
            sqlite3_reset(insert);
        }
        execute(file, "COMMIT");
    }
    double rate = (double)rows / (now() - start);
    sqlite3_finalize(insert);
    sqlite3_close(file);
    return rate;
}

typedef struct Writers {
    Database *database;
    atomic_long count;
    double until;
} Writers;

static void *write_until(void *arg)
{
    Writers *writers = arg;
    Ctx ctx = ctx_of(writers->database);
    while (now() < writers->until) {
        Tx tx = {0};
        must(tx_begin(&ctx, TX_WRITE, &tx), &ctx);
        must(db_exec(&ctx, "INSERT INTO throttle (subject, window_start, count) VALUES ($1, 1, 1)",
                 id_new("tst")),
            &ctx);
        must(tx_commit(&tx), &ctx);
        atomic_fetch_add(&writers->count, 1);
        arena_reset(ctx.arena);
    }
    db_free(ctx.db);
    arena_free(ctx.arena);
    return NULL;
}

static double commits(Database *database, int threads)
{
    pthread_t all[THREADS];
    double start = now();
    Writers writers = {.database = database, .until = start + SECONDS_EACH};
    for (int i = 0; i < threads; i++)
        pthread_create(&all[i], NULL, write_until, &writers);
    for (int i = 0; i < threads; i++)
        pthread_join(all[i], NULL);
    return (double)writers.count / (now() - start);
}

int main(int count, char **words)
{
    if (count != 3) {
        fprintf(stderr, "usage: database ingest|commit FOLDER\n");
        return 2;
    }
    crypt_start();
    Arena *arena = arena_new();
    const char *path = arena_printf(arena, "%s/bench.db", words[2]), *problem;
    Database *database = database_open(arena_printf(arena, "sqlite:%s", path), 4, &problem);
    if (!database) {
        fprintf(stderr, "database: %s\n", problem);
        return 1;
    }
    Ctx ctx = ctx_of(database);
    int64_t steps;
    must(database_migrate(&ctx, &steps), &ctx);
    if (strcmp(words[1], "ingest") == 0) {
        double kontor = kontor_rows(database), bare = bare_rows(path);
        printf("{\"kontor\": %.0f, \"bare\": %.0f}\n", kontor, bare);
    } else {
        double shared = commits(database, THREADS), alone = commits(database, 1);
        printf("{\"shared\": %.0f, \"alone\": %.0f}\n", shared, alone);
    }
    db_free(ctx.db);
    arena_free(ctx.arena);
    database_close(database);
    arena_free(arena);
    return 0;
}
