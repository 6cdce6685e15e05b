#include "question.h"

#include "base/text.h"

const char *const question_kind_names[] = {"text", "single", "multiple", "yes_no", NULL};

#define CODE "[a-z0-9][a-z0-9_-]{0,39}"

SHAPE(question_option_shape, QuestionOption,
    FIELD(QuestionOption, value, .required = true, .pattern = CODE),
    FIELD(QuestionOption, label, .required = true, .max = 200));

SHAPE(question_shape, Question, FIELD(Question, code, .required = true, .pattern = CODE),
    FIELD_ENUM(Question, kind, question_kind_names),
    FIELD(Question, text, .required = true, .max = 500),
    FIELD_LIST(Question, options, question_option_shape, .max = 50), FIELD(Question, required));

static const char *at(Ctx *ctx, const char *path, const char *member, size_t number)
{
    return arena_printf(ctx->arena, "%s.%s[%zu]", path, member, number);
}

static void wrong(
    Ctx *ctx, const char *path, const char *member, const char *code, const char *what)
{
    fault(ctx, arena_printf(ctx->arena, "%s.%s", path, member), code, "%s", what);
}

static bool has_options(const Question *question)
{
    return question->kind == QUESTION_SINGLE || question->kind == QUESTION_MULTIPLE;
}

static void english_check(Ctx *ctx, Texts texts, const char *path, const char *member)
{
    if (texts_in(texts, "en") && text_is_empty(texts.en))
        wrong(ctx, path, member, "required", "This text is needed in English at least.");
}

static void options_check(Ctx *ctx, const Question *question, const char *path)
{
    const QuestionOptionList *options = &question->options;
    if (has_options(question) && options->count < 2)
        wrong(ctx, path, "options", "too_few",
            "A question of kind single or multiple has at least two options.");
    if (!has_options(question) && options->count)
        wrong(ctx, path, "options", "not_allowed",
            "Only questions of kind single or multiple have options.");
    for (size_t i = 0; i < options->count; i++) {
        english_check(ctx, options->items[i].label, at(ctx, path, "options", i), "label");
        for (size_t j = 0; j < i; j++)
            if (text_same(options->items[i].value, options->items[j].value))
                wrong(ctx, at(ctx, path, "options", i), "value", "not_unique",
                    "There is this option already.");
    }
}

void questions_check(Ctx *ctx, const QuestionList *questions, const char *path)
{
    for (size_t i = 0; i < questions->count; i++) {
        const Question *question = &questions->items[i];
        const char *here = at(ctx, path, "questions", i);
        english_check(ctx, question->text, here, "text");
        options_check(ctx, question, here);
        for (size_t j = 0; j < i; j++)
            if (text_same(questions->items[j].code, question->code))
                wrong(ctx, here, "code", "not_unique", "Each question has a code of its own.");
    }
}
