#include "search.h"

#include "base/text.h"
#include "testing/world_offer.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static void offer(
    World *world, const char *slug, const char *name, const char *brief, const char *description)
{
    world_publish(world, world_offer(world, slug, name,
                             world_printf(world, "short_description: {%s}\ndescription: {%s}\n",
                                 brief, description)));
}

static void fill(World *world)
{
    offer(world, "postgres", "PostgreSQL Cluster",
        "en: A relational database, de: Eine relationale Datenbank,"
        " fr: Une base de données relationnelle, cs: Relační databáze",
        "en: Runs itself. Backups included., de: Läuft von selbst. Datensicherung inbegriffen.");
    offer(world, "redis", "Redis Cache",
        "en: Keeps things in memory, de: Hält Dinge im Speicher,"
        " fr: Garde les choses en mémoire, cs: Uchovává věci v paměti",
        "en: Fast. Works well beside PostgreSQL.");
    offer(world, "watch", "Watchtower",
        "en: Watches servers, de: 'Systemüberwachung für Server',"
        " fr: Surveille les serveurs, cs: 'Sleduje servery, upozorňuje na potíže'",
        "en: Alerts by mail., cs: Žluťoučký kůň");
    offer(world, "backup", "Backup Vault",
        "en: Keeps backups, fr: Conserve les sauvegardes,"
        " de: Bewahrt Datensicherungen auf, cs: Uchovává zálohy",
        "en: Encrypted. Restores a database in minutes.");
    world_as(world, WORLD_VISITOR);
}

// The slugs that are found, in order, and whether they are only near: "redis postgres ~".
static const char *found(World *world, const char *q)
{
    Text slugs = {.arena = world->ctx.arena};
    Reply reply = world_get(
        world, world_printf(world, "/v1/products?q=%s", text_url_encoded(world->ctx.arena, q)));
    EXPECT_INT(reply.status, 200);
    for (int64_t i = 0; i < world_length(reply, "items"); i++)
        text_printf(&slugs, "%s%s", i ? " " : "",
            world_value(reply, world_printf(world, "items.%d.slug", (int)i)));
    if (text_same(world_value(reply, "is_near"), "true"))
        text_add(&slugs, " ~");
    return text_of(&slugs);
}

SCENARIO("a match in the name comes before one in the short text, before the rest")
{
    fill(world);
    EXPECT_TEXT(found(world, "postgresql"), "postgres redis");
    EXPECT_TEXT(found(world, "backup"), "backup postgres");
    EXPECT_TEXT(found(world, "database"), "postgres backup watch redis");
}

SCENARIO("words are found in every language, with or without accents and capitals")
{
    fill(world);
    EXPECT_TEXT(found(world, "relationnelle"), "postgres");
    EXPECT_TEXT(found(world, "MEMOIRE"), "redis");
    EXPECT_TEXT(found(world, "mémoire"), "redis");
    EXPECT_TEXT(found(world, "paměti"), "redis");
    EXPECT_TEXT(found(world, "zlutoucky kun"), "watch");
    EXPECT_TEXT(found(world, "LÄUFT"), "postgres");
    EXPECT_TEXT(found(world, "zálohy"), "backup");
}

SCENARIO("the beginning of a word is enough, and all words must be there")
{
    fill(world);
    EXPECT_TEXT(found(world, "redi"), "redis");
    EXPECT_TEXT(found(world, "relational datab"), "postgres");
    EXPECT_TEXT(found(world, "post clu"), "postgres");
}

SCENARIO("a part of a compound word finds it")
{
    fill(world);
    EXPECT_TEXT(found(world, "überwachung"), "watch");
    EXPECT_TEXT(found(world, "sicherung"), "backup postgres");
}

SCENARIO("typing errors still find, in four languages, and are said to be near")
{
    fill(world);
    EXPECT_TEXT(found(world, "redsi"), "redis ~");
    EXPECT_TEXT(found(world, "postgers"), "postgres redis ~");
    EXPECT_TEXT(found(world, "postgrsql"), "postgres redis ~");
    EXPECT_TEXT(found(world, "wachtower"), "watch ~");
    EXPECT_TEXT(found(world, "Datenbnak"), "postgres backup watch redis ~");
    EXPECT_TEXT(found(world, "savegarde"), "backup ~");
    EXPECT_TEXT(found(world, "upozornuje na potyze"), "watch ~");
    EXPECT_TEXT(found(world, "Systemueberwachung"), "watch ~");
}

SCENARIO("where no product has all words, those that have some are near")
{
    fill(world);
    EXPECT_TEXT(found(world, "redis watchtower"), "watch redis ~");
    EXPECT_TEXT(found(world, "redis xyzzyxyzzy"), "redis ~");
    EXPECT_TEXT(found(world, "xyzzyxyzzy"), "");
}

SCENARIO("a query without words finds everything")
{
    fill(world);
    EXPECT_INT(world_length(world_get(world, "/v1/products?q=%20%21"), "items"), 4);
}

SCENARIO("no query breaks the search")
{
    fill(world);
    static const char *const queries[] = {"\"", "'", "a\" OR \"b", "name:redis", "* *", "(((",
        "NEAR(a b)", "^redis", "-redis", "redis*", "\\", "a b c d e f g h i j k l m", "\xC2\xA0",
        "😀", "{name} : x", "____",
        "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz", "“redis”", "ﬁ", "ß",
        "日本語データベース", "AND", "OR NOT", "redis AND", "\xE2\x80\x8B"};
    for (size_t i = 0; i < COUNT_OF(queries); i++)
        EXPECT(found(world, queries[i]) != NULL);
    EXPECT_TEXT(found(world, "name:redis"), "redis ~");
}

// ── speed ────────────────────────────────────────────────────────────────────────────────────

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

TEST("three thousand products are searched in less than ten milliseconds")
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
    printf("# index made in %lld ms\n", (long long)(own_time() - began) / 1000);
    int64_t slowest = 0;
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
        EXPECT(search_find(&ctx, &catalog, q, &hits) == OK);
        int64_t took = own_time() - began;
        slowest = took > slowest ? took : slowest;
        arena_free(ctx.arena);
    }
    printf("# slowest search took %lld us\n", (long long)slowest);
#ifndef __SANITIZE_ADDRESS__
    EXPECT(slowest < 10000);
#endif
    search_free(catalog.search);
    arena_free(arena);
}
