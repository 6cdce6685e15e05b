#include "json.h"
#include "test/test.h"

#include <string.h>

typedef struct Part {
    const char *name;
    int64_t amount;
} Part;

static SHAPE(part_shape, Part, FIELD(Part, name, .required = true, .max = 5), FIELD(Part, amount));

typedef enum Colour { RED, GREEN } Colour;
static const char *const colour_names[] = {"red", "green", NULL};

typedef struct Thing {
    Id id;
    const char *name;
    int64_t count, share;
    bool is_big;
    Time at;
    Date day;
    Digest digest;
    Money price;
    Rate rate;
    Texts label;
    TextList tags;
    RawJson extra;
    Colour colour;
    Part part;
    const Part *option;
    LIST_OF(Part) parts;
    const char *mail, *site, *currency, *code;
    const char *inner;
} Thing;

static SHAPE(thing_shape, Thing, FIELD(Thing, id),
    FIELD(Thing, name, .required = true, .min = 2, .max = 4), FIELD(Thing, count, .max = 10),
    FIELD(Thing, share, .if_absent = 7), FIELD(Thing, is_big), FIELD(Thing, at), FIELD(Thing, day),
    FIELD(Thing, digest), FIELD(Thing, price), FIELD(Thing, rate), FIELD(Thing, label, .max = 6),
    FIELD(Thing, tags, .min = 1, .max = 2), FIELD(Thing, extra),
    FIELD_ENUM(Thing, colour, colour_names), FIELD_OBJECT(Thing, part, part_shape),
    FIELD_OPTION(Thing, option, part_shape), FIELD_LIST(Thing, parts, part_shape),
    FIELD(Thing, mail, .format = "email"), FIELD(Thing, site, .format = "uri"),
    FIELD(Thing, currency, .format = "currency"), FIELD(Thing, code, .pattern = "[a-z]+(-[a-z]+)*"),
    FIELD(Thing, inner, .hidden = true));

static Ctx *ctx_new(void)
{
    static Arena *arena;
    static Ctx ctx;
    if (!arena)
        arena = arena_new();
    ctx = (Ctx){.arena = arena};
    return &ctx;
}

// Reads the body; what is wrong as "path code, path code".
static const char *read_thing(const char *body, Thing *ret_thing)
{
    Ctx *ctx = ctx_new();
    Text wrong = {.arena = ctx->arena};
    Error error = json_read(ctx, body, strlen(body), &thing_shape, ret_thing);
    if (error && !ctx->failure.fault_count)
        return ctx->failure.code;
    for (size_t i = 0; i < ctx->failure.fault_count; i++)
        text_printf(&wrong, "%s%s %s", i ? ", " : "", ctx->failure.faults[i].field,
            ctx->failure.faults[i].code);
    return text_of(&wrong);
}

static const char *wrong_with(const char *body)
{
    Thing thing;
    return read_thing(body, &thing);
}

TEST("a body that is as the shape says comes in whole")
{
    static const char body[] =
        "{\"id\":\"sub_01hzy0000000000000000000ab\",\"name\":\"Tést\",\"count\":10,\"is_big\":true,"
        "\"at\":\"2026-11-22T13:00:00.5+01:00\",\"day\":\"2026-11-22\",\"digest\":"
        "\"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\","
        "\"price\":{\"minor\":4990,\"currency\":\"EUR\"},"
        "\"rate\":{\"micros\":150000,\"per\":1000000,\"currency\":\"EUR\"},"
        "\"label\":{\"en\":\"one\",\"de\":null,\"cs\":\"jedna\"},\"tags\":[\"a\",\"b\"],"
        "\"extra\":{ \"x\" : [1.50] },\"colour\":\"green\",\"part\":{\"name\":\"p\",\"amount\":7},"
        "\"option\":{\"name\":\"o\"},\"parts\":[{\"name\":\"1\"},{\"name\":\"2\"}],"
        "\"mail\":\"a.b@example.org\",\"site\":\"https://example.org/a?b=c\",\"currency\":\"CZK\","
        "\"code\":\"ab-cd\"}";
    Thing thing;
    EXPECT_TEXT(read_thing(body, &thing), "");
    EXPECT_TEXT(thing.id.text, "sub_01hzy0000000000000000000ab");
    EXPECT_TEXT(thing.name, "Tést");
    EXPECT_INT(thing.count, 10);
    EXPECT(thing.is_big);
    EXPECT_INT(thing.at.us % DAYS(1), HOURS(12) + SECOND / 2);
    EXPECT_INT(thing.day.yyyymmdd, 20261122);
    EXPECT_INT(thing.digest.bytes[31], 0xFF);
    EXPECT_INT(thing.price.minor, 4990);
    EXPECT_INT(thing.rate.per, 1000000);
    EXPECT_TEXT(thing.rate.currency.code, "EUR");
    EXPECT_TEXT(thing.label.cs, "jedna");
    EXPECT(!thing.label.de && !thing.label.fr);
    EXPECT_INT(thing.tags.count, 2);
    EXPECT_TEXT(thing.tags.items[1], "b");
    EXPECT_TEXT(thing.extra.text, "{ \"x\" : [1.50] }");
    EXPECT_INT(thing.colour, GREEN);
    EXPECT_INT(thing.part.amount, 7);
    EXPECT_TEXT(thing.option->name, "o");
    EXPECT_INT(thing.parts.count, 2);
    EXPECT_TEXT(thing.parts.items[1].name, "2");
}

