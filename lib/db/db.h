// db.h — SQL with typed arguments and rows that land in structs, on SQLite and PostgreSQL.
//
//     TRY(db_exec(ctx, "UPDATE ai_key SET revoked_at = $1 WHERE organization_id = $2 AND id = $3",
//         ctx->now, ctx->actor.organization_id, key.id));
//
// One SQL text for both engines. Arguments are $1, $2 … and are bound by their C type; a type
// without a binding does not compile. A statement is a literal and is prepared once per
// connection, keyed by its address. Tokens that are replaced by engine:
//   in tables      {id} {text} {json} {bool} {int} {blob}  column types        {strict}  after ")"
//                  {monthly column}  instead of it: partitions by month of that column, which is
//                         a time, or a {blob} that begins like the bytes of an id
//                  {sequence name}, {serial name}  a statement of its own, and a column's type:
//                         numbers given out in order; on SQLite the primary key
//                  {xid seq}  a column's type and default: the number of the writing transaction;
//                         on SQLite, where one writes at a time, the {serial} column of that name
//                  {tenant name}  a statement of its own: row-level security by organization_id
//                  {shared name}  the same for rows that two see: organization_id, and
//                         seller_organization_id
//   in statements  {lock} {skip}   FOR UPDATE, FOR UPDATE SKIP LOCKED
//                  {list $1}       the texts of a JSON array:  WHERE id IN {list $1}, or as a
//                                  table whose column is item:  FROM {list $1} AS wanted
//                  {hex id}        a blob in hexadecimal digits
//                  {horizon}       every {xid} below it is finished
//                  {beyond}        every {xid} that this server has given out is below it
// string_agg, json_agg (of texts and numbers), greatest and least are there on both. NULLs sort
// differently: write NULLS FIRST or LAST. A {json} text comes back with its members in any order.
//
// Whose rows: a table with {tenant} shows and takes only rows of ctx->actor.organization_id, looked
// at anew for each statement. Nothing bounds an actor that is_system or holds PERMIT_EVERYWHERE, so
// look up who somebody is (a session, a token, a key) as one that is_system. This is a seat belt:
// every statement names the organization all the same, and SQLite has only that.
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"

/** Where the data is: one per process, shared by its threads. */
typedef struct Database Database;

/**
 * Opens "sqlite:/path/kontor.db" or "postgresql://…". NULL if it cannot; *ret_problem says why
 * (until the thread's next call). `connections` bounds PostgreSQL connections of this process; a
 * transaction that finds none free waits for one.
 */
Database *database_open(const char *url, int connections, const char **ret_problem);
void database_close(Database *database);
bool database_is_postgresql(const Database *database);

/**
 * Brings the schema up to date; one node at a time. Also says how many steps were taken.
 * CONFLICT schema_too_new: a newer Kontor was here; nothing was changed.
 */
Error database_migrate(Ctx *ctx, int64_t *ret_steps);

/**
 * On PostgreSQL, for a schedule: makes the partitions of this month and the next two for all tables
 * that are {monthly}, and drops those of one table that ended before. What has no partition of its
 * own stands in one for the rest. database_migrate makes them too.
 */
Error database_make_months(Ctx *ctx);
Error database_drop_months(Ctx *ctx, const char *table, Time before);

/**
 * Writes a consistent copy while others go on: a database file (SQLite), or pg_dump's custom
 * format. CONFLICT backup_exists, UNAVAILABLE backup_failed.
 */
Error database_backup(Ctx *ctx, const char *path);

/** One thread's use of a database; cheap, connects when first used. */
typedef struct Db Db;

Db *db_new(Database *database);
void db_free(Db *db);
Database *db_database(Db *db);

