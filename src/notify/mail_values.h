// mail_values.h — what is filled into the texts of one mail.
#pragma once

#include "base/ctx.h"
#include "render.h"
#include "json/json.h"

enum { MAX_MAIL_VALUES = 40 };

typedef struct MailValues {
    MailValue items[MAX_MAIL_VALUES]; // ended by a NULL name
    size_t count;
} MailValues;

/** Written out in the language: "22 November 2026", "22 November 2026, 03:45 UTC". */
const char *day_text(Arena *arena, const char *language, Date date);
const char *moment_text(Arena *arena, const char *language, Time time);

void mail_values_add(MailValues *values, const char *name, const char *value);

/** "until" and "date", which come as in JSON, are written out. */
void mail_values_add_from(
    Arena *arena, MailValues *values, const char *language, const char *name, const char *value);

/** What every mail knows, and the texts of data (an object, or NULL). */
void mail_values_read(
    Ctx *ctx, const JsonValue *data, const char *language, Time moment, MailValues *ret_values);