TEST("what is absent or null is zero")
{
    Thing thing;
    EXPECT_TEXT(
        read_thing("{\"name\":\"ab\",\"option\":null,\"parts\":null,\"count\":null}", &thing), "");
    EXPECT(!id_is_set(thing.id) && !thing.option && !thing.parts.count && !thing.count);
}

TEST("a number that no body says may have a value of its own, and zero is said")
{
    Thing thing;
    EXPECT_TEXT(read_thing("{\"name\":\"ab\"}", &thing), "");
    EXPECT_INT(thing.share, 7);
    EXPECT_TEXT(read_thing("{\"name\":\"ab\",\"share\":null}", &thing), "");
    EXPECT_INT(thing.share, 7);
    EXPECT_TEXT(read_thing("{\"name\":\"ab\",\"share\":0}", &thing), "");
    EXPECT_INT(thing.share, 0);
}

TEST("all faults of a body are named at once, each under its path")
{
    EXPECT_TEXT(
        wrong_with("{\"count\":11,\"parts\":[{\"name\":\"1\"},{\"name\":\"sixsix\"},{}],"
                   "\"part\":{\"name\":\"p\",\"nam\":1},\"colour\":\"blue\",\"inner\":\"x\"}"),
        "name required, count too_big, colour not_allowed, part.nam not_known, "
        "parts[1].name too_long, parts[2].name required, inner not_known");
}

TEST("a fault names the cure")
{
    Thing thing;
    Ctx *ctx = ctx_new();
    const char *body = "{\"name\":\"ab\",\"colour\":\"blue\"}";
    EXPECT_INT(json_read(ctx, body, strlen(body), &thing_shape, &thing), INVALID);
    EXPECT_TEXT(ctx->failure.code, "invalid_body");
    EXPECT_TEXT(ctx->failure.message, "colour must be one of: red, green.");
}

TEST("every kind refuses what is no such thing")
{
    static const struct {
        const char *member, *wrong;
    } cases[] = {
        {"\"id\":\"sub_1\"", "id malformed"},
        {"\"id\":\"sub_01hzy0000000000000000000il\"", "id malformed"},
        {"\"id\":\"SUB_01hzy0000000000000000000ab\"", "id malformed"},
        {"\"id\":1", "id wrong_kind"},
        {"\"count\":1.0", "count wrong_kind"},
        {"\"count\":\"1\"", "count wrong_kind"},
        {"\"count\":-1", "count too_small"},
        {"\"count\":99999999999999999999", "count wrong_kind"},
        {"\"is_big\":\"true\"", "is_big wrong_kind"},
        {"\"is_big\":1", "is_big wrong_kind"},
        {"\"at\":\"2026-11-22\"", "at malformed"},
        {"\"at\":\"2026-02-30T00:00:00Z\"", "at malformed"},
        {"\"day\":\"2026-02-29\"", "day malformed"},
        {"\"day\":\"2026-2-2\"", "day malformed"},
        {"\"digest\":\"abc\"", "digest malformed"},
        {"\"price\":4990", "price wrong_kind"},
        {"\"price\":{\"minor\":1}", "price.currency required"},
        {"\"price\":{\"minor\":1,\"currency\":\"EURO\"}", "price.currency malformed"},
        {"\"price\":{\"minor\":-1,\"currency\":\"EUR\"}", "price too_small"},
        {"\"rate\":{\"micros\":1,\"per\":0,\"currency\":\"EUR\"}", "rate.per too_small"},
        {"\"label\":{\"en\":\"too long\"}", "label.en too_long"},
        {"\"label\":{\"pl\":\"x\"}", "label.pl not_known"},
        {"\"label\":\"x\"", "label wrong_kind"},
        {"\"tags\":[]", "tags too_few"},
        {"\"tags\":[\"a\",\"b\",\"c\"]", "tags too_many"},
        {"\"tags\":[\"a\",null]", "tags[1] wrong_kind"},
        {"\"tags\":{}", "tags wrong_kind"},
        {"\"colour\":\"\"", "colour not_allowed"},
        {"\"part\":[]", "part wrong_kind"},
        {"\"option\":\"x\"", "option wrong_kind"},
        {"\"parts\":{}", "parts wrong_kind"},
        {"\"parts\":[1]", "parts[0] wrong_kind"},
        {"\"mail\":\"a@b\"", "mail malformed"},
        {"\"site\":\"javascript:alert(1)\"", "site malformed"},
        {"\"site\":\"https://\"", "site malformed"},
        {"\"site\":\"https://user@host/\"", "site malformed"},
        {"\"site\":\"https://a b\"", "site malformed"},
        {"\"currency\":\"eur\"", "currency malformed"},
        {"\"code\":\"ab-\"", "code malformed"},
        {"\"code\":\"ab\\n\"", "code malformed"},
        {"\"code\":\"a\\u0007\"", "code control_character"},
        {"\"code\":\"a\\u0085\"", "code control_character"},
        {"\"code\":\"a\\u007f\"", "code control_character"},
        {"\"code\":\"a\\rb\"", "code control_character"},
    };
    Ctx *ctx = ctx_new();
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        EXPECT_TEXT(wrong_with(arena_printf(ctx->arena, "{\"name\":\"ab\",%s}", cases[i].member)),
            cases[i].wrong);
}

