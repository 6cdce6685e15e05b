#include "site_cache.h"

#include "test/test.h"

#include <stdio.h>
#include <string.h>

static const char *found(Arena *arena, const char *path, const char *language, int64_t version)
{
    Blob page;
    return site_cache_find(arena, (SiteKey){path, language, version}, &page) ? page.bytes : NULL;
}

static void keep(const char *path, const char *language, int64_t version, const char *page)
{
    site_cache_keep((SiteKey){path, language, version}, (Blob){page, strlen(page)});
}

TEST("a page is found by path and language, until the catalogue changes")
{
    Arena *arena = arena_new();
    keep("/a", "en", 1, "A");
    keep("/a", "de", 1, "Ä");
    EXPECT_TEXT(found(arena, "/a", "en", 1), "A");
    EXPECT_TEXT(found(arena, "/a", "de", 1), "Ä");
    EXPECT(!found(arena, "/b", "en", 1));
    EXPECT(!found(arena, "/a", "en", 2));
    keep("/b", "en", 2, "B");
    EXPECT_TEXT(found(arena, "/b", "en", 2), "B");
    EXPECT(!found(arena, "/a", "en", 2));
    arena_free(arena);
}

TEST("however many pages there are, they take no more than their share of memory")
{
    static char page[100 * 1024];
    Arena *arena = arena_new();
    char path[200] = "/";
    int there = 0;
    memset(page, 'x', sizeof page - 1);
    for (int i = 0; i < 200; i++) {
        snprintf(path, sizeof path, "/%d", i);
        keep(path, "en", 3, page);
    }
    for (int i = 0; i < 200; i++) {
        snprintf(path, sizeof path, "/%d", i);
        there += found(arena, path, "en", 3) != NULL;
    }
    EXPECT(there >= 1 && there <= 41);
    memset(path, 'p', sizeof path - 1);
    keep(path, "en", 3, "too long an address");
    EXPECT(!found(arena, path, "en", 3));
    arena_free(arena);
}
