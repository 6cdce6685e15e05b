#include "json.h"
#include "test/test.h"

#include <string.h>

typedef struct Leaf {
    const char *name;
} Leaf;

static SHAPE(leaf_shape, Leaf, FIELD(Leaf, name, .required = true, .max = 80));

typedef enum Kind { KIND_NONE, KIND_ONE, KIND_TWO } Kind;
static const char *const kind_names[] = {"", "one", "two", NULL};
static const char *const sure_names[] = {"one", "two", NULL};

typedef struct Tree {
    Id id;
    const char *name, *mail, *currency, *code, *secret, *password, *inner;
    int64_t count;
    bool is_big;
    Time at;
    Date day;
    Digest digest;
    Money price;
    Rate rate;
    Texts label;
    TextList tags;
    RawJson extra;
    Kind kind, sure;
    Leaf leaf;
    const Leaf *option;
    LIST_OF(Leaf) leaves;
} Tree;

static SHAPE(tree_shape, Tree, FIELD(Tree, id, .required = true),
    FIELD(Tree, name, .min = 2, .max = 4, .about = "What people call it."),
    FIELD(Tree, mail, .format = "email"), FIELD(Tree, currency, .format = "currency"),
    FIELD(Tree, code, .pattern = "a|b"), FIELD(Tree, secret, .once = true, .required = true),
    FIELD(Tree, password, .write_only = true), FIELD(Tree, inner, .hidden = true),
    FIELD(Tree, count, .min = 1, .max = 9, .if_absent = 2), FIELD(Tree, is_big), FIELD(Tree, at),
    FIELD(Tree, day), FIELD(Tree, digest), FIELD(Tree, price), FIELD(Tree, rate, .required = true),
    FIELD(Tree, label), FIELD(Tree, tags, .min = 1), FIELD(Tree, extra),
    FIELD_ENUM(Tree, kind, kind_names), FIELD_ENUM(Tree, sure, sure_names),
    FIELD_OBJECT(Tree, leaf, leaf_shape), FIELD_OPTION(Tree, option, leaf_shape),
    FIELD_LIST(Tree, leaves, leaf_shape, .max = 3));

static Arena *arena(void)
{
    static Arena *kept;
    return kept ? kept : (kept = arena_new());
}

static const JsonValue *schema_of(const Shape *shape, JsonSide side)
{
    Json *out = json_new(arena());
    const char *problem = "none";
    json_schema(out, NULL, shape, side);
    const char *text = json_finish(out);
    const JsonValue *schema = json_parse(arena(), text, strlen(text), &problem);
    EXPECT_TEXT(problem, "none");
    return schema;
}

static const char *raw_of(const JsonValue *value)
{
    return value ? arena_text(arena(), value->raw, value->raw_length) : NULL;
}

static const char *property(JsonSide side, const char *name)
{
    return raw_of(json_member(json_member(schema_of(&tree_shape, side), "properties"), name));
}

static const char *const out_name =
    "{\"type\":[\"string\",\"null\"],"
    "\"description\":\"What people call it.\"}";

TEST("going out, what can be absent can be null")
{
    EXPECT_TEXT(property(JSON_OUT, "name"), out_name);
    EXPECT_TEXT(property(JSON_OUT, "id"),
        "{\"type\":\"string\",\"pattern\":\"^[a-z]{2,4}_[0-9a-hjkmnp-tv-z]{26}$\"}");
    EXPECT_TEXT(property(JSON_OUT, "count"), "{\"type\":\"integer\",\"format\":\"int64\"}");
    EXPECT_TEXT(property(JSON_OUT, "is_big"), "{\"type\":\"boolean\"}");
    EXPECT_TEXT(
        property(JSON_OUT, "at"), "{\"type\":[\"string\",\"null\"],\"format\":\"date-time\"}");
    EXPECT_TEXT(property(JSON_OUT, "day"), "{\"type\":[\"string\",\"null\"],\"format\":\"date\"}");
    EXPECT_TEXT(property(JSON_OUT, "tags"), "{\"type\":\"array\",\"items\":{\"type\":\"string\"}}");
    EXPECT_TEXT(property(JSON_OUT, "extra"), "{}");
    EXPECT_TEXT(property(JSON_OUT, "kind"),
        "{\"type\":[\"string\",\"null\"],\"enum\":[\"one\",\"two\",null]}");
    EXPECT_TEXT(property(JSON_OUT, "sure"), "{\"type\":\"string\",\"enum\":[\"one\",\"two\"]}");
    EXPECT_TEXT(property(JSON_OUT, "price"),
        "{\"anyOf\":[{\"$ref\":\"#/components/schemas/Money\"},{\"type\":\"null\"}]}");
    EXPECT_TEXT(property(JSON_OUT, "rate"), "{\"$ref\":\"#/components/schemas/Rate\"}");
    EXPECT_TEXT(property(JSON_OUT, "leaf"), "{\"$ref\":\"#/components/schemas/Leaf\"}");
    EXPECT_TEXT(property(JSON_OUT, "option"),
        "{\"anyOf\":[{\"$ref\":\"#/components/schemas/Leaf\"},{\"type\":\"null\"}]}");
    EXPECT_TEXT(property(JSON_OUT, "leaves"),
        "{\"type\":\"array\",\"items\":{\"$ref\":\"#/components/schemas/Leaf\"}}");
}

