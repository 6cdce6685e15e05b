// value_tree.h — values that grow by paths, as `helm --set` makes them.
#pragma once

#include "catalog/key_path.h"
#include "json/json.h"

typedef struct ValueNode ValueNode;

ValueNode *value_tree_new(Arena *arena); // an empty object

/**
 * Puts JSON at the path. What stands in the way (a text where the path goes on) is replaced. A list
 * that the path leads into begins as a copy of `defaults`' list at that place, because helm
 * replaces lists as a whole; items between are null.
 */
void value_tree_put(Arena *arena, ValueNode *root, const JsonValue *defaults, const KeyPath *path,
    const char *json);

const char *value_tree_json(Arena *arena, const ValueNode *root);

/** What stands at the path; NULL if nothing does. */
const JsonValue *value_at(const JsonValue *values, const KeyPath *path);
