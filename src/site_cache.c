#include "site_cache.h"

#include "base/text.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { PLACES = 1024, MAX_BYTES = 4 * 1024 * 1024, MAX_PATH = 128 };

typedef struct Kept {
    size_t length;
    char path[MAX_PATH], language[4];
    char bytes[];
} Kept;

// Each page has one place, which it takes from whatever was there.
static struct {
    pthread_mutex_t lock;
    int64_t catalog_version;
    size_t bytes;
    Kept *places[PLACES];
} state = {.lock = PTHREAD_MUTEX_INITIALIZER};

// FNV-1a.
static size_t place_of(SiteKey key)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    const char *const parts[] = {key.language, key.path};
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        for (const char *c = parts[i]; *c; c++)
            hash = (hash ^ (unsigned char)*c) * UINT64_C(1099511628211);
    return hash % PLACES;
}

static void forget(size_t place)
{
    if (state.places[place])
        state.bytes -= sizeof(Kept) + state.places[place]->length;
    free(state.places[place]);
    state.places[place] = NULL;
}

static void forget_all(void)
{
    for (size_t place = 0; place < PLACES; place++)
        forget(place);
}

bool site_cache_find(Arena *arena, SiteKey key, Blob *ret_page)
{
    pthread_mutex_lock(&state.lock);
    const Kept *kept = state.places[place_of(key)];
    bool is_there = kept && key.catalog_version == state.catalog_version &&
                    text_same(kept->path, key.path) && text_same(kept->language, key.language);
    if (is_there)
        *ret_page = (Blob){arena_text(arena, kept->bytes, kept->length), kept->length};
    pthread_mutex_unlock(&state.lock);
    return is_there;
}

void site_cache_keep(SiteKey key, Blob page)
{
    size_t size = sizeof(Kept) + page.length, place = place_of(key);
    if (size > MAX_BYTES / 8 || strlen(key.path) >= MAX_PATH)
        return;
    Kept *kept = calloc(1, size);
    if (!kept)
        abort();
    kept->length = page.length;
    strcpy(kept->path, key.path);
    strncpy(kept->language, key.language, sizeof kept->language - 1);
    memcpy(kept->bytes, page.bytes, page.length);

    pthread_mutex_lock(&state.lock);
    if (key.catalog_version != state.catalog_version || state.bytes + size > MAX_BYTES)
        forget_all();
    state.catalog_version = key.catalog_version;
    forget(place);
    state.places[place] = kept;
    state.bytes += size;
    pthread_mutex_unlock(&state.lock);
}
