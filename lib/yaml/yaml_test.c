#include "yaml.h"

#include "test/test.h"

#include <string.h>

static Arena *arena(void)
{
    static Arena *kept;
    return kept ? kept : (kept = arena_new());
}

static Blob blob(const char *text)
{
    return (Blob){text, strlen(text)};
}

// The value as JSON, or the problem.
static const char *read_text(const char *yaml)
{
    const char *problem = NULL;
    const JsonValue *value = yaml_read(arena(), blob(yaml), &problem);
    return value ? arena_text(arena(), value->raw, value->raw_length) : problem;
}

TEST("scalars are what the core schema says")
{
    EXPECT_TEXT(read_text("[1, -2, +3, 007, 0x1F, 0o17]"), "[1,-2,3,7,31,15]");
    EXPECT_TEXT(read_text("[1.50, .5, 5., 1e3, -0.1E-2]"), "[1.50,0.5,5,1e3,-0.1E-2]");
    EXPECT_TEXT(
        read_text("[true, False, TRUE, yes, on, n]"), "[true,false,true,\"yes\",\"on\",\"n\"]");
    EXPECT_TEXT(read_text("[null, ~, Null, '', \"null\"]"), "[null,null,null,\"\",\"null\"]");
    EXPECT_TEXT(read_text("[1.2.3, 1e, 0x, ., 10Gi, 1_000, \"3\", !!str 3, .inf]"),
        "[\"1.2.3\",\"1e\",\"0x\",\".\",\"10Gi\",\"1_000\",\"3\",\"3\",\".inf\"]");
}

TEST("mappings, sequences and blocks nest")
{
    EXPECT_TEXT(read_text("a:\n  b: [x, {c: 1}]\n  t: |\n    one\n    two\n"),
        "{\"a\":{\"b\":[\"x\",{\"c\":1}],\"t\":\"one\\ntwo\\n\"}}");
}

TEST("what cannot be read is said with its line")
{
    EXPECT(strstr(read_text("a: 1\nb: [\n"), "Line "));
    EXPECT_TEXT(read_text("  \n"), "There is nothing in it.");
    EXPECT_TEXT(read_text("a: 1\n---\nb: 2\n"), "There is more than one document in it.");
    EXPECT_TEXT(read_text("\xff"), "It is no text in UTF-8.");
    EXPECT(strstr(read_text("a: 1\na: 2\n"), "twice") || strstr(read_text("a: 1\na: 2\n"), "a"));
}

TEST("nothing multiplies and nothing nests without end")
{
    EXPECT_TEXT(read_text("a: &x [1]\nb: *x\n"), "Aliases (*name) are not read; write it out.");
    char deep[201] = {0};
    memset(deep, '[', 200);
    EXPECT_TEXT(read_text(deep), "It is nested too deeply.");
}

TEST("a stream has many documents, and empty ones do not count")
{
    const char *problem;
    JsonValueList documents;
    EXPECT(yaml_read_all(arena(),
        blob("---\n# Source: x\nkind: A\n---\n# nothing\n---\nkind: B\n...\n"), &documents,
        &problem));
    EXPECT_INT(documents.count, 2);
    EXPECT_TEXT(json_text_member(documents.items[1], "kind"), "B");
    EXPECT(yaml_read_all(arena(), blob("\n"), &documents, &problem));
    EXPECT_INT(documents.count, 0);
    EXPECT(!yaml_read_all(arena(), blob("kind: A\n---\nkind: [\n"), &documents, &problem));
}

typedef struct Wanted {
    const char *version;
    int64_t count;
    RawJson any;
} Wanted;

static SHAPE(
    wanted_shape, Wanted, FIELD(Wanted, version), FIELD(Wanted, count), FIELD(Wanted, any));

TEST("in a shape the field says what a value is")
{
    const char *problem;
    const JsonValue *value = yaml_read_as(arena(),
        blob("version: 1.10\ncount: 3\nany: {n: 1.10, t: no, list: [1, true]}\nother: 5\n"),
        &wanted_shape, &problem);
    EXPECT_TEXT(arena_text(arena(), value->raw, value->raw_length),
        "{\"version\":\"1.10\",\"count\":3,\"any\":{\"n\":1.10,\"t\":\"no\",\"list\":[1,true]},"
        "\"other\":\"5\"}");
}

static void expect_same(const char *json)
{
    const char *problem;
    const JsonValue *value = json_parse(arena(), json, strlen(json), &problem);
    EXPECT_TEXT(read_text(yaml_write(arena(), value)), json);
}

TEST("what is written is read the same")
{
    expect_same(
        "{\"a\":\"no\",\"b\":\"1.10\",\"true\":true,\"n\":null,\"e\":{},\"l\":[],\"s\":\"\"}");
    expect_same(
        "{\"list\":[[1,2],{\"x\":{\"y\":[\"z\"]}},\"t\",{}],\"a b\":\"c: d\",\"#\":\"- x\"}");
    expect_same("{\"block\":\"one\\n\\n  two\\n\",\"odd\":\" x\\n\",\"tab\":\"a\\tb\\nc\"}");
    expect_same(
        "{\"breaks\":\"a\xC2\x85 b\xE2\x80\xA8"
        "c\xE2\x80\xA9\",\"block\":\"a\\nb\xC2\x85"
        "c\"}");
    expect_same("[{\"a\":1},\"x\"]");
    expect_same("\"text\"");
    expect_same("{}");
}

TEST("a brief text leaves out what says nothing, and plain words need no quotes")
{
    const char *problem, *json = "{\"a\":null,\"b\":[],\"c\":\"word/of-1.letters\",\"d\":\"no\"}";
    const JsonValue *value = json_parse(arena(), json, strlen(json), &problem);
    EXPECT_TEXT(yaml_write_brief(arena(), value), "c: word/of-1.letters\nd: \"no\"\n");
}
