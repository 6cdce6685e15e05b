#include "log.h"

#include "base/moment.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { MAX_VALUE = 500 };

static const char *const level_names[] = {"debug", "info", "warning", "error"};
static _Atomic LogLevel threshold = LOG_INFO;

void log_set_level(LogLevel level)
{
    threshold = level;
}

bool log_level_read(const char *name, LogLevel *ret_level)
{
    for (size_t level = 0; level < COUNT_OF(level_names); level++)
        if (strcmp(level_names[level], name) == 0) {
            *ret_level = (LogLevel)level;
            return true;
        }
    return false;
}

void log_line(LogLevel level, const char *message, const char *format, ...)
{
    if (level < threshold)
        return;
    Arena *arena = arena_new();
    Text line = {.arena = arena};
    text_printf(&line, "time=%s level=%s message=\"%s\"", time_text(arena, time_now()),
        level_names[level], message);
    va_list args;
    va_start(args, format);
    char rest[2048];
    vsnprintf(rest, sizeof rest, format, args);
    va_end(args);
    if (*rest)
        text_printf(&line, " %s", rest);
    text_add(&line, "\n");
    // One write, so that lines of several threads do not mix.
    ssize_t written = write(STDERR_FILENO, line.bytes, line.length);
    (void)written;
    arena_free(arena);
}

const char *log_value(Arena *arena, const char *value)
{
    Text out = {.arena = arena};
    text_add(&out, "\"");
    size_t length = value ? strnlen(value, MAX_VALUE) : 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)value[i];
        if (c == '"' || c == '\\')
            text_printf(&out, "\\%c", c);
        else if (c < ' ' || c == 127)
            text_printf(&out, "\\x%02x", c);
        else
            text_append(&out, value + i, 1);
    }
    text_add(&out, "\"");
    return text_of(&out);
}
