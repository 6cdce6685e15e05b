// YAML in and out. What a value is follows from the field it stands in, so "1.10", "no" and "NO"
// stay what was written. Events are read one by one: there are no aliases to multiply, no tags to
// obey, and depth and number of values are bounded.
#include "catalog/offer_document.h"

#include <ctype.h>
#include <libfyaml.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_DEPTH = 24, MAX_VALUES = 20000 };

typedef struct Reader {
    Arena *arena;
    struct fy_diag *diag;
    struct fy_parser *parser;
    Json *out;
    int depth, values;
    const char *problem;
    Blob bytes;
} Reader;

static void read_value(
    Reader *reader, struct fy_event *event, const Field *field, const char *name);

static void give_up(Reader *reader, const char *problem)
{
    if (!reader->problem)
        reader->problem = problem;
}

static const char *parser_problem(Reader *reader)
{
    void *at = NULL;
    const struct fy_diag_error *error = fy_diag_errors_iterate(reader->diag, &at);
    if (!error)
        return "It is not finished.";
    return arena_printf(reader->arena, "Line %d: %s.", error->line, error->msg);
}

static struct fy_event *next(Reader *reader)
{
    if (reader->problem)
        return NULL;
    struct fy_event *event = fy_parser_parse(reader->parser);
    if (!event)
        give_up(reader, parser_problem(reader));
    return event;
}