/**
 * A transaction; nested ones are savepoints. Rolled back unless committed.
 *
 * TX_WRITE on SQLite takes its turn on the one writer connection, so do nothing slow inside. Commit
 * returns when the data is durable; transactions that commit at the same time share one fsync. On
 * PostgreSQL it is READ COMMITTED: {lock} what you decide on, or let a constraint decide.
 * TX_READ sees one snapshot and cannot write. A statement outside a transaction is one of its own.
 *
 * After a statement failed, its transaction can only be rolled back, on both engines: what may fail
 * (an insert that may meet a constraint) runs in a nested transaction if the outer one shall go on.
 * CONFLICT "serialization" from any statement or from tx_commit means: run the whole transaction
 * again (tx_run does). UNAVAILABLE "database_unavailable" from tx_commit: whether the data was kept
 * is not known.
 */
typedef enum TxMode { TX_READ, TX_WRITE } TxMode;

typedef struct Tx {
    Ctx *ctx;
    int depth; // 0 once finished
} Tx;

Error tx_begin(Ctx *ctx, TxMode mode, Tx *ret_tx);
Error tx_commit(Tx *tx);
void tx_end(Tx *tx); // rolls back what is still open

#define TX __attribute__((cleanup(tx_end))) Tx

/** Runs work in a transaction, again after a serialization failure (at most 5 times). Commits if it
 * is OK or fails with fail_kept. */
Error tx_run(Ctx *ctx, TxMode mode, Error (*work)(Ctx *ctx, void *arg), void *arg);

/** The same for each item of a list, in a transaction of its own: one that fails holds up no other.
 * What the last of those failed with, or OK. */
#define tx_run_each(ctx, mode, work, list)                                                         \
    tx_run_items(ctx, mode, work, (list)->items, (list)->count, sizeof *(list)->items)

Error tx_run_items(Ctx *ctx, TxMode mode, Error (*work)(Ctx *ctx, void *arg), void *items,
    size_t count, size_t size);

/**
 * Tells of news, such as a job or an event, once the current transaction (or, without one, the next
 * statement) is committed: to this process at once, on PostgreSQL to the others too.
 */
void db_tell(Ctx *ctx);

/**
 * Has hear called, from any thread and soon, whenever there may be news; NULL: not any more. News
 * can get lost with a connection, so look now and then all the same.
 */
void database_listen(Database *database, void (*hear)(void));

typedef enum DbKind {
    DB_TEXT,
    DB_INT,
    DB_BOOL,
    DB_ID,
    DB_TIME,
    DB_DATE,
    DB_DIGEST,
    DB_BLOB,
} DbKind;

typedef struct DbArg {
    DbKind kind;
    union {
        const char *text; // NULL is NULL
        int64_t number;
        bool flag;
        Id id;         // ID_NONE is NULL
        Time time;     // TIME_NONE is NULL
        Date date;     // DATE_NONE is NULL
        Digest digest; // DIGEST_NONE is NULL
        Blob blob;     // bytes NULL is NULL
    };
} DbArg;

/** A statement is a literal, so no value can ever become part of it. */
#define SQL(literal) ("" literal "")

/** Runs a statement that answers no rows. */
#define db_exec(ctx, sql, ...) db_exec_args((ctx), SQL(sql), DB_ARGS(__VA_ARGS__))

/** The same, and says how many rows it touched. */
#define db_exec_count(ctx, ret_count, sql, ...)                                                    \
    db_exec_count_args((ctx), (ret_count), SQL(sql), DB_ARGS(__VA_ARGS__))

/** Reads one number (or true/false as 1/0); 0 if there is no row or it is NULL. */
#define db_number(ctx, ret_number, sql, ...)                                                       \
    db_number_args((ctx), (ret_number), SQL(sql), DB_ARGS(__VA_ARGS__))

/** Reads one text; NULL if there is no row or it is NULL. */
#define db_text(ctx, ret_text, sql, ...)                                                           \
    db_text_args((ctx), (ret_text), SQL(sql), DB_ARGS(__VA_ARGS__))

/**
 * Reads one row into *ret_record; NOT_FOUND "not_found" if there is none. Each column of the row
 * must be a field of the shape; fields that the row does not have keep what they were.
 */
