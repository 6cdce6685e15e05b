#include "form.h"

#include "base/text.h"
#include "catalog/key_path.h"
#include "shape/pattern.h"

#include <string.h>

enum { MAX_ITEMS = 100, MAX_TEXT = 10000 };

bool form_value_is_empty(const JsonValue *value)
{
    return !value || value->kind == JSON_NULL ||
           ((value->kind == JSON_TEXT || value->kind == JSON_ARRAY) && !value->count);
}

// ── values ───────────────────────────────────────────────────────────────────────────────────

// A number is taken as it is written.
static const char *text_of_value(Arena *arena, const JsonValue *value)
{
    if (value->kind == JSON_INT || value->kind == JSON_NUMBER)
        return arena_text(arena, value->raw, value->raw_length);
    return value->kind == JSON_TEXT ? value->text : NULL;
}

static bool has_control_character(const char *text)
{
    for (const unsigned char *c = (const unsigned char *)text; *c; c++)
        if ((*c < ' ' && *c != '\n' && *c != '\t' && *c != '\r') || *c == 0x7F)
            return true;
    return false;
}

static bool is_option(const FormField *field, const char *text)
{
    for (size_t i = 0; i < field->options.count; i++)
        if (text_same(field->options.items[i].value, text))
            return true;
    return !field->options.count; // the live cluster has them
}

static bool allows_text(Ctx *ctx, const FormField *field, const char *path, const char *text)
{
    const char *said = texts_in(field->pattern_message, ctx->language);
    if (text_characters(text) > MAX_TEXT)
        fault(ctx, path, "too_long", "%s must have at most %d characters.", path, MAX_TEXT);
    else if (has_control_character(text))
        fault(ctx, path, "control_character", "%s has characters that cannot be shown.", path);
    else if (field->kind == FORM_OPTION && !is_option(field, text))
        fault(ctx, path, "not_allowed", "%s must be one of the options.", path);
    else if (field->pattern && !pattern_matches_foreign(field->pattern, text))
        fault(ctx, path, "malformed", "%s",
            said ? said : arena_printf(ctx->arena, "%s must match %s", path, field->pattern));
    else
        return true;
    return false;
}

static bool allows_one(Ctx *ctx, const FormField *field, const char *path, const JsonValue *value)
{
    const char *text = text_of_value(ctx->arena, value);
    if (field->kind == FORM_TOGGLE) {
        bool is_flag = value->kind == JSON_TRUE || value->kind == JSON_FALSE;
        if (!is_flag)
            fault(ctx, path, "wrong_kind", "%s must be true or false.", path);
        return is_flag;
    }
    if (!text) {
        fault(ctx, path, "wrong_kind", "%s must be a text.", path);
        return false;
    }
    return allows_text(ctx, field, path, text);
}

bool form_field_allows(Ctx *ctx, const FormField *field, const char *path, const JsonValue *value)
{
    if (!field->multiple)
        return allows_one(ctx, field, path, value);
    if (value->kind != JSON_ARRAY) {
        fault(ctx, path, "wrong_kind", "%s must be a list.", path);
        return false;
    }
    if (value->count > MAX_ITEMS) {
        fault(ctx, path, "too_many", "%s must have at most %d items.", path, MAX_ITEMS);
        return false;
    }
    bool allows = true;
    size_t number = 0;
    for (const JsonValue *item = json_first(value); item; item = json_next(value, item), number++)
        allows &= allows_one(ctx, field, arena_printf(ctx->arena, "%s[%zu]", path, number), item);
    return allows;
}

// ── the form itself ──────────────────────────────────────────────────────────────────────────

static void wrong(Ctx *ctx, const char *path, const char *member, const char *message)
{
    fault(ctx, arena_printf(ctx->arena, "%s.%s", path, member), "not_allowed", "%s", message);
}

static void preset_check(Ctx *ctx, const FormField *field, const char *path)
{
    const char *problem, *at = arena_printf(ctx->arena, "%s.default", path);
    const JsonValue *preset = field->preset.text ? json_parse(ctx->arena, field->preset.text,
                                                       strlen(field->preset.text), &problem)
                                                 : NULL;
    bool is_empty = form_value_is_empty(preset);
    if (field->hidden && is_empty)
        fault(ctx, at, "required", "A hidden field needs a default.");
    if (!is_empty && field->confidential)
        wrong(ctx, path, "default", "What is confidential has no default that everybody knows.");
    else if (!is_empty)
        form_field_allows(ctx, field, at, preset);
}

static void options_check(Ctx *ctx, const FormField *field, const char *path)
{
    if (field->kind == FORM_OPTION && !field->options.count && !field->source)
        fault(ctx, arena_printf(ctx->arena, "%s.options", path), "required",
            "A field of kind option has options, or a source of them.");
    if (field->kind != FORM_OPTION && (field->options.count || field->source))
        wrong(ctx, path, "kind", "Only a field of kind option has options.");
    for (size_t i = 0; i < field->options.count; i++)
        for (size_t j = 0; j < i; j++)
            if (text_same(field->options.items[i].value, field->options.items[j].value))
                fault(ctx, arena_printf(ctx->arena, "%s.options[%zu].value", path, i), "not_unique",
                    "There is this option already.");
}

static void pattern_check(Ctx *ctx, const FormField *field, const char *path)
{
    if (field->pattern && field->kind != FORM_TEXT)
        wrong(ctx, path, "pattern", "Only a text has a pattern.");
    else if (field->pattern && !pattern_is_good(field->pattern))
        fault(ctx, arena_printf(ctx->arena, "%s.pattern", path), "malformed",
            "The pattern is no regular expression.");
}

static void field_check(Ctx *ctx, const FormField *field, const char *path)
{
    if (texts_in(field->label, "en") && text_is_empty(field->label.en))
        fault(ctx, arena_printf(ctx->arena, "%s.label", path), "required",
            "A label is needed in English at least.");
    if (field->kind == FORM_TOGGLE && field->multiple)
        wrong(ctx, path, "multiple", "There is no list of toggles.");
    if (field->confidential && (field->kind == FORM_TOGGLE || field->hidden || field->multiple))
        wrong(ctx, path, "confidential", "Only a single text that is shown can be confidential.");
    if (field->generate && (!field->confidential || field->kind != FORM_TEXT || field->pattern))
        wrong(ctx, path, "generate", "Only a confidential text without a pattern is generated.");
    options_check(ctx, field, path);
    pattern_check(ctx, field, path);
    preset_check(ctx, field, path);
}

void form_check(Ctx *ctx, const FormFieldList *form, const char *path)
{
    KeyPath *paths = arena_array_of(ctx->arena, KeyPath, form->count);
    for (size_t i = 0; i < form->count; i++) {
        const FormField *field = &form->items[i];
        const char *at = arena_printf(ctx->arena, "%s[%zu]", path, i);
        const char *path_at = arena_printf(ctx->arena, "%s.path", at);
        if (!field->path)
            continue;
        if (!key_path_read(ctx->arena, field->path, &paths[i]))
            fault(ctx, path_at, "malformed", "%s is no path such as global.storageClass.",
                field->path);
        for (size_t j = 0; j < i; j++)
            if (paths[j].count && paths[i].count && key_path_meets(&paths[i], &paths[j]))
                fault(ctx, path_at, "not_unique", "%s and %s write to the same place.",
                    form->items[j].path, field->path);
        field_check(ctx, field, at);
    }
}