// Takes the event that must come now.
static bool expect(Reader *reader, enum fy_event_type type, const char *otherwise)
{
    struct fy_event *event = next(reader);
    bool is_it = event && event->type == type;
    if (event && !is_it)
        give_up(reader, otherwise);
    fy_parser_event_free(reader->parser, event);
    return is_it;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

// Puts what one or more ends of lines mean; returns behind them and what indents the next line.
static const char *fold_lines(Text *out, const char *at, const char *end)
{
    size_t lines = 0;
    while (out->length && is_blank(out->bytes[out->length - 1]))
        out->length--;
    for (; at < end && (*at == '\n' || is_blank(*at)); at++)
        lines += *at == '\n';
    text_add(out, lines == 1 ? " " : "");
    for (; lines > 1; lines--)
        text_add(out, "\n");
    return at;
}

// libfyaml 0.7 never frees what it notes for each '' of a single-quoted text, so that is read here
// (YAML 1.2 §7.3.2).
static const char *single_quoted_text(Reader *reader, struct fy_token *token)
{
    const char *start = reader->bytes.bytes;
    const char *at = start + fy_token_start_mark(token)->input_pos;
    const char *end = start + fy_token_end_mark(token)->input_pos;
    Text out = {.arena = reader->arena};
    while (at < end) {
        if (*at == '\n') {
            at = fold_lines(&out, at, end);
            continue;
        }
        text_append(&out, at, 1);
        at += *at == '\'' ? 2 : 1;
    }
    return text_of(&out);
}

static const char *scalar_text(Reader *reader, const struct fy_event *event)
{
    size_t length = 0;
    if (fy_token_scalar_style(event->scalar.value) == FYSS_SINGLE_QUOTED)
        return single_quoted_text(reader, event->scalar.value);
    const char *bytes = fy_token_get_text(event->scalar.value, &length);
    if (!bytes)
        return "";
    if (memchr(bytes, '\0', length) || !text_is_utf8(bytes, length))
        give_up(reader, "A text has characters that are none.");
    return arena_text(reader->arena, bytes, length);
}

static bool is_one_of(const char *text, const char *const *words)
{
    for (; *words; words++)
        if (strcmp(text, *words) == 0)
            return true;
    return false;
}

static bool is_number(const char *text)
{
    const char *digits = text + (*text == '-');
    size_t length = strspn(digits, "0123456789");
    return length && length <= 18 && !digits[length] && (*digits != '0' || length == 1);
}

static void read_scalar(
    Reader *reader, const struct fy_event *event, const Field *field, const char *name)
{
    static const char *const nulls[] = {"", "~", "null", "Null", "NULL", NULL};
    static const char *const flags[] = {"true", "false", NULL};
    const char *text = scalar_text(reader, event);
    bool is_plain = fy_token_scalar_style(event->scalar.value) == FYSS_PLAIN;
    FieldKind kind = field ? field->kind : FIELD_KIND_TEXT;
    bool wants_flag = kind == FIELD_KIND_BOOL || (kind == FIELD_KIND_RAW && !field->shape);
    if (is_plain && is_one_of(text, nulls))
        json_null(reader->out, name);
    else if (is_plain && ((kind == FIELD_KIND_INT && is_number(text)) ||
                             (wants_flag && is_one_of(text, flags))))
        json_raw(reader->out, name, text);
    else
        json_put(reader->out, name, text);
}

static void read_sequence(Reader *reader, const Field *field, const char *name)
{
    Field item = {.kind = FIELD_KIND_TEXT};
    if (field && field->kind == FIELD_KIND_LIST)
        item = (Field){.kind = FIELD_KIND_OBJECT, .shape = field->shape};
    json_begin_array(reader->out, name);
    struct fy_event *event;
    while ((event = next(reader)) && event->type != FYET_SEQUENCE_END) {
        read_value(reader, event, &item, NULL);
        fy_parser_event_free(reader->parser, event);
    }
    fy_parser_event_free(reader->parser, event);
    json_end_array(reader->out);
}

static const Shape *shape_of(const Field *field)
{
    if (field && field->kind == FIELD_KIND_TEXTS)
        return &texts_shape;
    return field && field->kind != FIELD_KIND_LIST ? field->shape : NULL;
}

static void read_member(Reader *reader, struct fy_event *key, const Shape *shape)
{
    if (key->type != FYET_SCALAR) {
        give_up(reader, "The name of a field must be a plain word.");
        return;
    }
    const char *name = scalar_text(reader, key);
    const Field *field = shape ? shape_field(shape, name, strlen(name)) : NULL;
    struct fy_event *event = next(reader);
    if (event)
        read_value(reader, event, field, name);
    fy_parser_event_free(reader->parser, event);
}

static void read_mapping(Reader *reader, const Field *field, const char *name)
{
    json_begin_object(reader->out, name);
    struct fy_event *key;
    while ((key = next(reader)) && key->type != FYET_MAPPING_END) {
        read_member(reader, key, shape_of(field));
        fy_parser_event_free(reader->parser, key);
    }
    fy_parser_event_free(reader->parser, key);
    json_end_object(reader->out);
}

static void read_value(Reader *reader, struct fy_event *event, const Field *field, const char *name)
{
    if (++reader->values > MAX_VALUES)
        give_up(reader, "It has too many values.");
    else if (++reader->depth > MAX_DEPTH)
        give_up(reader, "It is nested too deeply.");
    else if (event->type == FYET_SCALAR)
        read_scalar(reader, event, field, name);
    else if (event->type == FYET_SEQUENCE_START)
        read_sequence(reader, field, name);
    else if (event->type == FYET_MAPPING_START)
        read_mapping(reader, field, name);
    else
        give_up(reader, "Aliases (*name) are not read in offers; write it out.");
    reader->depth--;
}

static void read_stream(Reader *reader, const Shape *shape)
{
    const Field whole = {.kind = FIELD_KIND_OBJECT, .shape = shape};
    expect(reader, FYET_STREAM_START, "There is nothing in it.");
    expect(reader, FYET_DOCUMENT_START, "There is nothing in it.");
    struct fy_event *event = next(reader);
    if (event)
        read_value(reader, event, &whole, NULL);
    fy_parser_event_free(reader->parser, event);
    expect(reader, FYET_DOCUMENT_END, "There is something after its end.");
    expect(reader, FYET_STREAM_END, "There is more than one document in it.");
}

// What is wrong is told to whoever sent it, not to our log.
static void print_nothing(struct fy_diag *diag, void *user, const char *text, size_t length)
{
    (void)diag, (void)user, (void)text, (void)length;
}

static struct fy_diag *diag_new(void)
{
    struct fy_diag_cfg config;
    fy_diag_cfg_default(&config);
    config.fp = NULL;
    config.output_fn = print_nothing;
    struct fy_diag *diag = fy_diag_create(&config);
    if (!diag)
        abort();
    fy_diag_set_collect_errors(diag, true);
    return diag;
}

static const char *json_of_yaml(
    Arena *arena, Blob bytes, const Shape *shape, const char **ret_problem)
{
    Reader reader = {.arena = arena, .diag = diag_new(), .out = json_new(arena), .bytes = bytes};
    struct fy_parse_cfg config = {.flags = FYPCF_JSON_NONE, .diag = reader.diag};
    reader.parser = fy_parser_create(&config);
    if (!reader.parser)
        abort();
    if (fy_parser_set_string(reader.parser, bytes.bytes, bytes.length) != 0)
        give_up(&reader, "It cannot be read.");
    else
        read_stream(&reader, shape);
    fy_parser_destroy(reader.parser);
    fy_diag_destroy(reader.diag);
    *ret_problem = reader.problem;
    return reader.problem ? NULL : json_finish(reader.out);
}

const JsonValue *offer_parse(Arena *arena, Blob bytes, const Shape *shape, const char **ret_problem)
{
    const char *text = bytes.bytes;
    size_t blank = 0;
    while (blank < bytes.length && isspace((unsigned char)text[blank]))
        blank++;
    if (blank == bytes.length) {
        *ret_problem = "There is nothing in it.";
        return NULL;
    }
    if (!text_is_utf8(bytes.bytes, bytes.length) || memchr(bytes.bytes, '\0', bytes.length)) {
        *ret_problem = "It is no text in UTF-8.";
        return NULL;
    }
    const JsonValue *value = NULL;
    if (text[blank] == '{') // JSON; if not, it may be YAML in its flow style
        value = json_parse(arena, text, bytes.length, ret_problem);
    if (value)
        return value;
    const char *json = json_of_yaml(arena, bytes, shape, ret_problem);
    return json ? json_parse(arena, json, strlen(json), ret_problem) : NULL;
}

// ── writing ──────────────────────────────────────────────────────────────────────────────────

static void write_value(Text *out, const JsonValue *value, int indent);

static void new_line(Text *out, int indent)
{
    if (out->length)
        text_printf(out, "\n%*s", indent, "");
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
        if ((unsigned char)*c < ' ' && *c != '\n')
            return false;
    return true;
}

static void write_block(Text *out, const char *text, int indent)
{
    size_t length = strlen(text);
    bool ends_line = text[length - 1] == '\n';
    text_add(out, ends_line ? "|" : "|-");
    for (const char *end = text + length - ends_line; text <= end;) {
        size_t line = strcspn(text, "\n");
        if (line)
            new_line(out, indent);
        else
            text_add(out, "\n");
        text_append(out, text, line);
        text += line + 1;
    }
}

// What is left out means the same.
static bool says_nothing(const JsonValue *value)
{
    return value->kind == JSON_NULL || (value->kind == JSON_ARRAY && !value->count);
}

static void write_members(Text *out, const JsonValue *object, int indent, bool is_item)
{
    for (const JsonValue *name = json_first(object); name; name = json_next(object, name + 1)) {
        if (says_nothing(name + 1))
            continue;
        if (!is_item)
            new_line(out, indent);
        is_item = false;
        text_printf(out, "%s:", name->text);
        write_value(out, name + 1, indent);
    }
}

static void write_items(Text *out, const JsonValue *array, int indent)
{
    for (const JsonValue *item = json_first(array); item; item = json_next(array, item)) {
        new_line(out, indent);
        text_add(out, "-");
        if (item->kind == JSON_OBJECT) {
            text_add(out, " ");
            write_members(out, item, indent + 2, true);
        } else
            write_value(out, item, indent);
    }
}

static void write_value(Text *out, const JsonValue *value, int indent)
{
    if (value->kind == JSON_OBJECT)
        write_members(out, value, indent + 2, false);
    else if (value->kind == JSON_ARRAY)
        write_items(out, value, indent + 2);
    else if (value->kind == JSON_TEXT && fits_block(value->text)) {
        text_add(out, " ");
        write_block(out, value->text, indent + 2);
    } else
        text_printf(out, " %.*s", (int)value->raw_length, value->raw);
}

const char *offer_yaml(Arena *arena, const JsonValue *value)
{
    Text out = {.arena = arena};
    write_members(&out, value, 0, false);
    text_add(&out, "\n");
    return text_of(&out);
}
