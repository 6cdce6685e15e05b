#include "text.h"

#include <ctype.h>
#include <openssl/evp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

static void text_reserve(Text *text, size_t more)
{
    if (text->length + more + 1 <= text->room)
        return;
    size_t room = 2 * (text->length + more + 1);
    char *bigger = arena_alloc(text->arena, room);
    if (text->length)
        memcpy(bigger, text->bytes, text->length);
    text->bytes = bigger;
    text->room = room;
}

void text_append(Text *text, const char *bytes, size_t length)
{
    text_reserve(text, length);
    if (length)
        memcpy(text->bytes + text->length, bytes, length);
    text->length += length;
    text->bytes[text->length] = '\0';
}

void text_add(Text *text, const char *more)
{
    text_append(text, more, strlen(more));
}

void text_printf(Text *text, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    text_reserve(text, (size_t)length);
    vsnprintf(text->bytes + text->length, (size_t)length + 1, format, args);
    va_end(args);
    text->length += (size_t)length;
}

const char *text_of(Text *text)
{
    return text->bytes ? text->bytes : "";
}

bool text_same(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool text_is_empty(const char *text)
{
    while (text && is_space(*text))
        text++;
    return !text || !*text;
}

bool text_starts_with(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

bool text_is_utf8(const char *bytes, size_t length)
{
    // Most of most texts is ASCII: eight bytes at a time.
    for (uint64_t word; length >= sizeof word; bytes += sizeof word, length -= sizeof word) {
        memcpy(&word, bytes, sizeof word);
        if (word & UINT64_C(0x8080808080808080))
            break;
    }
    return u8_check((const uint8_t *)bytes, length) == NULL;
}

size_t text_characters(const char *text)
{
    size_t count = 0;
    for (; *text; text++)
        count += (*text & 0xC0) != 0x80;
    return count;
}

bool text_is_mail_address(const char *text)
{
    const char *at = strchr(text, '@');
    if (!at || at == text || at - text > 64 || strchr(at + 1, '@') || strlen(text) > 254)
        return false;
    for (const char *c = text; *c; c++)
        if ((unsigned char)*c <= ' ' || *c == 127 || strchr("<>()[],;:\\\"", *c))
            return false;
    const char *dot = strrchr(at, '.');
    return dot && dot > at + 1 && dot[1] && at[1] != '.' && !strstr(text, "..");
}

const char *text_trimmed(Arena *arena, const char *text)
{
    while (is_space(*text))
        text++;
    size_t length = strlen(text);
    while (length && is_space(text[length - 1]))
        length--;
    return arena_text(arena, text, length);
}

const char *text_without_spaces(Arena *arena, const char *text)
{
    char *copy = arena_alloc(arena, strlen(text) + 1), *end = copy;
    for (; *text; text++)
        if (!isspace((unsigned char)*text))
            *end++ = *text;
    *end = '\0';
    return copy;
}

const char *text_next_part(Arena *arena, const char **rest, char separator)
{
    const char *start = *rest, *end = strchrnul(start, separator);
    *rest = end + (*end != '\0');
    return arena_text(arena, start, (size_t)(end - start));
}

const char *text_lower(Arena *arena, const char *text)
{
    char *lower = arena_text(arena, text, strlen(text));
    for (char *c = lower; *c; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
    return lower;
}

const char *text_folded(Arena *arena, const char *text)
{
    size_t length;
    uint8_t *folded =
        u8_casefold((const uint8_t *)text, strlen(text), NULL, UNINORM_NFKD, NULL, &length);
    if (!folded)
        return text_lower(arena, text);
    Text out = {.arena = arena};
    for (size_t at = 0; at < length;) {
        ucs4_t character;
        int bytes = u8_mbtouc(&character, folded + at, length - at);
        if (!uc_is_general_category(character, UC_CATEGORY_Mn))
            text_append(&out, (const char *)folded + at, (size_t)bytes);
        at += (size_t)bytes;
    }
    free(folded);
    return text_of(&out);
}

const char *text_escaped(Arena *arena, const char *text)
{
    Text out = {.arena = arena};
    for (; *text; text++)
        switch (*text) {
        case '&': text_add(&out, "&amp;"); break;
        case '<': text_add(&out, "&lt;"); break;
        case '>': text_add(&out, "&gt;"); break;
        case '"': text_add(&out, "&quot;"); break;
        case '\'': text_add(&out, "&#39;"); break;
        default: text_append(&out, text, 1);
        }
    return text_of(&out);
}

static int hex_value(char c)
{
    return c >= '0' && c <= '9'                 ? c - '0'
           : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10
                                                : -1;
}

const char *text_url_decoded(Arena *arena, const char *text, size_t length, bool plus)
{
    char *out = arena_alloc(arena, length + 1), *end = out;
    for (size_t i = 0; i < length; i++) {
        if (text[i] != '%') {
            *end++ = plus && text[i] == '+' ? ' ' : text[i];
            continue;
        }
        int high = i + 2 < length ? hex_value(text[i + 1]) : -1;
        int low = high >= 0 ? hex_value(text[i + 2]) : -1;
        if (low < 0 || (high == 0 && low == 0))
            return NULL;
        *end++ = (char)(high << 4 | low);
        i += 2;
    }
    return text_is_utf8(out, (size_t)(end - out)) ? out : NULL;
}

const char *text_url_encoded(Arena *arena, const char *text)
{
    static const char safe[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";
    Text out = {.arena = arena};
    for (; *text; text++)
        if (strchr(safe, *text))
            text_append(&out, text, 1);
        else
            text_printf(&out, "%%%02X", (unsigned char)*text);
    return text_of(&out);
}

const char *base64_of(Arena *arena, const void *bytes, size_t length)
{
    char *text = arena_alloc(arena, (length + 2) / 3 * 4 + 1);
    EVP_EncodeBlock((unsigned char *)text, bytes, (int)length);
    return text;
}

const char *base64url_of(Arena *arena, const void *bytes, size_t length)
{
    char *text = (char *)base64_of(arena, bytes, length);
    for (char *c = text; *c; c++)
        *c = *c == '+' ? '-' : *c == '/' ? '_' : *c;
    text[strcspn(text, "=")] = '\0';
    return text;
}

static int base64_digit(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

bool base64_read(Arena *arena, const char *text, Blob *ret_blob)
{
    size_t length = strcspn(text, "="), padding = strspn(text + length, "=");
    if (text[length + padding] || padding > 2 || length % 4 == 1 ||
        (padding && (length + padding) % 4))
        return false;
    uint8_t *bytes = arena_alloc(arena, length / 4 * 3 + 3);
    size_t count = 0;
    uint32_t bits = 0;
    for (size_t i = 0; i < length; i++) {
        int digit = base64_digit(text[i]);
        if (digit < 0)
            return false;
        bits = bits << 6 | (uint32_t)digit;
        if (i % 4)
            bytes[count++] = (uint8_t)(bits >> (6 - 2 * (i % 4)));
    }
    *ret_blob = (Blob){bytes, count};
    return true;
}
