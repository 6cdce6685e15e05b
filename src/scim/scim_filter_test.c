#include "scim_filter.h"

#include "base/text.h"
#include "test/test.h"

#include <string.h>

static const char resource[] =
    "{\"id\":\"scu_1\",\"externalId\":\"Ab\",\"userName\":\"anna@acme.test\",\"active\":true,"
    "\"name\":{\"familyName\":\"O'Ma\\\"lley\"},\"count\":3,\"meta\":{\"created\":\"2026-11-23\"},"
    "\"emails\":[{\"type\":\"work\",\"value\":\"anna@acme.test\"},"
    "{\"type\":\"home\",\"value\":\"a@home.test\",\"primary\":true}],\"members\":[]}";

typedef struct Case {
    const char *text;
    bool matches;
} Case;

static void expect_matches(const Case *cases, size_t count)
{
    Ctx ctx = {.arena = arena_new()};
    const char *problem;
    const JsonValue *value = json_parse(ctx.arena, resource, strlen(resource), &problem);
    for (size_t i = 0; i < count; i++) {
        const ScimFilter *filter;
        EXPECT(scim_filter_read(&ctx, cases[i].text, &filter) == OK);
        test_expect_int(scim_filter_matches(filter, value), cases[i].matches, __FILE__, __LINE__,
            cases[i].text);
    }
    arena_free(ctx.arena);
}

TEST("a filter compares texts in any case, but ids and externalId as they are")
{
    static const Case cases[] = {
        {"userName eq \"ANNA@acme.test\"", true},
        {"username EQ \"anna@acme.test\"", true},
        {"urn:ietf:params:scim:schemas:core:2.0:User:userName eq \"anna@acme.test\"", true},
        {"externalId eq \"Ab\"", true},
        {"externalId eq \"ab\"", false},
        {"userName sw \"ANNA\" and userName ew \".test\" and userName co \"@\"", true},
        {"userName sw \"nna\"", false},
        {"userName ew \"xanna@acme.test\"", false},
        {"userName ne \"anna@acme.test\"", false},
        {"nickName ne \"x\"", true},
        {"name.familyName eq \"o'ma\\\"lley\"", true},
    };
    expect_matches(cases, COUNT_OF(cases));
}

TEST("and binds closer than or, brackets closest, and not needs them")
{
    static const Case cases[] = {
        {"count eq 3 or count eq 4 and count eq 5", true},
        {"(count eq 3 or count eq 4) and count eq 5", false},
        {"not (count eq 4) and not(count eq 5)", true},
        {"not (count eq 3)", false},
        {"count gt 2 and count ge 3 and count lt 4 and count le 3", true},
        {"count gt 3", false},
        {"count co 3", false},
        {"meta.created lt \"2026-11-24\"", true},
    };
    expect_matches(cases, COUNT_OF(cases));
}

TEST("a list matches by one of its elements, and within brackets by one alone")
{
    static const Case cases[] = {
        {"emails.value eq \"a@home.test\"", true},
        {"emails eq \"a@home.test\"", true},
        {"emails.type eq \"work\" and emails.value eq \"a@home.test\"", true},
        {"emails[type eq \"work\" and value eq \"a@home.test\"]", false},
        {"emails[type eq \"home\" and primary eq true]", true},
        {"emails[type eq \"work\"].value eq \"anna@acme.test\"", true},
        {"emails[type eq \"home\"].value eq \"anna@acme.test\"", false},
        {"emails pr and not (members pr) and not (nickName pr)", true},
        {"nickName eq null", true},
        {"userName eq null", false},
        {"userName ne null", true},
        {"active eq True", true},
        {"active ne false", true},
        {"active eq \"true\"", false},
    };
    expect_matches(cases, COUNT_OF(cases));
}

