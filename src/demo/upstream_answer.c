#include "upstream_answer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char fingerprint[] = "demonstration model";

enum {
    MOST_DIMENSIONS = 4096,
    USAGE_NONE = 0,
    USAGE_LAST = 2,
    USAGE_ZERO,
    USAGE_DEEP,
    USAGE_EVERYWHERE
};

// ── usage ────────────────────────────────────────────────────────────────────────────────────

static void put_usage(Json *out, const char *name, const UpstreamAnswer *answer)
{
    const Steering *steering = &answer->order->steering;
    bool is_zero = steering->usage == USAGE_ZERO, is_new = answer->order->kind == UPSTREAM_RESPONSE;
    int64_t in = is_zero ? 0 : answer->tokens_in, written = is_zero ? 0 : answer->tokens_out;
    json_begin_object(out, name);
    json_put(out, is_new ? "input_tokens" : "prompt_tokens", in);
    json_begin_object(out, is_new ? "input_tokens_details" : "prompt_tokens_details");
    json_put(out, "cached_tokens", steering->cached > 0 ? steering->cached : 0);
    json_end_object(out);
    if (answer->order->kind != UPSTREAM_EMBEDDINGS) {
        json_put(out, is_new ? "output_tokens" : "completion_tokens", written);
        json_begin_object(out, is_new ? "output_tokens_details" : "completion_tokens_details");
        json_put(out, "reasoning_tokens", steering->reasoning > 0 ? steering->reasoning : 0);
        json_end_object(out);
    }
    json_put(out, "total_tokens", in + written);
    json_end_object(out);
}

static bool has_usage(const UpstreamAnswer *answer)
{
    return answer->order->steering.usage != USAGE_NONE;
}

// ── chat and completions ─────────────────────────────────────────────────────────────────────

static void begin_root(Json *out, const UpstreamAnswer *answer, const char *object)
{
    json_begin_object(out, NULL);
    json_put(out, "id", answer->id);
    json_put(out, "object", object);
    json_put(out, "created", answer->created_at.us / SECOND);
    json_put(out, "model", answer->order->model);
    json_put(out, "system_fingerprint", fingerprint);
    if (answer->order->metadata)
        json_raw(out, "metadata", answer->order->metadata);
}

static void put_tool_call(Json *out, const UpstreamAnswer *answer)
{
    json_begin_array(out, "tool_calls");
    json_begin_object(out, NULL);
    json_put(out, "index", 0);
    json_put(out, "id", "call_1");
    json_put(out, "type", "function");
    json_begin_object(out, "function");
    json_put(out, "name", answer->order->tool);
    json_put(out, "arguments", "{}");
    json_end_object(out);
    json_end_object(out);
    json_end_array(out);
}

static const char *finish_reason(const UpstreamAnswer *answer)
{
    return answer->order->tool ? "tool_calls" : answer->is_cut_short ? "length" : "stop";
}

// member: "message" of a whole answer, "delta" of a piece. text NULL: nothing.
static void put_choice(
    Json *out, const UpstreamAnswer *answer, const char *member, const char *text, bool is_last)
{
    bool is_chat = answer->order->kind == UPSTREAM_CHAT;
    json_begin_array(out, "choices");
    json_begin_object(out, NULL);
    json_put(out, "index", 0);
    if (is_chat) {
        json_begin_object(out, member);
        if (text && (strcmp(member, "message") == 0 || !*text))
            json_put(out, "role", "assistant");
        if (text)
            json_put(out, "content", answer->order->tool ? NULL : text);
        if (answer->order->tool && is_last)
            put_tool_call(out, answer);
        json_end_object(out);
    } else {
        json_put(out, "text", text ? text : "");
    }
    json_null(out, "logprobs");
    json_put(out, "finish_reason", is_last ? finish_reason(answer) : NULL);
    if (is_last && answer->order->steering.usage == USAGE_DEEP)
        put_usage(out, "usage", answer);
    json_end_object(out);
    json_end_array(out);
}

