// site_cache.h — finished pages for everybody, in memory: a page costs the answers of the API that
// stand in it, and is the same until the catalogue changes. Thread-safe.
#pragma once

#include "base/base.h"

/** What a page was made of; pages of other versions of the catalogue are forgotten. */
typedef struct SiteKey {
    const char *path, *language;
    int64_t catalog_version;
} SiteKey;

/** A copy in the arena; false if there is none. */
bool site_cache_find(Arena *arena, SiteKey key, Blob *ret_page);

/** Keeps a copy; all together take at most 4 MB. */
void site_cache_keep(SiteKey key, Blob page);
