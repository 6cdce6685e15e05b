#include "chart_values.h"

#include "base/text.h"
#include "catalog/form.h"
#include "value_tree.h"

#include <string.h>

enum { PASSWORD_BYTES = 15 }; // 24 characters

static const JsonValue *parse(Arena *arena, const char *json)
{
    const char *problem;
    return json ? json_parse(arena, json, strlen(json), &problem) : NULL;
}

static const FormField *field_at(const Chart *chart, const char *path)
{
    for (size_t i = 0; i < chart->form.count; i++)
        if (text_same(chart->form.items[i].path, path))
            return &chart->form.items[i];
    return NULL;
}

// ── checking ─────────────────────────────────────────────────────────────────────────────────

static void answer_check(Ctx *ctx, const Chart *chart, const char *object, const JsonValue *name)
{
    bool is_confidential = text_same(object, "confidential");
    const FormField *field = field_at(chart, name->text);
    const char *at = arena_printf(ctx->arena, "%s.%s", object, name->text);
    if (!field)
        fault(ctx, at, "not_known", "The form has no field %s.", name->text);
    else if (field->hidden)
        fault(ctx, at, "not_allowed", "%s always has its default.", name->text);
    else if (field->confidential != is_confidential)
        fault(ctx, at, "not_allowed",
            is_confidential ? "%s is not confidential." : "%s is confidential.", name->text);
    else if (!form_value_is_empty(name + 1))
        form_field_allows(ctx, field, at, name + 1);
}

static const JsonValue *answers_check(
    Ctx *ctx, const Chart *chart, const char *object, const char *json)
{
    const JsonValue *answers = parse(ctx->arena, json);
    if (json && (!answers || answers->kind != JSON_OBJECT)) {
        fault(ctx, object, "wrong_kind", "%s must be an object of answers by path.", object);
        return NULL;
    }
    for (const JsonValue *name = json_first(answers); name; name = json_next(answers, name + 1))
        answer_check(ctx, chart, object, name);
    return answers;
}

void chart_answers_check(Ctx *ctx, const Chart *chart, const char *answers_json,
    const char *confidential_json, bool is_complete)
{
    const JsonValue *answers = answers_check(ctx, chart, "answers", answers_json);
    const JsonValue *secrets = answers_check(ctx, chart, "confidential", confidential_json);
    for (size_t i = 0; is_complete && i < chart->form.count; i++) {
        const FormField *field = &chart->form.items[i];
        const JsonValue *answer = json_member(field->confidential ? secrets : answers, field->path);
        bool is_given = !form_value_is_empty(answer) || field->hidden || field->generate ||
                        (field->preset.text && !answer) ||
                        (field->confidential && !confidential_json);
        if (field->required && !is_given)
            fault(ctx,
                arena_printf(ctx->arena, "%s.%s", field->confidential ? "confidential" : "answers",
                    field->path),
                "required", "%s is required.",
                texts_in(field->label, ctx->language) ? texts_in(field->label, ctx->language)
                                                      : field->path);
    }
}

// ── types ────────────────────────────────────────────────────────────────────────────────────

typedef enum Wanted { WANTED_ANY, WANTED_TEXT, WANTED_NUMBER, WANTED_FLAG } Wanted;

static const JsonValue *schema_at(const JsonValue *schema, const KeyPath *path)
{
    for (size_t i = 0; schema && i < path->count; i++)
        schema = path->steps[i].name
                     ? json_member(json_member(schema, "properties"), path->steps[i].name)
                     : json_member(schema, "items");
    return schema;
}

static Wanted wanted_by_schema(const JsonValue *schema)
{
    const char *type = json_text_member(schema, "type");
    return !type                                                     ? WANTED_ANY
           : text_same(type, "string")                               ? WANTED_TEXT
           : text_same(type, "integer") || text_same(type, "number") ? WANTED_NUMBER
           : text_same(type, "boolean")                              ? WANTED_FLAG
                                                                     : WANTED_ANY;
}

static Wanted wanted_by_default(const JsonValue *value)
{
    if (!value)
        return WANTED_ANY;
    switch (value->kind) {
    case JSON_TEXT: return WANTED_TEXT;
    case JSON_INT:
    case JSON_NUMBER: return WANTED_NUMBER;
    case JSON_TRUE:
    case JSON_FALSE: return WANTED_FLAG;
    default: return WANTED_ANY;
    }
}

