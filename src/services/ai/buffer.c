#include "buffer.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_ROOM = 256 };

void buffer_write(Buffer *buffer, const void *bytes, size_t length)
{
    if (!length)
        return;
    if (buffer->length + length > buffer->room) {
        size_t room = buffer->room ? buffer->room : FIRST_ROOM;
        while (room < buffer->length + length)
            room *= 2;
        buffer->bytes = realloc(buffer->bytes, room);
        if (!buffer->bytes)
            abort();
        buffer->room = room;
    }
    memcpy(buffer->bytes + buffer->length, bytes, length);
    buffer->length += length;
}

void buffer_write_text(Buffer *buffer, const char *text)
{
    buffer_write(buffer, text, strlen(text));
}

void buffer_free(Buffer *buffer)
{
    free(buffer->bytes);
    *buffer = (Buffer){0};
}
