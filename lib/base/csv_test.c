#include "csv.h"

#include "test/test.h"

static const char *row_of(Arena *arena, const char *value)
{
    Csv csv = {.text = {.arena = arena}};
    csv_text(&csv, value);
    csv_number(&csv, -7);
    csv_decimal(&csv, "0.15");
    csv_end_row(&csv);
    return text_of(&csv.text);
}

TEST("a field with commas, quotes or line ends is quoted")
{
    Arena *arena = arena_new();
    EXPECT_TEXT(row_of(arena, "plain"), "plain,-7,0.15\r\n");
    EXPECT_TEXT(row_of(arena, NULL), ",-7,0.15\r\n");
    EXPECT_TEXT(row_of(arena, "a,b"), "\"a,b\",-7,0.15\r\n");
    EXPECT_TEXT(row_of(arena, "say \"x\""), "\"say \"\"x\"\"\",-7,0.15\r\n");
    EXPECT_TEXT(row_of(arena, "a\nb"), "\"a\nb\",-7,0.15\r\n");
    arena_free(arena);
}

TEST("a text never becomes a formula")
{
    Arena *arena = arena_new();
    EXPECT_TEXT(row_of(arena, "=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\",-7,0.15\r\n");
    EXPECT_TEXT(row_of(arena, "+1"), "\"'+1\",-7,0.15\r\n");
    EXPECT_TEXT(row_of(arena, "-1"), "\"'-1\",-7,0.15\r\n");
    EXPECT_TEXT(row_of(arena, "@x"), "\"'@x\",-7,0.15\r\n");
    EXPECT_TEXT(row_of(arena, "\tx"), "\"'\tx\",-7,0.15\r\n");
    arena_free(arena);
}
