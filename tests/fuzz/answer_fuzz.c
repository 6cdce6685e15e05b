// an AI answer is metered the same however its stream is cut into pieces, whatever it says
// sources: src/services/ai/sse.c src/services/ai/ai_answer.c src/services/ai/buffer.c lib/base/*.c

#include "services/ai/ai_answer.h"
#include "services/ai/sse.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

typedef struct Reading {
    Buffer passed;
    AiUsage usage;
    size_t text_bytes, events;
} Reading;

static void require(bool holds)
{
    if (!holds)
        abort();
}

static void read_event(void *arg, const char *raw, size_t length)
{
    Reading *reading = arg;
    Buffer joined = {0};
    // Exactly as long as it is, so that a step too far is seen.
    char *exact = malloc(length ? length : 1);
    memcpy(exact, raw, length);
    Blob data = sse_data(exact, length, &joined);
    AiAnswer answer = {0};
    if (data.length)
        ai_answer_read(data.bytes, data.length, AI_TEXTS_OF_CHAT, &answer);
    if (answer.has_usage) {
        require(answer.usage_at + answer.usage_length <= data.length);
        require(((const char *)data.bytes)[answer.usage_at] == '{');
        ai_usage_change(&reading->usage, &answer.usage);
    }
    AiUsage usage = ai_usage_of(&reading->usage);
    require(usage.tokens_in >= 0 && usage.tokens_out >= 0);
    require(usage.tokens_cached >= 0 && usage.tokens_cached <= usage.tokens_in);
    require(usage.tokens_reasoning >= 0 && usage.tokens_reasoning <= usage.tokens_out);
    require(answer.text_bytes <= length);
    reading->text_bytes += answer.text_bytes;
    reading->events++;
    buffer_write(&reading->passed, raw, length);
    buffer_free(&joined);
    free(exact);
}

static Reading read_pieces(const char *bytes, size_t length, size_t piece)
{
    Sse sse = {0};
    Reading reading = {.usage = AI_USAGE_UNKNOWN};
    for (size_t at = 0; at < length; at += piece)
        require(sse_read(
            &sse, bytes + at, length - at < piece ? length - at : piece, read_event, &reading));
    sse_end(&sse, read_event, &reading);
    sse_free(&sse);
    return reading;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    size_t piece = length ? 1 + bytes[0] % 32 : 1;
    Reading whole = read_pieces((const char *)bytes, length, length ? length : 1);
    Reading pieces = read_pieces((const char *)bytes, length, piece);
    require(whole.passed.length == length && pieces.passed.length == length);
    require(length == 0 || memcmp(whole.passed.bytes, bytes, length) == 0);
    require(length == 0 || memcmp(pieces.passed.bytes, bytes, length) == 0);
    require(whole.events == pieces.events && whole.text_bytes == pieces.text_bytes);
    require(memcmp(&whole.usage, &pieces.usage, sizeof whole.usage) == 0);
    buffer_free(&whole.passed);
    buffer_free(&pieces.passed);

    char *json = malloc(length + 1);
    memcpy(json, bytes, length);
    json[length] = '\0';
    Buffer out = {0};
    ai_embeddings_write(json, length, &out);
    buffer_free(&out);
    free(json);
    return 0;
}
