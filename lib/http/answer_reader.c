#include "answer_reader.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { FIRST_ROOM = 512, MAX_SIZE_DIGITS = 15, MAX_CHUNK_LINE = 4096 };

// ── the head ─────────────────────────────────────────────────────────────────────────────────

static bool head_add(AnswerReader *reader, const char *bytes, size_t length)
{
    if (reader->head_length + length > MAX_ANSWER_HEAD)
        return false;
    while (reader->head_length + length > reader->head_room) {
        reader->head_room = reader->head_room ? 2 * reader->head_room : FIRST_ROOM;
        reader->head = realloc(reader->head, reader->head_room);
        if (!reader->head)
            abort();
    }
    memcpy(reader->head + reader->head_length, bytes, length);
    reader->head_length += length;
    return true;
}

// The line at the place without its end; the place behind it. There is one: the head is whole.
static char *line_take(char **place, size_t *ret_length)
{
    char *line = *place, *end = strchr(line, '\n');
    *place = end + 1;
    if (end > line && end[-1] == '\r')
        end--;
    *end = '\0';
    *ret_length = (size_t)(end - line);
    return line;
}

// "HTTP/1.1 200 OK"; RFC 9112 §4.
static bool status_read(AnswerReader *reader, const char *line)
{
    if (strncmp(line, "HTTP/1.", 7) != 0 || !isdigit((unsigned char)line[7]) || line[8] != ' ')
        return false;
    const char *status = line + 9;
    for (int i = 0; i < 3; i++)
        if (!isdigit((unsigned char)status[i]))
            return false;
    if (status[3] != ' ' && status[3] != '\0')
        return false;
    reader->status = (status[0] - '0') * 100 + (status[1] - '0') * 10 + (status[2] - '0');
    reader->keeps_alive = line[7] != '0';
    return reader->status >= 100;
}

static bool is_token(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!isalnum((unsigned char)text[i]) && !strchr("!#$%&'*+-.^_`|~", text[i]))
            return false;
    return length > 0;
}

// Moves "name: value" to the end of what is read already, as name, NUL, value, NUL.
static bool header_move(char *line, char **end)
{
    char *colon = strchr(line, ':');
    if (!colon || !is_token(line, (size_t)(colon - line)))
        return false; // a folded line too: nobody sends them any more
    const char *value = colon + 1 + strspn(colon + 1, " \t");
    size_t name_length = (size_t)(colon - line), value_length = strlen(value);
    while (value_length && strchr(" \t", value[value_length - 1]))
        value_length--;
    memmove(*end, line, name_length);
    (*end)[name_length] = '\0';
    memmove(*end + name_length + 1, value, value_length);
    (*end)[name_length + 1 + value_length] = '\0';
    *end += name_length + value_length + 2;
    return true;
}

static bool headers_read(AnswerReader *reader)
{
    size_t length;
    if (memchr(reader->head, '\0', reader->head_length) || !head_add(reader, "", 1))
        return false;
    char *place = reader->head, *end = reader->head;
    if (!status_read(reader, line_take(&place, &length)))
        return false;
    for (char *line = line_take(&place, &length); length; line = line_take(&place, &length))
        if (!header_move(line, &end))
            return false;
    reader->head_length = (size_t)(end - reader->head);
    return true;
}

// ── how long the body is; RFC 9112 §6.3 ──────────────────────────────────────────────────────

static const char *next_header(const AnswerReader *reader, const char *at)
{
    const char *value = at + strlen(at) + 1;
    const char *next = value + strlen(value) + 1;
    return next < reader->head + reader->head_length ? next : NULL;
}

static const char *first_header(const AnswerReader *reader)
{
    return reader->head_length ? reader->head : NULL;
}

const char *answer_reader_header(const AnswerReader *reader, const char *name)
{
    if (!reader->status)
        return NULL;
    for (const char *at = first_header(reader); at; at = next_header(reader, at))
        if (strcasecmp(at, name) == 0)
            return at + strlen(at) + 1;
    return NULL;
}