#define db_one(ctx, shape, ret_record, sql, ...)                                                   \
    db_one_args((ctx), &(shape), (ret_record), SQL(sql), DB_ARGS(__VA_ARGS__))

/** Reads all rows into *ret_list, a LIST_OF the shape's struct. */
#define db_all(ctx, shape, ret_list, sql, ...)                                                     \
    db_all_args((ctx), &(shape), (void **)&(ret_list)->items, &(ret_list)->count, SQL(sql),        \
        DB_ARGS(__VA_ARGS__))

Error db_exec_args(Ctx *ctx, const char *sql, const DbArg *args, size_t count);
Error db_exec_count_args(
    Ctx *ctx, int64_t *ret_count, const char *sql, const DbArg *args, size_t count);
Error db_number_args(
    Ctx *ctx, int64_t *ret_number, const char *sql, const DbArg *args, size_t count);
Error db_text_args(
    Ctx *ctx, const char **ret_text, const char *sql, const DbArg *args, size_t count);
Error db_one_args(Ctx *ctx, const Shape *shape, void *ret_record, const char *sql,
    const DbArg *args, size_t count);
Error db_all_args(Ctx *ctx, const Shape *shape, void **ret_items, size_t *ret_count,
    const char *sql, const DbArg *args, size_t count);

/** Reads one blob of the first column; NOT_FOUND if there is no row. */
#define db_blob(ctx, ret_blob, sql, ...)                                                           \
    db_blob_args((ctx), (ret_blob), SQL(sql), DB_ARGS(__VA_ARGS__))
Error db_blob_args(Ctx *ctx, Blob *ret_blob, const char *sql, const DbArg *args, size_t count);

/** For  lower(x) LIKE lower($1) ESCAPE '!':  what has the part in it; NULL if the part is blank. */
const char *db_pattern(Arena *arena, const char *part);

// A broken constraint is CONFLICT with the constraint's name as its code: name every constraint
// and unique index (table_rule), and the code is the same on both engines. A primary key is
// "table_pkey", a foreign key "reference" (SQLite does not say which). Constraints are checked at
// once: one that is deferred would fail the commits of others.

// ── how arguments find their binding ────────────────────────────────────────────────────────
// clang-format off

static inline DbArg db_arg_text(const char *v)  { return (DbArg){.kind = DB_TEXT, .text = v}; }
static inline DbArg db_arg_int(int64_t v)       { return (DbArg){.kind = DB_INT, .number = v}; }
static inline DbArg db_arg_bool(bool v)         { return (DbArg){.kind = DB_BOOL, .flag = v}; }
static inline DbArg db_arg_id(Id v)             { return (DbArg){.kind = DB_ID, .id = v}; }
static inline DbArg db_arg_time(Time v)         { return (DbArg){.kind = DB_TIME, .time = v}; }
static inline DbArg db_arg_date(Date v)         { return (DbArg){.kind = DB_DATE, .date = v}; }
static inline DbArg db_arg_digest(Digest v)     { return (DbArg){.kind = DB_DIGEST, .digest = v}; }
static inline DbArg db_arg_blob(Blob v)         { return (DbArg){.kind = DB_BLOB, .blob = v}; }

#define DB_ARG(x) _Generic((x),                                                                    \
    char *: db_arg_text, const char *: db_arg_text, int: db_arg_int, unsigned: db_arg_int,         \
    int64_t: db_arg_int, size_t: db_arg_int, bool: db_arg_bool, Id: db_arg_id, Time: db_arg_time,  \
    Date: db_arg_date, Digest: db_arg_digest, Blob: db_arg_blob)(x)

