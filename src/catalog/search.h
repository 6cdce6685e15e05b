// search.h — finding published products by what people type, in four languages, with typing errors.
//
// Matches in the name come before those in the short description, before the rest. Where nothing
// has all that was typed, near matches are found instead and said to be near. The index lives in
// memory beside the catalogue and is immutable like it.
#pragma once

#include "catalog/catalog.h"

enum { MAX_QUERY = 200 }; // characters that are looked at

typedef struct SearchHits {
    size_t *products; // positions in the catalogue's products, best first
    size_t count;
    bool is_near;
} SearchHits;

/** NULL if it cannot be made. Freed by search_free. */
Search *search_new(const Catalog *catalog);
void search_free(Search *search);

/** Thread-safe. A query without words finds everything, in the recommended order. */
Error search_find(Ctx *ctx, const Catalog *catalog, const char *query, SearchHits *ret_hits);