static const char *object_of(const UpstreamAnswer *answer, bool is_piece)
{
    if (answer->order->kind == UPSTREAM_COMPLETION)
        return "text_completion";
    return is_piece ? "chat.completion.chunk" : "chat.completion";
}

static void add_event(Text *out, const char *name, Json *json)
{
    if (name)
        text_printf(out, "event: %s\n", name);
    text_printf(out, "data: %s\n\n", json_finish(json));
}

static void add_piece(Text *out, const UpstreamAnswer *answer, const char *text, bool is_last)
{
    int64_t usage = answer->order->steering.usage;
    bool shows_usage = usage == USAGE_EVERYWHERE || (is_last && usage == USAGE_LAST);
    Json *json = json_new(out->arena);
    begin_root(json, answer, object_of(answer, true));
    put_choice(json, answer, "delta", text, is_last);
    if (shows_usage)
        put_usage(json, "usage", answer);
    else if (answer->order->asks_usage && has_usage(answer))
        json_null(json, "usage");
    json_end_object(json);
    add_event(out, NULL, json);
}

static void add_usage_piece(Text *out, const UpstreamAnswer *answer)
{
    Json *json = json_new(out->arena);
    begin_root(json, answer, object_of(answer, true));
    json_begin_array(json, "choices");
    json_end_array(json);
    put_usage(json, "usage", answer);
    json_end_object(json);
    add_event(out, NULL, json);
}

// ── responses ────────────────────────────────────────────────────────────────────────────────

static void put_output(Json *out, const UpstreamAnswer *answer, const char *text)
{
    json_begin_array(out, "output");
    json_begin_object(out, NULL);
    json_put(out, "type", "message");
    json_put(out, "id", arena_printf(out->text.arena, "msg_%s", answer->id.text));
    json_put(out, "status", "completed");
    json_put(out, "role", "assistant");
    json_begin_array(out, "content");
    json_begin_object(out, NULL);
    json_put(out, "type", "output_text");
    json_put(out, "text", text);
    json_begin_array(out, "annotations");
    json_end_array(out);
    json_end_object(out);
    json_end_array(out);
    json_end_object(out);
    json_end_array(out);
}

// text NULL: it has only begun.
static void put_response(
    Json *out, const char *name, const UpstreamAnswer *answer, const char *text)
{
    json_begin_object(out, name);
    json_put(out, "id", answer->id);
    json_put(out, "object", "response");
    json_put(out, "created_at", answer->created_at.us / SECOND);
    json_put(out, "status", text ? "completed" : "in_progress");
    json_put(out, "model", answer->order->model);
    json_null(out, "error");
    if (answer->order->metadata)
        json_raw(out, "metadata", answer->order->metadata);
    if (text) {
        put_output(out, answer, text);
        if (has_usage(answer))
            put_usage(out, "usage", answer);
    }
    json_end_object(out);
}

static void add_response_event(
    Text *out, const char *type, const UpstreamAnswer *answer, const char *text)
{
    Json *json = json_new(out->arena);
    json_begin_object(json, NULL);
    json_put(json, "type", type);
    put_response(json, "response", answer, text);
    json_end_object(json);
    add_event(out, type, json);
}

static void add_text_event(
    Text *out, const char *type, const UpstreamAnswer *answer, const char *member, const char *text)
{
    Json *json = json_new(out->arena);
    json_begin_object(json, NULL);
    json_put(json, "type", type);
    json_put(json, "item_id", arena_printf(out->arena, "msg_%s", answer->id.text));
    json_put(json, "output_index", 0);
    json_put(json, "content_index", 0);
    json_put(json, member, text);
    json_end_object(json);
    add_event(out, type, json);
}

// ── whole and in pieces ──────────────────────────────────────────────────────────────────────

