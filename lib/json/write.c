#include "json.h"
#include "scan.h"

#include <string.h>

Json *json_new(Arena *arena)
{
    Json *out = arena_new_of(arena, Json);
    out->text.arena = arena;
    return out;
}

const char *json_finish(Json *out)
{
    return text_of(&out->text);
}

static void put(Json *out, const char *bytes)
{
    text_append(&out->text, bytes, strlen(bytes));
}

static void put_escape(Json *out, char c)
{
    static const char short_escapes[] = "\"\"\\\\\bb\ff\nn\rr\tt";
    static const char hex[] = "0123456789abcdef";
    for (const char *pair = short_escapes; *pair; pair += 2)
        if (c == pair[0]) {
            text_append(&out->text, (const char[]){'\\', pair[1]}, 2);
            return;
        }
    text_append(&out->text, (const char[]){'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]}, 6);
}

static void put_quoted(Json *out, const char *text)
{
    const char *end = text + strlen(text);
    put(out, "\"");
    for (;;) {
        const char *plain_end = json_plain_end(text, end);
        text_append(&out->text, text, (size_t)(plain_end - text));
        if (plain_end == end)
            break;
        put_escape(out, *plain_end);
        text = plain_end + 1;
    }
    put(out, "\"");
}

static void put_name(Json *out, const char *name)
{
    if (out->needs_comma)
        put(out, ",");
    out->needs_comma = true;
    if (name) {
        put_quoted(out, name);
        put(out, ":");
    }
}

static void begin(Json *out, const char *name, const char *bracket)
{
    put_name(out, name);
    put(out, bracket);
    out->needs_comma = false;
}

static void end(Json *out, const char *bracket)
{
    put(out, bracket);
    out->needs_comma = true;
}

void json_begin_object(Json *out, const char *name)
{
    begin(out, name, "{");
}

void json_end_object(Json *out)
{
    end(out, "}");
}

void json_begin_array(Json *out, const char *name)
{
    begin(out, name, "[");
}

void json_end_array(Json *out)
{
    end(out, "]");
}

void json_raw(Json *out, const char *name, const char *json)
{
    put_name(out, name);
    put(out, json ? json : "null");
}

void json_put_text(Json *out, const char *name, const char *value)
{
    put_name(out, name);
    if (value)
        put_quoted(out, value);
    else
        put(out, "null");
}

void json_put_int(Json *out, const char *name, int64_t value)
{
    char digits[24], *at = digits + sizeof digits;
    uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;
    do
        *--at = (char)('0' + rest % 10);
    while (rest /= 10);
    if (value < 0)
        *--at = '-';
    put_name(out, name);
    text_append(&out->text, at, (size_t)(digits + sizeof digits - at));
}

void json_put_bool(Json *out, const char *name, bool value)
{
    json_raw(out, name, value ? "true" : "false");
}

void json_put_id(Json *out, const char *name, Id value)
{
    json_put_text(out, name, id_is_set(value) ? value.text : NULL);
}

void json_put_time(Json *out, const char *name, Time value)
{
    json_put_text(out, name, time_is_set(value) ? time_text(out->text.arena, value) : NULL);
}

void json_put_date(Json *out, const char *name, Date value)
{
    json_put_text(out, name, date_is_set(value) ? date_text(out->text.arena, value) : NULL);
}

void json_put_digest(Json *out, const char *name, Digest value)
{
    json_put_text(out, name, digest_is_set(value) ? digest_text(out->text.arena, value) : NULL);
}

void json_put_money(Json *out, const char *name, Money value)
{
    if (!*value.currency.code) {
        json_null(out, name);
        return;
    }
    json_begin_object(out, name);
    json_put_int(out, "minor", value.minor);
    json_put_text(out, "currency", value.currency.code);
    json_end_object(out);
}

void json_put_rate(Json *out, const char *name, Rate value)
{
    if (!*value.currency.code) {
        json_null(out, name);
        return;
    }
    json_begin_object(out, name);
    json_put_int(out, "micros", value.micros);
    json_put_int(out, "per", value.per);
    json_put_text(out, "currency", value.currency.code);
    json_end_object(out);
}

void json_put_texts(Json *out, const char *name, Texts value)
{
    json_record(out, name, &texts_shape, &value);
}

static const char *told(const Json *out, const Field *field, const char *text)
{
    bool is_told = field->tell && out->language && text;
    return is_told ? field->tell(out->text.arena, out->language, text) : text;
}

static void put_text_list(Json *out, const Field *field, TextList texts)
{
    json_begin_array(out, field->name);
    for (size_t i = 0; i < texts.count; i++)
        json_put_text(out, NULL, told(out, field, texts.items[i]));
    json_end_array(out);
}

static void put_list(Json *out, const char *name, const Shape *shape, AnyList list)
{
    json_begin_array(out, name);
    for (size_t i = 0; i < list.count; i++)
        json_record(out, NULL, shape, (const char *)list.items + i * shape->size);
    json_end_array(out);
}

static void put_option(Json *out, const char *name, const Shape *shape, const void *record)
{
    if (record)
        json_record(out, name, shape, record);
    else
        json_null(out, name);
}

static void put_texts(Json *out, const Field *field, const Texts *texts)
{
    if (field->required || texts_in(*texts, "en"))
        json_put_texts(out, field->name, *texts);
    else
        json_null(out, field->name);
}

static void put_enum(Json *out, const Field *field, unsigned number)
{
    const char *name = field->names[number];
    json_put_text(out, field->name, *name ? name : NULL);
}

static void put_field(Json *out, const Field *field, const void *member)
{
    const char *name = field->name;
    switch (field->kind) {
    case FIELD_KIND_END: break;
    case FIELD_KIND_TEXT:
        json_put_text(out, name, told(out, field, *(const char *const *)member));
        break;
    case FIELD_KIND_INT: json_put_int(out, name, *(const int64_t *)member); break;
    case FIELD_KIND_BOOL: json_put_bool(out, name, *(const bool *)member); break;
    case FIELD_KIND_ID: json_put_id(out, name, *(const Id *)member); break;
    case FIELD_KIND_TIME: json_put_time(out, name, *(const Time *)member); break;
    case FIELD_KIND_DATE: json_put_date(out, name, *(const Date *)member); break;
    case FIELD_KIND_DIGEST: json_put_digest(out, name, *(const Digest *)member); break;
    case FIELD_KIND_MONEY: json_put_money(out, name, *(const Money *)member); break;
    case FIELD_KIND_RATE: json_put_rate(out, name, *(const Rate *)member); break;
    case FIELD_KIND_TEXTS: put_texts(out, field, member); break;
    case FIELD_KIND_TEXT_LIST: put_text_list(out, field, *(const TextList *)member); break;
    case FIELD_KIND_RAW: json_raw(out, name, ((const RawJson *)member)->text); break;
    case FIELD_KIND_ENUM: put_enum(out, field, *(const unsigned *)member); break;
    case FIELD_KIND_OBJECT: json_record(out, name, field->shape, member); break;
    case FIELD_KIND_OPTION: put_option(out, name, field->shape, *(void *const *)member); break;
    case FIELD_KIND_LIST: put_list(out, name, field->shape, *(const AnyList *)member); break;
    }
}

void json_record(Json *out, const char *name, const Shape *shape, const void *record)
{
    json_begin_object(out, name);
    for (const Field *field = shape->fields; field->name; field++) {
        if (field->hidden || field->write_only)
            continue;
        if (field->once && out->hides_once)
            json_null(out, field->name);
        else
            put_field(out, field, field_of(field, record));
    }
    json_end_object(out);
}

const char *json_of(Arena *arena, const Shape *shape, const void *record)
{
    Json *out = json_new(arena);
    json_record(out, NULL, shape, record);
    return json_finish(out);
}

const char *json_of_list(Arena *arena, const Shape *shape, const void *items, size_t count)
{
    Json *out = json_new(arena);
    put_list(out, NULL, shape, (AnyList){(void *)items, count});
    return json_finish(out);
}

const char *json_of_texts(Arena *arena, TextList texts)
{
    Json *out = json_new(arena);
    put_text_list(out, &(const Field){.name = NULL}, texts);
    return json_finish(out);
}
