#include "answer.h"

#include "base/text.h"

enum { MAX_ANSWER = 4000 };

SHAPE(new_answer_shape, NewAnswer, FIELD(NewAnswer, code, .required = true, .max = 40),
    FIELD(NewAnswer, values, .max = 50, .about = "Values of options; yes or no; or one text."));

SHAPE(answer_shape, Answer, FIELD(Answer, code, .required = true),
    FIELD_ENUM(Answer, kind, question_kind_names),
    FIELD(Answer, text, .required = true, .about = "The question as it was asked."),
    FIELD(Answer, required), FIELD_LIST(Answer, options, question_option_shape),
    FIELD(Answer, values, .about = "Empty: it was not answered."));

static bool is_option(const Question *question, const char *value)
{
    if (question->kind == QUESTION_YES_NO)
        return text_same(value, "yes") || text_same(value, "no");
    for (size_t i = 0; i < question->options.count; i++)
        if (text_same(question->options.items[i].value, value))
            return true;
    return false;
}

static void value_check(Ctx *ctx, const Question *question, const char *value, const char *path)
{
    if (question->kind != QUESTION_TEXT && !is_option(question, value))
        fault(ctx, path, "not_allowed", "%s must be one of the options.", path);
    if (text_characters(value) > MAX_ANSWER)
        fault(ctx, path, "too_long", "%s must have at most %d characters.", path, MAX_ANSWER);
}

// Blank texts are no answers, so that a form may send what was left empty.
static TextList values_read(Ctx *ctx, const Question *question, TextList given, const char *path)
{
    TextList values = {arena_array_of(ctx->arena, const char *, given.count), 0};
    for (size_t i = 0; i < given.count; i++) {
        if (text_is_empty(given.items[i]))
            continue;
        value_check(ctx, question, given.items[i], path);
        for (size_t j = 0; j < values.count; j++)
            if (text_same(values.items[j], given.items[i]))
                fault(ctx, path, "not_unique", "%s names an option twice.", path);
        values.items[values.count++] = given.items[i];
    }
    if (values.count > 1 && question->kind != QUESTION_MULTIPLE)
        fault(ctx, path, "too_many", "%s takes one value.", path);
    return values;
}

static Answer answer_of(Ctx *ctx, const Question *question, const NewAnswer *given)
{
    const char *path = arena_printf(ctx->arena, "answers.%s", question->code);
    Answer answer = {
        .code = question->code,
        .kind = question->kind,
        .text = question->text,
        .required = question->required,
        .options = question->options,
    };
    if (given)
        answer.values = values_read(ctx, question, given->values, path);
    if (question->required && !answer.values.count)
        fault(ctx, path, "required", "The seller needs an answer to: %s",
            texts_in(question->text, ctx->language));
    return answer;
}

static const NewAnswer *given_to(const NewAnswerList *given, const char *code)
{
    for (size_t i = 0; i < given->count; i++)
        if (text_same(given->items[i].code, code))
            return &given->items[i];
    return NULL;
}

static bool is_asked(const QuestionList *questions, const char *code)
{
    for (size_t i = 0; i < questions->count; i++)
        if (text_same(questions->items[i].code, code))
            return true;
    return false;
}

// Each answer belongs to a question, and no question has two.
static void codes_check(Ctx *ctx, const QuestionList *questions, const NewAnswerList *given)
{
    for (size_t i = 0; i < given->count; i++) {
        const char *code = given->items[i].code;
        const char *path = arena_printf(ctx->arena, "answers[%zu].code", i);
        if (!is_asked(questions, code))
            fault(ctx, path, "not_known", "The plan asks no question of this code.");
        if (given_to(given, code) != &given->items[i])
            fault(ctx, path, "not_unique", "This question is answered already.");
    }
}

Error answers_of(
    Ctx *ctx, const QuestionList *questions, const NewAnswerList *given, AnswerList *ret_answers)
{
    AnswerList answers = {arena_array_of(ctx->arena, Answer, questions->count), questions->count};
    codes_check(ctx, questions, given);
    for (size_t i = 0; i < questions->count; i++)
        answers.items[i] =
            answer_of(ctx, &questions->items[i], given_to(given, questions->items[i].code));
    TRY(faults(ctx));
    *ret_answers = answers;
    return OK;
}
