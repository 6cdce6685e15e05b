// render.h — from a text and its values to the mail, in one plain layout.
#pragma once

#include "base/text.h"
#include "mail_texts.h"
#include "shape/shape.h"

typedef struct MailValue {
    const char *name, *value;
} MailValue;

typedef struct Rendered {
    const char *subject, *text, *html;
} Rendered;

/** A line of a list, and where it leads. */
typedef struct MailEntry {
    const char *text, *link;
} MailEntry;

typedef LIST_OF(MailEntry) MailEntryList;

typedef struct MailParts {
    const char *language;
    const MailText *text;
    const MailValue *values; // ended by a NULL name
    const char *link;
    const char *refuse_link; // where mails like this are refused; NULL: they cannot be
    MailEntryList entries;   // listed below the text
    size_t left_out;         // of them
} MailParts;

/** What a text names and nobody gave stays empty; of two values of a name the first counts. */
const char *render_text(Arena *arena, const char *text, const MailValue *values);
Rendered render_mail(Arena *arena, const MailParts *parts);