TEST("the lines of a text may end as on Windows")
{
    EXPECT_TEXT(wrong_with("{\"name\":\"a\\r\\nb\"}"), "");
    EXPECT_TEXT(wrong_with("{\"name\":\"a\\r\"}"), "name control_character");
}

TEST("the length of a text counts its characters, not its bytes")
{
    EXPECT_TEXT(wrong_with("{\"name\":\"äöü€\"}"), "");
    EXPECT_TEXT(wrong_with("{\"name\":\"äöü€x\"}"), "name too_long");
    EXPECT_TEXT(wrong_with("{\"name\":\"€\"}"), "name too_short");
}

TEST("a required text is more than white space")
{
    EXPECT_TEXT(wrong_with("{\"name\":\"  \\n\"}"), "name required");
    EXPECT_TEXT(wrong_with("{\"name\":null}"), "name required");
}

TEST("a text without a limit may have 10,000 characters, a list 1,000 items")
{
    Ctx *ctx = ctx_new();
    char *many = arena_alloc(ctx->arena, 10002);
    memset(many, 'a', 10000);
    EXPECT_TEXT(
        wrong_with(arena_printf(ctx->arena, "{\"name\":\"ab\",\"code\":\"%s\"}", many)), "");
    many[10000] = 'a';
    EXPECT_TEXT(wrong_with(arena_printf(ctx->arena, "{\"name\":\"ab\",\"code\":\"%s\"}", many)),
        "code too_long");
    Text list = {.arena = ctx->arena};
    text_add(&list, "{\"name\":\"ab\",\"parts\":[{}");
    for (int i = 0; i < 1000; i++)
        text_add(&list, ",{}");
    text_add(&list, "]}");
    EXPECT_TEXT(wrong_with(text_of(&list)), "parts too_many");
}

TEST("what is no JSON, or no object, is refused as a whole")
{
    EXPECT_TEXT(wrong_with("{\"name\":"), "not_json");
    EXPECT_TEXT(wrong_with(""), "not_json");
    EXPECT_TEXT(wrong_with("[]"), " wrong_kind");
}

TEST("a body that fails leaves the record untouched")
{
    Thing thing = {.count = 5};
    read_thing("{\"name\":\"ab\",\"count\":11}", &thing);
    EXPECT_INT(thing.count, 5);
    EXPECT(!thing.name);
}

TEST("a body with more faults than are told is still refused")
{
    Ctx *ctx = ctx_new();
    Text body = {.arena = ctx->arena};
    text_add(&body, "{\"name\":\"ab\"");
    for (int i = 0; i < 100; i++)
        text_printf(&body, ",\"x%d\":0", i);
    text_add(&body, "}");
    Thing thing;
    EXPECT_INT(json_read(ctx, text_of(&body), body.length, &thing_shape, &thing), INVALID);
    EXPECT_INT(ctx->failure.fault_count, MAX_FAULTS);
}
