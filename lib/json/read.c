#include "json.h"
#include "scan.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct Reader {
    Arena *arena;
    const char *start, *at, *end;
    JsonValue *values;
    size_t count, room;
    int depth;
    const char *problem; // what is wrong at `at`; NULL so far
} Reader;

static bool refuse(Reader *in, const char *problem)
{
    if (!in->problem)
        in->problem = problem;
    return false;
}

// The byte at hand; NUL at the end, which no grammar rule accepts either.
static char peek(const Reader *in)
{
    return in->at < in->end ? *in->at : '\0';
}

static void skip_space(Reader *in)
{
    while (in->at < in->end &&
           (*in->at == ' ' || *in->at == '\n' || *in->at == '\r' || *in->at == '\t'))
        in->at++;
}

static bool take(Reader *in, char c)
{
    skip_space(in);
    if (peek(in) != c)
        return false;
    in->at++;
    return true;
}

// Appends a value; returns its index, because the array may move.
static size_t value_add(Reader *in)
{
    if (in->count == in->room) {
        size_t room = in->room ? in->room * 4 : 32;
        JsonValue *more = arena_array_of(in->arena, JsonValue, room);
        if (in->count)
            memcpy(more, in->values, in->count * sizeof *more);
        in->values = more;
        in->room = room;
    }
    in->values[in->count] = (JsonValue){.after = 1, .raw = in->at};
    return in->count++;
}

static bool value_end(Reader *in, size_t index)
{
    JsonValue *value = &in->values[index];
    value->after = (uint32_t)(in->count - index);
    value->raw_length = (uint32_t)(in->at - value->raw);
    return true;
}

// ── texts ────────────────────────────────────────────────────────────────────────────────────

// Moves to the closing quote. Says whether there are escapes before it.
static bool find_quote(Reader *in, bool *ret_escapes)
{
    *ret_escapes = false;
    for (;;) {
        in->at = json_plain_end(in->at, in->end);
        if (in->at == in->end)
            return refuse(in, "a text has no closing quote");
        if (*in->at == '"')
            return true;
        if (*in->at != '\\')
            return refuse(in, "a control character in a text must be escaped");
        *ret_escapes = true;
        in->at += in->end - in->at >= 2 ? 2 : 1;
    }
}

static int hex_digit(char c)
{
    return c >= '0' && c <= '9'                 ? c - '0'
           : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10
                                                : -1;
}

// Four hexadecimal digits; -1 if there are none. The closing quote stops it before the end.
static int hex_unit(const char *at)
{
    int unit = 0;
    for (int i = 0; i < 4; i++) {
        int digit = hex_digit(at[i]);
        if (digit < 0)
            return -1;
        unit = unit << 4 | digit;
    }
    return unit;
}

static char *utf8_put(char *out, uint32_t character)
{
    if (character < 0x80) {
        *out++ = (char)character;
        return out;
    }
    int more = character < 0x800 ? 1 : character < 0x10000 ? 2 : 3;
    static const uint8_t lead[] = {0, 0xC0, 0xE0, 0xF0};
    *out++ = (char)(lead[more] | character >> (6 * more));
    while (more-- > 0)
        *out++ = (char)(0x80 | (character >> (6 * more) & 0x3F));
    return out;
}

// \uXXXX, or two of them for a character beyond 16 bits; *at stands behind the "\u".
static bool unicode_read(Reader *in, const char **at, char **out)
{
    int unit = hex_unit(*at);
    if (unit < 0)
        return refuse(in, "\\u needs four hexadecimal digits");
    *at += 4;
    uint32_t character = (uint32_t)unit;
    if (unit >= 0xD800 && unit <= 0xDFFF) {
        int low = unit < 0xDC00 && (*at)[0] == '\\' && (*at)[1] == 'u' ? hex_unit(*at + 2) : -1;
        if (low < 0xDC00 || low > 0xDFFF)
            return refuse(in, "half of a surrogate pair stands alone");
        character = 0x10000 + ((character - 0xD800) << 10) + ((uint32_t)low - 0xDC00);
        *at += 6;
    }
    if (!character)
        return refuse(in, "a text may not contain NUL");
    *out = utf8_put(*out, character);
    return true;
}

static bool escape_read(Reader *in, const char **at, char **out)
{
    static const char plain[] = "\"\"\\\\//b\bf\fn\nr\rt\t";
    char c = *(*at)++;
    if (c == 'u')
        return unicode_read(in, at, out);
    for (const char *pair = plain; *pair; pair += 2)
        if (c == pair[0]) {
            *(*out)++ = pair[1];
            return true;
        }
    return refuse(in, "there is no such escape");
}

