// engine.h — what an engine has to be able to do. Private to lib/db.
//
// db.c nests transactions, keeps them honest and reads rows into structs; an engine knows one
// outermost transaction at a time for each Db, runs statements in it and hands out cells.
#pragma once

#include "db/db.h"

typedef struct Engine Engine;

struct Database {
    const Engine *engine;
    const char *url; // as it was given, without what stands before the path on SQLite
    int connections;
    void *state;                // the engine's
    void (*_Atomic hear)(void); // of news; NULL: nobody does
};

struct Db {
    Database *database;
    int depth;          // of open transactions, one inside the other
    int broken_at;      // the depth in which a statement failed; 0: none did
    TxMode mode;        // of the outermost one
    Time began;         // so did that
    int64_t statements; // in it
    bool has_news;      // to be told after the commit
    void *session;      // the engine's
};

/** The answer to a statement while it is read. */
typedef struct Rows {
    Db *db;
    void *handle;
    int columns;
    int row; // PostgreSQL: the one that is read
} Rows;

struct Engine {
    bool is_postgresql;

    const char *(*open)(Database *database); // a sentence, or NULL when it is open
    void (*close)(Database *database);
    void *(*session_new)(Db *db);
    void (*session_free)(Db *db);

    // The outermost transaction. After commit it is over, whatever comes back.
    Error (*begin)(Ctx *ctx, TxMode mode);
    Error (*commit)(Ctx *ctx);
    void (*rollback)(Ctx *ctx);

    /** Runs one or more statements without arguments and rows in the open transaction. */
    Error (*script)(Ctx *ctx, const char *sql);

    Error (*run)(Ctx *ctx, const char *sql, const DbArg *args, size_t count, Rows *ret_rows);
    Error (*next)(Ctx *ctx, Rows *rows, bool *ret_found);
    void (*done)(Rows *rows);
    int64_t (*touched)(const Rows *rows);

    const char *(*column)(const Rows *rows, int column);
    bool (*is_null)(const Rows *rows, int column);
    int64_t (*number)(const Rows *rows, int column); // true and false are 1 and 0
    const char *(*text)(const Rows *rows, int column, size_t *ret_length);
    Blob (*blob)(Ctx *ctx, const Rows *rows, int column); // a copy in the arena

    Error (*backup)(Ctx *ctx, const char *path);

    // News for and from other processes; NULL where there are none.
    void (*tell)(Database *database);
    void (*listen)(Database *database);
    void (*listen_end)(Database *database);
};

extern const Engine sqlite_engine, postgresql_engine;

/** The statement as the engine wants it; the same pointer if there is nothing to replace. */
const char *tokens_replace(Arena *arena, const char *sql, bool is_postgresql);

/** Runs a script with tokens in the open transaction: a migration. */
Error db_script(Ctx *ctx, const char *sql);

// ── prepared statements of one connection, by the address of their literal ───────────────────

typedef struct Statement {
    const char *sql; // NULL: a free place
    void *handle;    // NULL: not prepared yet
} Statement;

typedef struct Statements {
    Statement *places;
    size_t room, count;
} Statements;

Statement *statements_place(Statements *statements, const char *sql); // until the next call
void statements_free(Statements *statements);

// ── rows into structs ────────────────────────────────────────────────────────────────────────

/** Which field of the shape each column lands in. Stops the program if there is none. */
const Field **row_fields(Ctx *ctx, const Rows *rows, const Shape *shape);
Error row_read(Ctx *ctx, const Rows *rows, const Field *const *fields, void *ret_record);
