#include "yaml.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

typedef struct Writer {
    Text text;
    bool is_brief; // leaves out what says nothing
} Writer;

static void write_value(Writer *out, const JsonValue *value, int indent);

static void new_line(Writer *out, int indent)
{
    if (out->text.length)
        text_printf(&out->text, "\n%*s", indent, "");
}

// ── texts ────────────────────────────────────────────────────────────────────────────────────

// What ends a line in YAML (1.1, 5.4) and is an ordinary character in JSON, and how it is escaped.
typedef struct LineBreak {
    const char *bytes, *escape;
} LineBreak;

static const LineBreak *line_break_at(const char *text)
{
    static const LineBreak breaks[] = {
        {"\xC2\x85", "\\N"}, {"\xE2\x80\xA8", "\\L"}, {"\xE2\x80\xA9", "\\P"}};
    for (size_t i = 0; i < COUNT_OF(breaks); i++)
        if (strncmp(text, breaks[i].bytes, strlen(breaks[i].bytes)) == 0)
            return &breaks[i];
    return NULL;
}

// A literal block gives the text back as it is only if nothing in it has a meaning there.
static bool fits_block(const char *text)
{
    size_t length = strlen(text);
    if (!strchr(text, '\n') || isspace((unsigned char)*text) || length < 2)
        return false;
    if (text[length - 1] == '\n' && text[length - 2] == '\n')
        return false;
    for (const char *c = text; *c; c++)
        if (((unsigned char)*c < ' ' && *c != '\n') || *c == 0x7F || line_break_at(c))
            return false;
    return true;
}

static void write_block(Writer *out, const char *text, int indent)
{
    size_t length = strlen(text);
    bool ends_line = text[length - 1] == '\n';
    text_add(&out->text, ends_line ? "|" : "|-");
    for (const char *end = text + length - ends_line; text <= end;) {
        size_t line = strcspn(text, "\n");
        if (line)
            new_line(out, indent);
        else
            text_add(&out->text, "\n");
        text_append(&out->text, text, line);
        text += line + 1;
    }
}

// Words that some reader of YAML takes for something else than a text.
static bool is_reserved(const char *text)
{
    static const char *const words[] = {
        "null", "true", "false", "yes", "no", "on", "off", "y", "n"};
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (strcasecmp(text, words[i]) == 0)
            return true;
    return false;
}

static bool is_word(const char *text)
{
    size_t length = strlen(text);
    return isalpha((unsigned char)*text) && !is_reserved(text) &&
           strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-") ==
               length;
}

static void write_quoted(Writer *out, const char *text)
{
    Json *quoted = json_new(out->text.arena);
    json_put(quoted, NULL, text);
    const char *from = json_finish(quoted), *at = from;
    for (const LineBreak *found; *at; at++)
        if ((found = line_break_at(at))) {
            text_append(&out->text, from, (size_t)(at - from));
            text_add(&out->text, found->escape);
            from = at + strlen(found->bytes);
        }
    text_add(&out->text, from);
}

static void write_text(Writer *out, const char *text)
{
    if (is_word(text))
        text_add(&out->text, text);
    else
        write_quoted(out, text);
}

// ── containers ───────────────────────────────────────────────────────────────────────────────

static bool is_left_out(const Writer *out, const JsonValue *value)
{
    bool says_nothing = value->kind == JSON_NULL || (value->kind == JSON_ARRAY && !value->count);
    return out->is_brief && says_nothing;
}

static void write_members(Writer *out, const JsonValue *object, int indent, bool is_item)
{
    for (const JsonValue *name = json_first(object); name; name = json_next(object, name + 1)) {
        if (is_left_out(out, name + 1))
            continue;
        if (!is_item)
            new_line(out, indent);
        is_item = false;
        write_text(out, name->text);
        text_add(&out->text, ":");
        write_value(out, name + 1, indent);
    }
}

static void write_items(Writer *out, const JsonValue *array, int indent)
{
    for (const JsonValue *item = json_first(array); item; item = json_next(array, item)) {
        new_line(out, indent);
        text_add(&out->text, "-");
        if (item->kind == JSON_OBJECT && item->count) {
            text_add(&out->text, " ");
            write_members(out, item, indent + 2, true);
        } else
            write_value(out, item, indent);
    }
}

static void write_value(Writer *out, const JsonValue *value, int indent)
{
    if (value->kind == JSON_OBJECT && value->count) {
        write_members(out, value, indent + 2, false);
        return;
    }
    if (value->kind == JSON_ARRAY && value->count) {
        write_items(out, value, indent + 2);
        return;
    }
    if (out->text.length)
        text_add(&out->text, " ");
    if (value->kind == JSON_TEXT && fits_block(value->text))
        write_block(out, value->text, indent < 0 ? 2 : indent + 2);
    else if (value->kind == JSON_TEXT)
        write_text(out, value->text);
    else if (value->kind == JSON_OBJECT || value->kind == JSON_ARRAY)
        text_add(&out->text, value->kind == JSON_OBJECT ? "{}" : "[]");
    else
        text_append(&out->text, value->raw, value->raw_length);
}

static const char *write_document(Writer *out, const JsonValue *value)
{
    write_value(out, value, -2);
    text_add(&out->text, "\n");
    return text_of(&out->text);
}

const char *yaml_write(Arena *arena, const JsonValue *value)
{
    Writer out = {.text = {.arena = arena}};
    return write_document(&out, value);
}

const char *yaml_write_brief(Arena *arena, const JsonValue *object)
{
    Writer out = {.text = {.arena = arena}, .is_brief = true};
    return write_document(&out, object);
}
