#include "yaml.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h> // libyaml's

enum { MAX_DEPTH = 60, MAX_VALUES = 500000, MAX_SHAPED_VALUES = 20000 };

// A field that takes whatever stands there, by the core schema.
static const Field anything = {.kind = FIELD_KIND_RAW};

typedef struct Reader {
    Arena *arena;
    yaml_parser_t parser;
    Json *out;
    int depth, values, max_values;
    const char *problem;
} Reader;

static void read_value(
    Reader *reader, const yaml_event_t *event, const Field *field, const char *name);

static void give_up(Reader *reader, const char *problem)
{
    if (!reader->problem)
        reader->problem = problem;
}

static const char *parser_problem(const Reader *reader)
{
    const yaml_parser_t *parser = &reader->parser;
    if (parser->error == YAML_MEMORY_ERROR)
        abort();
    return arena_printf(reader->arena, "Line %zu: %s%s%s.", parser->problem_mark.line + 1,
        parser->context ? parser->context : "", parser->context ? ", " : "", parser->problem);
}

// Free it with yaml_event_delete; after a problem it is none, which may be freed as well.
static bool next(Reader *reader, yaml_event_t *ret_event)
{
    memset(ret_event, 0, sizeof *ret_event);
    if (!reader->problem && !yaml_parser_parse(&reader->parser, ret_event))
        give_up(reader, parser_problem(reader));
    return !reader->problem;
}

// Takes the event that must come now.
static void expect(Reader *reader, yaml_event_type_t type)
{
    yaml_event_t event;
    if (next(reader, &event) && event.type != type)
        give_up(reader, "There is something after its end.");
    yaml_event_delete(&event);
}

