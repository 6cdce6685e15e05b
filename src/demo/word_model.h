// word_model.h — a word-level Markov model: after two words, one of those that follow them in the
// text it was made from. No intelligence, but real tokens: answers differ, and counts are true.
#pragma once

#include "base/base.h"

typedef struct WordModel WordModel;

WordModel *word_model_new(const char *text);
void word_model_free(WordModel *model);

/** How many tokens the text is: a known word or sign is one, other words one for four bytes. */
int64_t word_model_count(const WordModel *model, const char *text);

/** One answer as it grows. The same prompt and seed give the same answer. */
typedef struct WordWriter {
    const WordModel *model;
    uint64_t chance;
    size_t place; // in the text
    bool begins;
} WordWriter;

WordWriter word_writer_begin(const WordModel *model, const char *prompt, uint64_t seed);

/** The next token, with the space before it. *ret_ends: a sentence ends with it. */
const char *word_writer_next(WordWriter *writer, Arena *arena, bool *ret_ends);