// DB_EACH(a, b, c) is DB_ARG(a), DB_ARG(b), DB_ARG(c), for up to 28 arguments.
#define DB_EACH1(x) DB_ARG(x)
#define DB_EACH2(x, ...) DB_ARG(x), DB_EACH1(__VA_ARGS__)
#define DB_EACH3(x, ...) DB_ARG(x), DB_EACH2(__VA_ARGS__)
#define DB_EACH4(x, ...) DB_ARG(x), DB_EACH3(__VA_ARGS__)
#define DB_EACH5(x, ...) DB_ARG(x), DB_EACH4(__VA_ARGS__)
#define DB_EACH6(x, ...) DB_ARG(x), DB_EACH5(__VA_ARGS__)
#define DB_EACH7(x, ...) DB_ARG(x), DB_EACH6(__VA_ARGS__)
#define DB_EACH8(x, ...) DB_ARG(x), DB_EACH7(__VA_ARGS__)
#define DB_EACH9(x, ...) DB_ARG(x), DB_EACH8(__VA_ARGS__)
#define DB_EACH10(x, ...) DB_ARG(x), DB_EACH9(__VA_ARGS__)
#define DB_EACH11(x, ...) DB_ARG(x), DB_EACH10(__VA_ARGS__)
#define DB_EACH12(x, ...) DB_ARG(x), DB_EACH11(__VA_ARGS__)
#define DB_EACH13(x, ...) DB_ARG(x), DB_EACH12(__VA_ARGS__)
#define DB_EACH14(x, ...) DB_ARG(x), DB_EACH13(__VA_ARGS__)
#define DB_EACH15(x, ...) DB_ARG(x), DB_EACH14(__VA_ARGS__)
#define DB_EACH16(x, ...) DB_ARG(x), DB_EACH15(__VA_ARGS__)
#define DB_EACH17(x, ...) DB_ARG(x), DB_EACH16(__VA_ARGS__)
#define DB_EACH18(x, ...) DB_ARG(x), DB_EACH17(__VA_ARGS__)
#define DB_EACH19(x, ...) DB_ARG(x), DB_EACH18(__VA_ARGS__)
#define DB_EACH20(x, ...) DB_ARG(x), DB_EACH19(__VA_ARGS__)
#define DB_EACH21(x, ...) DB_ARG(x), DB_EACH20(__VA_ARGS__)
#define DB_EACH22(x, ...) DB_ARG(x), DB_EACH21(__VA_ARGS__)
#define DB_EACH23(x, ...) DB_ARG(x), DB_EACH22(__VA_ARGS__)
#define DB_EACH24(x, ...) DB_ARG(x), DB_EACH23(__VA_ARGS__)
#define DB_EACH25(x, ...) DB_ARG(x), DB_EACH24(__VA_ARGS__)
#define DB_EACH26(x, ...) DB_ARG(x), DB_EACH25(__VA_ARGS__)
#define DB_EACH27(x, ...) DB_ARG(x), DB_EACH26(__VA_ARGS__)
#define DB_EACH28(x, ...) DB_ARG(x), DB_EACH27(__VA_ARGS__)
#define DB_PICK(_1, _2, _3, _4, _5, _6, _7, _8, _9, _10, _11, _12, _13, _14, _15, _16, _17, _18, _19, _20, _21, _22, _23, _24, _25, _26, _27, _28, N, ...) N
#define DB_EACH(...) DB_PICK(__VA_ARGS__, \
    DB_EACH28, DB_EACH27, DB_EACH26, DB_EACH25, DB_EACH24, DB_EACH23, DB_EACH22, DB_EACH21, \
    DB_EACH20, DB_EACH19, DB_EACH18, DB_EACH17, DB_EACH16, DB_EACH15, DB_EACH14, DB_EACH13, \
    DB_EACH12, DB_EACH11, DB_EACH10, DB_EACH9, DB_EACH8, DB_EACH7, DB_EACH6, DB_EACH5, DB_EACH4, \
    DB_EACH3, DB_EACH2, DB_EACH1)(__VA_ARGS__)

// The list ends with an empty argument so that it may have none; it is not counted.
#define DB_LIST(...) (const DbArg[]){__VA_OPT__(DB_EACH(__VA_ARGS__),) {0}}
#define DB_ARGS(...) DB_LIST(__VA_ARGS__), COUNT_OF(DB_LIST(__VA_ARGS__)) - 1
