#include "chart_values.h"

#include "base/text.h"
#include "test/test.h"
#include "json/json.h"

#include <string.h>

#define DEFAULTS                                                                                   \
    "{\"replicas\": 1, \"debug\": false, \"tag\": \"1\", \"image\": {\"repository\": \"x\"},"      \
    " \"hosts\": [{\"name\": \"a\", \"paths\": [\"/\"]}], \"ports\": [80], \"extra\": null}"

static FormField fields[] = {
    {.path = "replicas",
        .label = {.en = "Replicas"},
        .pattern = "[0-9]+",
        .required = true,
        .preset = {"2"}},
    {.path = "debug", .label = {.en = "Debug"}, .kind = FORM_TOGGLE},
    {.path = "tag",
        .label = {.en = "Tag"},
        .pattern = "[0-9.]+",
        .pattern_message = {.en = "Digits and dots.", .de = "Ziffern und Punkte."}},
    {.path = "hosts[0].name", .label = {.en = "Host"}},
    {.path = "annotations.x\\.io/class", .label = {.en = "Class"}},
    {.path = "ports", .label = {.en = "Ports"}, .multiple = true},
    {.path = "fixed", .label = {.en = "Fixed"}, .hidden = true, .preset = {"\"yes\""}},
    {.path = "auth.password", .label = {.en = "Password"}, .confidential = true, .required = true},
    {.path = "auth.key", .label = {.en = "Key"}, .confidential = true, .generate = true},
};

static Chart chart_of(size_t count)
{
    return (Chart){.form = {fields, count}, .defaults = {DEFAULTS}, .state = CHART_READY};
}

static Ctx *ctx(void)
{
    static Ctx kept = {.language = "de"};
    if (!kept.arena)
        kept.arena = arena_new();
    kept.failure = (Failure){0};
    return &kept;
}

static const char *values_of(const char *answers, const char *confidential)
{
    Chart chart = chart_of(COUNT_OF(fields));
    const char *values = NULL;
    return chart_values(ctx(), &chart, answers, confidential, &values) == OK ? values : "refused";
}

// The message of the fault of that field; NULL if it has none.
static const char *fault_in(const Ctx *now, const char *field)
{
    for (size_t i = 0; i < now->failure.fault_count; i++)
        if (text_same(now->failure.faults[i].field, field))
            return now->failure.faults[i].message;
    return NULL;
}

TEST("answers become values of the type that the chart has there")
{
    const char *values = values_of(
        "{\"replicas\": \"3\", \"debug\": true, \"tag\": 1.10, \"hosts[0].name\": \"b\","
        " \"annotations.x\\\\.io/class\": \"fast\", \"ports\": [\"8080\", 9090]}",
        "{\"auth.password\": \"geheim\"}");
    EXPECT_TEXT(values,
        "{\"replicas\":3,\"debug\":true,\"tag\":\"1.10\",\"hosts\":[{\"name\":\"b\",\"paths\":[\"/\"]}],"
        "\"annotations\":{\"x.io/class\":\"fast\"},\"ports\":[8080,9090],\"fixed\":\"yes\","
        "\"auth\":{\"password\":\"geheim\"}}");
}

TEST("what was not answered has the form's default, else the chart's own")
{
    EXPECT_TEXT(values_of("{}", "{\"auth.password\": \"geheim\"}"),
        "{\"replicas\":2,\"fixed\":\"yes\",\"auth\":{\"password\":\"geheim\"}}");
    EXPECT_TEXT(values_of("{\"hosts[0].name\": \"\"}", NULL),
        "{\"replicas\":2,\"hosts\":[{\"name\":\"\",\"paths\":[\"/\"]}],\"fixed\":\"yes\"}");
}

TEST("the chart's schema says the type before its default does")
{
    Chart chart = chart_of(COUNT_OF(fields));
    const char *values;
    chart.schema.text = "{\"properties\": {\"tag\": {\"type\": \"number\"}}}";
    EXPECT(chart_values(ctx(), &chart, "{\"tag\": \"2.5\"}", NULL, &values) == OK);
    EXPECT(strstr(values, "\"tag\":2.5"));
}

