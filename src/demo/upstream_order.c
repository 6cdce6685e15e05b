#include "upstream_order.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

Steering steering_of(const char *name)
{
    Steering steering = {-1, -1, -1, -1, -1, -1, -1, -1, -1};
    const struct {
        char letter;
        int64_t *value;
    } parts[] = {
        {'d', &steering.delay},
        {'t', &steering.tokens},
        {'i', &steering.gap},
        {'s', &steering.status},
        {'x', &steering.cut},
        {'c', &steering.cached},
        {'r', &steering.reasoning},
        {'f', &steering.floats},
        {'u', &steering.usage},
    };
    for (const char *at = name; (at = strchr(at, '-'));) {
        char letter = *++at;
        for (size_t i = 0; letter && i < COUNT_OF(parts); i++)
            if (parts[i].letter == letter && isdigit((unsigned char)at[1]))
                *parts[i].value = strtol(at + 1, NULL, 10);
    }
    return steering;
}

// All texts in the value, one after the other.
static void add_texts(Text *out, const JsonValue *value)
{
    if (value->kind == JSON_TEXT) {
        text_append(out, value->text, value->count);
        text_add(out, "\n");
    }
    if (value->kind == JSON_ARRAY)
        for (const JsonValue *item = json_first(value); item; item = json_next(value, item))
            add_texts(out, item);
    if (value->kind == JSON_OBJECT) {
        const JsonValue *content = json_member(value, "content");
        const JsonValue *text = json_member(value, "text");
        if (content || text)
            add_texts(out, content ? content : text);
    }
}

static const char *prompt_of(Arena *arena, const JsonValue *root)
{
    static const char *const names[] = {"instructions", "messages", "prompt", "input"};
    Text prompt = {.arena = arena};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        const JsonValue *value = json_member(root, names[i]);
        if (value)
            add_texts(&prompt, value);
    }
    return text_of(&prompt);
}

// A text is one input, a list of texts several; tokens are inputs by their JSON.
static TextList inputs_of(Arena *arena, const JsonValue *input)
{
    bool is_list =
        input && input->kind == JSON_ARRAY && input->count && json_first(input)->kind != JSON_INT;
    TextList inputs = {arena_array_of(arena, const char *, is_list ? input->count : 1), 0};
    if (!input)
        return inputs;
    for (const JsonValue *item = is_list ? json_first(input) : input; item;
         item = is_list ? json_next(input, item) : NULL)
        inputs.items[inputs.count++] = item->kind == JSON_TEXT
                                           ? arena_text(arena, item->text, item->count)
                                           : arena_text(arena, item->raw, item->raw_length);
    return inputs;
}

static const char *forced_tool(const JsonValue *root)
{
    const JsonValue *choice = json_member(root, "tool_choice");
    const JsonValue *tools = json_member(root, "tools");
    if (!choice || !tools || tools->kind != JSON_ARRAY || !tools->count)
        return NULL;
    if (choice->kind == JSON_TEXT && strcmp(choice->text, "required") != 0)
        return NULL;
    const JsonValue *function = json_member(json_first(tools), "function");
    return function ? json_text_member(function, "name") : NULL;
}

static bool is_true(const JsonValue *value)
{
    return value && value->kind == JSON_TRUE;
}

static int64_t max_tokens_of(const JsonValue *root)
{
    static const char *const names[] = {"max_completion_tokens", "max_output_tokens", "max_tokens"};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (json_int_member(root, names[i], 0) > 0)
            return json_int_member(root, names[i], 0);
    return 0;
}

const UpstreamOrder *upstream_order_read(
    Arena *arena, UpstreamKind kind, Blob body, const char *steering, const char **ret_problem)
{
    const JsonValue *root = json_parse(arena, body.bytes, body.length, ret_problem);
    if (!root)
        return NULL;
    const char *model = json_text_member(root, "model");
    *ret_problem = "The member model is missing.";
    if (!model)
        return NULL;
    const JsonValue *options = json_member(root, "stream_options");
    const JsonValue *metadata = json_member(root, "metadata");
    UpstreamOrder *order = arena_new_of(arena, UpstreamOrder);
    *order = (UpstreamOrder){
        .kind = kind,
        .model = model,
        .prompt = prompt_of(arena, root),
        .steering = steering_of(steering ? steering : model),
        .is_stream = is_true(json_member(root, "stream")) && kind != UPSTREAM_EMBEDDINGS,
        .asks_usage = options && is_true(json_member(options, "include_usage")),
        .asks_base64 = text_same(json_text_member(root, "encoding_format"), "base64"),
        .max_tokens = max_tokens_of(root),
        .seed = json_int_member(root, "seed", 0),
        .dimensions = json_int_member(root, "dimensions", 64),
        .inputs = inputs_of(arena, json_member(root, "input")),
        .tool = forced_tool(root),
        .metadata = metadata ? arena_text(arena, metadata->raw, metadata->raw_length) : NULL,
    };
    return order;
}
