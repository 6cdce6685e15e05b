#include "sse.h"

#include <string.h>

enum { KEPT_ROOM = 16 * 1024 }; // a rare big event does not hold its memory until the end

// The first CR or LF; NULL if there is none.
static const char *line_end(const char *bytes, size_t length)
{
    const char *feed = memchr(bytes, '\n', length);
    const char *cr = memchr(bytes, '\r', feed ? (size_t)(feed - bytes) : length);
    return cr ? cr : feed;
}

// Whether the stream's current event ends with this byte.
static bool sse_is_end(Sse *sse, char c)
{
    bool ends_crlf = c == '\n' && sse->after_cr;
    sse->after_cr = c == '\r' && !sse->is_crlf;
    if (ends_crlf) {
        sse->is_crlf = true;
        return false;
    }
    if (c == '\r' && sse->is_crlf)
        return false;
    if (c != '\n' && c != '\r') {
        sse->line_is_open = true;
        return false;
    }
    bool is_end = !sse->line_is_open && sse->has_lines;
    sse->has_lines |= sse->line_is_open;
    sse->line_is_open = false;
    return is_end;
}

static void sse_event(Sse *sse, const char *bytes, size_t length, SseEvent *event, void *arg)
{
    sse->has_lines = false;
    if (!sse->begun.length) {
        event(arg, bytes, length);
        return;
    }
    buffer_write(&sse->begun, bytes, length);
    size_t whole = sse->begun.length;
    sse->begun.length = 0;
    event(arg, sse->begun.bytes, whole);
    if (sse->begun.room > KEPT_ROOM)
        buffer_free(&sse->begun);
}

bool sse_read(Sse *sse, const char *bytes, size_t length, SseEvent *event, void *arg)
{
    size_t start = 0;
    for (size_t at = 0; at < length; at++) {
        // Inside a line of the usual kind nothing can end.
        if (sse->line_is_open && !sse->after_cr) {
            const char *end = line_end(bytes + at, length - at);
            at = end ? (size_t)(end - bytes) : length - 1;
        }
        if (sse_is_end(sse, bytes[at])) {
            sse_event(sse, bytes + start, at + 1 - start, event, arg);
            start = at + 1;
        }
    }
    buffer_write(&sse->begun, bytes + start, length - start);
    return sse->begun.length <= SSE_MAX_EVENT;
}

void sse_end(Sse *sse, SseEvent *event, void *arg)
{
    if (sse->begun.length)
        sse_event(sse, NULL, 0, event, arg);
}

void sse_free(Sse *sse)
{
    buffer_free(&sse->begun);
}

// The value of the line if it is a data line; bytes NULL otherwise.
static Blob line_data(const char *line, size_t length)
{
    if (length < 5 || memcmp(line, "data:", 5) != 0)
        return (Blob){NULL, 0};
    size_t skip = length > 5 && line[5] == ' ' ? 6 : 5;
    return (Blob){line + skip, length - skip};
}

Blob sse_data(const char *raw, size_t length, Buffer *joined)
{
    Blob data = {NULL, 0};
    bool is_joined = false;
    for (size_t at = 0; at < length;) {
        const char *end = line_end(raw + at, length - at);
        size_t line = end ? (size_t)(end - raw) - at : length - at;
        Blob value = line_data(raw + at, line);
        at += line + 1;
        if (!value.bytes)
            continue;
        if (!data.bytes) {
            data = value;
            continue;
        }
        if (!is_joined) {
            joined->length = 0;
            buffer_write(joined, data.bytes, data.length);
            is_joined = true;
        }
        buffer_write_text(joined, "\n");
        buffer_write(joined, value.bytes, value.length);
        data = (Blob){joined->bytes, joined->length};
    }
    return data;
}
