// cache.h — finished answers that are the same for everybody, or for everybody who reads a
// language, ready to be sent, kept by one loop. Private to lib/http.
#pragma once

#include "http/http.h"

#include <microhttpd.h>

typedef struct Cache Cache;

typedef struct Cached {
    struct MHD_Response *plain, *gzip, *not_modified; // gzip NULL where it does not pay
    const char *tag;                                  // the ETag's text between quotes
} Cached;

Cache *cache_new(size_t max_bytes);
void cache_free(Cache *cache);

/** Grows with each cache_changed(). */
uint64_t cache_version(void);

/** NULL if there is none of the present version. language: "" of an answer for everybody. */
const Cached *cache_find(Cache *cache, const char *target, const char *language);

/** Keeps the answer, which was begun when that version was the present one; the longest unused
 * ones give way. gzip's bytes are NULL if there is none. */
void cache_keep(Cache *cache, const char *target, const char *language, uint64_t version,
    const Response *res, Blob gzip);

/** The value of the ETag header for a body. */
const char *cache_tag(Arena *arena, Blob body);
