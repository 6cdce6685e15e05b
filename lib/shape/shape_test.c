#include "pattern.h"
#include "shape.h"
#include "test/test.h"

#include <string.h>

typedef enum Sort { NEWEST, BY_NAME } Sort;
static const char *const sort_names[] = {"newest", "name", NULL};

typedef struct Query {
    const char *q;
    int64_t limit;
    bool is_free;
    Id product_id;
    Time from;
    TextList category;
    Sort sort;
} Query;

static SHAPE(query_shape, Query, FIELD(Query, q, .max = 5),
    FIELD(Query, limit, .min = 1, .max = 200), FIELD(Query, is_free), FIELD(Query, product_id),
    FIELD(Query, from), FIELD(Query, category, .max = 3), FIELD_ENUM(Query, sort, sort_names));

// Reads one member as from a query string; the code of the fault, "" if there is none.
static const char *read_member(const char *name, const char *text, Query *ret_query)
{
    static Arena *arena;
    static Ctx ctx;
    arena = arena ? arena : arena_new();
    ctx = (Ctx){.arena = arena};
    field_read_text(&ctx, shape_field(&query_shape, name, strlen(name)), name, text, ret_query);
    return ctx.failure.fault_count ? ctx.failure.faults[0].code : "";
}

TEST("members of a query are read from their texts")
{
    Query query = {0};
    EXPECT_TEXT(read_member("q", "ab", &query), "");
    EXPECT_TEXT(read_member("limit", "200", &query), "");
    EXPECT_TEXT(read_member("is_free", "true", &query), "");
    EXPECT_TEXT(read_member("product_id", "prd_01hzy0000000000000000000ab", &query), "");
    EXPECT_TEXT(read_member("from", "1970-01-01T00:00:01Z", &query), "");
    EXPECT_TEXT(read_member("category", "ai,,vm,", &query), "");
    EXPECT_TEXT(read_member("sort", "name", &query), "");
    EXPECT_TEXT(query.q, "ab");
    EXPECT_INT(query.limit, 200);
    EXPECT(query.is_free);
    EXPECT(id_is_set(query.product_id));
    EXPECT_INT(query.from.us, SECOND);
    EXPECT_INT(query.category.count, 2);
    EXPECT_TEXT(query.category.items[1], "vm");
    EXPECT_INT(query.sort, BY_NAME);
}

TEST("a member of a query that is wrong is a fault and changes nothing")
{
    static const struct {
        const char *name, *text, *code;
    } cases[] = {
        {"q", "sixsix", "too_long"},
        {"q", "\r", "control_character"},
        {"limit", "", "malformed"},
        {"limit", "-", "malformed"},
        {"limit", "1x", "malformed"},
        {"limit", "99999999999999999999", "malformed"},
        {"limit", "0", "too_small"},
        {"limit", "-1", "too_small"},
        {"limit", "201", "too_big"},
        {"is_free", "yes", "malformed"},
        {"product_id", "x", "malformed"},
        {"from", "today", "malformed"},
        {"category", "a,b,c,d", "too_many"},
        {"sort", "price", "not_allowed"},
    };
    Query query = {0}, before = {0};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        EXPECT_TEXT(read_member(cases[i].name, cases[i].text, &query), cases[i].code);
        EXPECT(memcmp(&query, &before, sizeof query) == 0);
    }
}

TEST("a field is found by its whole name only")
{
    EXPECT_TEXT(shape_field(&query_shape, "limits", 5)->name, "limit");
    EXPECT(!shape_field(&query_shape, "lim", 3));
    EXPECT(!shape_field(&query_shape, "limits", 6));
    EXPECT(!shape_field(&query_shape, "", 0));
}

TEST("texts fall back to English, then to whichever there is")
{
    EXPECT_TEXT(texts_in((Texts){.en = "e", .de = "d"}, "de"), "d");
    EXPECT_TEXT(texts_in((Texts){.en = "e", .de = "d"}, "cs"), "e");
    EXPECT_TEXT(texts_in((Texts){.fr = "f"}, "de"), "f");
    EXPECT_TEXT(texts_in((Texts){.en = "e"}, "pl"), "e");
    EXPECT(!texts_in((Texts){0}, "en"));
}

TEST("a pattern matches whole texts, in characters")
{
    EXPECT(pattern_matches("a|ab", "ab"));
    EXPECT(!pattern_matches("a", "ab"));
    EXPECT(!pattern_matches("a", "a\n"));
    EXPECT(pattern_matches(".", "€"));
}

TEST("a pattern that would run for ever does not match")
{
    EXPECT(!pattern_matches("(a+)+b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac"));
    EXPECT(
        !pattern_matches("(.*a){20}", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"));
}
