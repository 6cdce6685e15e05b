// query.h — the query string as a record, and other small languages of HTTP. Private to lib/http.
#pragma once

#include "http/http.h"

/**
 * Reads "limit=20&state=active" into the struct of the shape (NULL: none may come), by the rules
 * that bodies have. An empty value is the same as an absent one; of a list the items are separated
 * by commas. INVALID "invalid_query" with all faults: unknown, repeated and malformed members too.
 */
Error query_read(Ctx *ctx, const char *query_text, const Shape *shape, void *ret_record);

/** "en", "de", "fr" or "cs", whichever Accept-Language likes best; NULL if it names none of them.
 */
const char *language_wanted(const char *accept_language);

/** Whether a Content-Type is one of "application/yaml, text/csv"; parameters do not count. */
bool media_type_is(const char *content_type, const char *accepted);

/** Whether Accept-Encoding allows gzip. */
bool gzip_is_accepted(const char *accept_encoding);
