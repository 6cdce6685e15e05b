// sqlite.h — the parts of the SQLite engine. Private to lib/db.
#pragma once

#include "engine.h"

#include <pthread.h>
#include <semaphore.h>
#include <sqlite3.h>
#include <stdatomic.h>

typedef struct Connection {
    sqlite3 *sqlite;
    Statements statements;
    int restart_at; // pages of the log
} Connection;

/** Opens the file. A sentence, or NULL when it is open. */
const char *connection_open(Connection *connection, const char *path, TxMode mode);
void connection_close(Connection *connection);

/** Runs a literal without arguments and rows, such as COMMIT; prepared once. False if it fails. */
bool connection_run(Connection *connection, const char *sql);

/** The engine's error as ours. */
Error sqlite_fail(Ctx *ctx, Connection *connection);

/** The name of the constraint or index that a unique violation's message speaks of. */
const char *sqlite_unique_name(Ctx *ctx, Connection *connection, const char *message);

/** What PostgreSQL has and SQLite has not: string_agg, json_agg, greatest, least. */
bool sqlite_add_functions(sqlite3 *sqlite);

// ── the one writer ───────────────────────────────────────────────────────────────────────────
// Write transactions take turns, first come first served. Each is a savepoint in an outer
// transaction that stays open from one to the next: a batch. Who commits leaves the turn to
// others; the first one of the batch that committed queues for another turn and commits the outer
// transaction for all that ran before it. So one fsync makes many transactions durable.

/** The write transactions between one BEGIN and its COMMIT. */
typedef struct Batch {
    atomic_int references; // transactions that still look at it
    sem_t settled;         // raised once for each of them
    bool is_led;           // somebody has committed and will commit the batch
    bool is_settled;       // committed, or lost
    const char *problem;   // why it was lost: a literal
} Batch;

typedef struct Waiter Waiter;

typedef struct Writer {
    Connection connection;
    Batch *batch;    // NULL: no outer transaction is open
    int64_t commits; // of batches, so far
    pthread_mutex_t mutex;
    bool is_taken; // somebody has the turn
    int waiting;   // others
    Waiter *first, **last;
} Writer;

const char *writer_open(Writer *writer, const char *path);
void writer_close(Writer *writer);

/** Waits for the turn and begins. The batch is the transaction's until commit or rollback. */
Error writer_begin(Ctx *ctx, Writer *writer, Batch **ret_batch);
Error writer_commit(Ctx *ctx, Writer *writer, Batch *batch);
void writer_rollback(Writer *writer, Batch *batch);

/** After a failed statement: SQLite may have rolled back the whole batch. */
void writer_notice(Writer *writer);

/** For tests and measurements. */
typedef struct WriterFigures {
    int64_t commits; // of batches: fewer than of transactions
    int waiting;     // transactions, for their turn
} WriterFigures;

WriterFigures writer_figures(Database *database);
