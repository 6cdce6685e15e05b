#include "sqlite.h"

#include <stdlib.h>
#include <string.h>

enum { JSON_SUBTYPE = 74 }; // how SQLite marks the answers of its JSON functions

// ── greatest, least: NULL only if all are ────────────────────────────────────────────────────

static int compare(sqlite3_value *a, sqlite3_value *b)
{
    if (sqlite3_value_type(a) == SQLITE_INTEGER && sqlite3_value_type(b) == SQLITE_INTEGER) {
        sqlite3_int64 left = sqlite3_value_int64(a), right = sqlite3_value_int64(b);
        return (left > right) - (left < right);
    }
    return strcmp((const char *)sqlite3_value_text(a), (const char *)sqlite3_value_text(b));
}

static void answer_extreme(sqlite3_context *call, int count, sqlite3_value **values, int sign)
{
    sqlite3_value *best = NULL;
    for (int i = 0; i < count; i++)
        if (sqlite3_value_type(values[i]) != SQLITE_NULL &&
            (!best || sign * compare(values[i], best) > 0))
            best = values[i];
    if (best)
        sqlite3_result_value(call, best);
}

static void greatest(sqlite3_context *call, int count, sqlite3_value **values)
{
    answer_extreme(call, count, values, 1);
}

static void least(sqlite3_context *call, int count, sqlite3_value **values)
{
    answer_extreme(call, count, values, -1);
}

// ── string_agg, json_agg: NULL if there was nothing ──────────────────────────────────────────

typedef struct Collected {
    sqlite3_str *text;
    bool has_items;
} Collected;

// The text so far, after the separator if this is not the first item.
static sqlite3_str *collected_next(sqlite3_context *call, const char *separator)
{
    Collected *collected = sqlite3_aggregate_context(call, sizeof *collected);
    if (!collected)
        abort();
    if (!collected->text)
        collected->text = sqlite3_str_new(sqlite3_context_db_handle(call));
    if (collected->has_items)
        sqlite3_str_appendall(collected->text, separator);
    collected->has_items = true;
    return collected->text;
}

static void answer_collected(sqlite3_context *call, const char *format)
{
    Collected *collected = sqlite3_aggregate_context(call, 0);
    if (!collected || !collected->text)
        return;
    char *text = sqlite3_str_finish(collected->text);
    char *whole = sqlite3_mprintf(format, text ? text : "");
    sqlite3_free(text);
    sqlite3_result_text(call, whole, -1, sqlite3_free);
}

static void string_agg_step(sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    const char *text = (const char *)sqlite3_value_text(values[0]);
    const char *separator = (const char *)sqlite3_value_text(values[1]);
    if (text)
        sqlite3_str_appendall(collected_next(call, separator ? separator : ""), text);
}

static void string_agg_end(sqlite3_context *call)
{
    answer_collected(call, "%s");
}

static void append_json_text(sqlite3_str *json, const unsigned char *text)
{
    sqlite3_str_appendchar(json, 1, '"');
    for (; *text; text++)
        if (*text == '"' || *text == '\\')
            sqlite3_str_appendf(json, "\\%c", *text);
        else if (*text < ' ')
            sqlite3_str_appendf(json, "\\u%04x", *text);
        else
            sqlite3_str_appendchar(json, 1, (char)*text);
    sqlite3_str_appendchar(json, 1, '"');
}

static void json_agg_step(sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    sqlite3_str *json = collected_next(call, ",");
    bool is_json = sqlite3_value_subtype(values[0]) == JSON_SUBTYPE;
    bool is_text = sqlite3_value_type(values[0]) == SQLITE_TEXT && !is_json;
    const unsigned char *text = sqlite3_value_text(values[0]);
    if (is_text)
        append_json_text(json, text);
    else
        sqlite3_str_appendall(json, text ? (const char *)text : "null");
}

static void json_agg_end(sqlite3_context *call)
{
    answer_collected(call, "[%s]");
}

bool sqlite_add_functions(sqlite3 *sqlite)
{
    int plain = SQLITE_UTF8 | SQLITE_DETERMINISTIC, json = plain | SQLITE_SUBTYPE;
    return !sqlite3_create_function(sqlite, "greatest", -1, plain, NULL, greatest, NULL, NULL) &&
           !sqlite3_create_function(sqlite, "least", -1, plain, NULL, least, NULL, NULL) &&
           !sqlite3_create_function(
               sqlite, "string_agg", 2, plain, NULL, NULL, string_agg_step, string_agg_end) &&
           !sqlite3_create_function(
               sqlite, "json_agg", 1, json, NULL, NULL, json_agg_step, json_agg_end);
}
