// text.h — building texts piece by piece, and questions about them. Texts are UTF-8, ended by NUL.
#pragma once

#include "base/base.h"

/** A text that grows in an arena. */
typedef struct Text {
    Arena *arena;
    char *bytes; // ended by NUL once something was appended; NULL before
    size_t length, room;
} Text;

void text_append(Text *text, const char *bytes, size_t length);
void text_add(Text *text, const char *more);
void text_printf(Text *text, const char *format, ...) PRINTF_LIKE(2, 3);
const char *text_of(Text *text); // "" if nothing was appended

bool text_same(const char *a, const char *b); // both may be NULL
bool text_is_empty(const char *text);         // NULL, "" or only white space
bool text_starts_with(const char *text, const char *prefix);
bool text_is_utf8(const char *bytes, size_t length);
size_t text_characters(const char *text);    // code points
bool text_is_mail_address(const char *text); // one @, a dotted domain, no spaces
const char *text_trimmed(Arena *arena, const char *text);
const char *text_without_spaces(Arena *arena, const char *text);

/** What stands before the next separator, or to the end; *rest goes on behind it. */
const char *text_next_part(Arena *arena, const char **rest, char separator);

const char *text_lower(Arena *arena, const char *text); // ASCII letters only: for codes

/** Case folded, compatibility-normalized, without accents: "Überwachung" is "uberwachung". */
const char *text_folded(Arena *arena, const char *text);

/** For XML and HTML: & < > " ' become entities. */
const char *text_escaped(Arena *arena, const char *text);

/** Percent-decodes a URL part (RFC 3986; '+' is a space if plus); NULL if malformed or it has a
 * NUL. */
const char *text_url_decoded(Arena *arena, const char *text, size_t length, bool plus);
const char *text_url_encoded(Arena *arena, const char *text);

/** RFC 4648 §5 without padding, and §4 with it. */
const char *base64url_of(Arena *arena, const void *bytes, size_t length);
const char *base64_of(Arena *arena, const void *bytes, size_t length);
bool base64_read(
    Arena *arena, const char *text, Blob *ret_blob); // either alphabet, padding optional
