#include "postgresql.h"
#include "base/text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_ARGS = 28, NUMBER_ROOM = 24 };

static Pool *pool_of(const Ctx *ctx)
{
    return ctx->db->database->state;
}

static Link *link_of(const Ctx *ctx)
{
    return ctx->db->session;
}

static void result_clear(PGresult **result)
{
    PQclear(*result);
}
#define RESULT __attribute__((cleanup(result_clear))) PGresult

static const char *engine_open(Database *database)
{
    Pool *pool = database->state = pool_new(database->connections);
    Link *link = pool_take(pool);
    const char *problem = link_open(link, database->url);
    pool_give(pool, link);
    return problem;
}

static void engine_close(Database *database)
{
    pool_free(database->state);
}

// The session is the link of the open transaction.
static void *session_new(Db *db)
{
    (void)db;
    return NULL;
}

static void session_free(Db *db)
{
    (void)db;
}

// ── errors ───────────────────────────────────────────────────────────────────────────────────

static Error broken_rule(Ctx *ctx, const char *name)
{
    const char *code = arena_text(ctx->arena, name, strlen(name));
    return fail(ctx, CONFLICT, code, "The change breaks the rule %s.", code);
}

Error postgresql_fail(Ctx *ctx, const Link *link, const PGresult *result)
{
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char *constraint = PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME);
    const char *table = PQresultErrorField(result, PG_DIAG_TABLE_NAME);
    const char *message = result ? PQresultErrorMessage(result) : PQerrorMessage(link->conn);
    if (!state)
        state = "";
    if (text_starts_with(state, "23503"))
        return broken_rule(ctx, "reference");
    if (text_starts_with(state, "23") && constraint)
        return broken_rule(ctx, constraint);
    if (text_starts_with(state, "23514") && table) // the bounds of a partition have no name
        return broken_rule(ctx, table);
    if (text_starts_with(state, "40001") || text_starts_with(state, "40P01"))
        return fail(ctx, CONFLICT, "serialization", "%s", message);
    if (link_is_dead(link) || text_starts_with(state, "08") || text_starts_with(state, "53") ||
        text_starts_with(state, "57P"))
        return fail(ctx, UNAVAILABLE, "database_unavailable", "%s", message);
    return fail(ctx, INTERNAL, "database", "%s", message);
}

// ── whose rows ───────────────────────────────────────────────────────────────────────────────

static const char *scope_of(const Actor *actor)
{
    bool is_everywhere = actor->is_system || (actor->permissions & PERMIT_EVERYWHERE);
    return is_everywhere ? "*" : actor->organization_id.text;
}

static void scope_note(Link *link, const char *scope)
{
    snprintf(link->scope, sizeof link->scope, "%s", scope);
}

// The actor may become known, or another one, within a transaction.
static Error scope_follow(Ctx *ctx)
{
    Link *link = link_of(ctx);
    const char *scope = scope_of(&ctx->actor);
    if (strcmp(link->scope, scope) == 0)
        return OK;
    RESULT *result = PQexecParams(link->conn,
        "SELECT set_config('kontor.organization_id', $1, true)", 1, NULL, &scope, NULL, NULL, 0);
    if (PQresultStatus(result) != PGRES_TUPLES_OK)
        return postgresql_fail(ctx, link, result);
    scope_note(link, scope);
    return OK;
}

// ── transactions ─────────────────────────────────────────────────────────────────────────────

static Error send_begin(Ctx *ctx, Link *link, TxMode mode)
{
    static const char *const modes[] = {
        [TX_READ] = "ISOLATION LEVEL REPEATABLE READ READ ONLY",
        [TX_WRITE] = "ISOLATION LEVEL READ COMMITTED READ WRITE",
    };
    const char *scope = scope_of(&ctx->actor);
    char *quoted = PQescapeLiteral(link->conn, scope, strlen(scope));
    const char *sql = arena_printf(ctx->arena, "BEGIN %s; SET LOCAL kontor.organization_id = %s",
        modes[mode], quoted ? quoted : "''");
    PQfreemem(quoted);
    RESULT *result = PQexec(link->conn, sql);
    if (PQresultStatus(result) != PGRES_COMMAND_OK)
        return postgresql_fail(ctx, link, result);
    scope_note(link, scope);
    return OK;
}

// A server that was restarted since we last spoke to it is given a second chance.
static Error begin(Ctx *ctx, TxMode mode)
{
    Link *link = pool_take(pool_of(ctx));
    Error error = link->conn ? send_begin(ctx, link, mode) : UNAVAILABLE;
    if (error && (!link->conn || link_is_dead(link))) {
        link_close(link);
        const char *problem = link_open(link, ctx->db->database->url);
        error = problem ? fail(ctx, UNAVAILABLE, "database_unavailable", "%s", problem)
                        : send_begin(ctx, link, mode);
    }
    if (error) {
        pool_give(pool_of(ctx), link);
        return error;
    }
    ctx->db->session = link;
    return OK;
}

static void release(Ctx *ctx)
{
    pool_give(pool_of(ctx), link_of(ctx));
    ctx->db->session = NULL;
}

static Error commit(Ctx *ctx)
{
    RESULT *result = PQexec(link_of(ctx)->conn, "COMMIT");
    Error error = OK;
    if (PQresultStatus(result) != PGRES_COMMAND_OK)
        error = postgresql_fail(ctx, link_of(ctx), result);
    else if (strcmp(PQcmdStatus(result), "COMMIT") != 0)
        error = fail(ctx, INTERNAL, "transaction_broken", "A statement had failed before.");
    release(ctx);
    return error;
}