TEST("everything wrong with answers is said at its field")
{
    Chart chart = chart_of(COUNT_OF(fields));
    Ctx *now = ctx();
    const char *values;
    EXPECT(chart_values(now, &chart,
               "{\"replicas\": \"\", \"debug\": \"maybe\", \"tag\": \"x\", \"ports\": 80,"
               " \"fixed\": \"no\", \"other\": 1, \"auth.password\": \"in the open\"}",
               "{\"tag\": \"1\"}", &values) == INVALID);
    EXPECT_TEXT(fault_in(now, "answers.replicas"), "Replicas is required.");
    EXPECT_TEXT(fault_in(now, "answers.tag"), "Ziffern und Punkte.");
    EXPECT(fault_in(now, "answers.debug") && fault_in(now, "answers.ports"));
    EXPECT(fault_in(now, "answers.fixed") && fault_in(now, "answers.other"));
    EXPECT_TEXT(fault_in(now, "answers.auth.password"), "auth.password is confidential.");
    EXPECT_TEXT(fault_in(now, "confidential.tag"), "tag is not confidential.");
    EXPECT_TEXT(fault_in(now, "confidential.auth.password"), "Password is required.");
}

TEST("a draft may be incomplete, and what was given before need not be given again")
{
    Chart chart = chart_of(COUNT_OF(fields));
    Ctx *now = ctx();
    chart_answers_check(now, &chart, "{}", "{}", false);
    EXPECT_INT(now->failure.fault_count, 0);
    chart_answers_check(now, &chart, "{}", NULL, true);
    EXPECT_INT(now->failure.fault_count, 0);
    chart_answers_check(now, &chart, "{}", "{}", true);
    EXPECT_INT(now->failure.fault_count, 1);
}

TEST("a pattern that runs away matches nothing, and soon")
{
    FormField field = {.path = "p", .label = {.en = "P"}, .pattern = "(a+)+b"};
    Chart chart = {.form = {&field, 1}, .defaults = {"{}"}};
    Ctx *now = ctx();
    chart_answers_check(now, &chart,
        "{\"p\": \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}", NULL, true);
    EXPECT(fault_in(now, "answers.p") != NULL);
}

TEST("passwords are made where none is given, and differ")
{
    Chart chart = chart_of(COUNT_OF(fields));
    const char *first = chart_passwords_create(ctx(), &chart, "{\"auth.password\": \"geheim\"}");
    const char *second = chart_passwords_create(ctx(), &chart, "{\"auth.password\": \"geheim\"}");
    EXPECT(strstr(first, "\"auth.password\":\"geheim\""));
    EXPECT(strstr(first, "\"auth.key\":\""));
    EXPECT(strcmp(first, second) != 0);
    EXPECT_TEXT(chart_passwords_create(ctx(), &chart, first), first);
}

TEST("a chart can be looked at with examples that its form allows")
{
    Chart chart = chart_of(COUNT_OF(fields));
    const char *values = chart_values_example(ctx(), &chart, NULL);
    EXPECT(strstr(values, "\"password\":\"example\""));
    EXPECT(strstr(values, "\"replicas\":2"));
}

TEST("values that people write are answers again, and nothing else gets through")
{
    Chart chart = chart_of(COUNT_OF(fields));
    const char *answers =
        "{\"replicas\":4,\"hosts[0].name\":\"b\",\"annotations.x\\\\.io/class\":\"f\"}";
    const char *values;
    EXPECT(chart_values(ctx(), &chart, answers, NULL, &values) == OK);
    EXPECT_TEXT(chart_answers_of_values(ctx(), &chart, values), answers);
    Ctx *now = ctx();
    EXPECT(!chart_answers_of_values(now, &chart,
        "{\"image\": {\"repository\": \"evil\"}, \"auth\": {\"password\": \"x\"},"
        " \"hosts\": [{\"name\": \"b\", \"paths\": [\"/evil\"]}]}"));
    EXPECT(fault_in(now, "values.image") && fault_in(now, "values.auth.password"));
    EXPECT(fault_in(now, "values.hosts[0].paths") != NULL);
}

TEST("what the chart's schema refuses is said at the form's field")
{
    Chart chart = chart_of(COUNT_OF(fields));
    Ctx *now = ctx();
    Error error = fail(now, INVALID, "chart_not_rendered", "%s",
        "values don't meet the specifications of the schema(s) in the following chart(s): shop: - at"
        " '/replicas': maximum: got 99, want 10 - at '/hosts/0/name': got number, want string - at"
        " '/auth/password': 'geheim' is too short");
    EXPECT(chart_schema_faults(now, &chart, error) == INVALID);
    EXPECT_TEXT(fault_in(now, "answers.replicas"), "maximum: got 99, want 10");
    EXPECT_TEXT(fault_in(now, "answers.hosts[0].name"), "got number, want string");
    EXPECT_TEXT(fault_in(now, "confidential.auth.password"), "The chart does not take this value.");
    error = fail(now, INVALID, "chart_not_rendered", "a template fails");
    EXPECT(chart_schema_faults(now, &chart, error) == INVALID);
    EXPECT_TEXT(now->failure.code, "chart_not_rendered");
}
