// an answer of another server is read the same however it is cut into pieces
// sources: lib/http/answer_reader.c
#include "http/answer_reader.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

typedef struct Outcome {
    AnswerPart part;
    int status;
    bool keeps_alive;
    size_t left_over, body_length;
    uint64_t sum; // of the body
} Outcome;

static Outcome read_in(const uint8_t *bytes, size_t length, size_t size)
{
    AnswerReader reader = {0};
    Outcome outcome = {.part = ANSWER_PART_NONE};
    size_t at = 0;
    while (at < length && outcome.part == ANSWER_PART_NONE) {
        size_t piece = size < length - at ? size : length - at;
        uint8_t *exact = malloc(piece);
        memcpy(exact, bytes + at, piece);
        Blob left = {exact, piece}, body;
        while ((outcome.part = answer_reader_next(&reader, &left, &body)) == ANSWER_PART_BODY)
            for (size_t i = 0; i < body.length; i++, outcome.body_length++)
                outcome.sum = outcome.sum * 31 + ((const uint8_t *)body.bytes)[i];
        at += piece - left.length;
        free(exact);
    }
    if (outcome.part == ANSWER_PART_NONE && answer_reader_close(&reader))
        outcome.part = ANSWER_PART_END;
    outcome.left_over = outcome.part == ANSWER_PART_END ? length - at : 0;
    outcome.status = reader.status;
    outcome.keeps_alive = outcome.part == ANSWER_PART_END && reader.keeps_alive;
    answer_reader_header(&reader, "Content-Type");
    answer_reader_free(&reader);
    return outcome;
}

static void require(bool holds)
{
    if (!holds)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    Outcome whole = read_in(bytes, length, length ? length : 1), pieces = read_in(bytes, length, 3);
    require(whole.part == pieces.part);
    require(whole.body_length == pieces.body_length && whole.sum == pieces.sum);
    if (whole.part != ANSWER_PART_BAD)
        require(whole.status == pieces.status && whole.left_over == pieces.left_over &&
                whole.keeps_alive == pieces.keeps_alive);
    return 0;
}
