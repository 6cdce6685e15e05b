#include "cache.h"

#include "base/text.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { BUCKETS = 4096, ENTRY_OVERHEAD = 2048, LARGEST_PART = 8 };

typedef struct Entry Entry;
struct Entry {
    Cached cached;
    Entry *next;          // of the bucket
    Entry *newer, *older; // by last use
    uint64_t hash;
    size_t size;
    char *tag;
    const char *language; // behind target
    char target[];
};

struct Cache {
    uint64_t version;
    size_t bytes, max_bytes;
    Entry *newest, *oldest;
    Entry *buckets[BUCKETS];
};

static atomic_uint_fast64_t present = 1;

void cache_changed(void)
{
    present++;
}

uint64_t cache_version(void)
{
    return present;
}

Cache *cache_new(size_t max_bytes)
{
    Cache *cache = calloc(1, sizeof *cache);
    if (!cache)
        abort();
    cache->max_bytes = max_bytes;
    return cache;
}

// FNV-1a.
static uint64_t hash_on(uint64_t hash, const char *text)
{
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * UINT64_C(1099511628211);
    return hash;
}

static uint64_t hash_of(const char *target, const char *language)
{
    return hash_on(hash_on(UINT64_C(14695981039346656037), language), target);
}

static void unlink_use(Cache *cache, Entry *entry)
{
    *(entry->newer ? &entry->newer->older : &cache->newest) = entry->older;
    *(entry->older ? &entry->older->newer : &cache->oldest) = entry->newer;
}

static void link_newest(Cache *cache, Entry *entry)
{
    entry->newer = NULL;
    entry->older = cache->newest;
    *(cache->newest ? &cache->newest->newer : &cache->oldest) = entry;
    cache->newest = entry;
}

static void forget(Cache *cache, Entry *entry)
{
    Entry **link = &cache->buckets[entry->hash % BUCKETS];
    while (*link != entry)
        link = &(*link)->next;
    *link = entry->next;
    unlink_use(cache, entry);
    cache->bytes -= entry->size;
    MHD_destroy_response(entry->cached.plain);
    MHD_destroy_response(entry->cached.not_modified);
    if (entry->cached.gzip)
        MHD_destroy_response(entry->cached.gzip);
    free(entry->tag);
    free(entry);
}

static void forget_outdated(Cache *cache)
{
    uint64_t version = present;
    if (cache->version == version)
        return;
    while (cache->oldest)
        forget(cache, cache->oldest);
    cache->version = version;
}

void cache_free(Cache *cache)
{
    while (cache->oldest)
        forget(cache, cache->oldest);
    free(cache);
}

static Entry *find(Cache *cache, const char *target, const char *language)
{
    uint64_t hash = hash_of(target, language);
    Entry *entry = cache->buckets[hash % BUCKETS];
    while (entry && (entry->hash != hash || strcmp(entry->target, target) != 0 ||
                        strcmp(entry->language, language) != 0))
        entry = entry->next;
    return entry;
}

const Cached *cache_find(Cache *cache, const char *target, const char *language)
{
    forget_outdated(cache);
    Entry *entry = find(cache, target, language);
    if (!entry)
        return NULL;
    if (entry != cache->newest) {
        unlink_use(cache, entry);
        link_newest(cache, entry);
    }
    return &entry->cached;
}

const char *cache_tag(Arena *arena, Blob body)
{
    Digest digest = digest_of_bytes(body.bytes, body.length);
    return arena_printf(arena, "W/\"%.22s\"", base64url_of(arena, digest.bytes, 16));
}

static struct MHD_Response *response_of(const Response *res, Blob body)
{
    struct MHD_Response *response =
        MHD_create_response_from_buffer(body.length, (void *)body.bytes, MHD_RESPMEM_MUST_COPY);
    if (!response)
        abort();
    for (size_t i = 0; i < res->header_count; i++)
        if (strcasecmp(res->headers[i].name, "X-Request-Id") != 0) // was one request's
            MHD_add_response_header(response, res->headers[i].name, res->headers[i].value);
    return response;
}

static Cached prepare(const Response *res, Blob gzip)
{
    Cached cached = {.plain = response_of(res, res->body),
        .not_modified = response_of(res, (Blob){"", 0}),
        .gzip = gzip.bytes ? response_of(res, gzip) : NULL};
    MHD_add_response_header(cached.plain, "Content-Type", res->media_type);
    if (cached.gzip) {
        MHD_add_response_header(cached.gzip, "Content-Type", res->media_type);
        MHD_add_response_header(cached.gzip, "Content-Encoding", "gzip");
    }
    return cached;
}

// What stands between the quotes of the ETag.
static char *tag_of(const Response *res)
{
    for (size_t i = 0; i < res->header_count; i++)
        if (strcasecmp(res->headers[i].name, "ETag") == 0) {
            const char *start = strchr(res->headers[i].value, '"') + 1;
            return strndup(start, strcspn(start, "\""));
        }
    return strdup("");
}

void cache_keep(Cache *cache, const char *target, const char *language, uint64_t version,
    const Response *res, Blob gzip)
{
    size_t target_size = strlen(target) + 1, names_size = target_size + strlen(language) + 1;
    size_t size = ENTRY_OVERHEAD + names_size + res->body.length + gzip.length;
    forget_outdated(cache);
    if (version != cache->version || size > cache->max_bytes / LARGEST_PART)
        return;
    Entry *before = find(cache, target, language);
    if (before)
        forget(cache, before);
    while (cache->bytes + size > cache->max_bytes)
        forget(cache, cache->oldest);

    Entry *entry = calloc(1, sizeof *entry + names_size);
    if (!entry || !(entry->tag = tag_of(res)))
        abort();
    entry->cached = prepare(res, gzip);
    entry->cached.tag = entry->tag;
    entry->hash = hash_of(target, language);
    entry->size = size;
    entry->language = strcpy(entry->target + target_size, language);
    strcpy(entry->target, target);
    entry->next = cache->buckets[entry->hash % BUCKETS];
    cache->buckets[entry->hash % BUCKETS] = entry;
    cache->bytes += size;
    link_newest(cache, entry);
}
