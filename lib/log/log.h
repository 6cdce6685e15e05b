// log.h — one line per happening on standard error, as logfmt: time=… level=… message="…"
// key=value.
#pragma once

#include "base/base.h"

typedef enum LogLevel { LOG_DEBUG, LOG_INFO, LOG_WARNING, LOG_ERROR } LogLevel;

void log_set_level(LogLevel level);

/** "debug", "info", "warning", "error"; false: it is none of them. */
bool log_level_read(const char *name, LogLevel *ret_level);

/** The format describes the part after the message: log_line(LOG_INFO, "started", "port=%d", port).
 * Values with spaces: use "%s" through log_value. */
void log_line(LogLevel level, const char *message, const char *format, ...) PRINTF_LIKE(3, 4);

/** Quoted for logfmt, control characters escaped, at most 500 bytes. */
const char *log_value(Arena *arena, const char *value);
