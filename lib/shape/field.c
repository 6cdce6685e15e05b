#include "base/text.h"
#include "pattern.h"
#include "shape.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

void fault_required(Ctx *ctx, const char *path)
{
    fault(ctx, path, "required", "%s is required.", path);
}

static bool malformed(Ctx *ctx, const char *path, const char *what)
{
    fault(ctx, path, "malformed", "%s must be %s.", path, what);
    return false;
}

// ── ranges ───────────────────────────────────────────────────────────────────────────────────

bool field_allows_number(Ctx *ctx, const Field *field, const char *path, int64_t number)
{
    int64_t max = field->max ? field->max : DEFAULT_MAX_NUMBER;
    if (number < field->min)
        fault(ctx, path, "too_small", "%s must be at least %" PRId64 ".", path, field->min);
    else if (number > max)
        fault(ctx, path, "too_big", "%s must be at most %" PRId64 ".", path, max);
    else
        return true;
    return false;
}

bool field_allows_count(Ctx *ctx, const Field *field, const char *path, size_t count)
{
    int64_t max = field->max ? field->max : DEFAULT_MAX_ITEMS;
    if ((int64_t)count < field->min)
        fault(ctx, path, "too_few", "%s must have at least %" PRId64 " items.", path, field->min);
    else if ((int64_t)count > max)
        fault(ctx, path, "too_many", "%s must have at most %" PRId64 " items.", path, max);
    else
        return true;
    return false;
}

static bool allows_characters(Ctx *ctx, const Field *field, const char *path, const char *text)
{
    int64_t count = (int64_t)text_characters(text);
    int64_t max = field->max ? field->max : DEFAULT_MAX_CHARACTERS;
    if (count < field->min)
        fault(ctx, path, "too_short", "%s must have at least %" PRId64 " characters.", path,
            field->min);
    else if (count > max)
        fault(ctx, path, "too_long", "%s must have at most %" PRId64 " characters.", path, max);
    else
        return true;
    return false;
}

// ── texts ────────────────────────────────────────────────────────────────────────────────────

// Lines end as on Unix, or as on Windows.
static bool is_space(const unsigned char *c)
{
    return *c == '\n' || *c == '\t' || (*c == '\r' && c[1] == '\n');
}

// Control characters of ASCII, and of Latin-1 (U+0080 to U+009F, in UTF-8 C2 80 to C2 9F).
static bool has_control_character(const char *text)
{
    for (const unsigned char *c = (const unsigned char *)text; *c; c++)
        if ((*c < 0x20 && !is_space(c)) || *c == 0x7F ||
            (*c == 0xC2 && c[1] >= 0x80 && c[1] <= 0x9F))
            return true;
    return false;
}

static bool is_web_address(const char *text)
{
    const char *host = text_starts_with(text, "https://")  ? text + 8
                       : text_starts_with(text, "http://") ? text + 7
                                                           : NULL;
    if (!host || !*host || strchr("/?#:@", *host) || strlen(text) > 2000)
        return false;
    size_t host_length = strcspn(host, "/?#");
    if (memchr(host, '@', host_length))
        return false;
    for (const char *c = text; *c; c++)
        if ((unsigned char)*c <= ' ' || (unsigned char)*c >= 0x7F || strchr("<>\"{}|\\^`", *c))
            return false;
    return true;
}

static bool currency_read(const char *text, Currency *ret_currency)
{
    Currency currency = {{0}};
    if (strlen(text) != 3)
        return false;
    memcpy(currency.code, text, 3);
    if (currency_places(currency) < 0)
        return false;
    *ret_currency = currency;
    return true;
}

static bool allows_format(Ctx *ctx, const Field *field, const char *path, const char *text)
{
    Currency currency;
    if (strcmp(field->format, "email") == 0)
        return text_is_mail_address(text) || malformed(ctx, path, "a mail address");
    if (strcmp(field->format, "uri") == 0)
        return is_web_address(text) ||
               malformed(ctx, path, "an address that begins with https:// or http://");
    if (strcmp(field->format, "currency") == 0)
        return currency_read(text, &currency) ||
               malformed(ctx, path, "a currency such as EUR (ISO 4217)");
    abort(); // no such format: the table is wrong
}

bool field_allows_text(Ctx *ctx, const Field *field, const char *path, const char *text)
{
    if (has_control_character(text)) {
        fault(ctx, path, "control_character", "%s may not contain control characters.", path);
        return false;
    }
    if (!allows_characters(ctx, field, path, text))
        return false;
    if (field->format && !allows_format(ctx, field, path, text))
        return false;
    if (field->pattern && !pattern_matches(field->pattern, text)) {
        fault(ctx, path, "malformed", "%s does not have the right form.", path);
        return false;
    }
    return true;
}

