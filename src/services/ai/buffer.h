// buffer.h — bytes that come in pieces over a call's life, which an arena could not give back.
#pragma once

#include "base/base.h"

/** Starts as {0}. Growing never fails: a process that runs out of memory stops. */
typedef struct Buffer {
    char *bytes; // NULL while empty from the start
    size_t length, room;
} Buffer;

void buffer_write(Buffer *buffer, const void *bytes, size_t length);
void buffer_write_text(Buffer *buffer, const char *text);
void buffer_free(Buffer *buffer); // and it is {0} again
