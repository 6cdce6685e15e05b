#include "services/ai/ai_answer.h"
#include "test/test.h"

#include <string.h>

static AiAnswer read_chat(const char *json)
{
    AiAnswer answer;
    ai_answer_read(json, strlen(json), AI_TEXTS_OF_CHAT, &answer);
    return answer;
}

static void expect_usage(
    const char *json, int64_t in, int64_t out, int64_t cached, int64_t reasoning)
{
    AiAnswer answer = read_chat(json);
    EXPECT(answer.has_usage);
    EXPECT(ai_usage_is_known(&answer.usage));
    AiUsage usage = ai_usage_of(&answer.usage);
    EXPECT_INT(usage.tokens_in, in);
    EXPECT_INT(usage.tokens_out, out);
    EXPECT_INT(usage.tokens_cached, cached);
    EXPECT_INT(usage.tokens_reasoning, reasoning);
}

TEST("usage is found in chat and in responses, with its breakdown")
{
    expect_usage(
        "{\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":20,\"total_tokens\":30,"
        "\"prompt_tokens_details\":{\"cached_tokens\":4},"
        "\"completion_tokens_details\":{\"reasoning_tokens\":5}}}",
        10, 20, 4, 5);
    expect_usage(
        "{\"type\":\"response.completed\",\"response\":{\"usage\":{\"input_tokens\" : 7 ,"
        "\"input_tokens_details\":{\"cached_tokens\":1},\"output_tokens\":8,"
        "\"output_tokens_details\":{\"reasoning_tokens\":2},\"total_tokens\":15}}}",
        7, 8, 1, 2);
}

static void expect_model(const char *json, const char *wanted)
{
    AiAnswer answer = read_chat(json);
    EXPECT_INT(answer.model_length, strlen(wanted));
    EXPECT(memcmp(json + answer.model_at, wanted, answer.model_length) == 0);
}

TEST("the model's name is found where it names the answer's model, and nowhere else")
{
    expect_model("{\"model\" : \"m-1\",\"choices\":[{\"model\":\"x\"}]}", "\"m-1\"");
    expect_model(
        "{\"type\":\"response.created\",\"response\":{\"id\":\"r\",\"metadata\":"
        "{\"model\":\"x\"},\"model\":\"m-2\"}}",
        "\"m-2\"");
    expect_model(
        "{\"response\":{\"model\":\"m\\\"3\"},\"metadata\":{\"model\":\"x\"}}", "\"m\\\"3\"");
    expect_model("{\"metadata\":{\"model\":\"x\"},\"model\":null}", "");
}

TEST("a breakdown is no addition and never exceeds its whole")
{
    expect_usage(
        "{\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,"
        "\"prompt_tokens_details\":{\"cached_tokens\":9},"
        "\"completion_tokens_details\":{\"reasoning_tokens\":9}}}",
        3, 2, 3, 2);
}

TEST("usage is found wherever it sits, and the outermost and last one counts")
{
    expect_usage(
        "{\"choices\":[{\"delta\":{},\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}]}", 1,
        2, 0, 0);
    expect_usage(
        "{\"x_groq\":{\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":6}}}", 5, 6, 0, 0);
    expect_usage(
        "{\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1},"
        "\"usage\":{\"prompt_tokens\":2,\"completion_tokens\":3}}",
        2, 3, 0, 0);
    expect_usage(
        "{\"usage\":{\"prompt_tokens\":2,\"completion_tokens\":3},\"tools\":[{\"usage\":"
        "{\"prompt_tokens\":0,\"completion_tokens\":0}}]}",
        2, 3, 0, 0);
}

TEST("an explicit zero is a value and a missing count is not zero")
{
    expect_usage("{\"usage\":{\"prompt_tokens\":0,\"completion_tokens\":0}}", 0, 0, 0, 0);
    AiAnswer answer = read_chat("{\"usage\":{\"prompt_tokens\":12}}");
    EXPECT(answer.has_usage);
    EXPECT(!ai_usage_is_known(&answer.usage));
    EXPECT_INT(answer.usage.tokens_out, -1);
    answer = read_chat("{\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":null}}");
    EXPECT(!ai_usage_is_known(&answer.usage));
}

TEST("embeddings have a total instead of output tokens")
{
    expect_usage("{\"data\":[],\"usage\":{\"prompt_tokens\":8,\"total_tokens\":8}}", 8, 0, 0, 0);
}

TEST("text that speaks of usage is not usage")
{
    EXPECT(!read_chat("{\"content\":\"\\\"usage\\\":{\\\"prompt_tokens\\\":99}\"}").has_usage);
    EXPECT(!read_chat("{\"content\":\"\\\\\\\"usage\"}").has_usage);
    EXPECT(!read_chat("{\"type\":\"usage\"}").has_usage);
    EXPECT(!read_chat("{\"usage\":null}").has_usage);
    EXPECT(!read_chat("{\"usage\":{\"properties\":{\"prompt_tokens\":7}}}").has_usage);
    EXPECT(!read_chat("{\"usage\":{\"prompt_tokens\":\"7\"}}").has_usage);
    EXPECT(!read_chat("{\"usage\":{\"prompt_tokens\":7.5}}").has_usage);
    EXPECT(!read_chat("{\"usage\":{\"prompt_tokens\":-7}}").has_usage);
    EXPECT(!read_chat("{\"usage\":{\"prompt_tokens\":99999999999999999999}}").has_usage);
    EXPECT(!read_chat("{\"usage\":{\"prompt_tokens\":999999999}}").has_usage);
}

