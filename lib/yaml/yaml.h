// yaml.h — YAML 1.2 in and out, as JSON values.
//
// Events are read one by one: there are no aliases to multiply, no tags to obey, and depth and
// number of values are bounded. What comes out is what json_parse makes of it, so a mapping with
// two members of one name is refused.
#pragma once

#include "json/json.h"

typedef LIST_OF(const JsonValue *) JsonValueList;

/** One document, its scalars by the core schema: 3, 1.5, true, null, text. NULL with a sentence in
 * *ret_problem that says what and where. */
const JsonValue *yaml_read(Arena *arena, Blob bytes, const char **ret_problem);

/**
 * One document (YAML or JSON) as the shape wants it: what a value is follows from the field it
 * stands in, so "1.10", "no" and "NO" stay what was written. At most 20,000 values.
 */
const JsonValue *yaml_read_as(
    Arena *arena, Blob bytes, const Shape *shape, const char **ret_problem);

/** All documents, such as the manifests of Kubernetes, without the empty ones. */
bool yaml_read_all(
    Arena *arena, Blob bytes, JsonValueList *ret_documents, const char **ret_problem);

/** A value as YAML for people; reading it gives the same value. */
const char *yaml_write(Arena *arena, const JsonValue *value);

/** The same of an object without its members that are null or an empty list, at any depth. */
const char *yaml_write_brief(Arena *arena, const JsonValue *object);
