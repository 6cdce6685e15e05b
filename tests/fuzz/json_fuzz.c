// the JSON reader accepts what jansson accepts, and reads the same values
// sources: lib/json/read.c lib/base/*.c
// packages: jansson

// jansson has some of our names; ours stand back.
#define JSON_NULL   OWN_NULL
#define JSON_FALSE  OWN_FALSE
#define JSON_TRUE   OWN_TRUE
#define JSON_ARRAY  OWN_ARRAY
#define JSON_OBJECT OWN_OBJECT
#define json_null   own_null
#include "json/json.h"
#undef JSON_NULL
#undef JSON_FALSE
#undef JSON_TRUE
#undef JSON_ARRAY
#undef JSON_OBJECT
#undef json_null

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static bool is_same(const JsonValue *own, const json_t *other);

static bool is_same_array(const JsonValue *own, const json_t *other)
{
    size_t count = 0;
    for (const JsonValue *item = json_first(own); item; item = json_next(own, item))
        if (!is_same(item, json_array_get(other, count++)))
            return false;
    return count == own->count && count == json_array_size(other);
}

static bool is_same_object(const JsonValue *own, const json_t *other)
{
    size_t count = 0;
    for (const JsonValue *name = json_first(own); name; name = json_next(own, name + 1), count++)
        if (!is_same(json_member(own, name->text), json_object_get(other, name->text)))
            return false;
    return count == own->count && count == json_object_size(other);
}

static bool is_same(const JsonValue *own, const json_t *other)
{
    switch (own->kind) {
    case OWN_NULL: return json_is_null(other);
    case OWN_FALSE: return json_is_false(other);
    case OWN_TRUE: return json_is_true(other);
    case JSON_INT: return json_is_integer(other) && json_integer_value(other) == own->number;
    case JSON_NUMBER: return json_is_real(other) && json_real_value(other) == own->real;
    case JSON_TEXT:
        return json_is_string(other) && json_string_length(other) == own->count &&
               memcmp(json_string_value(other), own->text, own->count + 1) == 0;
    case OWN_ARRAY: return json_is_array(other) && is_same_array(own, other);
    case OWN_OBJECT: return json_is_object(other) && is_same_object(own, other);
    }
    return false;
}

// The two differ on purpose: jansson has no limit of 64 levels and no numbers beyond 64 bits.
static bool may_differ(const char *own_problem, const char *other_problem)
{
    return strstr(own_problem, "too deeply") || strstr(other_problem, "too big integer") ||
           strstr(other_problem, "too big negative integer");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    json_error_t error = {.text = ""};
    const char *problem = "";
    Arena *arena = arena_new();
    const JsonValue *own = json_parse(arena, (const char *)bytes, length, &problem);
    json_t *other =
        json_loadb((const char *)bytes, length, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, &error);
    bool agree = own && other ? is_same(own, other) : !own == !other;
    if (memchr(bytes, 0, length)) // which jansson takes for the end
        agree = !own;
    if (!agree && !may_differ(problem, error.text)) {
        fprintf(stderr, "own: %s jansson: %s\n", own ? "accepts." : problem,
            other ? "accepts." : error.text);
        abort();
    }
    json_decref(other);
    arena_free(arena);
    return 0;
}