static bool length_read(const char *text, uint64_t *ret_length)
{
    size_t digits = strspn(text, "0123456789");
    *ret_length = strtoull(text, NULL, 10);
    return digits && digits <= 18 && !text[digits];
}

static bool length_of_body(AnswerReader *reader)
{
    const char *known = NULL;
    for (const char *at = first_header(reader); at; at = next_header(reader, at)) {
        const char *value = at + strlen(at) + 1;
        if (strcasecmp(at, "Content-Length") != 0)
            continue;
        if (known ? strcmp(known, value) != 0 : !length_read(value, &reader->left))
            return false;
        known = value;
    }
    reader->stage = !known ? ANSWER_UNTIL_CLOSE : reader->left ? ANSWER_LENGTH : ANSWER_DONE;
    return true;
}

// Only one coding is understood, and only once.
static bool coding_read(const AnswerReader *reader, bool *ret_is_chunked)
{
    *ret_is_chunked = false;
    for (const char *at = first_header(reader); at; at = next_header(reader, at)) {
        if (strcasecmp(at, "Transfer-Encoding") != 0)
            continue;
        if (*ret_is_chunked || strcasecmp(at + strlen(at) + 1, "chunked") != 0)
            return false;
        *ret_is_chunked = true;
    }
    return true;
}

static bool framing_read(AnswerReader *reader)
{
    bool is_chunked;
    const char *connection = answer_reader_header(reader, "Connection");
    if (connection && strcasestr(connection, "close"))
        reader->keeps_alive = false;
    if (!coding_read(reader, &is_chunked))
        return false;
    if (reader->status == 204 || reader->status == 304) {
        reader->stage = ANSWER_DONE;
        return true;
    }
    if (!is_chunked)
        return length_of_body(reader);
    // With both the length is to be ignored, and the connection not to be trusted.
    if (answer_reader_header(reader, "Content-Length"))
        reader->keeps_alive = false;
    reader->stage = ANSWER_CHUNK_LINE;
    return true;
}

static void head_forget(AnswerReader *reader)
{
    reader->status = 0;
    reader->head_length = 0;
    reader->stage = ANSWER_HEAD;
}

static bool head_end(AnswerReader *reader)
{
    bool is_good = headers_read(reader) && reader->status != 101; // we asked for no other protocol
    bool is_answer = is_good && reader->status >= 200;
    if (!is_answer)
        head_forget(reader); // "100 Continue" and the like: the answer is still to come
    return is_answer ? framing_read(reader) : is_good;
}

// ── the stages ───────────────────────────────────────────────────────────────────────────────

static Blob take(Blob *bytes, size_t length)
{
    Blob taken = {bytes->bytes, length};
    *bytes = (Blob){(const char *)bytes->bytes + length, bytes->length - length};
    return taken;
}

static char take_byte(Blob *bytes)
{
    return *(const char *)take(bytes, 1).bytes;
}

static bool ends_with(const AnswerReader *reader, const char *text)
{
    size_t length = strlen(text);
    return reader->head_length >= length &&
           memcmp(reader->head + reader->head_length - length, text, length) == 0;
}

static bool head_read(AnswerReader *reader, Blob *bytes)
{
    const char *end = memchr(bytes->bytes, '\n', bytes->length);
    Blob line = take(bytes, end ? (size_t)(end + 1 - (const char *)bytes->bytes) : bytes->length);
    if (!head_add(reader, line.bytes, line.length))
        return false;
    bool is_whole = ends_with(reader, "\n\r\n") || ends_with(reader, "\n\n");
    return !is_whole || head_end(reader);
}

static bool chunk_begin(AnswerReader *reader)
{
    bool has_size = reader->size_digits > 0;
    reader->stage = reader->left ? ANSWER_CHUNK : ANSWER_TRAILER;
    reader->size_digits = 0;
    reader->line_bytes = 0;
    reader->has_size = false;
    return has_size;
}