TEST("a later object replaces what it says and nothing else")
{
    AiUsage usage = {10, 1, -1, 3, -1};
    ai_usage_change(&usage, &(AiUsage){-1, 25, 35, -1, 0});
    EXPECT_INT(usage.tokens_in, 10);
    EXPECT_INT(usage.tokens_out, 25);
    EXPECT_INT(usage.tokens_cached, 3);
    EXPECT_INT(usage.tokens_reasoning, 0);
}

TEST("the chunk that is nothing but usage is told from one with content")
{
    EXPECT(read_chat("{\"choices\": [ ],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}")
               .is_usage_only);
    EXPECT(
        !read_chat("{\"choices\":[{\"delta\":{\"content\":\"x\"}}],"
                   "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}")
             .is_usage_only);
    EXPECT(!read_chat("{\"choices\":[],\"prompt_filter_results\":[]}").is_usage_only);
}

TEST("where the usage object stands is known, so that it can be taken out")
{
    const char *json = "{\"a\":1,\"usage\": {\"total_tokens\":1}, \"b\":{}}";
    AiAnswer answer = read_chat(json);
    EXPECT_INT((int64_t)answer.usage_at, strstr(json, "{\"total") - json);
    EXPECT_INT((int64_t)answer.usage_length, (int64_t)strlen("{\"total_tokens\":1}"));
}

TEST("an answer's end and its errors are seen")
{
    EXPECT(read_chat("{\"choices\":[{\"finish_reason\":\"stop\"}]}").is_end);
    EXPECT(!read_chat("{\"choices\":[{\"finish_reason\":null}]}").is_end);
    EXPECT(read_chat("{\"type\":\"response.incomplete\"}").is_end);
    EXPECT(read_chat("{\"type\":\"response.failed\"}").is_error);
    EXPECT(read_chat("{\"error\":{\"message\":\"x\"}}").is_error);
    EXPECT(!read_chat("{\"error\":null}").is_error);
}

TEST("generated text is counted, in chat wherever it is, in responses only as it grows")
{
    EXPECT_INT(
        (int64_t)read_chat("{\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"Hello\","
                           "\"tool_calls\":[{\"function\":{\"arguments\":\"{}\"}}]}}]}")
            .text_bytes,
        7);
    AiAnswer answer;
    const char *json =
        "{\"type\":\"response.output_text.delta\",\"delta\":\"abc\",\"text\":\"xabc\"}";
    ai_answer_read(json, strlen(json), AI_TEXTS_OF_RESPONSES, &answer);
    EXPECT_INT((int64_t)answer.text_bytes, 3);
}

TEST("whatever is cut off is read as far as it goes")
{
    const char *json =
        "{\"choices\":[{\"delta\":{\"content\":\"a\\\"b\"}}],\"usage\":{\"prompt_tokens\":1,"
        "\"completion_tokens\":2,\"x\":{\"cached_tokens\":1}}}";
    for (size_t length = 0; length <= strlen(json); length++) {
        Arena *arena = arena_new();
        AiAnswer answer;
        ai_answer_read(arena_text(arena, json, length), length, AI_TEXTS_OF_CHAT, &answer);
        EXPECT(!answer.has_usage || length > strlen(json) / 2);
        arena_free(arena);
    }
}

static void expect_embeddings(const char *json, const char *wanted)
{
    Buffer out = {0};
    ai_embeddings_write(json, strlen(json), &out);
    buffer_write(&out, "", 1);
    EXPECT_TEXT(out.bytes, wanted);
    buffer_free(&out);
}

TEST("float embeddings become base64 of little-endian floats, the rest stays as it is")
{
    expect_embeddings(
        "{\"data\":[{\"embedding\": [1, -2.5,3e0 ],\"index\":0},{\"embedding\":[]}],\"x\":1}",
        "{\"data\":[{\"embedding\": \"AACAPwAAIMAAAEBA\",\"index\":0},{\"embedding\":[]}],\"x\":1}");
    expect_embeddings(
        "{\"data\":[{\"embedding\":\"AACAPw==\"}]}", "{\"data\":[{\"embedding\":\"AACAPw==\"}]}");
    expect_embeddings("{\"embedding\":[1,\"x\"]}", "{\"embedding\":[1,\"x\"]}");
    expect_embeddings("{\"embedding\":[1", "{\"embedding\":[1");
}

TEST("what the client sent and gets back counts nothing")
{
    EXPECT(
        !read_chat("{\"type\":\"response.created\",\"response\":{\"usage\":null,\"tools\":[{"
                   "\"usage\":{\"input_tokens\":0,\"output_tokens\":0,\"cached_tokens\":9}}]}}")
             .has_usage);
}
