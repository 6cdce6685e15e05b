// search_store.h — the index: an SQLite in memory with the words of all products (FTS5), and the
// trigrams of the words themselves. Private to this folder.
#pragma once

#include "base/ctx.h"
#include "base/text.h"

typedef struct Index Index;

/** A list that grows in an arena. */
typedef struct RowList {
    size_t *items;
    size_t count, room;
} RowList;

typedef struct WordList {
    const char **items;
    size_t count;
} WordList;

Index *index_new(void); // NULL if it cannot be made
void index_free(Index *index);

/** Adds folded texts under a row; then index_begin once, then questions. */
bool index_place(Index *index, size_t row, const char *name, const char *brief, const char *rest);
bool index_begin(Index *index);

/** Appends the rows that match the FTS5 expression, best first. */
Error index_find(Ctx *ctx, Index *index, const char *expression, RowList *rows);

/** At most limit words of the index that match the expression over their trigrams. */
Error index_words(Ctx *ctx, Index *index, const char *expression, int limit, WordList *ret_words);
