#include "json.h"
#include "test/test.h"

#include <string.h>

typedef struct Line {
    const char *name;
    int64_t amount;
} Line;

static SHAPE(line_shape, Line, FIELD(Line, name), FIELD(Line, amount));

typedef enum State { STATE_NONE, STATE_OPEN } State;
static const char *const state_names[] = {"", "open", NULL};

typedef struct Sheet {
    Id id;
    const char *name;
    int64_t count;
    bool is_open;
    Time at;
    Date day;
    Digest digest;
    Money price;
    Rate rate;
    Texts label, title;
    TextList tags;
    RawJson extra;
    State state;
    Line line;
    const Line *option;
    LIST_OF(Line) lines;
    const char *secret, *password, *inner;
} Sheet;

static SHAPE(sheet_shape, Sheet, FIELD(Sheet, id), FIELD(Sheet, name), FIELD(Sheet, count),
    FIELD(Sheet, is_open), FIELD(Sheet, at), FIELD(Sheet, day), FIELD(Sheet, digest),
    FIELD(Sheet, price), FIELD(Sheet, rate), FIELD(Sheet, label),
    FIELD(Sheet, title, .required = true), FIELD(Sheet, tags), FIELD(Sheet, extra),
    FIELD_ENUM(Sheet, state, state_names), FIELD_OBJECT(Sheet, line, line_shape),
    FIELD_OPTION(Sheet, option, line_shape), FIELD_LIST(Sheet, lines, line_shape),
    FIELD(Sheet, secret, .once = true), FIELD(Sheet, password, .write_only = true),
    FIELD(Sheet, inner, .hidden = true));

static Arena *arena(void)
{
    static Arena *kept;
    return kept ? kept : (kept = arena_new());
}

TEST("a record is written member by member, what is absent as null")
{
    Sheet sheet = {.password = "p", .inner = "i"};
    EXPECT_TEXT(json_of(arena(), &sheet_shape, &sheet),
        "{\"id\":null,\"name\":null,\"count\":0,\"is_open\":false,\"at\":null,\"day\":null,"
        "\"digest\":null,\"price\":null,\"rate\":null,\"label\":null,\"title\":{\"en\":null,"
        "\"de\":null,\"fr\":null,\"cs\":null},\"tags\":[],\"extra\":null,\"state\":null,"
        "\"line\":{\"name\":null,\"amount\":0},\"option\":null,\"lines\":[],\"secret\":null}");
}

TEST("what a record has is written in the form of its kind")
{
    Line lines[] = {{"a", 1}, {"b", -2}};
    Sheet sheet = {.id = {"sub_01hzy0000000000000000000ab"},
        .name = "N",
        .count = INT64_MIN,
        .is_open = true,
        .at = {SECONDS(1) + 5},
        .day = {20261122},
        .digest = {{0xAB}},
        .price = {-5, {"EUR"}},
        .rate = {150000, 1000000, {"EUR"}},
        .label = {.de = "eins"},
        .tags = {(const char *[]){"x", "y"}, 2},
        .extra = {"{\"a\":[1]}"},
        .state = STATE_OPEN,
        .line = {"l", INT64_MAX},
        .option = &lines[0],
        .lines = {lines, 2},
        .secret = "kt_s"};
    EXPECT_TEXT(json_of(arena(), &sheet_shape, &sheet),
        "{\"id\":\"sub_01hzy0000000000000000000ab\",\"name\":\"N\",\"count\":-9223372036854775808,"
        "\"is_open\":true,\"at\":\"1970-01-01T00:00:01.000005Z\",\"day\":\"2026-11-22\",\"digest\":"
        "\"ab00000000000000000000000000000000000000000000000000000000000000\","
        "\"price\":{\"minor\":-5,\"currency\":\"EUR\"},"
        "\"rate\":{\"micros\":150000,\"per\":1000000,\"currency\":\"EUR\"},"
        "\"label\":{\"en\":null,\"de\":\"eins\",\"fr\":null,\"cs\":null},"
        "\"title\":{\"en\":null,\"de\":null,\"fr\":null,\"cs\":null},\"tags\":[\"x\",\"y\"],"
        "\"extra\":{\"a\":[1]},\"state\":\"open\",\"line\":{\"name\":\"l\","
        "\"amount\":9223372036854775807},\"option\":{\"name\":\"a\",\"amount\":1},"
        "\"lines\":[{\"name\":\"a\",\"amount\":1},{\"name\":\"b\",\"amount\":-2}],"
        "\"secret\":\"kt_s\"}");
}

