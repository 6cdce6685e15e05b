// page.h — shapes that many routes share. Lists by pages: the query every list takes, and the
// cursor to the next page.
//
// Stores are asked for one row more than the limit: whether there is it says whether there is a
// next page. The cursor is the id of the last row, or what the row itself calls its cursor.
#pragma once

#include "http/http.h"

typedef struct PageQuery {
    int64_t limit;     // 0: DEFAULT_PAGE_LIMIT
    const char *after; // cursor; NULL: from the beginning
} PageQuery;

#define PAGE_QUERY_FIELDS(Type)                                                                    \
    FIELD(                                                                                         \
        Type, limit, .min = 1, .max = MAX_PAGE_LIMIT, .about = "How many at most; 50 if absent."), \
        FIELD(Type, after, .max = 200, .about = "The cursor `next` of the page before.")

extern const Shape page_query_shape;

/** How many to show. Of a query struct that has PAGE_QUERY_FIELDS. */
#define page_limit(query) ((query)->limit ? (query)->limit : (int64_t)DEFAULT_PAGE_LIMIT)

/** Answers with a list that was read with page_limit(query) + 1; `cursor` is a text of its items.
 */
#define page_respond(ctx, res, query, list, cursor)                                                \
    ((int64_t)(list)->count > page_limit(query)                                                    \
            ? respond_page((ctx), (res), (list)->items, (size_t)page_limit(query),                 \
                  (list)->items[page_limit(query) - 1].cursor)                                     \
            : respond_page((ctx), (res), (list)->items, (list)->count, NULL))

/** The answer {}, where what happened must not show. */
typedef struct Nothing {
    bool unused;
} Nothing;

extern const Shape nothing_shape;
