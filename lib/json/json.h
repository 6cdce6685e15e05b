// json.h — JSON in (RFC 8259) into an arena, JSON out by appending.
//
// Reading is strict: valid UTF-8, no duplicate members, no lone surrogates, no NUL in texts, at
// most 64 levels deep. A document is an array of values in document order.
#pragma once

#include "base/ctx.h"
#include "base/text.h"
#include "shape/shape.h"

typedef enum JsonKind {
    JSON_NULL,
    JSON_FALSE,
    JSON_TRUE,
    JSON_INT,
    JSON_NUMBER,
    JSON_TEXT,
    JSON_ARRAY,
    JSON_OBJECT,
} JsonKind;

/** One value. A container is followed by its contents; of an object each member is two values. */
typedef struct JsonValue {
    JsonKind kind;
    uint32_t count; // of a text its bytes; of a container its items or members
    uint32_t after; // how many values further the next sibling stands
    uint32_t raw_length;
    const char *raw; // where the value begins in the source
    union {
        const char *text; // ended by NUL
        int64_t number;
        double real; // JSON_NUMBER: what is no int64; only for what is passed on
    };
} JsonValue;

enum { JSON_MAX_DEPTH = 64, JSON_MAX_VALUES = 1000000 };

/**
 * Parses length bytes, which need no NUL behind them. NULL if they are no JSON; then *ret_problem
 * is a sentence that says what and where. Texts are copied; raw points into the source.
 */
const JsonValue *json_parse(
    Arena *arena, const char *bytes, size_t length, const char **ret_problem);

const JsonValue *json_member(
    const JsonValue *object, const char *name); // NULL if none, or no object
const char *json_text_member(const JsonValue *object, const char *name); // NULL if none, or no text
int64_t json_int_member(const JsonValue *object, const char *name, int64_t otherwise);

/** for (const JsonValue *item = json_first(array); item; item = json_next(array, item))
 * Of an object this walks names and values in turn; of NULL nothing. */
const JsonValue *json_first(const JsonValue *container);
const JsonValue *json_next(const JsonValue *container, const JsonValue *value);

/**
 * Reads an object into the struct that the shape describes. Everything wrong is noted as a
 * fault(ctx) under its path ("plans[2].name"). null is the same as absent; a field that is absent
 * is zero. The path of the value itself is "" at the top. Codes of faults:
 *   required             a required member is missing, null or a blank text
 *   not_known            a member that the shape does not have
 *   wrong_kind           a number where a text should be, …
 *   malformed            no id, time, date, digest, address, currency …; not as the pattern says
 *   control_character    in a text; only line ends (LF or CR LF) and tabs are allowed
 *   not_allowed          none of the names of the enum, which the message lists
 *   too_short, too_long  characters of a text
 *   too_small, too_big   a number
 *   too_few, too_many    items of a list
 */
void json_read_value(
    Ctx *ctx, const JsonValue *value, const Shape *shape, const char *path, void *ret_record);

/** json_parse and json_read_value of a whole body; INVALID not_json or invalid_body. */
Error json_read(Ctx *ctx, const char *bytes, size_t length, const Shape *shape, void *ret_record);

// ── writing ──────────────────────────────────────────────────────────────────────────────────
// The writer appends to a Text and cannot fail; commas are its own business. With a NULL name a
// value goes into an array or stands alone.

typedef struct Json {
    Text text;
    bool needs_comma;
    bool hides_once; // fields marked `once` are written as null
    const char
        *language; // of the reader; NULL: nobody reads it, texts are written as they are kept
} Json;

Json *json_new(Arena *arena);
const char *json_finish(Json *out); // the text

void json_begin_object(Json *out, const char *name);
void json_end_object(Json *out);
void json_begin_array(Json *out, const char *name);
void json_end_array(Json *out);
void json_raw(Json *out, const char *name, const char *json); // must be JSON; NULL is null

// Inline, because a symbol of this name would take the place of jansson's in libraries that use it.
static inline void json_null(Json *out, const char *name)
{
    json_raw(out, name, NULL);
}

/** Writes a record as its shape says. Absent texts, ids, times … are null. */
void json_record(Json *out, const char *name, const Shape *shape, const void *record);

// clang-format off
/** Writes one value by its C type. What C makes an int of, such as a == b, needs json_put_bool. */
#define json_put(out, name, value) _Generic((value),                                               \
    char *: json_put_text, const char *: json_put_text, int: json_put_int, int64_t: json_put_int,  \
    uint32_t: json_put_int, bool: json_put_bool, Id: json_put_id, Time: json_put_time,             \
    Date: json_put_date, Money: json_put_money, Rate: json_put_rate, Texts: json_put_texts,        \
    Digest: json_put_digest)((out), (name), (value))
// clang-format on

void json_put_text(Json *out, const char *name, const char *value); // NULL is null
void json_put_int(Json *out, const char *name, int64_t value);
void json_put_bool(Json *out, const char *name, bool value);
void json_put_id(Json *out, const char *name, Id value);
void json_put_time(Json *out, const char *name, Time value);
void json_put_date(Json *out, const char *name, Date value);
void json_put_money(Json *out, const char *name, Money value);
void json_put_rate(Json *out, const char *name, Rate value);
void json_put_texts(Json *out, const char *name, Texts value);
void json_put_digest(Json *out, const char *name, Digest value);

/** A record of the shape as one JSON text, for a {json} column. */
const char *json_of(Arena *arena, const Shape *shape, const void *record);
const char *json_of_list(Arena *arena, const Shape *shape, const void *items, size_t count);
const char *json_of_texts(Arena *arena, TextList texts);

// ── schemas ──────────────────────────────────────────────────────────────────────────────────
// A record has two sides. Coming in, a member may be missing unless it is required, and no other is
// allowed. Going out, every member is there; null where the value can be absent.

typedef enum JsonSide { JSON_IN, JSON_OUT } JsonSide;

/** What a component of an OpenAPI description calls the record: "ApiKeyInput", "ApiKey". */
const char *json_schema_name(Arena *arena, const Shape *shape, JsonSide side);

/** The JSON Schema (2020-12) of the record. Shapes within are references to components. */
void json_schema(Json *out, const char *name, const Shape *shape, JsonSide side);
void json_field_schema(Json *out, const char *name, const Field *field, JsonSide side);

/** {"$ref": "#/components/schemas/…"} */
void json_schema_reference(Json *out, const char *name, const Shape *shape, JsonSide side);

/** The shapes that a description mentions. */
typedef struct JsonSchema {
    const Shape *shape;
    JsonSide side;
} JsonSchema;

typedef LIST_OF(JsonSchema) JsonSchemas;

/**
 * Adds the shape and those within it, each once. Two different shapes of one name and side are a
 * programming error and stop the process. NULL adds nothing.
 */
void json_schemas_add(Arena *arena, JsonSchemas *schemas, const Shape *shape, JsonSide side);
