#include "db.h"

#include "base/text.h"
#include "engine.h"
#include "metrics/metrics.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { MAX_RUNS = 5, FIRST_ITEMS = 16 };

static const int64_t bounds[] = {SECOND / 10000, SECOND / 1000, SECOND / 200, SECOND / 50,
    SECOND / 10, SECOND / 2, SECONDS(2), SECONDS(10), 0};
static Metric statements_total =
    COUNTER("kontor_db_statements_total", "Statements run, by their transaction.", "mode", NULL);
static Metric transactions_total =
    COUNTER("kontor_db_transactions_total", "Transactions, by how they ended.", "mode", "outcome");
static Metric retries_total = COUNTER("kontor_db_transaction_retries_total",
    "Transactions that were run again after they lost against another.", NULL, NULL);
static Metric wait_seconds = HISTOGRAM("kontor_db_wait_seconds",
    "How long a transaction waited for its turn to write, or for a connection.", "mode", NULL,
    bounds);
static Metric transaction_seconds = HISTOGRAM("kontor_db_transaction_seconds",
    "How long a transaction took once it had begun, until it was durable.", "mode", NULL, bounds);

static const Engine *engine_of(const Ctx *ctx)
{
    return ctx->db->database->engine;
}

// ── databases ────────────────────────────────────────────────────────────────────────────────

Database *database_open(const char *url, int connections, const char **ret_problem)
{
    static const char sqlite[] = "sqlite:";
    bool is_sqlite = strncmp(url, sqlite, strlen(sqlite)) == 0;
    if (!is_sqlite && strncmp(url, "postgresql://", 13) != 0) {
        *ret_problem = "A database is sqlite:/path/to/file or postgresql://…";
        return NULL;
    }
    Database *database = calloc(1, sizeof *database);
    if (!database)
        abort();
    database->engine = is_sqlite ? &sqlite_engine : &postgresql_engine;
    database->url = strdup(is_sqlite ? url + strlen(sqlite) : url);
    database->connections = connections;
    const char *problem = database->engine->open(database);
    if (!problem)
        return database;
    *ret_problem = problem;
    database_close(database);
    return NULL;
}

void database_close(Database *database)
{
    if (!database)
        return;
    database->engine->close(database);
    free((char *)database->url);
    free(database);
}

bool database_is_postgresql(const Database *database)
{
    return database->engine->is_postgresql;
}

Error database_backup(Ctx *ctx, const char *path)
{
    if (access(path, F_OK) == 0)
        return fail(ctx, CONFLICT, "backup_exists", "There is a file %s already.", path);
    return engine_of(ctx)->backup(ctx, path);
}

void database_listen(Database *database, void (*hear)(void))
{
    const Engine *engine = database->engine;
    bool was_heard = database->hear, is_heard = hear;
    database->hear = hear;
    if (engine->listen && was_heard != is_heard)
        (is_heard ? engine->listen : engine->listen_end)(database);
}

void db_tell(Ctx *ctx)
{
    ctx->db->has_news = true;
}

Db *db_new(Database *database)
{
    Db *db = calloc(1, sizeof *db);
    if (!db)
        abort();
    db->database = database;
    db->session = database->engine->session_new(db);
    return db;
}

void db_free(Db *db)
{
    if (!db)
        return;
    db->database->engine->session_free(db);
    free(db);
}

Database *db_database(Db *db)
{
    return db->database;
}

// ── transactions ─────────────────────────────────────────────────────────────────────────────

static const char *const mode_names[] = {[TX_READ] = "read", [TX_WRITE] = "write"};

static void news_tell(Database *database)
{
    void (*hear)(void) = database->hear;
    if (hear)
        hear();
    if (database->engine->tell)
        database->engine->tell(database);
}

static Error begin(Ctx *ctx, TxMode mode)
{
    Db *db = ctx->db;
    Time asked = time_now();
    TRY(engine_of(ctx)->begin(ctx, mode));
    db->mode = mode;
    db->began = time_now();
    db->statements = 0;
    metric_observe(&wait_seconds, db->began.us - asked.us, mode_names[mode], NULL);
    return OK;
}

static void measure(const Db *db, const char *outcome)
{
    const char *mode = mode_names[db->mode];
    metric_observe(&transaction_seconds, time_now().us - db->began.us, mode, NULL);
    metric_add(&transactions_total, 1, mode, outcome);
    metric_add(&statements_total, db->statements, mode, NULL);
}

static Error commit(Ctx *ctx)
{
    Db *db = ctx->db;
    bool has_news = db->has_news;
    db->has_news = false;
    Error error = engine_of(ctx)->commit(ctx);
    measure(db, error ? "failed" : "committed");
    if (!error && has_news)
        news_tell(db->database);
    return error;
}

static void rollback(Ctx *ctx)
{
    ctx->db->has_news = false;
    engine_of(ctx)->rollback(ctx);
    measure(ctx->db, "rolled_back");
}