// Decodes what stands between `at` and the quote; no shorter place than that is needed.
static bool unescape(Reader *in, const char *at, const char *quote, char *out, size_t *ret_length)
{
    char *start = out;
    while (at < quote) {
        const char *plain_end = json_plain_end(at, quote);
        memcpy(out, at, (size_t)(plain_end - at));
        out += plain_end - at;
        at = plain_end;
        if (at < quote) {
            at++; // the backslash
            if (!escape_read(in, &at, &out)) {
                in->at = at;
                return false;
            }
        }
    }
    *ret_length = (size_t)(out - start);
    return true;
}

static bool text_read(Reader *in)
{
    size_t index = value_add(in);
    const char *first = ++in->at;
    bool escapes;
    if (!find_quote(in, &escapes))
        return false;
    size_t length = (size_t)(in->at - first);
    char *text = arena_alloc(in->arena, length + 1);
    if (!escapes)
        memcpy(text, first, length);
    else if (!unescape(in, first, in->at, text, &length))
        return false;
    text[length] = '\0';
    if (!text_is_utf8(text, length)) {
        in->at = first;
        return refuse(in, "a text is no valid UTF-8");
    }
    in->at++;
    JsonValue *value = &in->values[index];
    value->kind = JSON_TEXT;
    value->text = text;
    value->count = (uint32_t)length;
    return value_end(in, index);
}

// ── numbers ──────────────────────────────────────────────────────────────────────────────────

static bool digits_skip(Reader *in)
{
    const char *first = in->at;
    while (peek(in) >= '0' && peek(in) <= '9')
        in->at++;
    return in->at > first;
}

// The grammar of a number; says whether it is written as a whole one.
static bool number_skip(Reader *in, bool *ret_whole)
{
    *ret_whole = true;
    if (peek(in) == '-')
        in->at++;
    const char *first = in->at;
    if (!digits_skip(in))
        return refuse(in, "a value was expected");
    if (*first == '0' && in->at - first > 1)
        return refuse(in, "a number may not begin with 0");
    if (peek(in) == '.') {
        *ret_whole = false;
        in->at++;
        if (!digits_skip(in))
            return refuse(in, "a number needs digits behind its point");
    }
    if (peek(in) == 'e' || peek(in) == 'E') {
        *ret_whole = false;
        in->at++;
        if (peek(in) == '+' || peek(in) == '-')
            in->at++;
        if (!digits_skip(in))
            return refuse(in, "a number needs digits in its exponent");
    }
    return true;
}

// False if it does not fit.
static bool int64_read(const char *at, const char *end, int64_t *ret_number)
{
    bool negative = *at == '-';
    int64_t number = 0;
    for (at += negative; at < end; at++) {
        int digit = *at - '0';
        if (__builtin_mul_overflow(number, 10, &number) ||
            __builtin_add_overflow(number, negative ? -digit : digit, &number))
            return false;
    }
    *ret_number = number;
    return true;
}

static bool number_read(Reader *in)
{
    size_t index = value_add(in);
    const char *first = in->at;
    bool whole;
    if (!number_skip(in, &whole))
        return false;
    JsonValue *value = &in->values[index];
    if (whole && int64_read(first, in->at, &value->number)) {
        value->kind = JSON_INT;
        return value_end(in, index);
    }
    value->kind = JSON_NUMBER;
    value->real = strtod(arena_text(in->arena, first, (size_t)(in->at - first)), NULL);
    if (!isfinite(value->real))
        return refuse(in, "a number is too big");
    return value_end(in, index);
}

// ── containers ───────────────────────────────────────────────────────────────────────────────

static bool value_read(Reader *in);

static bool word_read(Reader *in, const char *word, JsonKind kind)
{
    size_t index = value_add(in), length = strlen(word);
    if ((size_t)(in->end - in->at) < length || memcmp(in->at, word, length) != 0)
        return refuse(in, "a value was expected");
    in->at += length;
    in->values[index].kind = kind;
    return value_end(in, index);
}

static bool array_read(Reader *in)
{
    size_t index = value_add(in);
    uint32_t count = 0;
    in->at++;
    if (!take(in, ']')) {
        do {
            if (!value_read(in))
                return false;
            count++;
        } while (take(in, ','));
        if (!take(in, ']'))
            return refuse(in, "a comma or ] was expected");
    }
    in->values[index].kind = JSON_ARRAY;
    in->values[index].count = count;
    return value_end(in, index);
}

static int compare_names(const JsonValue *a, const JsonValue *b)
{
    if (a->count != b->count)
        return a->count < b->count ? -1 : 1;
    return memcmp(a->text, b->text, a->count);
}

