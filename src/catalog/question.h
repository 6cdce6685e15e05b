// question.h — what a seller wants to know from who requests a private offer; part of a plan.
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"

typedef enum QuestionKind {
    QUESTION_TEXT,     // answered in one's own words
    QUESTION_SINGLE,   // by one of the options
    QUESTION_MULTIPLE, // by any number of them
    QUESTION_YES_NO,   // by "yes" or "no"
} QuestionKind;
extern const char *const question_kind_names[]; // "text" …, ended by NULL

typedef struct QuestionOption {
    const char *value; // what an answer names
    Texts label;
} QuestionOption;

typedef LIST_OF(QuestionOption) QuestionOptionList;

typedef struct Question {
    const char *code; // what an answer names; unique in the plan
    QuestionKind kind;
    Texts text;
    QuestionOptionList options; // of single and multiple
    bool required;
} Question;

typedef LIST_OF(Question) QuestionList;

extern const Shape question_shape, question_option_shape;

/** Notes what is wrong with the questions of a plan, under "plans[0].questions[2].options" … */
void questions_check(Ctx *ctx, const QuestionList *questions, const char *path);