TEST("a secret is not written again where secrets are hidden")
{
    Sheet sheet = {.secret = "kt_s"};
    Json *out = json_new(arena());
    out->hides_once = true;
    json_record(out, NULL, &sheet_shape, &sheet);
    EXPECT(strstr(json_finish(out), "\"secret\":null"));
    EXPECT(!strstr(json_finish(out), "kt_s"));
}

TEST("hidden and write-only fields are never written")
{
    Sheet sheet = {.password = "swordfish", .inner = "within"};
    const char *json = json_of(arena(), &sheet_shape, &sheet);
    EXPECT(!strstr(json, "swordfish") && !strstr(json, "password"));
    EXPECT(!strstr(json, "within") && !strstr(json, "inner"));
}

TEST("characters that JSON does not allow are escaped, others are not")
{
    Json *out = json_new(arena());
    json_put_text(out, NULL, "a\"b\\c\b\f\n\r\t\x01\x1f\x7f/é😀");
    EXPECT_TEXT(json_finish(out), "\"a\\\"b\\\\c\\b\\f\\n\\r\\t\\u0001\\u001f\x7f/é😀\"");
}

TEST("commas come by themselves")
{
    Json *out = json_new(arena());
    json_begin_object(out, NULL);
    json_put(out, "a", 1);
    json_begin_array(out, "b");
    json_begin_array(out, NULL);
    json_end_array(out);
    json_put(out, NULL, "x");
    json_put_bool(out, NULL, true);
    json_null(out, NULL);
    json_raw(out, NULL, "{\"r\":1}");
    json_end_array(out);
    json_begin_object(out, "c");
    json_end_object(out);
    json_put(out, "d", ((Money){1, {"EUR"}}));
    json_end_object(out);
    EXPECT_TEXT(json_finish(out),
        "{\"a\":1,\"b\":[[],\"x\",true,null,{\"r\":1}],\"c\":{},"
        "\"d\":{\"minor\":1,\"currency\":\"EUR\"}}");
}

TEST("lists of records and of texts stand alone as arrays")
{
    Line lines[] = {{"a", 1}, {NULL, 2}};
    EXPECT_TEXT(json_of_list(arena(), &line_shape, lines, 2),
        "[{\"name\":\"a\",\"amount\":1},{\"name\":null,\"amount\":2}]");
    EXPECT_TEXT(json_of_list(arena(), &line_shape, NULL, 0), "[]");
    EXPECT_TEXT(
        json_of_texts(arena(), (TextList){(const char *[]){"a\"", "b"}, 2}), "[\"a\\\"\",\"b\"]");
}

TEST("what was written is read back the same")
{
    Sheet sheet = {.id = {"sub_01hzy0000000000000000000ab"},
        .name = "Übung \"1\"\n\t€",
        .count = DEFAULT_MAX_NUMBER,
        .at = {SECONDS(1790000000) + 123456},
        .day = {20280229},
        .digest = {{1, 2, 3}},
        .price = {4990, {"JPY"}},
        .rate = {1, 1000, {"KWD"}},
        .label = {.fr = "un"},
        .title = {.en = "one"},
        .tags = {(const char *[]){"x"}, 1},
        .extra = {"[1,{\"a\":null}]"},
        .state = STATE_OPEN,
        .line = {"l", 1}};
    Ctx ctx = {.arena = arena()};
    Sheet again;
    const char *json = json_of(arena(), &sheet_shape, &sheet);
    EXPECT_INT(json_read(&ctx, json, strlen(json), &sheet_shape, &again), OK);
    EXPECT_TEXT(json_of(arena(), &sheet_shape, &again), json);
    EXPECT_INT(again.at.us, sheet.at.us);
    EXPECT(digest_same(again.digest, sheet.digest));
}
