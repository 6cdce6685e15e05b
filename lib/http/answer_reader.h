// answer_reader.h — reads the answer of an HTTP/1.1 server as it comes (RFC 9112), without copying
// its body.
//
// What is not a proper answer is refused, never guessed at: an answer of unclear length could be
// taken for a whole one, or for the beginning of the next.
#pragma once

#include "base/base.h"

enum { MAX_ANSWER_HEAD = 64 * 1024 }; // bytes; of the trailer as well

typedef enum AnswerStage {
    ANSWER_HEAD,
    ANSWER_LENGTH,      // a body of so many bytes
    ANSWER_UNTIL_CLOSE, // or of whatever comes
    ANSWER_CHUNK_LINE,
    ANSWER_CHUNK,
    ANSWER_CHUNK_END,
    ANSWER_TRAILER,
    ANSWER_DONE,
    ANSWER_REFUSED,
} AnswerStage;

/** Starts as {0}; answer_reader_free gives back what it holds. */
typedef struct AnswerReader {
    AnswerStage stage;
    int status; // 0: its head is not there yet
    bool keeps_alive;
    uint64_t left;     // of the body or chunk
    int size_digits;   // of the chunk
    bool has_size;     // and then something else stands on its line
    size_t line_bytes; // without the line's end
    size_t trailer_bytes;
    char *head; // once it is there: name, NUL, value, NUL …
    size_t head_length, head_room;
} AnswerReader;

typedef enum AnswerPart {
    ANSWER_PART_NONE, // all bytes are taken; give it more
    ANSWER_PART_BODY, // *ret_body is the next piece of the body
    ANSWER_PART_END,  // it is complete; bytes that are left over do not belong to it
    ANSWER_PART_BAD,  // it cannot be understood
} AnswerPart;

/** Takes the next part from the beginning of *bytes, and shortens that. */
AnswerPart answer_reader_next(AnswerReader *reader, Blob *bytes, Blob *ret_body);

/** The server has closed: true if the answer is complete with that. */
bool answer_reader_close(AnswerReader *reader);

/** NULL if there is none of the name, in small or large letters. */
const char *answer_reader_header(const AnswerReader *reader, const char *name);

void answer_reader_free(AnswerReader *reader);
