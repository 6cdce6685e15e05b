#include "sqlite.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    BUSY_MS = 10000,
    CHECKPOINT_PAGES = 1000, // of the log: copied into the database while others go on …
    RESTART_PAGES = 8000,    // … and every so many we wait for readers, to begin the log anew …
    RESTART_MS = 100,        // … but not for long: a backup reads for minutes
};

typedef struct Session {
    Connection reader;   // opened when first needed
    Connection *current; // of the open transaction
    Batch *batch;        // of the open write transaction
} Session;

static Session *session_of(const Ctx *ctx)
{
    return ctx->db->session;
}

static Writer *writer_of(const Ctx *ctx)
{
    return ctx->db->database->state;
}

// ── connections ──────────────────────────────────────────────────────────────────────────────

static int checkpoint(void *arg, sqlite3 *sqlite, const char *name, int pages)
{
    Connection *connection = arg;
    bool restarts = pages >= connection->restart_at;
    if (pages < RESTART_PAGES)
        connection->restart_at = RESTART_PAGES;
    else if (restarts)
        connection->restart_at = pages + RESTART_PAGES;
    if (pages < CHECKPOINT_PAGES)
        return SQLITE_OK;
    sqlite3_busy_timeout(sqlite, RESTART_MS);
    sqlite3_wal_checkpoint_v2(
        sqlite, name, restarts ? SQLITE_CHECKPOINT_RESTART : SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    sqlite3_busy_timeout(sqlite, BUSY_MS);
    return SQLITE_OK;
}

const char *connection_open(Connection *connection, const char *path, TxMode mode)
{
    static const char *const pragmas[] = {
        [TX_READ] =
            "PRAGMA query_only = ON; PRAGMA cache_size = -512;"
            "PRAGMA case_sensitive_like = ON",
        [TX_WRITE] =
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
            "PRAGMA foreign_keys = ON; PRAGMA cache_size = -4096;"
            "PRAGMA journal_size_limit = 67108864; PRAGMA temp_store = MEMORY;"
            "PRAGMA case_sensitive_like = ON",
    };
    static _Thread_local char problem[512];
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    int code = sqlite3_open_v2(
        path, &connection->sqlite, mode == TX_WRITE ? flags | SQLITE_OPEN_CREATE : flags, NULL);
    sqlite3 *sqlite = connection->sqlite;
    sqlite3_busy_timeout(sqlite, BUSY_MS);
    if (!code && !sqlite_add_functions(sqlite))
        code = SQLITE_ERROR;
    if (!code)
        code = sqlite3_exec(sqlite, pragmas[mode], NULL, NULL, NULL);
    connection->restart_at = RESTART_PAGES;
    if (mode == TX_WRITE)
        sqlite3_wal_hook(sqlite, checkpoint, connection);
    if (!code)
        return NULL;
    snprintf(problem, sizeof problem, "The database %s cannot be opened: %s.", path,
        sqlite3_errmsg(sqlite));
    return problem;
}

void connection_close(Connection *connection)
{
    for (size_t i = 0; i < connection->statements.room; i++)
        sqlite3_finalize(connection->statements.places[i].handle);
    statements_free(&connection->statements);
    sqlite3_close(connection->sqlite);
    connection->sqlite = NULL;
}

bool connection_run(Connection *connection, const char *sql)
{
    Statement *place = statements_place(&connection->statements, sql);
    if (!place->handle && sqlite3_prepare_v3(connection->sqlite, sql, -1, SQLITE_PREPARE_PERSISTENT,
                              (sqlite3_stmt **)&place->handle, NULL))
        return false;
    bool is_done = sqlite3_step(place->handle) == SQLITE_DONE;
    return sqlite3_reset(place->handle) == SQLITE_OK && is_done;
}

// Counting what SQLite allocates would cost a lock around every allocation.
static void configure(void)
{
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static const char *engine_open(Database *database)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, configure);
    database->state = calloc(1, sizeof(Writer));
    if (!database->state)
        abort();
    return writer_open(database->state, database->url);
}

static void engine_close(Database *database)
{
    writer_close(database->state);
    free(database->state);
}

static void *session_new(Db *db)
{
    (void)db;
    Session *session = calloc(1, sizeof *session);
    if (!session)
        abort();
    return session;
}

static void session_free(Db *db)
{
    Session *session = db->session;
    connection_close(&session->reader);
    free(session);
}

WriterFigures writer_figures(Database *database)
{
    Writer *writer = database->state;
    pthread_mutex_lock(&writer->mutex);
    WriterFigures figures = {writer->commits, writer->waiting};
    pthread_mutex_unlock(&writer->mutex);
    return figures;
}

// ── errors ───────────────────────────────────────────────────────────────────────────────────

static Error broken_rule(Ctx *ctx, const char *name)
{
    return fail(ctx, CONFLICT, name, "The change breaks the rule %s.", name);
}

