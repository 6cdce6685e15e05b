#include "services/ai/sse.h"
#include "test/test.h"

#include <string.h>

typedef struct Seen {
    Buffer all;  // every event, with a bar behind each
    Buffer data; // the data of every event, with a bar behind each
} Seen;

static void see(void *arg, const char *raw, size_t length)
{
    Seen *seen = arg;
    Buffer joined = {0};
    Blob data = sse_data(raw, length, &joined);
    buffer_write(&seen->all, raw, length);
    buffer_write_text(&seen->all, "|");
    buffer_write(&seen->data, data.bytes, data.length);
    buffer_write_text(&seen->data, "|");
    buffer_free(&joined);
}

// The data of the stream's events, cut into two pieces; pass NULL for a text that is not wanted.
static void expect_split(const char *stream, size_t first, const char *all, const char *data)
{
    Sse sse = {0};
    Seen seen = {0};
    EXPECT(sse_read(&sse, stream, first, see, &seen));
    EXPECT(sse_read(&sse, stream + first, strlen(stream) - first, see, &seen));
    sse_end(&sse, see, &seen);
    buffer_write(&seen.all, "", 1);
    buffer_write(&seen.data, "", 1);
    if (all)
        EXPECT_TEXT(seen.all.bytes, all);
    EXPECT_TEXT(seen.data.bytes, data);
    sse_free(&sse);
    buffer_free(&seen.all);
    buffer_free(&seen.data);
}

static void expect_events(const char *stream, const char *all, const char *data)
{
    for (size_t first = 0; first <= strlen(stream); first++)
        expect_split(stream, first, all, data);
}

TEST("events are found wherever the stream is cut into pieces")
{
    expect_events("data: {\"a\":1}\n\ndata: [DONE]\n\n", "data: {\"a\":1}\n\n|data: [DONE]\n\n|",
        "{\"a\":1}|[DONE]|");
}

TEST("lines may end with CRLF or with CR alone")
{
    expect_events("data: a\r\n\r\ndata: b\r\n\r\n", "data: a\r\n\r\n|data: b\r\n\r\n|", "a|b|");
    expect_events("data: a\r\rdata: b\r\r", NULL, "a|b|");
}

TEST("comments and names of events belong to the event that follows")
{
    expect_events(": waiting\n\nevent: delta\nid: 7\ndata:x\n\n",
        ": waiting\n\n|event: delta\nid: 7\ndata:x\n\n|", "|x|");
}

TEST("several data lines are one value")
{
    expect_events("data: {\"a\":\ndata: 1}\n\n", NULL, "{\"a\":\n1}|");
}

TEST("an event that the end of the stream cuts short is handed on as it is")
{
    expect_events("data: a\n\ndata: [DONE]", "data: a\n\n|data: [DONE]|", "a|[DONE]|");
}

TEST("blank lines between events are not events")
{
    expect_events("\n\ndata: a\n\n\n\ndata: b\n\n", "\n\ndata: a\n\n|\n\ndata: b\n\n|", "a|b|");
}

TEST("an event without an end is refused before it fills the memory")
{
    Sse sse = {0};
    Seen seen = {0};
    static char piece[1024 * 1024];
    memset(piece, 'x', sizeof piece);
    bool is_small = true;
    int pieces = 0;
    while (is_small && ++pieces < 100)
        is_small = sse_read(&sse, piece, sizeof piece, see, &seen);
    EXPECT_INT(pieces, SSE_MAX_EVENT / (int)sizeof piece + 1);
    sse_free(&sse);
}
