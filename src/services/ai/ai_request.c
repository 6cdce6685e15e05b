#include "ai_request.h"

#include "base/text.h"
#include "json/json.h"

#include <string.h>
#include <strings.h>

const char *const ai_operation_names[] = {"chat", "completions", "embeddings", "responses", NULL};
const char *const ai_operation_paths[] = {
    "chat/completions", "completions", "embeddings", "responses", NULL};

enum { MOST_TOKENS = 100000000 }; // of one answer: sums stay far from the end of int64

// ── reading ──────────────────────────────────────────────────────────────────────────────────

static bool name_is_data(const JsonValue *name)
{
    static const char *const names[] = {"data", "file_data", "url", "image_url", "b64_json"};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (text_same(name->text, names[i]))
            return true;
    return false;
}

// Of all texts in the value; json_parse bounds the depth.
static int64_t text_bytes_of(const JsonValue *value)
{
    if (value->kind == JSON_TEXT)
        return value->count;
    int64_t bytes = 0;
    if (value->kind == JSON_ARRAY)
        for (const JsonValue *item = json_first(value); item; item = json_next(value, item))
            bytes += text_bytes_of(item);
    if (value->kind == JSON_OBJECT)
        for (const JsonValue *name = json_first(value); name;) {
            const JsonValue *member = json_next(value, name);
            if (!name_is_data(name))
                bytes += text_bytes_of(member);
            name = json_next(value, member);
        }
    return bytes;
}

// Edits are kept in the order in which they stand.
static void place_edit(
    AiRequest *request, Blob body, const char *at, size_t removed, const char *inserted)
{
    AiEdit edit = {(size_t)(at - (const char *)body.bytes), removed, inserted};
    AiEdit *place = &request->edits[request->edit_count++];
    if (place > request->edits && place[-1].at > edit.at) {
        *place = place[-1];
        place--;
    }
    *place = edit;
}

static void ask_usage(AiRequest *request, Blob body, const JsonValue *root)
{
    const JsonValue *options = json_member(root, "stream_options");
    const JsonValue *include = options ? json_member(options, "include_usage") : NULL;
    request->asks_usage = include && include->kind == JSON_TRUE;
    if (request->asks_usage)
        return;
    if (!options)
        place_edit(request, body, root->raw + 1, 0, "\"stream_options\":{\"include_usage\":true},");
    else if (options->kind == JSON_NULL)
        place_edit(request, body, options->raw, options->raw_length, "{\"include_usage\":true}");
    else if (include)
        place_edit(request, body, include->raw, include->raw_length, "true");
    else if (options->kind == JSON_OBJECT)
        place_edit(request, body, options->raw + 1, 0,
            options->count ? "\"include_usage\":true," : "\"include_usage\":true");
}

static bool refuse(AiError *ret_error, const char *param, const char *code, const char *message)
{
    *ret_error = (AiError){
        .status = 400, .param = param, .code = code, .message = message, .is_final = true};
    return false;
}

static bool is_ascii(const char *text)
{
    while (*text > 0)
        text++;
    return !*text;
}

// Some servers read "Model" as "model", and the last one counts: then it was not what we read.
static bool is_disguised(Arena *arena, const JsonValue *object)
{
    static const char *const names[] = {"model", "stream", "stream_options", "include_usage"};
    if (!object || object->kind != JSON_OBJECT)
        return false;
    for (const JsonValue *at = json_first(object); at; at = json_next(object, at + 1)) {
        const char *name = is_ascii(at->text) ? at->text : text_folded(arena, at->text);
        for (size_t i = 0; i < COUNT_OF(names); i++)
            if (strcasecmp(name, names[i]) == 0 && strcmp(at->text, names[i]) != 0)
                return true;
    }
    return false;
}

