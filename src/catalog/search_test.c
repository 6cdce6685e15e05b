#include "search.h"

#include "base/text.h"
#include "testing/world_offer.h"

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