// "1a2b; extension", of which the extension says nothing to us; RFC 9112 §7.1.
static bool chunk_line_read(AnswerReader *reader, Blob *bytes)
{
    static const char digits[] = "0123456789abcdef";
    while (bytes->length) {
        char byte = take_byte(bytes);
        if (byte == '\n')
            return chunk_begin(reader);
        const char *digit = byte ? strchr(digits, tolower((unsigned char)byte)) : NULL;
        if (digit && !reader->has_size) {
            reader->left = reader->left * 16 + (uint64_t)(digit - digits);
            reader->size_digits++;
        } else if (!reader->has_size) {
            reader->has_size = true;
            if (!byte || !strchr("; \t\r", byte))
                return false;
        }
        if (reader->size_digits > MAX_SIZE_DIGITS || ++reader->line_bytes > MAX_CHUNK_LINE)
            return false;
    }
    return true;
}

static bool chunk_end_read(AnswerReader *reader, Blob *bytes)
{
    char byte = take_byte(bytes);
    if (byte == '\n') {
        reader->stage = ANSWER_CHUNK_LINE;
        reader->line_bytes = 0;
        return true;
    }
    return byte == '\r' && !reader->line_bytes++;
}

static bool trailer_read(AnswerReader *reader, Blob *bytes)
{
    while (bytes->length) {
        char byte = take_byte(bytes);
        if (byte == '\n' && !reader->line_bytes) {
            reader->stage = ANSWER_DONE;
            return true;
        }
        if (++reader->trailer_bytes > MAX_ANSWER_HEAD)
            return false;
        if (byte == '\n')
            reader->line_bytes = 0;
        else if (byte != '\r')
            reader->line_bytes++;
    }
    return true;
}

static bool stage_read(AnswerReader *reader, Blob *bytes)
{
    switch (reader->stage) {
    case ANSWER_HEAD: return head_read(reader, bytes);
    case ANSWER_CHUNK_LINE: return chunk_line_read(reader, bytes);
    case ANSWER_CHUNK_END: return chunk_end_read(reader, bytes);
    case ANSWER_TRAILER: return trailer_read(reader, bytes);
    case ANSWER_LENGTH:
    case ANSWER_UNTIL_CLOSE:
    case ANSWER_CHUNK:
    case ANSWER_DONE:
    case ANSWER_REFUSED: break;
    }
    return false;
}

static Blob body_take(AnswerReader *reader, Blob *bytes)
{
    if (reader->stage == ANSWER_UNTIL_CLOSE)
        return take(bytes, bytes->length);
    Blob body = take(bytes, bytes->length < reader->left ? bytes->length : (size_t)reader->left);
    reader->left -= body.length;
    if (!reader->left)
        reader->stage = reader->stage == ANSWER_CHUNK ? ANSWER_CHUNK_END : ANSWER_DONE;
    return body;
}

static bool is_in_body(const AnswerReader *reader)
{
    return reader->stage == ANSWER_LENGTH || reader->stage == ANSWER_UNTIL_CLOSE ||
           reader->stage == ANSWER_CHUNK;
}

AnswerPart answer_reader_next(AnswerReader *reader, Blob *bytes, Blob *ret_body)
{
    while (bytes->length && reader->stage < ANSWER_DONE) {
        if (is_in_body(reader)) {
            *ret_body = body_take(reader, bytes);
            return ANSWER_PART_BODY;
        }
        if (!stage_read(reader, bytes))
            reader->stage = ANSWER_REFUSED;
    }
    if (reader->stage == ANSWER_REFUSED)
        return ANSWER_PART_BAD;
    return reader->stage == ANSWER_DONE ? ANSWER_PART_END : ANSWER_PART_NONE;
}

bool answer_reader_close(AnswerReader *reader)
{
    reader->keeps_alive = false;
    if (reader->stage == ANSWER_UNTIL_CLOSE)
        reader->stage = ANSWER_DONE;
    return reader->stage == ANSWER_DONE;
}

void answer_reader_free(AnswerReader *reader)
{
    free(reader->head);
    *reader = (AnswerReader){0};
}
