#include "search_store.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

struct Index {
    pthread_mutex_t lock;
    sqlite3 *db;
    sqlite3_stmt *insert, *find;
};

// Texts come folded already.
static const char schema[] =
    "CREATE VIRTUAL TABLE offers USING fts5(name, brief, rest, content='', prefix='2 3 4',"
    " tokenize='unicode61 remove_diacritics 0');"
    "CREATE VIRTUAL TABLE terms USING fts5vocab(offers, 'row');"
    "BEGIN;";

static const char insert_sql[] =
    "INSERT INTO offers (rowid, name, brief, rest) VALUES ($1, $2, $3, $4)";
static const char find_sql[] =
    "SELECT rowid FROM offers WHERE offers MATCH $1"
    " ORDER BY bm25(offers, 10.0, 4.0, 1.0), rowid";
static const char count_sql[] = "SELECT count(*) FROM terms";
static const char words_sql[] = "SELECT term FROM terms ORDER BY term";

static bool prepare(Index *index, const char *sql, sqlite3_stmt **ret_statement)
{
    return sqlite3_prepare_v2(index->db, sql, -1, ret_statement, NULL) == SQLITE_OK;
}

Index *index_new(void)
{
    Index *index = calloc(1, sizeof *index);
    if (!index)
        abort();
    pthread_mutex_init(&index->lock, NULL);
    if (sqlite3_open(":memory:", &index->db) == SQLITE_OK &&
        sqlite3_exec(index->db, schema, NULL, NULL, NULL) == SQLITE_OK &&
        prepare(index, insert_sql, &index->insert) && prepare(index, find_sql, &index->find))
        return index;
    index_free(index);
    return NULL;
}

void index_free(Index *index)
{
    sqlite3_finalize(index->insert);
    sqlite3_finalize(index->find);
    sqlite3_close(index->db);
    pthread_mutex_destroy(&index->lock);
    free(index);
}

bool index_place(Index *index, size_t row, const char *name, const char *brief, const char *rest)
{
    sqlite3_bind_int64(index->insert, 1, (sqlite3_int64)row);
    sqlite3_bind_text(index->insert, 2, name, -1, SQLITE_STATIC);
    sqlite3_bind_text(index->insert, 3, brief, -1, SQLITE_STATIC);
    sqlite3_bind_text(index->insert, 4, rest, -1, SQLITE_STATIC);
    bool is_done = sqlite3_step(index->insert) == SQLITE_DONE;
    sqlite3_reset(index->insert);
    return is_done;
}

static void row_add(Arena *arena, RowList *rows, size_t row)
{
    if (rows->count == rows->room) {
        size_t *bigger = arena_array_of(arena, size_t, 2 * rows->room + 64);
        if (rows->count)
            memcpy(bigger, rows->items, rows->count * sizeof *bigger);
        rows->items = bigger;
        rows->room = 2 * rows->room + 64;
    }
    rows->items[rows->count++] = row;
}

static Error finish(Ctx *ctx, Index *index, sqlite3_stmt *statement, int outcome)
{
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    const char *problem = sqlite3_errmsg(index->db);
    if (outcome != SQLITE_DONE)
        return fail(ctx, INTERNAL, "search_failed", "The search index says: %s.", problem);
    return OK;
}

Error index_find(Ctx *ctx, Index *index, const char *expression, RowList *rows)
{
    int outcome;
    pthread_mutex_lock(&index->lock);
    sqlite3_bind_text(index->find, 1, expression, -1, SQLITE_STATIC);
    while ((outcome = sqlite3_step(index->find)) == SQLITE_ROW)
        row_add(ctx->arena, rows, (size_t)sqlite3_column_int64(index->find, 0));
    Error error = finish(ctx, index, index->find, outcome);
    pthread_mutex_unlock(&index->lock);
    return error;
}

static int64_t count_words(Index *index)
{
    sqlite3_stmt *statement;
    int64_t count = 0;
    if (prepare(index, count_sql, &statement) && sqlite3_step(statement) == SQLITE_ROW)
        count = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return count;
}

bool index_words(Arena *arena, Index *index, WordList *ret_words)
{
    sqlite3_stmt *statement;
    size_t room = (size_t)count_words(index);
    WordList words = {arena_array_of(arena, const char *, room), 0};
    if (!prepare(index, words_sql, &statement))
        return false;
    while (words.count < room && sqlite3_step(statement) == SQLITE_ROW)
        words.items[words.count++] =
            arena_text(arena, (const char *)sqlite3_column_text(statement, 0),
                (size_t)sqlite3_column_bytes(statement, 0));
    sqlite3_finalize(statement);
    *ret_words = words;
    return words.count == room;
}
