#include "value_tree.h"

#include "base/text.h"

#include <string.h>

struct ValueNode {
    const char *name; // within an object
    JsonKind kind;    // JSON_OBJECT, JSON_ARRAY, or JSON_NULL: whatever `json` says
    const char *json;
    ValueNode *first, *next;
};

static ValueNode *node_new(Arena *arena, JsonKind kind)
{
    ValueNode *node = arena_new_of(arena, ValueNode);
    node->kind = kind;
    return node;
}

ValueNode *value_tree_new(Arena *arena)
{
    return node_new(arena, JSON_OBJECT);
}

static ValueNode *append(ValueNode *parent, ValueNode *child)
{
    ValueNode **end = &parent->first;
    while (*end)
        end = &(*end)->next;
    return *end = child;
}

static ValueNode *node_of(Arena *arena, const JsonValue *value)
{
    bool is_object = value->kind == JSON_OBJECT;
    if (!is_object && value->kind != JSON_ARRAY) {
        ValueNode *leaf = node_new(arena, JSON_NULL);
        leaf->json = arena_text(arena, value->raw, value->raw_length);
        return leaf;
    }
    ValueNode *node = node_new(arena, value->kind);
    for (const JsonValue *item = json_first(value); item; item = json_next(value, item)) {
        const char *name = is_object ? item->text : NULL;
        item += is_object;
        append(node, node_of(arena, item))->name = name;
    }
    return node;
}

const JsonValue *value_at(const JsonValue *values, const KeyPath *path)
{
    for (size_t i = 0; values && i < path->count; i++) {
        if (path->steps[i].name) {
            values = json_member(values, path->steps[i].name);
            continue;
        }
        if (values->kind != JSON_ARRAY)
            return NULL;
        const JsonValue *item = json_first(values);
        for (int64_t at = 0; item && at < path->steps[i].index; at++)
            item = json_next(values, item);
        values = item;
    }
    return values;
}

static ValueNode *member(Arena *arena, ValueNode *object, const char *name)
{
    for (ValueNode *child = object->first; child; child = child->next)
        if (text_same(child->name, name))
            return child;
    ValueNode *child = append(object, node_new(arena, JSON_NULL));
    child->name = name;
    child->json = "null";
    return child;
}

static ValueNode *item(Arena *arena, ValueNode *array, int64_t index)
{
    ValueNode **at = &array->first;
    for (int64_t i = 0;; i++, at = &(*at)->next) {
        if (!*at) {
            *at = node_new(arena, JSON_NULL);
            (*at)->json = "null";
        }
        if (i == index)
            return *at;
    }
}

// Makes the node what the next step goes into.
static void open_node(Arena *arena, ValueNode *node, JsonKind kind, const JsonValue *defaults,
    const KeyPath *path, size_t steps)
{
    KeyPath here = *path;
    here.count = steps;
    if (node->kind == kind)
        return;
    const JsonValue *known = kind == JSON_ARRAY ? value_at(defaults, &here) : NULL;
    node->kind = kind;
    node->first = known && known->kind == JSON_ARRAY ? node_of(arena, known)->first : NULL;
}

void value_tree_put(
    Arena *arena, ValueNode *root, const JsonValue *defaults, const KeyPath *path, const char *json)
{
    ValueNode *node = root;
    for (size_t i = 0; i < path->count; i++) {
        const KeyStep *step = &path->steps[i];
        open_node(arena, node, step->name ? JSON_OBJECT : JSON_ARRAY, defaults, path, i);
        node = step->name ? member(arena, node, step->name) : item(arena, node, step->index);
    }
    node->kind = JSON_NULL;
    node->json = json;
}

static void put(Json *out, const char *name, const ValueNode *node)
{
    bool is_object = node->kind == JSON_OBJECT;
    if (!is_object && node->kind != JSON_ARRAY) {
        json_raw(out, name, node->json);
        return;
    }
    is_object ? json_begin_object(out, name) : json_begin_array(out, name);
    for (const ValueNode *child = node->first; child; child = child->next)
        put(out, child->name, child);
    is_object ? json_end_object(out) : json_end_array(out);
}

const char *value_tree_json(Arena *arena, const ValueNode *root)
{
    Json *out = json_new(arena);
    put(out, NULL, root);
    return json_finish(out);
}