TEST("what is no filter is refused with the place where it ends to be one")
{
    static const char *const bad[] = {"", " ", "userName", "userName eq", "userName eq x",
        "userName like \"x\"", "userName eq \"x", "userName eq \"x\" and", "(userName pr",
        "userName pr)", "userName pr x", "not userName pr", "emails[type eq \"x\"",
        "emails[type eq \"x\"].", "emails[type eq \"x\"].value", "name. eq 1", "1x pr",
        "userName eq [1]", "userName eq {}", "a.b.c pr", "userName\teq 1",
        "urn:ietf:params:scim: pr", "userName eq \"\\x\"", "'; DROP TABLE scim_user; --"};
    Ctx ctx = {.arena = arena_new()};
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        const ScimFilter *filter;
        Error error = scim_filter_read(&ctx, bad[i], &filter);
        test_expect_int(error, INVALID, __FILE__, __LINE__, bad[i]);
        EXPECT_TEXT(ctx.failure.code, "invalid_filter");
    }
    arena_free(ctx.arena);
}

TEST("a filter that is too deep or too long is refused, one that is wide is not")
{
    Ctx ctx = {.arena = arena_new()};
    Text deep = {.arena = ctx.arena}, wide = {.arena = ctx.arena};
    const ScimFilter *filter;
    for (int i = 0; i < 100; i++)
        text_add(&deep, "(");
    EXPECT(scim_filter_read(&ctx, text_of(&deep), &filter) == INVALID);
    text_add(&wide, "userName pr");
    for (int i = 0; i < 100; i++)
        text_add(&wide, " or (userName pr)");
    EXPECT(scim_filter_read(&ctx, text_of(&wide), &filter) == OK);
    for (int i = 0; i < 100; i++)
        text_add(&wide, " or (userName pr)");
    EXPECT(scim_filter_read(&ctx, text_of(&wide), &filter) == INVALID);
    arena_free(ctx.arena);
}

TEST("a filter tells which text an attribute must be equal to")
{
    Ctx ctx = {.arena = arena_new()};
    const ScimFilter *filter;
    EXPECT(!scim_filter_read(&ctx, "active eq true and userName eq \"x\"", &filter));
    EXPECT_TEXT(scim_filter_equal(filter, "userName"), "x");
    EXPECT(!scim_filter_equal(filter, "externalId"));
    EXPECT(scim_filter_has(filter, "ACTIVE") && !scim_filter_has(filter, "members"));
    EXPECT(!scim_filter_read(&ctx, "userName eq \"x\" or userName eq \"y\"", &filter));
    EXPECT(!scim_filter_equal(filter, "userName"));
    EXPECT(!scim_filter_read(&ctx, "not (userName eq \"x\")", &filter));
    EXPECT(!scim_filter_equal(filter, "userName"));
    EXPECT(!scim_filter_read(&ctx, "emails[userName eq \"x\"]", &filter));
    EXPECT(!scim_filter_equal(filter, "userName"));
    arena_free(ctx.arena);
}

TEST("a path names an attribute, one below it, or that of elements that match")
{
    Ctx ctx = {.arena = arena_new()};
    ScimPath path;
    EXPECT(!scim_path_read(&ctx, "name.givenName", &path));
    EXPECT_TEXT(path.attribute, "name");
    EXPECT_TEXT(path.sub, "givenName");
    EXPECT(!scim_path_read(&ctx, "emails[type eq \"work\"].value", &path));
    EXPECT_TEXT(path.attribute, "emails");
    EXPECT_TEXT(path.sub, "value");
    EXPECT(path.filter != NULL);
    EXPECT(!scim_path_read(
        &ctx, "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager", &path));
    EXPECT_TEXT(
        path.attribute, "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager");
    static const char *const bad[] = {"", "emails[", "emails[]", "emails[type eq \"x\"]x", "a b",
        "emails[type eq \"x\"].", ".x", "members[value eq \"x\"", "a.b[c pr]"};
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        Error error = scim_path_read(&ctx, bad[i], &path);
        test_expect_int(error, INVALID, __FILE__, __LINE__, bad[i]);
        EXPECT_TEXT(ctx.failure.code, "invalid_path");
    }
    arena_free(ctx.arena);
}