Error sqlite_fail(Ctx *ctx, Connection *connection)
{
    int code = sqlite3_extended_errcode(connection->sqlite);
    const char *said = sqlite3_errmsg(connection->sqlite);
    const char *message = arena_text(ctx->arena, said, strlen(said));
    const char *colon = strstr(message, ": ");
    switch (code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
        return broken_rule(ctx, sqlite_unique_name(ctx, connection, message));
    case SQLITE_CONSTRAINT_CHECK: return broken_rule(ctx, colon ? colon + 2 : message);
    case SQLITE_CONSTRAINT_FOREIGNKEY: return broken_rule(ctx, "reference");
    }
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return fail(ctx, CONFLICT, "serialization", "%s", message);
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN: return fail(ctx, UNAVAILABLE, "database_unavailable", "%s", message);
    default: return fail(ctx, INTERNAL, "database", "%s", message);
    }
}

static Error statement_fail(Ctx *ctx)
{
    Error error = sqlite_fail(ctx, session_of(ctx)->current);
    if (session_of(ctx)->batch)
        writer_notice(writer_of(ctx));
    return error;
}

// ── transactions ─────────────────────────────────────────────────────────────────────────────

static Error begin_read(Ctx *ctx)
{
    Session *session = session_of(ctx);
    if (!session->reader.sqlite) {
        const char *problem = connection_open(&session->reader, ctx->db->database->url, TX_READ);
        if (problem) {
            connection_close(&session->reader);
            return fail(ctx, UNAVAILABLE, "database_unavailable", "%s", problem);
        }
    }
    if (!connection_run(&session->reader, "BEGIN"))
        return sqlite_fail(ctx, &session->reader);
    session->current = &session->reader;
    return OK;
}

static Error begin(Ctx *ctx, TxMode mode)
{
    if (mode == TX_READ)
        return begin_read(ctx);
    Session *session = session_of(ctx);
    TRY(writer_begin(ctx, writer_of(ctx), &session->batch));
    session->current = &writer_of(ctx)->connection;
    return OK;
}

// Whichever way it ends, the transaction is over; the batch goes to whom ends it.
static Batch *forget_transaction(Session *session)
{
    Batch *batch = session->batch;
    session->batch = NULL;
    session->current = NULL;
    return batch;
}

static void rollback(Ctx *ctx)
{
    Session *session = session_of(ctx);
    Batch *batch = forget_transaction(session);
    if (batch)
        writer_rollback(writer_of(ctx), batch);
    else
        connection_run(&session->reader, "ROLLBACK");
}

static Error commit(Ctx *ctx)
{
    Session *session = session_of(ctx);
    if (session->batch)
        return writer_commit(ctx, writer_of(ctx), forget_transaction(session));
    rollback(ctx); // it only read
    return OK;
}

// ── statements ───────────────────────────────────────────────────────────────────────────────

// Without the outer transaction a statement would be durable on its own.
static Error require_batch(Ctx *ctx)
{
    Batch *batch = session_of(ctx)->batch;
    if (!batch || !batch->is_settled)
        return OK;
    return fail(ctx, UNAVAILABLE, "database_unavailable", "%s", batch->problem);
}

static Error script(Ctx *ctx, const char *sql)
{
    TRY(require_batch(ctx));
    if (sqlite3_exec(session_of(ctx)->current->sqlite, sql, NULL, NULL, NULL))
        return statement_fail(ctx);
    return OK;
}

static int bind_bytes(sqlite3_stmt *statement, int at, const void *bytes, size_t length)
{
    if (!bytes)
        return sqlite3_bind_null(statement, at);
    return sqlite3_bind_blob64(statement, at, length ? bytes : "", length, SQLITE_STATIC);
}

static int bind_text(sqlite3_stmt *statement, int at, const char *text, size_t length)
{
    return sqlite3_bind_text64(statement, at, text, length, SQLITE_STATIC, SQLITE_UTF8);
}

static int bind(Ctx *ctx, sqlite3_stmt *statement, int at, const DbArg *arg)
{
    const char *text = arg->kind == DB_ID     ? arg->id.text[0] ? arg->id.text : NULL
                       : arg->kind == DB_TEXT ? arg->text
                       : arg->kind == DB_DATE && date_is_set(arg->date)
                           ? date_text(ctx->arena, arg->date)
                           : NULL;
    if (text)
        return bind_text(statement, at, text, strlen(text));
    switch (arg->kind) {
    case DB_INT: return sqlite3_bind_int64(statement, at, arg->number);
    case DB_BOOL: return sqlite3_bind_int64(statement, at, arg->flag);
    case DB_DIGEST:
        if (digest_is_set(arg->digest))
            return bind_bytes(statement, at, arg->digest.bytes, sizeof arg->digest.bytes);
        break;
    case DB_BLOB: return bind_bytes(statement, at, arg->blob.bytes, arg->blob.length);
    case DB_TIME:
        if (time_is_set(arg->time))
            return sqlite3_bind_int64(statement, at, arg->time.us);
        break;
    default: break;
    }
    return sqlite3_bind_null(statement, at);
}

