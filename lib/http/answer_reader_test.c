#include "answer_reader.h"

#include "test/test.h"

#include <stdlib.h>
#include <string.h>

enum { ROOM = 100000 };

// What became of an answer that arrived in pieces of so many bytes; "…" if more is awaited.
static const char *read_in(const char *answer, size_t size, bool closes)
{
    static char story[ROOM];
    AnswerReader reader = {0};
    AnswerPart part = ANSWER_PART_NONE;
    size_t length = strlen(answer), at = 0;
    *story = '\0';
    while (at < length && part == ANSWER_PART_NONE) {
        size_t piece = size < length - at ? size : length - at;
        char *exact = malloc(piece); // so that a step too far is seen
        memcpy(exact, answer + at, piece);
        Blob bytes = {exact, piece}, body;
        while ((part = answer_reader_next(&reader, &bytes, &body)) == ANSWER_PART_BODY)
            strncat(story, body.bytes, body.length);
        at += piece - bytes.length;
        free(exact);
    }
    if (closes && part == ANSWER_PART_NONE && answer_reader_close(&reader))
        part = ANSWER_PART_END;
    strcat(story, part == ANSWER_PART_BAD ? "BAD" : part == ANSWER_PART_NONE ? "…" : "");
    if (part == ANSWER_PART_END && reader.keeps_alive)
        strcat(story, "+");
    if (part == ANSWER_PART_END && at < length)
        strcat(story, "|");
    answer_reader_free(&reader);
    return story;
}

#define EXPECT_ANSWER(answer, closes, wanted)                                                      \
    for (size_t size = 1; size < 40; size += 3)                                                    \
    EXPECT_TEXT(read_in(answer, size, closes), wanted)

TEST("a body has the length that its head says, and the connection lives on")
{
    EXPECT_ANSWER("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", false, "hello+");
    EXPECT_ANSWER("HTTP/1.1 200\r\ncontent-length:5 \r\n\r\nhello", false, "hello+");
    EXPECT_ANSWER("HTTP/1.1 200 OK\nContent-Length: 0\n\n", false, "+");
    EXPECT_ANSWER("HTTP/1.1 204 No Content\r\n\r\n", false, "+");
    EXPECT_ANSWER(
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello", false, "hello+");
    EXPECT_ANSWER(
        "HTTP/1.1 200 OK\r\nConnection: Close\r\nContent-Length: 2\r\n\r\nok", false, "ok");
    EXPECT_ANSWER("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", false, "ok");
    EXPECT_ANSWER("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP", false, "ok+|");
}

TEST("a body comes in chunks, with extensions and a trailer that say nothing")
{
    EXPECT_ANSWER(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        "5\r\nhello\r\n00001 ; a=b\r\n!\r\n0\r\n\r\n",
        false, "hello!+");
    EXPECT_ANSWER(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n"
        "A\r\n0123456789\r\n0\r\nServer-Timing: x\r\nB: c\r\n\r\n",
        false, "0123456789+");
}

TEST("without a length the body ends with the connection")
{
    EXPECT_ANSWER("HTTP/1.1 200 OK\r\n\r\nall of it", true, "all of it");
}

TEST("what was cut off is never whole")
{
    EXPECT_ANSWER("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello", true, "hello…");
    EXPECT_ANSWER(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", true, "hello…");
    EXPECT_ANSWER(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n", true, "hello…");
    EXPECT_ANSWER("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n", true, "…");
}

TEST("what may be understood in two ways is not understood")
{
    static const char *const bad[] = {
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length: +5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length: 5, 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nServer: a\r\n folded: b\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length : 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/2 200 OK\r\n\r\n",
        "HTTP/1.1 2xx\r\n\r\n",
        "HTTP/1.1 2000 OK\r\n\r\n",
        "HTTP/1.1 101 Switching Protocols\r\n\r\n",
        "ICY 200 OK\r\n\r\n",
    };
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        EXPECT_ANSWER(bad[i], true, "BAD");
    static const char *const bad_chunks[] = {
        "x\r\n", "\r\n", "5x\r\nhello", "-5\r\nhello", "1234567890abcdef0\r\n"};
    for (size_t i = 0; i < COUNT_OF(bad_chunks); i++) {
        char answer[200] = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        strcat(answer, bad_chunks[i]);
        EXPECT_ANSWER(answer, true, "BAD");
    }
    EXPECT_ANSWER(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello!\r\n", true, "helloBAD");
}

TEST("answers that only say that one is to come are passed over")
{
    EXPECT_ANSWER(
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
        false, "ok+");
}

TEST("headers are found by their names, in small and large letters")
{
    static const char answer[] =
        "HTTP/1.1 429 Slow down\r\nRetry-After:  7 \r\nX-Empty:\r\n"
        "Content-Length: 0\r\n\r\n";
    AnswerReader reader = {0};
    Blob bytes = {answer, strlen(answer)}, body;
    EXPECT(answer_reader_header(&reader, "retry-after") == NULL);
    EXPECT_INT(answer_reader_next(&reader, &bytes, &body), ANSWER_PART_END);
    EXPECT_INT(reader.status, 429);
    EXPECT_TEXT(answer_reader_header(&reader, "retry-after"), "7");
    EXPECT_TEXT(answer_reader_header(&reader, "X-EMPTY"), "");
    EXPECT(answer_reader_header(&reader, "Location") == NULL);
    answer_reader_free(&reader);
}

TEST("a head without end is given up")
{
    AnswerReader reader = {0};
    AnswerPart part = ANSWER_PART_NONE;
    Blob body;
    for (int i = 0; i < 2 * MAX_ANSWER_HEAD && part == ANSWER_PART_NONE; i++)
        part = answer_reader_next(&reader, &(Blob){"a", 1}, &body);
    EXPECT_INT(part, ANSWER_PART_BAD);
    EXPECT(reader.head_room <= MAX_ANSWER_HEAD);
    answer_reader_free(&reader);
}
