#include "json.h"
#include "test/test.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static Arena *arena(void)
{
    static Arena *kept;
    return kept ? kept : (kept = arena_new());
}

// Parses a copy without a byte behind it, so that the sanitizers see a look too far.
static const JsonValue *parse_bytes(const char *bytes, size_t length, const char **ret_problem)
{
    char *exact = malloc(length ? length : 1);
    memcpy(exact, bytes, length);
    const JsonValue *value = json_parse(arena(), exact, length, ret_problem);
    free(exact);
    return value;
}

static const JsonValue *parse(const char *json)
{
    const char *problem;
    return parse_bytes(json, strlen(json), &problem);
}

static const char *problem_of(const char *json)
{
    const char *problem = "none";
    parse_bytes(json, strlen(json), &problem);
    return problem;
}

TEST("every kind of value is read")
{
    const char *json =
        " {\"n\": null, \"t\" :true,\"f\":false, \"i\":-42,\"r\":1.5e2,\"s\":\"x\","
        "\"a\":[1,[2,3],{}],\"o\":{\"a\":{}}}\r\n\t";
    const char *problem;
    const JsonValue *root = json_parse(arena(), json, strlen(json), &problem);
    EXPECT_INT(root->kind, JSON_OBJECT);
    EXPECT_INT(root->count, 8);
    EXPECT_INT(json_member(root, "n")->kind, JSON_NULL);
    EXPECT_INT(json_member(root, "t")->kind, JSON_TRUE);
    EXPECT_INT(json_member(root, "f")->kind, JSON_FALSE);
    EXPECT_INT(json_int_member(root, "i", 0), -42);
    EXPECT(json_member(root, "r")->real == 150.0);
    EXPECT_TEXT(json_text_member(root, "s"), "x");
    const JsonValue *array = json_member(root, "a");
    EXPECT_INT(array->count, 3);
    EXPECT_INT(array->raw_length, strlen("[1,[2,3],{}]"));
    EXPECT(memcmp(array->raw, "[1,[2,3],{}]", array->raw_length) == 0);
    const JsonValue *item = json_next(array, json_first(array));
    EXPECT_INT(item->count, 2);
    EXPECT_INT(json_next(array, item)->kind, JSON_OBJECT);
    EXPECT(!json_next(array, json_next(array, item)));
    EXPECT(!json_first(json_next(array, item)));
}

TEST("a member that is not there, or of another kind, is none")
{
    const JsonValue *root = parse("{\"a\":1,\"b\":\"x\"}");
    EXPECT(!json_member(root, "c"));
    EXPECT(!json_text_member(root, "a"));
    EXPECT_INT(json_int_member(root, "b", 7), 7);
    EXPECT(!json_member(json_member(root, "a"), "x"));
    EXPECT(!json_member(NULL, "x"));
}

