#include "upstream_call.h"

#include "base/text.h"

#include <string.h>

enum { MAX_COMPLETION = 256 * 1024 };

#define UPSTREAM_TIME SECONDS(20)

// A path, and what goes into the body beside the model.
typedef struct SmallCall {
    const char *capability, *path, *members;
} SmallCall;

static const SmallCall small_calls[] = {
    {"chat", "chat/completions",
        "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"max_tokens\":16"},
    {"completions", "completions", "\"prompt\":\"Hi\",\"max_tokens\":16"},
    {"embeddings", "embeddings", "\"input\":\"Hi\""},
    {"responses", "responses", "\"input\":\"Hi\",\"max_output_tokens\":16"},
};

static const SmallCall *small_call_of(const char *capability)
{
    for (size_t i = 0; i < COUNT_OF(small_calls); i++)
        if (text_same(small_calls[i].capability, capability))
            return &small_calls[i];
    return NULL;
}

const char *upstream_capability(TextList capabilities)
{
    for (size_t i = 0; i < capabilities.count; i++)
        if (small_call_of(capabilities.items[i]))
            return capabilities.items[i];
    return small_calls[0].capability;
}

Error upstream_call(
    Ctx *ctx, const char *capability, const AiUpstream *upstream, ClientAnswer *ret_answer)
{
    static const char *const headers[] = {"Content-Type: application/json", NULL};
    const SmallCall *call = small_call_of(capability);
    size_t length = strlen(upstream->url);
    length -= length && upstream->url[length - 1] == '/';
    Json *name = json_new(ctx->arena);
    json_put(name, NULL, upstream->upstream_model);
    const char *body =
        arena_printf(ctx->arena, "{\"model\":%s,%s}", json_finish(name), call->members);
    return client_send(ctx,
        &(ClientRequest){.method = "POST",
            .url = arena_printf(ctx->arena, "%.*s/%s", (int)length, upstream->url, call->path),
            .headers = headers,
            .body = {body, strlen(body)},
            .bearer = upstream->key,
            .timeout_us = UPSTREAM_TIME,
            .max_size = MAX_COMPLETION},
        ret_answer);
}

const JsonValue *upstream_answer_object(Ctx *ctx, const ClientAnswer *answer)
{
    const char *problem;
    const JsonValue *value =
        json_parse(ctx->arena, answer->body.bytes, answer->body.length, &problem);
    return value && value->kind == JSON_OBJECT ? value : NULL;
}
