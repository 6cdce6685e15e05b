// sse.h — finds the events in a stream of server-sent events that comes in arbitrary pieces.
//
// Events are handed on as the bytes they came as, so that what is passed on is not changed. Lines
// may end with LF, CRLF or CR (WHATWG HTML §9.2).
#pragma once

#include "buffer.h"

enum { SSE_MAX_EVENT = 8 * 1024 * 1024 };

/** Starts as {0}; sse_free gives its memory back. */
typedef struct Sse {
    Buffer begun;      // an event whose end has not come yet
    bool line_is_open; // the last line has bytes but no end yet
    bool has_lines;    // the event has a line
    bool after_cr;
    bool is_crlf; // the stream ends its lines so: a CR alone is none
} Sse;

/** raw: the event's lines with the blank line that ends it. */
typedef void SseEvent(void *arg, const char *raw, size_t length);

/** Calls event for each event that is complete now. False: one is longer than SSE_MAX_EVENT. */
NODISCARD bool sse_read(Sse *sse, const char *bytes, size_t length, SseEvent *event, void *arg);

/** The stream is over: calls event for what came after the last blank line, if anything did. */
void sse_end(Sse *sse, SseEvent *event, void *arg);

void sse_free(Sse *sse);

/** The value of the event's data lines, joined by LF in `joined` if there are several. */
Blob sse_data(const char *raw, size_t length, Buffer *joined);