// SQLite numbers $2, $1 by where they stand; their names say which argument they mean.
static Error bind_all(Ctx *ctx, sqlite3_stmt *statement, const DbArg *args, size_t count)
{
    for (int at = 1; at <= sqlite3_bind_parameter_count(statement); at++) {
        const char *name = sqlite3_bind_parameter_name(statement, at);
        size_t number = name ? (size_t)atoi(name + 1) : 0;
        if (number < 1 || number > count)
            return fail(ctx, INTERNAL, "database", "A statement names an argument it lacks: %s.",
                sqlite3_sql(statement));
        if (bind(ctx, statement, at, &args[number - 1]))
            return statement_fail(ctx);
    }
    return OK;
}

static Error run(Ctx *ctx, const char *sql, const DbArg *args, size_t count, Rows *ret_rows)
{
    TRY(require_batch(ctx));
    Connection *connection = session_of(ctx)->current;
    Statement *place = statements_place(&connection->statements, sql);
    if (!place->handle) {
        const char *text = tokens_replace(ctx->arena, sql, false);
        if (sqlite3_prepare_v3(connection->sqlite, text, -1, SQLITE_PREPARE_PERSISTENT,
                (sqlite3_stmt **)&place->handle, NULL))
            return statement_fail(ctx);
    }
    TRY(bind_all(ctx, place->handle, args, count));
    ret_rows->handle = place->handle;
    ret_rows->columns = sqlite3_column_count(place->handle);
    return OK;
}

static void done(Rows *rows)
{
    sqlite3_reset(rows->handle);
    sqlite3_clear_bindings(rows->handle);
}

static Error next(Ctx *ctx, Rows *rows, bool *ret_found)
{
    int code = sqlite3_step(rows->handle);
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        return statement_fail(ctx);
    *ret_found = code == SQLITE_ROW;
    return OK;
}

static int64_t touched(const Rows *rows)
{
    return sqlite3_changes64(sqlite3_db_handle(rows->handle));
}

static const char *column(const Rows *rows, int number)
{
    return sqlite3_column_name(rows->handle, number);
}

static bool is_null(const Rows *rows, int number)
{
    return sqlite3_column_type(rows->handle, number) == SQLITE_NULL;
}

static int64_t number(const Rows *rows, int at)
{
    return sqlite3_column_int64(rows->handle, at);
}

static const char *text(const Rows *rows, int number, size_t *ret_length)
{
    const char *text = (const char *)sqlite3_column_text(rows->handle, number);
    *ret_length = (size_t)sqlite3_column_bytes(rows->handle, number);
    return text;
}

static Blob blob(Ctx *ctx, const Rows *rows, int number)
{
    const void *bytes = sqlite3_column_blob(rows->handle, number);
    size_t length = (size_t)sqlite3_column_bytes(rows->handle, number);
    return (Blob){arena_text(ctx->arena, length ? bytes : "", length), length};
}

// ── backup ───────────────────────────────────────────────────────────────────────────────────

static bool make_durable(const char *path)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    bool is_durable = file >= 0 && fsync(file) == 0;
    if (file >= 0)
        close(file);
    return is_durable;
}

static Error backup(Ctx *ctx, const char *path)
{
    Connection connection = {0};
    sqlite3_stmt *statement = NULL;
    Error error = OK;
    // Not query_only: VACUUM INTO counts as writing.
    if (sqlite3_open_v2(ctx->db->database->url, &connection.sqlite, SQLITE_OPEN_READWRITE, NULL) ||
        sqlite3_busy_timeout(connection.sqlite, BUSY_MS) ||
        sqlite3_prepare_v2(connection.sqlite, "VACUUM INTO ?1", -1, &statement, NULL) ||
        bind_text(statement, 1, path, strlen(path)) || sqlite3_step(statement) != SQLITE_DONE)
        error = sqlite_fail(ctx, &connection);
    else if (!make_durable(path))
        error = fail(ctx, UNAVAILABLE, "backup_failed", "%s cannot be written.", path);
    sqlite3_finalize(statement);
    connection_close(&connection);
    return error;
}

const Engine sqlite_engine = {
    .is_postgresql = false,
    .open = engine_open,
    .close = engine_close,
    .session_new = session_new,
    .session_free = session_free,
    .begin = begin,
    .commit = commit,
    .rollback = rollback,
    .script = script,
    .run = run,
    .next = next,
    .done = done,
    .touched = touched,
    .column = column,
    .is_null = is_null,
    .number = number,
    .text = text,
    .blob = blob,
    .backup = backup,
};