static bool check_root(Arena *arena, const JsonValue *root, AiError *ret_error)
{
    const JsonValue *stream = json_member(root, "stream");
    const JsonValue *options = json_member(root, "stream_options");
    if (stream && stream->kind != JSON_TRUE && stream->kind != JSON_FALSE &&
        stream->kind != JSON_NULL)
        return refuse(ret_error, "stream", "invalid_type", "\"stream\" must be true or false.");
    if (options && options->kind != JSON_OBJECT && options->kind != JSON_NULL)
        return refuse(
            ret_error, "stream_options", "invalid_type", "\"stream_options\" must be an object.");
    if (is_disguised(arena, root) || is_disguised(arena, options))
        return refuse(ret_error, NULL, "invalid_name",
            "Write model, stream, stream_options and include_usage in small letters.");
    return true;
}

// Parallel calls should not find room that another one is about to use.
static int64_t max_tokens_of(const JsonValue *root)
{
    static const char *const names[] = {"max_completion_tokens", "max_output_tokens", "max_tokens"};
    int64_t tokens = 0;
    for (size_t i = 0; i < COUNT_OF(names) && !tokens; i++)
        tokens = json_int_member(root, names[i], 0);
    return tokens < 0 ? 0 : tokens < MOST_TOKENS ? tokens : MOST_TOKENS;
}

static bool read_root(Arena *arena, AiOperation operation, Blob body, const JsonValue *root,
    AiRequest *ret_request, AiError *ret_error)
{
    const JsonValue *model = json_member(root, "model");
    if (!model || model->kind == JSON_NULL)
        return refuse(ret_error, "model", "missing_required_parameter",
            "Say which model to call: \"model\" is missing.");
    if (model->kind != JSON_TEXT)
        return refuse(ret_error, "model", "invalid_type", "\"model\" must be a text.");
    if (!check_root(arena, root, ret_error))
        return false;

    const JsonValue *stream = json_member(root, "stream");
    AiRequest request = {
        .operation = operation,
        .model = arena_text(arena, model->text, model->count),
        .is_stream = stream && stream->kind == JSON_TRUE,
        .asks_base64 = text_same(json_text_member(root, "encoding_format"), "base64"),
        .max_tokens = max_tokens_of(root),
        .text_bytes = text_bytes_of(root),
    };
    place_edit(&request, body, model->raw, model->raw_length, NULL);
    if (request.is_stream && (operation == AI_CHAT || operation == AI_COMPLETIONS))
        ask_usage(&request, body, root);
    *ret_request = request;
    return true;
}

bool ai_request_read(
    Arena *arena, AiOperation operation, Blob body, AiRequest *ret_request, AiError *ret_error)
{
    // The values are needed only here, the call lives long.
    Arena *parsing = arena_new();
    const char *problem;
    const JsonValue *root = json_parse(parsing, body.bytes, body.length, &problem);
    bool is_read;
    if (!root)
        is_read = refuse(ret_error, NULL, "invalid_json",
            arena_printf(arena, "The body is not valid JSON: %s", problem));
    else if (root->kind != JSON_OBJECT)
        is_read = refuse(ret_error, NULL, "invalid_type", "The body must be a JSON object.");
    else
        is_read = read_root(arena, operation, body, root, ret_request, ret_error);
    arena_free(parsing);
    return is_read;
}

// ── writing ──────────────────────────────────────────────────────────────────────────────────

void ai_request_write(const AiRequest *request, Blob body, const char *upstream_model, Buffer *out)
{
    Arena *arena = arena_new();
    Json *model = json_new(arena);
    json_put(model, NULL, upstream_model);

    const char *bytes = body.bytes;
    size_t written = 0;
    for (size_t i = 0; i < request->edit_count; i++) {
        const AiEdit *edit = &request->edits[i];
        buffer_write(out, bytes + written, edit->at - written);
        buffer_write_text(out, edit->inserted ? edit->inserted : json_finish(model));
        written = edit->at + edit->removed;
    }
    buffer_write(out, bytes + written, body.length - written);
    arena_free(arena);
}
