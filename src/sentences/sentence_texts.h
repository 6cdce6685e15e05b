// sentence_texts.h — what the sentences say, a table per language. {names} in braces are filled in;
// foreign words stand in quotation marks.
#pragma once

#include "sentence_code.h"

typedef struct SentenceText {
    const char *text;
    const char *cure; // what to do about it; NULL: it is said already, or nothing can be done
} SentenceText;

typedef struct SentenceTexts {
    const char *language;
    SentenceText of[SENTENCE_CODES];
} SentenceTexts;

/** The texts in the language; in English if there are none. */
const SentenceTexts *sentence_texts_in(const char *language);

extern const SentenceTexts sentence_texts_en, sentence_texts_de, sentence_texts_fr,
    sentence_texts_cs;
