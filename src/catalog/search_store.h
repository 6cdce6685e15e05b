// search_store.h — the index: an SQLite in memory with the words of all products (FTS5).
// Private to src/catalog.
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

/** Adds folded texts under a row. All are added before anything is asked. */
bool index_place(Index *index, size_t row, const char *name, const char *brief, const char *rest);

/** Appends the rows that match the FTS5 expression, best first. */
Error index_find(Ctx *ctx, Index *index, const char *expression, RowList *rows);

/** All words of the index. */
bool index_words(Arena *arena, Index *index, WordList *ret_words);