static int compare_name_pointers(const void *a, const void *b)
{
    return compare_names(*(const JsonValue *const *)a, *(const JsonValue *const *)b);
}

// Few names are compared with each other, many are sorted: no body can make this quadratic.
static bool names_differ(Reader *in, const JsonValue *object, uint32_t count)
{
    enum { FEW = 16 };
    const JsonValue *few[FEW], **names = few;
    if (count > FEW)
        names = arena_array_of(in->arena, const JsonValue *, count);
    const JsonValue *name = object + 1;
    for (uint32_t i = 0; i < count; i++, name += 1 + name[1].after) {
        names[i] = name;
        for (uint32_t j = 0; count <= FEW && j < i; j++)
            if (compare_names(names[j], name) == 0)
                return false;
    }
    if (count <= FEW)
        return true;
    qsort(names, count, sizeof *names, compare_name_pointers);
    for (uint32_t i = 1; i < count; i++)
        if (compare_names(names[i - 1], names[i]) == 0)
            return false;
    return true;
}

static bool member_read(Reader *in)
{
    skip_space(in);
    if (peek(in) != '"')
        return refuse(in, "a member's name was expected");
    if (!text_read(in))
        return false;
    return take(in, ':') ? value_read(in) : refuse(in, "a colon was expected");
}

static bool object_read(Reader *in)
{
    size_t index = value_add(in);
    uint32_t count = 0;
    in->at++;
    if (!take(in, '}')) {
        do {
            if (!member_read(in))
                return false;
            count++;
        } while (take(in, ','));
        if (!take(in, '}'))
            return refuse(in, "a comma or } was expected");
    }
    if (!names_differ(in, &in->values[index], count))
        return refuse(in, "an object has two members of the same name");
    in->values[index].kind = JSON_OBJECT;
    in->values[index].count = count;
    return value_end(in, index);
}

static bool container_read(Reader *in)
{
    if (in->depth == JSON_MAX_DEPTH)
        return refuse(in, "it is nested too deeply");
    in->depth++;
    bool done = *in->at == '{' ? object_read(in) : array_read(in);
    in->depth--;
    return done;
}

static bool value_read(Reader *in)
{
    skip_space(in);
    if (in->count >= JSON_MAX_VALUES)
        return refuse(in, "it has too many values");
    switch (peek(in)) {
    case '{':
    case '[': return container_read(in);
    case '"': return text_read(in);
    case 't': return word_read(in, "true", JSON_TRUE);
    case 'f': return word_read(in, "false", JSON_FALSE);
    case 'n': return word_read(in, "null", JSON_NULL);
    default: return number_read(in);
    }
}

static const char *problem_text(const Reader *in)
{
    size_t line = 1, column = 1;
    for (const char *c = in->start; c < in->at; c++) {
        line += *c == '\n';
        column = *c == '\n' ? 1 : column + 1;
    }
    return arena_printf(in->arena, "Line %zu, column %zu: %s.", line, column, in->problem);
}

const JsonValue *json_parse(
    Arena *arena, const char *bytes, size_t length, const char **ret_problem)
{
    Reader in = {.arena = arena, .start = bytes, .at = bytes, .end = bytes + length};
    bool done = length < UINT32_MAX ? value_read(&in) : refuse(&in, "it is too long");
    skip_space(&in);
    if (done && in.at < in.end)
        done = refuse(&in, "something follows the value");
    if (done)
        return in.values;
    *ret_problem = problem_text(&in);
    return NULL;
}

// ── looking into it ──────────────────────────────────────────────────────────────────────────

const JsonValue *json_first(const JsonValue *container)
{
    return container && container->after > 1 ? container + 1 : NULL;
}

const JsonValue *json_next(const JsonValue *container, const JsonValue *value)
{
    value += value->after;
    return value < container + container->after ? value : NULL;
}

const JsonValue *json_member(const JsonValue *object, const char *name)
{
    if (!object || object->kind != JSON_OBJECT)
        return NULL;
    size_t length = strlen(name);
    for (const JsonValue *at = json_first(object); at; at = json_next(object, at + 1))
        if (at->count == length && memcmp(at->text, name, length) == 0)
            return at + 1;
    return NULL;
}

const char *json_text_member(const JsonValue *object, const char *name)
{
    const JsonValue *value = json_member(object, name);
    return value && value->kind == JSON_TEXT ? value->text : NULL;
}

int64_t json_int_member(const JsonValue *object, const char *name, int64_t otherwise)
{
    const JsonValue *value = json_member(object, name);
    return value && value->kind == JSON_INT ? value->number : otherwise;
}