static bool is_number(Arena *arena, const char *text)
{
    const JsonValue *value = parse(arena, text);
    return value && (value->kind == JSON_INT || value->kind == JSON_NUMBER);
}

static const char *quoted(Arena *arena, const char *text)
{
    Json *out = json_new(arena);
    json_put(out, NULL, text);
    return json_finish(out);
}

// One answer as JSON of the type that the chart wants there.
static const char *typed(Arena *arena, const JsonValue *answer, Wanted wanted)
{
    const char *raw = arena_text(arena, answer->raw, answer->raw_length);
    if (answer->kind != JSON_TEXT)
        return wanted == WANTED_TEXT ? quoted(arena, raw) : raw;
    bool is_flag = text_same(answer->text, "true") || text_same(answer->text, "false");
    bool is_bare = (wanted == WANTED_FLAG && is_flag) ||
                   (wanted == WANTED_NUMBER && is_number(arena, answer->text));
    return is_bare ? text_trimmed(arena, answer->text) : raw;
}

typedef struct Merge {
    Ctx *ctx;
    const Chart *chart;
    const JsonValue *defaults, *schema;
    ValueNode *values;
} Merge;

static Merge merge_new(Ctx *ctx, const Chart *chart)
{
    return (Merge){
        .ctx = ctx,
        .chart = chart,
        .defaults = parse(ctx->arena, chart->defaults.text),
        .schema = parse(ctx->arena, chart->schema.text),
        .values = value_tree_new(ctx->arena),
    };
}

static void merge_field(Merge *merge, const FormField *field, const JsonValue *answer)
{
    Arena *arena = merge->ctx->arena;
    KeyPath path;
    if (!key_path_read(arena, field->path, &path))
        return; // the offer was checked
    const JsonValue *schema = schema_at(merge->schema, &path);
    const JsonValue *known = value_at(merge->defaults, &path);
    if (field->multiple) {
        schema = json_member(schema, "items");
        known = known && known->kind == JSON_ARRAY ? json_first(known) : NULL;
    }
    Wanted wanted = wanted_by_schema(schema);
    if (wanted == WANTED_ANY)
        wanted = wanted_by_default(known);
    if (answer->kind != JSON_ARRAY) {
        value_tree_put(arena, merge->values, merge->defaults, &path, typed(arena, answer, wanted));
        return;
    }
    Json *list = json_new(arena);
    json_begin_array(list, NULL);
    for (const JsonValue *item = json_first(answer); item; item = json_next(answer, item))
        json_raw(list, NULL, typed(arena, item, wanted));
    json_end_array(list);
    value_tree_put(arena, merge->values, merge->defaults, &path, json_finish(list));
}

// What the customer said, else the form's default; NULL: the chart's own stays.
static const JsonValue *answer_to(Ctx *ctx, const FormField *field, const JsonValue *answers)
{
    const JsonValue *answer = field->hidden ? NULL : json_member(answers, field->path);
    bool is_chosen = answer && answer->kind != JSON_NULL &&
                     !(field->kind == FORM_OPTION && form_value_is_empty(answer));
    return is_chosen ? answer : parse(ctx->arena, field->preset.text);
}

static const char *merged(
    Ctx *ctx, const Chart *chart, const JsonValue *answers, const JsonValue *secrets)
{
    Merge merge = merge_new(ctx, chart);
    for (size_t i = 0; i < chart->form.count; i++) {
        const FormField *field = &chart->form.items[i];
        const JsonValue *answer = answer_to(ctx, field, field->confidential ? secrets : answers);
        if (answer && answer->kind != JSON_NULL)
            merge_field(&merge, field, answer);
    }
    return value_tree_json(ctx->arena, merge.values);
}

Error chart_values(Ctx *ctx, const Chart *chart, const char *answers_json,
    const char *confidential_json, const char **ret_values_json)
{
    ctx->failure = (Failure){0};
    chart_answers_check(ctx, chart, answers_json, confidential_json, true);
    TRY(faults(ctx));
    *ret_values_json =
        merged(ctx, chart, parse(ctx->arena, answers_json), parse(ctx->arena, confidential_json));
    return OK;
}