static const char *scalar_text(Reader *reader, const yaml_event_t *event)
{
    const char *bytes = (const char *)event->data.scalar.value;
    size_t length = event->data.scalar.length;
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

static bool is_integer(const char *text)
{
    const char *digits = text + (*text == '-');
    size_t length = strspn(digits, "0123456789");
    return length && length <= 18 && !digits[length] && (*digits != '0' || length == 1);
}

// A number as JSON has it: 0x1F is 31, 007 is 7, .5 is 0.5; NULL if the text is none.
static const char *number_of(Arena *arena, const char *text)
{
    const char *digits = text + (*text == '-' || *text == '+'), *sign = *text == '-' ? "-" : "";
    int base = strncmp(text, "0x", 2) == 0 ? 16 : strncmp(text, "0o", 2) == 0 ? 8 : 10;
    if (base != 10) {
        char *end;
        unsigned long long value = strtoull(text + 2, &end, base);
        bool is_whole = isxdigit((unsigned char)text[2]) && !*end && strlen(text) <= 17;
        return is_whole ? arena_printf(arena, "%llu", value) : NULL;
    }
    size_t whole = strspn(digits, "0123456789");
    const char *point = digits + whole, *part = point + (*point == '.');
    size_t places = *point == '.' ? strspn(part, "0123456789") : 0;
    const char *power = part + places;
    size_t raised = *power == 'e' || *power == 'E' ? 1 + strspn(power + 1, "+-") : 0;
    if (!whole + !places == 2 || raised > 2 ||
        power[raised + strspn(power + raised, "0123456789")] ||
        (raised ? !isdigit((unsigned char)power[raised]) : *power))
        return NULL;
    while (whole > 1 && *digits == '0')
        digits++, whole--;
    return arena_printf(arena, "%s%.*s%s%.*s%s", sign, whole ? (int)whole : 1, whole ? digits : "0",
        places ? "." : "", (int)places, part, power);
}

static const char *flag_of(const char *text)
{
    static const char *const yes[] = {"true", "True", "TRUE", NULL};
    static const char *const no[] = {"false", "False", "FALSE", NULL};
    return is_one_of(text, yes) ? "true" : is_one_of(text, no) ? "false" : NULL;
}

// What a plain scalar is in that field, as JSON; NULL if it is a text.
static const char *plain_value(Arena *arena, const char *text, FieldKind kind)
{
    static const char *const nulls[] = {"", "~", "null", "Null", "NULL", NULL};
    if (is_one_of(text, nulls))
        return "null";
    if (kind == FIELD_KIND_INT)
        return is_integer(text) ? text : NULL;
    if (kind == FIELD_KIND_BOOL)
        return strcmp(text, "true") == 0 || strcmp(text, "false") == 0 ? text : NULL;
    if (kind != FIELD_KIND_RAW)
        return NULL;
    const char *flag = flag_of(text);
    return flag ? flag : number_of(arena, text);
}

static bool takes_anything(const Field *field)
{
    return field && field->kind == FIELD_KIND_RAW && !field->shape;
}

static void read_scalar(
    Reader *reader, const yaml_event_t *event, const Field *field, const char *name)
{
    const char *text = scalar_text(reader, event);
    bool is_plain = !event->data.scalar.tag && event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    FieldKind kind = field ? field->kind : FIELD_KIND_TEXT;
    if (kind == FIELD_KIND_RAW && !takes_anything(field))
        kind = FIELD_KIND_TEXT;
    const char *value = is_plain ? plain_value(reader->arena, text, kind) : NULL;
    if (value)
        json_raw(reader->out, name, value);
    else
        json_put(reader->out, name, text);
}

static void read_sequence(Reader *reader, const Field *field, const char *name)
{
    Field item = {.kind = FIELD_KIND_TEXT};
    if (field && field->kind == FIELD_KIND_LIST)
        item = (Field){.kind = FIELD_KIND_OBJECT, .shape = field->shape};
    else if (takes_anything(field))
        item = anything;
    json_begin_array(reader->out, name);
    yaml_event_t event;
    while (next(reader, &event) && event.type != YAML_SEQUENCE_END_EVENT) {
        read_value(reader, &event, &item, NULL);
        yaml_event_delete(&event);
    }
    yaml_event_delete(&event);
    json_end_array(reader->out);
}

static const Shape *shape_of(const Field *field)
{
    if (field && field->kind == FIELD_KIND_TEXTS)
        return &texts_shape;
    return field && field->kind != FIELD_KIND_LIST ? field->shape : NULL;
}

static void read_member(Reader *reader, const yaml_event_t *key, const Field *within)
{
    if (key->type != YAML_SCALAR_EVENT) {
        give_up(reader, "The name of a field must be a plain word.");
        return;
    }
    const char *name = scalar_text(reader, key);
    const Shape *shape = shape_of(within);
    const Field *field = takes_anything(within) ? &anything
                         : shape                ? shape_field(shape, name, strlen(name))
                                                : NULL;
    yaml_event_t event;
    if (next(reader, &event))
        read_value(reader, &event, field, name);
    yaml_event_delete(&event);
}

static void read_mapping(Reader *reader, const Field *field, const char *name)
{
    json_begin_object(reader->out, name);
    yaml_event_t key;
    while (next(reader, &key) && key.type != YAML_MAPPING_END_EVENT) {
        read_member(reader, &key, field);
        yaml_event_delete(&key);
    }
    yaml_event_delete(&key);
    json_end_object(reader->out);
}

static void read_value(
    Reader *reader, const yaml_event_t *event, const Field *field, const char *name)
{
    if (++reader->values > reader->max_values)
        give_up(reader, "It has too many values.");
    else if (++reader->depth > MAX_DEPTH)
        give_up(reader, "It is nested too deeply.");
    else if (event->type == YAML_SCALAR_EVENT)
        read_scalar(reader, event, field, name);
    else if (event->type == YAML_SEQUENCE_START_EVENT)
        read_sequence(reader, field, name);
    else if (event->type == YAML_MAPPING_START_EVENT)
        read_mapping(reader, field, name);
    else
        give_up(reader, "Aliases (*name) are not read; write it out.");
    reader->depth--;
}

static void add_document(Reader *reader, JsonValueList *documents, size_t *room)
{
    const char *problem, *json = json_finish(reader->out);
    const JsonValue *value =
        reader->problem ? NULL : json_parse(reader->arena, json, strlen(json), &problem);
    if (!value) {
        give_up(reader, reader->problem ? reader->problem : problem);
        return;
    }
    if (documents->count == *room) {
        *room = *room ? 2 * *room : 8;
        const JsonValue **more = arena_array_of(reader->arena, const JsonValue *, *room);
        if (documents->count)
            memcpy(more, documents->items, documents->count * sizeof *more);
        documents->items = more;
    }
    documents->items[documents->count++] = value;
}

static void read_document(Reader *reader, const Field *whole)
{
    yaml_event_t event;
    reader->out = json_new(reader->arena);
    if (next(reader, &event))
        read_value(reader, &event, whole, NULL);
    yaml_event_delete(&event);
    expect(reader, YAML_DOCUMENT_END_EVENT);
}

// Each document becomes a value of its own.
static void read_documents(Reader *reader, Blob bytes, const Field *whole, JsonValueList *documents)
{
    size_t room = 0;
    yaml_event_t event;
    if (!yaml_parser_initialize(&reader->parser))
        abort();
    yaml_parser_set_encoding(&reader->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&reader->parser, bytes.bytes, bytes.length);
    expect(reader, YAML_STREAM_START_EVENT);
    while (next(reader, &event) && event.type == YAML_DOCUMENT_START_EVENT) {
        yaml_event_delete(&event);
        read_document(reader, whole);
        add_document(reader, documents, &room);
    }
    yaml_event_delete(&event);
    yaml_parser_delete(&reader->parser);
}

static bool is_text(Blob bytes, const char **ret_problem)
{
    if (text_is_utf8(bytes.bytes, bytes.length) && !memchr(bytes.bytes, '\0', bytes.length))
        return true;
    *ret_problem = "It is no text in UTF-8.";
    return false;
}

static size_t blank_length(Blob bytes)
{
    const char *text = bytes.bytes;
    size_t blank = 0;
    while (blank < bytes.length && isspace((unsigned char)text[blank]))
        blank++;
    return blank;
}

static const JsonValue *read_one(
    Arena *arena, Blob bytes, const Field *whole, int max_values, const char **ret_problem)
{
    Reader reader = {.arena = arena, .max_values = max_values};
    JsonValueList documents = {NULL, 0};
    size_t blank = blank_length(bytes);
    if (blank == bytes.length) {
        *ret_problem = "There is nothing in it.";
        return NULL;
    }
    if (!is_text(bytes, ret_problem))
        return NULL;
    const JsonValue *value = NULL;
    if (((const char *)bytes.bytes)[blank] == '{') // JSON; else it may be YAML in its flow style
        value = json_parse(arena, bytes.bytes, bytes.length, ret_problem);
    if (value)
        return value;
    read_documents(&reader, bytes, whole, &documents);
    *ret_problem = reader.problem        ? reader.problem
                   : documents.count > 1 ? "There is more than one document in it."
                   : !documents.count    ? "There is nothing in it."
                                         : NULL;
    return *ret_problem ? NULL : documents.items[0];
}

const JsonValue *yaml_read(Arena *arena, Blob bytes, const char **ret_problem)
{
    return read_one(arena, bytes, &anything, MAX_VALUES, ret_problem);
}

const JsonValue *yaml_read_as(
    Arena *arena, Blob bytes, const Shape *shape, const char **ret_problem)
{
    const Field whole = {.kind = FIELD_KIND_OBJECT, .shape = shape};
    return read_one(arena, bytes, &whole, MAX_SHAPED_VALUES, ret_problem);
}

bool yaml_read_all(Arena *arena, Blob bytes, JsonValueList *ret_documents, const char **ret_problem)
{
    Reader reader = {.arena = arena, .max_values = MAX_VALUES};
    JsonValueList documents = {NULL, 0}, kept = {NULL, 0};
    if (!is_text(bytes, ret_problem))
        return false;
    if (blank_length(bytes) < bytes.length)
        read_documents(&reader, bytes, &anything, &documents);
    *ret_problem = reader.problem;
    if (reader.problem)
        return false;
    kept.items = arena_array_of(arena, const JsonValue *, documents.count);
    for (size_t i = 0; i < documents.count; i++)
        if (documents.items[i]->kind != JSON_NULL)
            kept.items[kept.count++] = documents.items[i];
    *ret_documents = kept;
    return true;
}
