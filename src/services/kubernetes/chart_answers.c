// The way back: from values, and from what helm says about them, to the fields of the form.
#include "base/text.h"
#include "catalog/form.h"
#include "chart_values.h"
#include "value_tree.h"

#include <ctype.h>
#include <string.h>

// ── values that people wrote ─────────────────────────────────────────────────────────────────

typedef struct Back {
    Ctx *ctx;
    const Chart *chart;
    const JsonValue *defaults;
    KeyPath *paths; // of the form's fields
    Json *answers;
} Back;

static const char *path_text(Arena *arena, const KeyPath *path)
{
    Text text = {.arena = arena};
    for (size_t i = 0; i < path->count; i++) {
        const KeyStep *step = &path->steps[i];
        if (!step->name) {
            text_printf(&text, "[%d]", (int)step->index);
            continue;
        }
        text_add(&text, i ? "." : "");
        for (const char *c = step->name; *c; c++) {
            text_add(&text, strchr(".[]\\", *c) ? "\\" : "");
            text_append(&text, c, 1);
        }
    }
    return text_of(&text);
}

static bool is_same(const JsonValue *a, const JsonValue *b)
{
    if (!a || !b || a->kind != b->kind || a->count != b->count)
        return false;
    if (a->kind == JSON_TEXT)
        return text_same(a->text, b->text);
    if (a->kind != JSON_ARRAY && a->kind != JSON_OBJECT)
        return a->raw_length == b->raw_length && memcmp(a->raw, b->raw, a->raw_length) == 0;
    for (const JsonValue *x = json_first(a), *y = json_first(b); x && y;
         x = json_next(a, x), y = json_next(b, y))
        if (!is_same(x, y))
            return false;
    return true;
}

// The field that stands there; *ret_leads: one stands further on.
static const FormField *field_at(const Back *back, const KeyPath *path, bool *ret_leads)
{
    *ret_leads = false;
    for (size_t i = 0; i < back->chart->form.count; i++)
        if (key_path_meets(&back->paths[i], path) && back->paths[i].count >= path->count) {
            if (back->paths[i].count == path->count)
                return &back->chart->form.items[i];
            *ret_leads = true;
        }
    return NULL;
}

static void read_value(Back *back, KeyPath *path, const JsonValue *value);

static void read_members(Back *back, KeyPath *path, const JsonValue *value)
{
    KeyStep *step = &path->steps[path->count];
    bool is_object = value->kind == JSON_OBJECT;
    if (path->count == MAX_KEY_STEPS)
        return;
    path->count++;
    *step = (KeyStep){NULL, 0};
    for (const JsonValue *item = json_first(value); item; item = json_next(value, item)) {
        step->name = is_object ? item->text : NULL;
        item += is_object;
        read_value(back, path, item);
        step->index += !is_object;
    }
    path->count--;
}

static void read_value(Back *back, KeyPath *path, const JsonValue *value)
{
    bool leads;
    const FormField *field = field_at(back, path, &leads);
    const char *text = path_text(back->ctx->arena, path);
    const char *at = arena_printf(back->ctx->arena, "values.%s", text);
    bool is_container = value->kind == JSON_OBJECT || value->kind == JSON_ARRAY;
    if (field && field->confidential)
        fault(back->ctx, at, "not_allowed", "%s is confidential; give it in the form.", text);
    else if (field && !field->hidden)
        json_raw(back->answers, field->path,
            arena_text(back->ctx->arena, value->raw, value->raw_length));
    else if (!field && leads && is_container)
        read_members(back, path, value);
    else if (!field && !is_same(value, value_at(back->defaults, path)))
        fault(back->ctx, at, "not_known", "The form has no field %s.", text);
}

const char *chart_answers_of_values(Ctx *ctx, const Chart *chart, const char *values_json)
{
    const char *problem, *known = chart->defaults.text ? chart->defaults.text : "{}";
    const JsonValue *values = json_parse(ctx->arena, values_json, strlen(values_json), &problem);
    Back back = {
        .ctx = ctx,
        .chart = chart,
        .defaults = json_parse(ctx->arena, known, strlen(known), &problem),
        .paths = arena_array_of(ctx->arena, KeyPath, chart->form.count),
        .answers = json_new(ctx->arena),
    };
    KeyPath path = {.count = 0};
    size_t faults_before = ctx->failure.fault_count;
    for (size_t i = 0; i < chart->form.count; i++)
        (void)key_path_read(ctx->arena, chart->form.items[i].path, &back.paths[i]);
    json_begin_object(back.answers, NULL);
    if (values && values->kind == JSON_OBJECT)
        read_members(&back, &path, values);
    else if (!values || values->kind != JSON_NULL)
        fault(ctx, "values", "wrong_kind", "Values are an object.");
    json_end_object(back.answers);
    return ctx->failure.fault_count > faults_before ? NULL : json_finish(back.answers);
}

// ── what the chart's schema refuses ──────────────────────────────────────────────────────────

// "/image/tag" for the path image.tag: so helm names places.
static const char *pointer_of(Arena *arena, const char *path)
{
    KeyPath steps;
    Text pointer = {.arena = arena};
    if (!key_path_read(arena, path, &steps))
        return "";
    for (size_t i = 0; i < steps.count; i++)
        if (steps.steps[i].name)
            text_printf(&pointer, "/%s", steps.steps[i].name);
        else
            text_printf(&pointer, "/%d", (int)steps.steps[i].index);
    return text_of(&pointer);
}

static bool leads_to(const char *pointer, const char *place, size_t length)
{
    size_t own = strlen(pointer);
    return own <= length && strncmp(pointer, place, own) == 0 &&
           (own == length || place[own] == '/');
}

static const FormField *field_of_place(
    Ctx *ctx, const Chart *chart, const char *place, size_t length)
{
    for (size_t i = 0; i < chart->form.count; i++)
        if (leads_to(pointer_of(ctx->arena, chart->form.items[i].path), place, length))
            return &chart->form.items[i];
    return NULL;
}

static void place_fault(Ctx *ctx, const FormField *field, const char *sentence, size_t length)
{
    const char *object = field->confidential ? "confidential" : "answers";
    // What the schema says of a confidential value may repeat it.
    const char *said = field->confidential ? "The chart does not take this value."
                                           : arena_text(ctx->arena, sentence, length);
    fault(ctx, arena_printf(ctx->arena, "%s.%s", object, field->path), "schema", "%s", said);
}

Error chart_schema_faults(Ctx *ctx, const Chart *chart, Error error)
{
    static const char mark[] = "- at '/";
    const char *message = ctx->failure.message;
    Failure failure = ctx->failure;
    if (error != INVALID || !text_same(failure.code, "chart_not_rendered"))
        return error;
    ctx->failure = (Failure){0};
    for (const char *at = message; (at = strstr(at, mark));) {
        const char *place = at + strlen(mark) - 1, *end = strchr(place, '\'');
        if (!end)
            break;
        const char *sentence = end + strspn(end, "': "), *next = strstr(sentence, " - at '");
        const FormField *field = field_of_place(ctx, chart, place, (size_t)(end - place));
        size_t length = next ? (size_t)(next - sentence) : strlen(sentence);
        if (field)
            place_fault(ctx, field, sentence, length);
        at = end;
    }
    if (ctx->failure.fault_count)
        return faults(ctx);
    ctx->failure = failure;
    return error;
}