// ── kinds that are written as a text ─────────────────────────────────────────────────────────

// "sub_" and 26 Crockford digits.
static bool is_id(const char *text)
{
    size_t prefix = strspn(text, "abcdefghijklmnopqrstuvwxyz");
    return prefix >= 2 && prefix <= 4 && text[prefix] == '_' &&
           strspn(text + prefix + 1, "0123456789abcdefghjkmnpqrstvwxyz") == 26 &&
           !text[prefix + 27];
}

static bool id_read(const char *text, Id *ret_id)
{
    if (is_id(text))
        *ret_id = id_from(text);
    return is_id(text);
}

static void read_enum(
    Ctx *ctx, const Field *field, const char *path, const char *text, unsigned *ret_number)
{
    Text allowed = {.arena = ctx->arena};
    for (unsigned i = 0; field->names[i]; i++) {
        const char *name = field->names[i];
        if (*name && strcmp(name, text) == 0) {
            *ret_number = i;
            return;
        }
        if (*name)
            text_printf(&allowed, "%s%s", allowed.length ? ", " : "", name);
    }
    fault(ctx, path, "not_allowed", "%s must be one of: %s.", path, text_of(&allowed));
}

static void read_number(
    Ctx *ctx, const Field *field, const char *path, const char *text, void *ret_record)
{
    const char *digits = text + (*text == '-');
    size_t count = strspn(digits, "0123456789");
    if (!count || count > 18 || digits[count])
        malformed(ctx, path, "a whole number");
    else
        field_read_int(ctx, field, path, strtoll(text, NULL, 10), ret_record);
}

static bool bool_read(const char *text, bool *ret_flag)
{
    bool is_true = strcmp(text, "true") == 0;
    if (!is_true && strcmp(text, "false") != 0)
        return false;
    *ret_flag = is_true;
    return true;
}

static void read_text_list(
    Ctx *ctx, const Field *field, const char *path, const char *text, TextList *ret_list)
{
    size_t count = 0, room = 1;
    for (const char *c = text; *c; c++)
        room += *c == ',';
    const char **items = arena_array_of(ctx->arena, const char *, room);
    for (const char *at = text; *at;) {
        size_t length = strcspn(at, ",");
        Field item = {.pattern = field->pattern, .format = field->format};
        items[count] = arena_text(ctx->arena, at, length);
        if (length && !field_allows_text(ctx, &item, path, items[count]))
            return;
        count += length > 0;
        at += length + (at[length] == ',');
    }
    if (field_allows_count(ctx, field, path, count))
        *ret_list = (TextList){items, count};
}

void field_read_text(
    Ctx *ctx, const Field *field, const char *path, const char *text, void *ret_record)
{
    void *member = field_of(field, ret_record);
    switch (field->kind) {
    case FIELD_KIND_TEXT:
        if (field->required && text_is_empty(text))
            fault_required(ctx, path);
        else if (field_allows_text(ctx, field, path, text))
            *(const char **)member = text;
        break;
    case FIELD_KIND_INT: read_number(ctx, field, path, text, ret_record); break;
    case FIELD_KIND_BOOL:
        if (!bool_read(text, member))
            malformed(ctx, path, "true or false");
        break;
    case FIELD_KIND_ID:
        if (!id_read(text, member))
            malformed(ctx, path, "an id, such as org_01hzy0000000000000000000000");
        break;
    case FIELD_KIND_TIME:
        if (!time_read(text, member))
            malformed(ctx, path, "a time, such as 2026-11-22T13:00:00Z (RFC 3339)");
        break;
    case FIELD_KIND_DATE:
        if (!date_read(text, member))
            malformed(ctx, path, "a date, such as 2026-11-22");
        break;
    case FIELD_KIND_DIGEST:
        if (!digest_read(text, member))
            malformed(ctx, path, "64 hexadecimal digits (SHA-256)");
        break;
    case FIELD_KIND_ENUM: read_enum(ctx, field, path, text, member); break;
    case FIELD_KIND_TEXT_LIST: read_text_list(ctx, field, path, text, member); break;
    default: abort(); // not written as a text: the table is wrong
    }
}

void field_read_int(
    Ctx *ctx, const Field *field, const char *path, int64_t number, void *ret_record)
{
    if (field_allows_number(ctx, field, path, number))
        *(int64_t *)field_of(field, ret_record) = number;
}