static Error savepoint(Ctx *ctx, const char *verb, int depth)
{
    char sql[40];
    snprintf(sql, sizeof sql, "%s tx%d", verb, depth);
    return engine_of(ctx)->script(ctx, sql);
}

// PostgreSQL refuses everything after a failed statement until it is rolled back; we hold SQLite
// to the same, so that what works on one engine works on the other.
static Error require_sound(Ctx *ctx)
{
    if (!ctx->db->broken_at)
        return OK;
    return fail(ctx, INTERNAL, "transaction_broken",
        "A statement failed before in this transaction; what may fail runs in a nested one.");
}

Error tx_begin(Ctx *ctx, TxMode mode, Tx *ret_tx)
{
    Db *db = ctx->db;
    TRY(require_sound(ctx));
    if (db->depth == 0) {
        TRY(begin(ctx, mode));
    } else if (mode == TX_WRITE && db->mode == TX_READ) {
        return fail(ctx, INTERNAL, "write_in_read", "A read transaction cannot write.");
    } else {
        TRY(savepoint(ctx, "SAVEPOINT", db->depth + 1));
    }
    *ret_tx = (Tx){ctx, ++db->depth};
    return OK;
}

Error tx_commit(Tx *tx)
{
    Ctx *ctx = tx->ctx;
    Db *db = ctx->db;
    TRY(require_sound(ctx)); // tx_end rolls back
    if (tx->depth > 1)
        TRY(savepoint(ctx, "RELEASE", tx->depth));
    db->depth = tx->depth - 1;
    tx->depth = 0;
    return db->depth ? OK : commit(ctx);
}

void tx_end(Tx *tx)
{
    if (!tx->depth)
        return;
    Ctx *ctx = tx->ctx;
    Db *db = ctx->db;
    Failure kept = ctx->failure;
    if (tx->depth == 1)
        rollback(ctx);
    bool is_undone = tx->depth == 1 || (savepoint(ctx, "ROLLBACK TO", tx->depth) == OK &&
                                           savepoint(ctx, "RELEASE", tx->depth) == OK);
    ctx->failure = kept;
    db->depth = tx->depth - 1;
    if (db->broken_at > db->depth)
        db->broken_at = 0;
    if (!is_undone)
        db->broken_at = db->depth;
    tx->depth = 0;
}

static Error run_once(Ctx *ctx, TxMode mode, Error (*work)(Ctx *ctx, void *arg), void *arg)
{
    TX tx = {0};
    TRY(tx_begin(ctx, mode, &tx));
    ctx->failure.is_kept = false; // of what failed before
    Error error = work(ctx, arg);
    if (error && !ctx->failure.is_kept)
        return error;
    TRY(tx_commit(&tx));
    return error;
}

Error tx_run(Ctx *ctx, TxMode mode, Error (*work)(Ctx *ctx, void *arg), void *arg)
{
    bool is_outermost = ctx->db->depth == 0;
    for (int run = 1;; run++) {
        Error error = run_once(ctx, mode, work, arg);
        bool may_help = is_outermost && error == CONFLICT && run < MAX_RUNS &&
                        strcmp(ctx->failure.code, "serialization") == 0;
        if (!may_help)
            return error;
        ctx->failure = (Failure){0};
        metric_add(&retries_total, 1, NULL, NULL);
    }
}

Error tx_run_items(Ctx *ctx, TxMode mode, Error (*work)(Ctx *ctx, void *arg), void *items,
    size_t count, size_t size)
{
    Error failed = OK;
    for (size_t i = 0; i < count; i++) {
        Error error = tx_run(ctx, mode, work, (char *)items + i * size);
        failed = error ? error : failed;
    }
    return failed;
}

// ── statements ───────────────────────────────────────────────────────────────────────────────

typedef struct Query Query;
struct Query {
    const char *sql;
    const DbArg *args;
    size_t count;
    Error (*read)(Ctx *ctx, Rows *rows, const Query *query);
    const Shape *shape;
    void *ret;
    size_t *ret_count;
};

static Error query_run(Ctx *ctx, void *arg)
{
    const Query *query = arg;
    const Engine *engine = engine_of(ctx);
    Rows rows = {.db = ctx->db};
    TRY(require_sound(ctx));
    ctx->db->statements++;
    Error error = engine->run(ctx, query->sql, query->args, query->count, &rows);
    if (error) {
        ctx->db->broken_at = ctx->db->depth;
        return error;
    }
    error = query->read(ctx, &rows, query);
    engine->done(&rows);
    return error;
}

// A statement outside a transaction is one of its own.
static Error db_query(Ctx *ctx, Query query)
{
    if (ctx->db->depth)
        return query_run(ctx, &query);
    const char *word = query.sql + strspn(query.sql, " \n(");
    bool reads = strncasecmp(word, "SELECT", 6) == 0 || strncasecmp(word, "WITH", 4) == 0;
    return tx_run(ctx, reads ? TX_READ : TX_WRITE, query_run, &query);
}

static Error next_row(Ctx *ctx, Rows *rows, bool *ret_found)
{
    Error error = engine_of(ctx)->next(ctx, rows, ret_found);
    if (error)
        ctx->db->broken_at = ctx->db->depth;
    return error;
}

