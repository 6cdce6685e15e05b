// answer.h — what a customer answers to a seller's questions.
#pragma once

#include "catalog/question.h"

/** As it comes in. An answer without values is none. */
typedef struct NewAnswer {
    const char *code; // of the question
    TextList values;  // options by their values; "yes" or "no"; or one text
} NewAnswer;

typedef LIST_OF(NewAnswer) NewAnswerList;

/** As it is kept: with the question, whatever becomes of the plan that asked it. */
typedef struct Answer {
    const char *code;
    QuestionKind kind;
    Texts text; // the question
    bool required;
    QuestionOptionList options;
    TextList values; // empty: not answered
} Answer;

typedef LIST_OF(Answer) AnswerList;

extern const Shape new_answer_shape, answer_shape;

/**
 * Joins the answers to all of the questions, in the order of the questions.
 *
 * INVALID  each fault stands under "answers." and the question's code: required, not_allowed (no
 *          option), too_many, not_unique. What answers no question: "answers[2].code", not_known.
 */
Error answers_of(
    Ctx *ctx, const QuestionList *questions, const NewAnswerList *given, AnswerList *ret_answers);
