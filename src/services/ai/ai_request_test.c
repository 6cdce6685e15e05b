#include "services/ai/ai_request.h"
#include "test/test.h"

#include <string.h>

static Arena *arena;

static AiRequest read(AiOperation operation, const char *body)
{
    arena = arena ? arena : arena_new();
    AiRequest request = {0};
    AiError error = {0};
    bool is_read = ai_request_read(arena, operation, (Blob){body, strlen(body)}, &request, &error);
    EXPECT(is_read);
    return request;
}

static void expect_body(AiOperation operation, const char *body, const char *wanted)
{
    AiRequest request = read(operation, body);
    Buffer out = {0};
    ai_request_write(&request, (Blob){body, strlen(body)}, "up/\"1\"", &out);
    buffer_write(&out, "", 1);
    EXPECT_TEXT(out.bytes, wanted);
    buffer_free(&out);
}

static const char *refusal(const char *body)
{
    AiRequest request;
    AiError error = {0};
    arena = arena ? arena : arena_new();
    EXPECT(!ai_request_read(arena, AI_CHAT, (Blob){body, strlen(body)}, &request, &error));
    EXPECT_INT(error.status, 400);
    EXPECT(error.is_final);
    return error.code;
}

TEST("the model's name is replaced and everything else stays as it was written")
{
    expect_body(AI_CHAT,
        "{ \"temperature\":1.0e0 ,\"model\" : \"acme/m\", \"x\":[1,{\"model\":\"y\"}]}",
        "{ \"temperature\":1.0e0 ,\"model\" : \"up/\\\"1\\\"\", \"x\":[1,{\"model\":\"y\"}]}");
}

TEST("a stream is asked for its usage whatever the client said")
{
    expect_body(AI_CHAT, "{\"stream\":true,\"model\":\"m\"}",
        "{\"stream_options\":{\"include_usage\":true},\"stream\":true,\"model\":\"up/\\\"1\\\"\"}");
    expect_body(AI_CHAT, "{\"stream_options\":null,\"stream\":true,\"model\":\"m\"}",
        "{\"stream_options\":{\"include_usage\":true},\"stream\":true,\"model\":\"up/\\\"1\\\"\"}");
    expect_body(AI_CHAT, "{\"stream\":true,\"model\":\"m\",\"stream_options\":{}}",
        "{\"stream\":true,\"model\":\"up/\\\"1\\\"\",\"stream_options\":{\"include_usage\":true}}");
    expect_body(AI_COMPLETIONS, "{\"stream\":true,\"model\":\"m\",\"stream_options\":{\"a\":1}}",
        "{\"stream\":true,\"model\":\"up/\\\"1\\\"\",\"stream_options\":{\"include_usage\":true,\"a\":1}}");
    expect_body(AI_CHAT,
        "{\"stream\":true,\"model\":\"m\",\"stream_options\":{\"include_usage\":false}}",
        "{\"stream\":true,\"model\":\"up/\\\"1\\\"\",\"stream_options\":{\"include_usage\":true}}");
}

TEST("only a stream of chat or completions is asked")
{
    expect_body(AI_CHAT, "{\"stream\":false,\"model\":\"m\"}",
        "{\"stream\":false,\"model\":\"up/\\\"1\\\"\"}");
    expect_body(AI_RESPONSES, "{\"stream\":true,\"model\":\"m\"}",
        "{\"stream\":true,\"model\":\"up/\\\"1\\\"\"}");
}

TEST("it is known whether the client wants to see the usage")
{
    EXPECT(read(
        AI_CHAT, "{\"model\":\"m\",\"stream\":true,\"stream_options\":{\"include_usage\":true}}")
               .asks_usage);
    EXPECT(!read(
        AI_CHAT, "{\"model\":\"m\",\"stream\":true,\"stream_options\":{\"include_usage\":false}}")
                .asks_usage);
    EXPECT(read(AI_EMBEDDINGS, "{\"model\":\"m\",\"encoding_format\":\"base64\"}").asks_base64);
}

TEST("texts are counted for estimates, attached data is not")
{
    EXPECT_INT(read(AI_CHAT,
                   "{\"model\":\"m\",\"messages\":[{\"content\":[{\"text\":\"12345\"},"
                   "{\"image_url\":{\"url\":\"data:AAAAAAAAAAAAAAAAAAAA\"}}]}]}")
                   .text_bytes,
        6);
}

TEST("a body that is no call is refused with the member that is wrong")
{
    EXPECT_TEXT(refusal("{\"model\":"), "invalid_json");
    EXPECT_TEXT(refusal(""), "invalid_json");
    EXPECT_TEXT(refusal("[]"), "invalid_type");
    EXPECT_TEXT(refusal("{}"), "missing_required_parameter");
    EXPECT_TEXT(refusal("{\"model\":null}"), "missing_required_parameter");
    EXPECT_TEXT(refusal("{\"model\":7}"), "invalid_type");
}

TEST("two models in one body are refused, so that nobody is billed for the cheaper one")
{
    EXPECT_TEXT(refusal("{\"model\":\"cheap\",\"model\":\"dear\"}"), "invalid_json");
}

TEST("what another server could read as a second model or stream is refused")
{
    static const char *const bodies[] = {
        "{\"model\":\"cheap\",\"Model\":\"dear\"}",
        "{\"model\":\"cheap\",\"STREAM\":true}",
        "{\"model\":\"cheap\",\"\\u017ftream\":true}",
        "{\"model\":\"cheap\",\"stream\":true,\"stream_options\":{\"Include_Usage\":false}}",
    };
    for (size_t i = 0; i < COUNT_OF(bodies); i++)
        EXPECT_TEXT(refusal(bodies[i]), "invalid_name");
    EXPECT_TEXT(refusal("{\"model\":\"cheap\",\"stream\":1}"), "invalid_type");
    EXPECT_TEXT(refusal("{\"model\":\"cheap\",\"stream\":\"true\"}"), "invalid_type");
    EXPECT_TEXT(refusal("{\"model\":\"cheap\",\"stream_options\":[]}"), "invalid_type");
}