TEST("a secret that is shown once is null later, even where it is required")
{
    EXPECT_TEXT(property(JSON_OUT, "secret"), "{\"type\":[\"string\",\"null\"]}");
}

TEST("coming in, the schema tells the rules that are checked")
{
    EXPECT_TEXT(property(JSON_IN, "name"),
        "{\"type\":[\"string\",\"null\"],\"minLength\":2,"
        "\"maxLength\":4,\"description\":\"What people call it.\"}");
    EXPECT_TEXT(property(JSON_IN, "mail"),
        "{\"type\":[\"string\",\"null\"],\"format\":\"email\",\"maxLength\":10000}");
    EXPECT_TEXT(property(JSON_IN, "currency"),
        "{\"type\":[\"string\",\"null\"],\"pattern\":\"^[A-Z]{3}$\",\"maxLength\":10000}");
    EXPECT_TEXT(property(JSON_IN, "code"),
        "{\"type\":[\"string\",\"null\"],\"maxLength\":10000,\"pattern\":\"^(?:a|b)$\"}");
    EXPECT_TEXT(property(JSON_IN, "count"),
        "{\"type\":[\"integer\",\"null\"],\"format\":\"int64\","
        "\"minimum\":1,\"maximum\":9,\"default\":2}");
    EXPECT_TEXT(property(JSON_IN, "tags"),
        "{\"type\":[\"array\",\"null\"],\"items\":{\"type\":\"string\",\"maxLength\":10000},"
        "\"minItems\":1,\"maxItems\":1000}");
    EXPECT_TEXT(property(JSON_IN, "leaves"),
        "{\"type\":[\"array\",\"null\"],"
        "\"items\":{\"$ref\":\"#/components/schemas/LeafInput\"},\"maxItems\":3}");
    EXPECT_TEXT(property(JSON_IN, "rate"), "{\"$ref\":\"#/components/schemas/RateInput\"}");
}

TEST("coming in, few members are required and no others allowed; going out, all are there")
{
    const JsonValue *in = schema_of(&tree_shape, JSON_IN), *out = schema_of(&tree_shape, JSON_OUT);
    EXPECT_TEXT(raw_of(json_member(in, "required")), "[\"id\",\"secret\",\"rate\"]");
    EXPECT_TEXT(raw_of(json_member(in, "additionalProperties")), "false");
    EXPECT(!json_member(out, "additionalProperties"));
    EXPECT_INT(json_member(out, "required")->count, json_member(out, "properties")->count);
}

TEST("neither side tells what is hidden; what is write-only is told to those who write")
{
    EXPECT(!property(JSON_IN, "inner") && !property(JSON_OUT, "inner"));
    EXPECT(property(JSON_IN, "password") && !property(JSON_OUT, "password"));
}

TEST("the components of a shape are those within it, each once and by side")
{
    JsonSchemas schemas = {0};
    json_schemas_add(arena(), &schemas, &tree_shape, JSON_OUT);
    json_schemas_add(arena(), &schemas, &tree_shape, JSON_OUT);
    json_schemas_add(arena(), &schemas, NULL, JSON_OUT);
    json_schemas_add(arena(), &schemas, &leaf_shape, JSON_IN);
    Text names = {.arena = arena()};
    for (size_t i = 0; i < schemas.count; i++)
        text_printf(&names, "%s ",
            json_schema_name(arena(), schemas.items[i].shape, schemas.items[i].side));
    EXPECT_TEXT(text_of(&names), "Tree Money Rate Texts Leaf LeafInput ");
}
