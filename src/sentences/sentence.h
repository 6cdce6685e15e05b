// sentence.h — what Kontor says of its own accord and keeps: findings, causes, problems.
//
// It is kept as a code and values, and told in the language of whoever reads it: a field of a shape
// says so by .tell, a mail when it is made. What a machine said, such as Kubernetes or helm, is a
// value: it stays as it is, in quotation marks.
#pragma once

#include "base/ctx.h"
#include "sentence_code.h"

/** What stands for {name} in the text: a text, or a kept sentence. */
typedef struct SentenceValue {
    const char *name, *text;
    const char *sentence;
} SentenceValue;

/** A sentence to be kept: sentence_of(arena, SENTENCE_X, {"pod", name}, {"words", message}) */
#define sentence_of(arena, code, ...)                                                              \
    sentence_new(arena, code, (const SentenceValue[]){__VA_ARGS__ __VA_OPT__(, ){.name = NULL}})
const char *sentence_new(Arena *arena, SentenceCode code, const SentenceValue *values);

const char *sentence_number(Arena *arena, int64_t number); // as a value

/** fail() with a sentence that can be told in every language: sentence_fail(ctx, CONFLICT,
 * SENTENCE_X, {"pod", name}). The failure's message is in the language of ctx. */
#define sentence_fail(ctx, kind, code, ...)                                                        \
    sentence_fail_with(ctx, kind, sentence_of((ctx)->arena, code, __VA_ARGS__))
Error sentence_fail_with(Ctx *ctx, Error kind, const char *sentence);

/** What failed, to be kept. What fail() said in English alone is led in by what its code says. */
const char *sentence_of_failure(const Ctx *ctx);

// What was kept, for people and programs; fit for .tell. NULL is told as NULL, and what is no
// sentence of ours as it is.
const char *sentence_in(Arena *arena, const char *language, const char *sentence); // with its cure
const char *sentence_text_in(Arena *arena, const char *language, const char *sentence);
const char *sentence_cure_in(Arena *arena, const char *language, const char *sentence);
const char *sentence_code_in(Arena *arena, const char *language, const char *sentence);

/** The same sentence with every text in it changed, and cut where it is longer than anybody reads:
 * what must be hidden may stand in any, so it is hidden before the cut. */
typedef const char *SentenceChange(Arena *arena, const char *text, const char *arg);
const char *sentence_change(
    Arena *arena, const char *sentence, SentenceChange *change, const char *arg);