const char *upstream_answer_json(Arena *arena, const UpstreamAnswer *answer, const char *text)
{
    Json *out = json_new(arena);
    if (answer->order->kind == UPSTREAM_RESPONSE) {
        put_response(out, NULL, answer, text);
        return json_finish(out);
    }
    begin_root(out, answer, object_of(answer, false));
    put_choice(out, answer, "message", text, true);
    if (has_usage(answer) && answer->order->steering.usage != USAGE_DEEP)
        put_usage(out, "usage", answer);
    json_end_object(out);
    return json_finish(out);
}

void upstream_answer_begin(Text *out, const UpstreamAnswer *answer)
{
    if (answer->order->kind == UPSTREAM_RESPONSE)
        add_response_event(out, "response.created", answer, NULL);
    else if (answer->order->kind == UPSTREAM_CHAT)
        add_piece(out, answer, "", false);
}

void upstream_answer_token(Text *out, const UpstreamAnswer *answer, const char *token)
{
    if (answer->order->kind == UPSTREAM_RESPONSE)
        add_text_event(out, "response.output_text.delta", answer, "delta", token);
    else
        add_piece(out, answer, token, false);
}

void upstream_answer_end(Text *out, const UpstreamAnswer *answer, const char *text)
{
    if (answer->order->kind == UPSTREAM_RESPONSE) {
        add_text_event(out, "response.output_text.done", answer, "text", text);
        add_response_event(out, "response.completed", answer, text);
        return;
    }
    int64_t usage = answer->order->steering.usage;
    add_piece(out, answer, NULL, true);
    if (answer->order->asks_usage && (usage < 0 || usage == 1 || usage == USAGE_ZERO))
        add_usage_piece(out, answer);
    text_add(out, "data: [DONE]\n\n");
}

// ── embeddings ───────────────────────────────────────────────────────────────────────────────

static void fill_vector(float *vector, size_t dimensions, const char *text)
{
    for (size_t i = 0; i < dimensions; i++)
        vector[i] = 0.01F;
    for (const char *at = text; *at;) {
        size_t length = strcspn(at, " \n\t.,;:!?");
        Digest digest = digest_of_bytes(at, length);
        uint32_t hash;
        memcpy(&hash, digest.bytes, sizeof hash);
        vector[hash % dimensions] += hash >> 31 ? 1.0F : -1.0F;
        at += length + (at[length] != '\0');
    }
    float square = 0;
    for (size_t i = 0; i < dimensions; i++)
        square += vector[i] * vector[i];
    for (size_t i = 0; i < dimensions; i++)
        vector[i] /= sqrtf(square);
}

static void put_vector(Json *out, const UpstreamOrder *order, const char *text)
{
    Arena *arena = out->text.arena;
    int64_t wanted = order->dimensions;
    size_t dimensions = wanted < 1                 ? 1
                        : wanted > MOST_DIMENSIONS ? MOST_DIMENSIONS
                                                   : (size_t)wanted;
    float *vector = arena_array_of(arena, float, dimensions);
    fill_vector(vector, dimensions, text);
    if (order->asks_base64 && order->steering.floats != 1) {
        json_put(out, "embedding", base64_of(arena, vector, dimensions * sizeof *vector));
        return;
    }
    json_begin_array(out, "embedding");
    for (size_t i = 0; i < dimensions; i++)
        json_raw(out, NULL, arena_printf(arena, "%.9g", (double)vector[i]));
    json_end_array(out);
}

const char *upstream_embeddings_json(Arena *arena, const UpstreamAnswer *answer)
{
    const UpstreamOrder *order = answer->order;
    Json *out = json_new(arena);
    json_begin_object(out, NULL);
    json_put(out, "object", "list");
    json_begin_array(out, "data");
    for (size_t i = 0; i < order->inputs.count; i++) {
        json_begin_object(out, NULL);
        json_put(out, "object", "embedding");
        json_put(out, "index", (int64_t)i);
        put_vector(out, order, order->inputs.items[i]);
        json_end_object(out);
    }
    json_end_array(out);
    json_put(out, "model", order->model);
    if (has_usage(answer))
        put_usage(out, "usage", answer);
    json_end_object(out);
    return json_finish(out);
}