// ── what nobody answered ─────────────────────────────────────────────────────────────────────

const char *chart_passwords_create(Ctx *ctx, const Chart *chart, const char *confidential_json)
{
    const JsonValue *given = parse(ctx->arena, confidential_json);
    Json *out = json_new(ctx->arena);
    json_begin_object(out, NULL);
    for (size_t i = 0; i < chart->form.count; i++) {
        const FormField *field = &chart->form.items[i];
        const JsonValue *answer = json_member(given, field->path);
        if (!field->confidential)
            continue;
        if (!form_value_is_empty(answer))
            json_raw(out, field->path, arena_text(ctx->arena, answer->raw, answer->raw_length));
        else if (field->generate)
            json_put(out, field->path, secret_new(ctx->arena, "", PASSWORD_BYTES));
    }
    json_end_object(out);
    return json_finish(out);
}

static const char *example_of(Ctx *ctx, const FormField *field)
{
    static const char *const texts[] = {"example", "Example-1234", "example.org", "1", "1Gi",
        "someone@example.org", "https://example.org"};
    if (field->kind == FORM_TOGGLE)
        return "false";
    if (field->options.count)
        return quoted(ctx->arena, field->options.items[0].value);
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        Ctx probe = *ctx;
        FormField single = *field;
        single.multiple = false;
        const char *example = quoted(ctx->arena, texts[i]);
        if (form_field_allows(&probe, &single, field->path, parse(ctx->arena, example)))
            return example;
    }
    return NULL;
}

const char *chart_values_example(Ctx *ctx, const Chart *chart, const char *answers_json)
{
    const JsonValue *answers = parse(ctx->arena, answers_json);
    Merge merge = merge_new(ctx, chart);
    for (size_t i = 0; i < chart->form.count; i++) {
        const FormField *field = &chart->form.items[i];
        const JsonValue *answer = field->confidential ? NULL : answer_to(ctx, field, answers);
        const char *example =
            answer || !(field->required || field->generate) ? NULL : example_of(ctx, field);
        if (example && field->multiple)
            example = arena_printf(ctx->arena, "[%s]", example);
        if (example)
            answer = parse(ctx->arena, example);
        if (answer && answer->kind != JSON_NULL)
            merge_field(&merge, field, answer);
    }
    return value_tree_json(ctx->arena, merge.values);
}

TextList chart_secrets(Arena *arena, const char *confidential_json)
{
    const JsonValue *secrets = parse(arena, confidential_json);
    TextList texts = {NULL, 0};
    if (!secrets)
        return texts;
    texts.items = arena_array_of(arena, const char *, secrets->count + 1);
    for (const JsonValue *name = json_first(secrets); name; name = json_next(secrets, name + 1))
        if (name[1].kind == JSON_TEXT)
            texts.items[texts.count++] = name[1].text;
    return texts;
}

const char *chart_secrets_find(
    Arena *arena, const Chart *chart, const char *values_json, const char *given_json)
{
    const JsonValue *values = parse(arena, values_json), *given = parse(arena, given_json);
    Json *out = json_new(arena);
    json_begin_object(out, NULL);
    for (size_t i = 0; i < chart->form.count; i++) {
        const FormField *field = &chart->form.items[i];
        const JsonValue *value = json_member(given, field->path);
        KeyPath path;
        if (!value && key_path_read(arena, field->path, &path))
            value = value_at(values, &path);
        if (field->confidential && value)
            json_raw(out, field->path, arena_text(arena, value->raw, value->raw_length));
    }
    json_end_object(out);
    return json_finish(out);
}

const char *chart_secrets_hide(Arena *arena, const char *text, const char *confidential_json)
{
    enum { LEAST = 4 }; // shorter ones would take words apart
    TextList secrets = chart_secrets(arena, confidential_json);
    for (size_t i = 0; text && i < secrets.count; i++) {
        const char *secret = secrets.items[i];
        if (strlen(secret) < LEAST || !strstr(text, secret))
            continue;
        Text out = {.arena = arena};
        for (const char *found = strstr(text, secret); found; found = strstr(text, secret)) {
            text_append(&out, text, (size_t)(found - text));
            text_add(&out, "(hidden)");
            text = found + strlen(secret);
        }
        text_add(&out, text);
        text = text_of(&out);
    }
    return text;
}
