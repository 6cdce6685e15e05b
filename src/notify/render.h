// render.h — from a kind of mail and its values to the mail, in one plain layout.
#pragma once

#include "base/text.h"
#include "mail_texts.h"

typedef struct MailValue {
    const char *name, *value;
} MailValue;

typedef struct Rendered {
    const char *subject, *text, *html;
} Rendered;

/** Values end with a NULL name; what a text names and nobody gave stays empty. */
Rendered render_mail(
    Arena *arena, const char *language, MailKind kind, const MailValue *values, const char *link);
