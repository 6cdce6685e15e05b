#include "query.h"

#include "base/text.h"
#include "test/test.h"

#include <string.h>

typedef enum Colour { COLOUR_RED, COLOUR_BLUE } Colour;
static const char *const colour_names[] = {"red", "blue", NULL};

typedef struct Wish {
    const char *q;
    int64_t limit;
    bool is_new;
    Id id;
    Time from;
    Date day;
    Colour colour;
    TextList tags;
} Wish;

static SHAPE(wish_shape, Wish, FIELD(Wish, q, .max = 20), FIELD(Wish, limit, .min = 1, .max = 200),
    FIELD(Wish, is_new), FIELD(Wish, id), FIELD(Wish, from), FIELD(Wish, day),
    FIELD_ENUM(Wish, colour, colour_names), FIELD(Wish, tags, .max = 3));

// The faults as "limit too_small, x not_known"; NULL if the query is right.
static const char *faults_of(Arena *arena, const char *query, const Shape *shape, void *record)
{
    Ctx ctx = {.arena = arena};
    Text text = {.arena = arena};
    if (!query_read(&ctx, query, shape, record))
        return NULL;
    EXPECT_TEXT(ctx.failure.code, "invalid_query");
    for (size_t i = 0; i < ctx.failure.fault_count; i++)
        text_printf(&text, "%s%s %s", i ? ", " : "", ctx.failure.faults[i].field,
            ctx.failure.faults[i].code);
    return text_of(&text);
}

TEST("a query becomes a record")
{
    Arena *arena = arena_new();
    Wish wish;
    EXPECT(!faults_of(arena,
        "q=K%C3%A4se+und%20Wein&limit=20&is_new=true&id=prd_01hzy0123456789abcdefghjkm&from=2026-11-22T10:00:00Z"
        "&day=2026-11-22&colour=blue&tags=a,b%2Cc",
        &wish_shape, &wish));
    EXPECT_TEXT(wish.q, "Käse und Wein");
    EXPECT_INT(wish.limit, 20);
    EXPECT(wish.is_new);
    EXPECT_TEXT(wish.id.text, "prd_01hzy0123456789abcdefghjkm");
    EXPECT_INT(wish.from.us, INT64_C(1795341600000000));
    EXPECT_INT(wish.day.yyyymmdd, 20261122);
    EXPECT_INT(wish.colour, COLOUR_BLUE);
    EXPECT_INT(wish.tags.count, 3);
    EXPECT_TEXT(wish.tags.items[2], "c");
    arena_free(arena);
}

TEST("what is empty or missing is absent")
{
    Arena *arena = arena_new();
    Wish wish;
    EXPECT(!faults_of(arena, "q=&&limit=&tags", &wish_shape, &wish));
    EXPECT(!wish.q && !wish.limit && !wish.tags.count);
    EXPECT(!faults_of(arena, NULL, &wish_shape, &wish));
    EXPECT(!faults_of(arena, NULL, NULL, NULL));
    arena_free(arena);
}

TEST("everything wrong with a query is said at once")
{
    static const struct {
        const char *query, *faults;
    } cases[] = {
        {"limit=0", "limit too_small"},
        {"limit=201", "limit too_big"},
        {"limit=ten", "limit malformed"},
        {"limit=1e3", "limit malformed"},
        {"limit=99999999999999999999", "limit malformed"},
        {"limit=-1", "limit too_small"},
        {"is_new=1", "is_new malformed"},
        {"day=2026-02-30", "day malformed"},
        {"colour=green", "colour not_allowed"},
        {"tags=a,b,c,d", "tags too_many"},
        {"limit=1&limit=2", "limit repeated"},
        {"Limit=1", "Limit not_known"},
        {"q=%zz", "q malformed"},
        {"q=%ff", "q malformed"},
        {"q=%00", "q malformed"},
        {"x=1&limit=0&colour=green", "x not_known, limit too_small, colour not_allowed"},
    };
    Arena *arena = arena_new();
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Wish wish;
        EXPECT_TEXT(faults_of(arena, cases[i].query, &wish_shape, &wish), cases[i].faults);
    }
    EXPECT_TEXT(faults_of(arena, "a=1", NULL, NULL), "a not_known");
    arena_free(arena);
}

TEST("a query with hundreds of members is refused")
{
    Arena *arena = arena_new();
    Text query = {.arena = arena};
    Wish wish;
    for (int i = 0; i < 300; i++)
        text_printf(&query, "m%d=1&", i);
    EXPECT_TEXT(faults_of(arena, text_of(&query), &wish_shape, &wish), "");
    arena_free(arena);
}

TEST("the language is the one that is liked best among ours")
{
    static const struct {
        const char *header, *language;
    } cases[] = {
        {"de", "de"},
        {"de-AT,de;q=0.9,en;q=0.8", "de"},
        {"en;q=0.5, cs;q=0.7", "cs"},
        {"pl, FR-ch;q=0.3", "fr"},
        {"pl,*", NULL},
        {"den", NULL},
        {"en;q=0", NULL},
        {"", NULL},
        {NULL, NULL},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        EXPECT(text_same(language_wanted(cases[i].header), cases[i].language));
}

TEST("media types are compared without case and parameters")
{
    EXPECT(media_type_is("application/JSON; charset=utf-8", "application/json"));
    EXPECT(media_type_is("text/csv", "application/yaml, text/csv"));
    EXPECT(!media_type_is("application/jsonx", "application/json"));
    EXPECT(!media_type_is("application", "application/json"));
    EXPECT(!media_type_is("", "application/json"));
    EXPECT(!media_type_is(NULL, "application/json"));
}

TEST("gzip is used only where it is wanted")
{
    EXPECT(gzip_is_accepted("gzip, deflate, br"));
    EXPECT(gzip_is_accepted("br;q=1.0, GZIP;q=0.8"));
    EXPECT(!gzip_is_accepted("gzip;q=0"));
    EXPECT(!gzip_is_accepted("identity"));
    EXPECT(!gzip_is_accepted(NULL));
}
