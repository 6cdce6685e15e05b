// search.c — how long a search of three thousand products takes at most, with and without typing
// errors, and how long their index takes: processor time of the thread, as JSON.
#include "catalog/search.h"

#include "base/text.h"

#include <stdio.h>
#include <time.h>

static const char *const syllables[] = {"ka", "lo", "mi", "ter", "san", "vel", "dor", "qui", "pex",
    "nua", "bri", "sto", "gen", "hal", "rum", "fey"};

static const char *word(Arena *arena, unsigned *seed)
{
    Text out = {.arena = arena};
    for (int i = 0; i < 3; i++) {
        *seed = *seed * 1103515245u + 12345u;
        text_add(&out, syllables[(*seed >> 16) % COUNT_OF(syllables)]);
    }
    return text_of(&out);
}

static const char *words(Arena *arena, unsigned *seed, int count)
{
    Text out = {.arena = arena};
    while (count--)
        text_printf(&out, "%s ", word(arena, seed));
    return text_of(&out);
}

static int64_t own_time(void)
{
    struct timespec spent; // of this thread, whatever else the machine does
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
    return spent.tv_sec * INT64_C(1000000) + spent.tv_nsec / 1000;
}

int main(void)
{
    enum { PRODUCTS = 3000, SEARCHES = 50 };
    unsigned seed = 1;
    Arena *arena = arena_new();
    Catalog catalog = {.products = {arena_array_of(arena, CatalogProduct, PRODUCTS), PRODUCTS}};
    catalog.ordered[0] = arena_array_of(arena, const CatalogProduct *, PRODUCTS);
    for (size_t i = 0; i < PRODUCTS; i++) {
        CatalogProduct *product = &catalog.products.items[i];
        product->name = words(arena, &seed, 2);
        product->short_description =
            (Texts){words(arena, &seed, 8), words(arena, &seed, 8), NULL, NULL};
        product->description =
            (Texts){words(arena, &seed, 60), words(arena, &seed, 60), NULL, NULL};
        catalog.ordered[0][i] = product;
    }
    int64_t began = own_time();
    catalog.search = search_new(&catalog);
    int64_t index = own_time() - began, slowest = 0;
    for (int i = 0; i < SEARCHES; i++) {
        Ctx ctx = {.arena = arena_new()};
        SearchHits hits;
        char *q = (char *)words(ctx.arena, &seed, 1 + i % 2);
        if (i % 3 == 0) { // a typing error
            char swapped = q[3];
            q[3] = q[4];
            q[4] = swapped;
        }
        began = own_time();
        if (search_find(&ctx, &catalog, q, &hits))
            return 1;
        int64_t took = own_time() - began;
        slowest = took > slowest ? took : slowest;
        arena_free(ctx.arena);
    }
    printf("{\"index_us\":%lld,\"slowest_us\":%lld}\n", (long long)index, (long long)slowest);
    search_free(catalog.search);
    arena_free(arena);
    return 0;
}
