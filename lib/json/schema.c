// JSON Schemas from shapes: what body.c reads and write.c writes, told to others.
#include "json.h"
#include "parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *json_schema_name(Arena *arena, const Shape *shape, JsonSide side)
{
    return side == JSON_IN ? arena_printf(arena, "%sInput", shape->name) : shape->name;
}

static bool is_there(const Field *field, JsonSide side)
{
    return !field->hidden && !(side == JSON_OUT && field->write_only);
}

static bool is_nullable(const Field *field, JsonSide side)
{
    if (side == JSON_IN)
        return !field->required;
    switch (field->kind) {
    case FIELD_KIND_INT:
    case FIELD_KIND_BOOL:
    case FIELD_KIND_TEXT_LIST:
    case FIELD_KIND_OBJECT:
    case FIELD_KIND_LIST: return field->once;
    case FIELD_KIND_ENUM: return !*field->names[0] || field->once;
    default: return !field->required || field->once;
    }
}

// The shape whose record is the value, of its items; NULL if the field is no record.
static const Shape *shape_within(const Field *field)
{
    switch (field->kind) {
    case FIELD_KIND_MONEY: return &money_shape;
    case FIELD_KIND_RATE: return &rate_shape;
    case FIELD_KIND_TEXTS: return &texts_shape;
    default: return field->shape;
    }
}

static void put_reference(Json *out, const Shape *shape, JsonSide side)
{
    Arena *arena = out->text.arena;
    json_put(out, "$ref",
        arena_printf(arena, "#/components/schemas/%s", json_schema_name(arena, shape, side)));
}

void json_schema_reference(Json *out, const char *name, const Shape *shape, JsonSide side)
{
    json_begin_object(out, name);
    put_reference(out, shape, side);
    json_end_object(out);
}

static void put_type(Json *out, const char *type, bool nullable)
{
    if (!nullable) {
        json_put(out, "type", type);
        return;
    }
    json_begin_array(out, "type");
    json_put(out, NULL, type);
    json_put(out, NULL, "null");
    json_end_array(out);
}

static void put_text_rules(Json *out, const Field *field, JsonSide side, bool counts)
{
    const char *format = field->format;
    if (format && strcmp(format, "currency") == 0)
        json_put(out, "pattern", "^[A-Z]{3}$");
    else if (format)
        json_put(out, "format", format);
    if (side == JSON_OUT)
        return;
    int64_t min = counts ? field->min : 0, max = counts ? field->max : 0;
    if (!min && field->required && counts)
        min = 1;
    if (min)
        json_put(out, "minLength", min);
    json_put(out, "maxLength", max ? max : DEFAULT_MAX_CHARACTERS);
    if (field->pattern)
        json_put(out, "pattern", arena_printf(out->text.arena, "^(?:%s)$", field->pattern));
}

static void put_number_rules(Json *out, const Field *field, JsonSide side)
{
    json_put(out, "format", "int64");
    if (side == JSON_OUT)
        return;
    json_put(out, "minimum", field->min);
    json_put(out, "maximum", field->max ? field->max : DEFAULT_MAX_NUMBER);
    if (field->if_absent)
        json_put(out, "default", field->if_absent);
}

static void put_array_rules(Json *out, const Field *field, JsonSide side)
{
    if (field->kind == FIELD_KIND_LIST) {
        json_schema_reference(out, "items", field->shape, side);
    } else {
        json_begin_object(out, "items");
        put_type(out, "string", false);
        put_text_rules(out, field, side, false);
        json_end_object(out);
    }
    if (side == JSON_OUT)
        return;
    if (field->min)
        json_put(out, "minItems", field->min);
    json_put(out, "maxItems", field->max ? field->max : DEFAULT_MAX_ITEMS);
}

static void put_names(Json *out, const Field *field, bool nullable)
{
    json_begin_array(out, "enum");
    for (const char *const *name = field->names; *name; name++)
        if (**name)
            json_put(out, NULL, *name);
    if (nullable)
        json_null(out, NULL);
    json_end_array(out);
}

static void put_record(Json *out, const Field *field, JsonSide side, bool nullable)
{
    if (!nullable) {
        put_reference(out, shape_within(field), side);
        return;
    }
    json_begin_array(out, "anyOf");
    json_schema_reference(out, NULL, shape_within(field), side);
    json_raw(out, NULL, "{\"type\":\"null\"}");
    json_end_array(out);
}