static void rollback(Ctx *ctx)
{
    PQclear(PQexec(link_of(ctx)->conn, "ROLLBACK"));
    release(ctx);
}

static Error script(Ctx *ctx, const char *sql)
{
    Link *link = link_of(ctx);
    if (!text_starts_with(sql, "ROLLBACK"))
        TRY(scope_follow(ctx));
    RESULT *result = PQexec(link->conn, sql);
    if (text_starts_with(sql, "ROLLBACK"))
        scope_note(link, "?"); // it may have been set since
    ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        return postgresql_fail(ctx, link, result);
    return OK;
}

// ── statements ───────────────────────────────────────────────────────────────────────────────

typedef struct Values {
    const char *texts[MAX_ARGS];
    int lengths[MAX_ARGS];
    int formats[MAX_ARGS]; // 1: bytes
    char numbers[MAX_ARGS][NUMBER_ROOM];
} Values;

static void set_number(Values *values, size_t at, int64_t number)
{
    snprintf(values->numbers[at], NUMBER_ROOM, "%" PRId64, number);
    values->texts[at] = values->numbers[at];
}

static void set_bytes(Values *values, size_t at, const void *bytes, size_t length)
{
    values->texts[at] = bytes;
    values->lengths[at] = (int)length;
    values->formats[at] = 1;
}

static void set_value(Ctx *ctx, Values *values, size_t at, const DbArg *arg)
{
    values->texts[at] = NULL;
    values->formats[at] = 0;
    switch (arg->kind) {
    case DB_TEXT: values->texts[at] = arg->text; break;
    case DB_INT: set_number(values, at, arg->number); break;
    case DB_BOOL: values->texts[at] = arg->flag ? "t" : "f"; break;
    case DB_ID: values->texts[at] = id_is_set(arg->id) ? arg->id.text : NULL; break;
    case DB_TIME:
        if (time_is_set(arg->time))
            set_number(values, at, arg->time.us);
        break;
    case DB_DATE:
        values->texts[at] = date_is_set(arg->date) ? date_text(ctx->arena, arg->date) : NULL;
        break;
    case DB_DIGEST:
        if (digest_is_set(arg->digest))
            set_bytes(values, at, arg->digest.bytes, sizeof arg->digest.bytes);
        break;
    case DB_BLOB: set_bytes(values, at, arg->blob.bytes, arg->blob.length); break;
    }
}

// The name under which the server knows the statement; prepares it the first time.
static Error statement_name(Ctx *ctx, Link *link, const char *sql, const char **ret_name)
{
    Statement *place = statements_place(&link->statements, sql);
    if (!place->handle) {
        const char *name = arena_printf(ctx->arena, "s%d", ++link->named);
        const char *text = tokens_replace(ctx->arena, sql, true);
        RESULT *result = PQprepare(link->conn, name, text, 0, NULL);
        if (PQresultStatus(result) != PGRES_COMMAND_OK)
            return postgresql_fail(ctx, link, result);
        place->handle = strdup(name);
    }
    *ret_name = place->handle;
    return OK;
}

static Error run(Ctx *ctx, const char *sql, const DbArg *args, size_t count, Rows *ret_rows)
{
    Link *link = link_of(ctx);
    const char *name = NULL;
    Values values;
    TRY(scope_follow(ctx));
    TRY(statement_name(ctx, link, sql, &name));
    for (size_t i = 0; i < count; i++)
        set_value(ctx, &values, i, &args[i]);
    PGresult *result = PQexecPrepared(
        link->conn, name, (int)count, values.texts, values.lengths, values.formats, 0);
    ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
        Error error = postgresql_fail(ctx, link, result);
        PQclear(result);
        return error;
    }
    ret_rows->handle = result;
    ret_rows->columns = PQnfields(result);
    ret_rows->row = -1;
    return OK;
}

static void done(Rows *rows)
{
    PQclear(rows->handle);
}

static Error next(Ctx *ctx, Rows *rows, bool *ret_found)
{
    (void)ctx;
    *ret_found = ++rows->row < PQntuples(rows->handle);
    return OK;
}

static int64_t touched(const Rows *rows)
{
    return strtoll(PQcmdTuples(rows->handle), NULL, 10);
}

static const char *column(const Rows *rows, int number)
{
    return PQfname(rows->handle, number);
}

static bool is_null(const Rows *rows, int number)
{
    return PQgetisnull(rows->handle, rows->row, number);
}

static const char *text(const Rows *rows, int number, size_t *ret_length)
{
    *ret_length = (size_t)PQgetlength(rows->handle, rows->row, number);
    return PQgetvalue(rows->handle, rows->row, number);
}

static int64_t number(const Rows *rows, int at)
{
    const char *value = PQgetvalue(rows->handle, rows->row, at);
    return value[0] == 't' ? 1 : strtoll(value, NULL, 10); // "f" is 0
}

static int hex_digit(char c)
{
    return c <= '9' ? c - '0' : c - 'a' + 10;
}

static Blob blob(Ctx *ctx, const Rows *rows, int number)
{
    const char *hex = PQgetvalue(rows->handle, rows->row, number) + strlen("\\x");
    size_t length = (size_t)PQgetlength(rows->handle, rows->row, number) / 2 - 1;
    uint8_t *bytes = arena_alloc(ctx->arena, length + 1);
    for (size_t i = 0; i < length; i++)
        bytes[i] = (uint8_t)(hex_digit(hex[2 * i]) << 4 | hex_digit(hex[2 * i + 1]));
    return (Blob){bytes, length};
}

const Engine postgresql_engine = {
    .is_postgresql = true,
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
    .backup = postgresql_backup,
    .tell = postgresql_tell,
    .listen = postgresql_listen,
    .listen_end = postgresql_listen_end,
};