TEST("escapes become the characters they stand for")
{
    EXPECT_TEXT(parse("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"")->text, "\"\\/\b\f\n\r\t");
    EXPECT_TEXT(parse("\"\\u0041\\u00e9\\u20AC\\ud83d\\ude00\"")->text, "Aé€😀");
    EXPECT_INT(parse("\"\\ud83d\\ude00\"")->count, 4);
    EXPECT_TEXT(parse("\"0123456789abcdef0123456789abcdef\\n0123456789abcdefX\"")->text,
        "0123456789abcdef0123456789abcdef\n0123456789abcdefX");
}

TEST("half of a surrogate pair is no character")
{
    static const char *const bad[] = {"\"\\ud83d\"", "\"\\ud83dx\"", "\"\\ud83d\\n\"",
        "\"\\ude00\"", "\"\\ud83d\\u0041\"", "\"\\ud83d\\ud83d\"", "\"\\ud83d\\u\""};
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        EXPECT(strstr(problem_of(bad[i]), "surrogate"));
}

TEST("texts are valid UTF-8 without NUL and control characters")
{
    static const char *const bad[] = {"\"\xff\"", "\"\xc0\x80\"", "\"\xed\xa0\x80\"",
        "\"\xf4\x90\x80\x80\"", "\"\xe2\x82\"", "\"\\u0000\"", "\"a\nb\"", "\"a\tb\"", "\"\x01\""};
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        EXPECT(!parse(bad[i]));
    const char *problem;
    EXPECT(!parse_bytes("\"a\0b\"", 5, &problem));
    EXPECT(!parse_bytes("1\0", 2, &problem));
    EXPECT_TEXT(parse("\"\x7f\xf4\x8f\xbf\xbf\"")->text, "\x7f\xf4\x8f\xbf\xbf");
}

TEST("what is not quite JSON is refused")
{
    static const char *const bad[] = {"", " ", "{", "}", "[", "]", "[1", "[1,", "[1,]", "[,1]",
        "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{'a':1}", "{\"a\" 1}", "{1:1}", "nul",
        "nulL", "tru", "truee", "True", "NaN", "Infinity", "+1", "-", "01", "-01", "00", "1.", ".5",
        "1.e5", "1e", "1e+", "0x10", "1 2", "\"", "\"a", "\"\\", "\"\\\"", "\"\\x\"", "\"\\u\"",
        "\"\\u12\"", "\"\\u12g4\"", "[1}", "{\"a\":1]", "// c\n1",
        ("\xef\xbb\xbf"
         "1"),
        "1,", "[1 2]", "\f1", "\xa0"};
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        EXPECT(!parse(bad[i]));
}

TEST("a problem says what is wrong and where")
{
    EXPECT_TEXT(
        problem_of("{\n \"a\": 1\n \"b\": 2}"), "Line 3, column 2: a comma or } was expected.");
    EXPECT_TEXT(problem_of("[1] x"), "Line 1, column 5: something follows the value.");
    EXPECT_TEXT(problem_of(""), "Line 1, column 1: a value was expected.");
}

TEST("whole numbers are exact as far as 64 bits go; others are approximate")
{
    EXPECT_INT(parse("9223372036854775807")->number, INT64_MAX);
    EXPECT_INT(parse("-9223372036854775808")->number, INT64_MIN);
    EXPECT_INT(parse("-0")->kind, JSON_INT);
    EXPECT_INT(parse("9223372036854775808")->kind, JSON_NUMBER);
    EXPECT(parse("9223372036854775808")->real == 9223372036854775808.0);
    EXPECT_INT(parse("1.0")->kind, JSON_NUMBER);
    EXPECT_INT(parse("1E2")->kind, JSON_NUMBER);
    EXPECT(parse("1e-400")->real == 0.0);
    EXPECT(strstr(problem_of("1e400"), "too big"));
    EXPECT(strstr(problem_of("-1e999999999999"), "too big"));
}

TEST("a name may stand in an object only once")
{
    EXPECT(strstr(problem_of("{\"a\":1,\"b\":2,\"a\":3}"), "same name"));
    EXPECT(strstr(problem_of("{\"a\":1,\"\\u0061\":3}"), "same name"));
    EXPECT(parse("{\"a\":{\"a\":1},\"b\":{\"a\":1},\"A\":1}"));
}

static const char *wide_object(int members, const char *last)
{
    Text json = {.arena = arena()};
    text_add(&json, "{");
    for (int i = 0; i < members; i++)
        text_printf(&json, "\"m%d\":[{}],", i);
    text_printf(&json, "\"%s\":0}", last);
    return text_of(&json);
}

TEST("a name may stand only once in a wide object too")
{
    EXPECT_INT(parse(wide_object(1000, "other"))->count, 1001);
    EXPECT(strstr(problem_of(wide_object(1000, "m7")), "same name"));
    EXPECT_INT(json_int_member(parse(wide_object(1000, "other")), "other", 9), 0);
}

static const char *nested(int depth)
{
    char *json = arena_alloc(arena(), 2 * (size_t)depth + 1);
    memset(json, '[', (size_t)depth);
    memset(json + depth, ']', (size_t)depth);
    return json;
}

TEST("64 levels are read, 65 are refused")
{
    EXPECT(parse(nested(64)));
    EXPECT(strstr(problem_of(nested(65)), "too deeply"));
    EXPECT(strstr(problem_of(nested(100000)), "too deeply"));
}

TEST("a large text comes out as it went in")
{
    size_t length = 200000;
    char *text = arena_alloc(arena(), length + 1);
    for (size_t i = 0; i < length; i++)
        text[i] = "abc\"\\\n\x1f€xyz 0123456789"[i % 24];
    text[length - 1] = '.';
    Json *out = json_new(arena());
    json_put_text(out, NULL, text);
    EXPECT_TEXT(parse(json_finish(out))->text, text);
}