static void put_rules(Json *out, const Field *field, JsonSide side, bool nullable)
{
    switch (field->kind) {
    case FIELD_KIND_TEXT: put_text_rules(out, field, side, true); break;
    case FIELD_KIND_INT: put_number_rules(out, field, side); break;
    case FIELD_KIND_ID: json_put(out, "pattern", "^[a-z]{2,4}_[0-9a-hjkmnp-tv-z]{26}$"); break;
    case FIELD_KIND_TIME: json_put(out, "format", "date-time"); break;
    case FIELD_KIND_DATE: json_put(out, "format", "date"); break;
    case FIELD_KIND_DIGEST: json_put(out, "pattern", "^[0-9a-fA-F]{64}$"); break;
    case FIELD_KIND_ENUM: put_names(out, field, nullable); break;
    case FIELD_KIND_TEXT_LIST:
    case FIELD_KIND_LIST: put_array_rules(out, field, side); break;
    case FIELD_KIND_MONEY:
    case FIELD_KIND_RATE:
    case FIELD_KIND_TEXTS:
    case FIELD_KIND_OBJECT:
    case FIELD_KIND_OPTION: put_record(out, field, side, nullable); break;
    case FIELD_KIND_END:
    case FIELD_KIND_BOOL:
    case FIELD_KIND_RAW: break;
    }
}

// NULL where a schema has no type of its own.
static const char *type_of(FieldKind kind)
{
    switch (kind) {
    case FIELD_KIND_INT: return "integer";
    case FIELD_KIND_BOOL: return "boolean";
    case FIELD_KIND_TEXT_LIST:
    case FIELD_KIND_LIST: return "array";
    case FIELD_KIND_RAW:
    case FIELD_KIND_MONEY:
    case FIELD_KIND_RATE:
    case FIELD_KIND_TEXTS:
    case FIELD_KIND_OBJECT:
    case FIELD_KIND_OPTION: return NULL;
    default: return "string";
    }
}

void json_field_schema(Json *out, const char *name, const Field *field, JsonSide side)
{
    bool nullable = is_nullable(field, side);
    json_begin_object(out, name);
    if (type_of(field->kind))
        put_type(out, type_of(field->kind), nullable);
    put_rules(out, field, side, nullable);
    if (field->about)
        json_put(out, "description", field->about);
    json_end_object(out);
}

void json_schema(Json *out, const char *name, const Shape *shape, JsonSide side)
{
    json_begin_object(out, name);
    json_put(out, "type", "object");
    json_begin_array(out, "required");
    for (const Field *field = shape->fields; field->name; field++)
        if (is_there(field, side) && (side == JSON_OUT || field->required))
            json_put(out, NULL, field->name);
    json_end_array(out);
    json_begin_object(out, "properties");
    for (const Field *field = shape->fields; field->name; field++)
        if (is_there(field, side))
            json_field_schema(out, field->name, field, side);
    json_end_object(out);
    if (side == JSON_IN)
        json_put_bool(out, "additionalProperties", false);
    json_end_object(out);
}

static bool has_schema(const JsonSchemas *schemas, const Shape *shape, JsonSide side)
{
    for (size_t i = 0; i < schemas->count; i++) {
        const JsonSchema *other = &schemas->items[i];
        if (other->shape == shape && other->side == side)
            return true;
        if (other->side == side && strcmp(other->shape->name, shape->name) == 0) {
            fprintf(stderr,
                "Two shapes are called %s; give one of them another name by SHAPE_NAMED.\n",
                shape->name);
            abort();
        }
    }
    return false;
}

void json_schemas_add(Arena *arena, JsonSchemas *schemas, const Shape *shape, JsonSide side)
{
    if (!shape || has_schema(schemas, shape, side))
        return;
    JsonSchema *more = arena_array_of(arena, JsonSchema, schemas->count + 1);
    if (schemas->count)
        memcpy(more, schemas->items, schemas->count * sizeof *more);
    more[schemas->count++] = (JsonSchema){shape, side};
    schemas->items = more;
    for (const Field *field = shape->fields; field->name; field++)
        if (is_there(field, side))
            json_schemas_add(arena, schemas, shape_within(field), side);
}