static Error read_touched(Ctx *ctx, Rows *rows, const Query *query)
{
    bool found = true;
    while (found)
        TRY(next_row(ctx, rows, &found));
    if (query->ret)
        *(int64_t *)query->ret = engine_of(ctx)->touched(rows);
    return OK;
}

static Error read_number(Ctx *ctx, Rows *rows, const Query *query)
{
    const Engine *engine = engine_of(ctx);
    bool found;
    TRY(next_row(ctx, rows, &found));
    *(int64_t *)query->ret = found && !engine->is_null(rows, 0) ? engine->number(rows, 0) : 0;
    return OK;
}

static Error read_text(Ctx *ctx, Rows *rows, const Query *query)
{
    const Engine *engine = engine_of(ctx);
    const char *text = NULL;
    size_t length;
    bool found;
    TRY(next_row(ctx, rows, &found));
    if (found && !engine->is_null(rows, 0)) {
        text = engine->text(rows, 0, &length);
        text = arena_text(ctx->arena, text, length);
    }
    *(const char **)query->ret = text;
    return OK;
}

static Error not_found(Ctx *ctx)
{
    return fail(ctx, NOT_FOUND, "not_found", "There is no such thing.");
}

static Error read_blob(Ctx *ctx, Rows *rows, const Query *query)
{
    bool found;
    TRY(next_row(ctx, rows, &found));
    if (!found)
        return not_found(ctx);
    bool missing = engine_of(ctx)->is_null(rows, 0);
    *(Blob *)query->ret = missing ? (Blob){0} : engine_of(ctx)->blob(ctx, rows, 0);
    return OK;
}

static Error read_one(Ctx *ctx, Rows *rows, const Query *query)
{
    bool found;
    TRY(next_row(ctx, rows, &found));
    if (!found)
        return not_found(ctx);
    return row_read(ctx, rows, row_fields(ctx, rows, query->shape), query->ret);
}

static Error read_all(Ctx *ctx, Rows *rows, const Query *query)
{
    const Field **fields = row_fields(ctx, rows, query->shape);
    size_t size = query->shape->size, room = 0, count = 0;
    char *items = NULL;
    for (bool found;;) {
        TRY(next_row(ctx, rows, &found));
        if (!found)
            break;
        if (count == room) {
            room = room ? 2 * room : FIRST_ITEMS;
            char *bigger = arena_alloc(ctx->arena, room * size);
            if (count)
                memcpy(bigger, items, count * size);
            items = bigger;
        }
        TRY(row_read(ctx, rows, fields, items + count * size));
        count++;
    }
    *(void **)query->ret = items;
    *query->ret_count = count;
    return OK;
}

Error db_exec_args(Ctx *ctx, const char *sql, const DbArg *args, size_t count)
{
    return db_query(ctx, (Query){sql, args, count, read_touched, .ret = NULL});
}

Error db_exec_count_args(
    Ctx *ctx, int64_t *ret_count, const char *sql, const DbArg *args, size_t count)
{
    return db_query(ctx, (Query){sql, args, count, read_touched, .ret = ret_count});
}

Error db_number_args(
    Ctx *ctx, int64_t *ret_number, const char *sql, const DbArg *args, size_t count)
{
    return db_query(ctx, (Query){sql, args, count, read_number, .ret = ret_number});
}

Error db_text_args(
    Ctx *ctx, const char **ret_text, const char *sql, const DbArg *args, size_t count)
{
    return db_query(ctx, (Query){sql, args, count, read_text, .ret = ret_text});
}

Error db_blob_args(Ctx *ctx, Blob *ret_blob, const char *sql, const DbArg *args, size_t count)
{
    return db_query(ctx, (Query){sql, args, count, read_blob, .ret = ret_blob});
}

Error db_one_args(Ctx *ctx, const Shape *shape, void *ret_record, const char *sql,
    const DbArg *args, size_t count)
{
    return db_query(ctx, (Query){sql, args, count, read_one, shape, ret_record, NULL});
}

Error db_all_args(Ctx *ctx, const Shape *shape, void **ret_items, size_t *ret_count,
    const char *sql, const DbArg *args, size_t count)
{
    return db_query(ctx, (Query){sql, args, count, read_all, shape, ret_items, ret_count});
}

Error db_script(Ctx *ctx, const char *sql)
{
    TRY(require_sound(ctx));
    Error error =
        engine_of(ctx)->script(ctx, tokens_replace(ctx->arena, sql, engine_of(ctx)->is_postgresql));
    if (error)
        ctx->db->broken_at = ctx->db->depth;
    return error;
}

const char *db_pattern(Arena *arena, const char *part)
{
    if (text_is_empty(part))
        return NULL;
    Text pattern = {.arena = arena};
    text_add(&pattern, "%");
    for (; *part; part++)
        text_printf(&pattern, "%s%c", strchr("%_!", *part) ? "!" : "", *part);
    text_add(&pattern, "%");
    return text_of(&pattern);
}
