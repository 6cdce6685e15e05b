#include "sentence.h"

#include "base/text.h"
#include "sentence_texts.h"
#include "json/json.h"

#include <string.h>

#define SENTENCE_NAME(code, name) name,
const char *const sentence_code_names[] = {SENTENCES(SENTENCE_NAME) NULL};

const SentenceTexts *sentence_texts_in(const char *language)
{
    static const SentenceTexts *const all[] = {
        &sentence_texts_en, &sentence_texts_de, &sentence_texts_fr, &sentence_texts_cs};
    for (size_t i = 0; i < COUNT_OF(all); i++)
        if (text_same(all[i]->language, language))
            return all[i];
    return &sentence_texts_en;
}

// ── keeping ──────────────────────────────────────────────────────────────────────────────────

static SentenceCode code_named(const char *name)
{
    for (SentenceCode code = 0; code < SENTENCE_CODES; code++)
        if (text_same(sentence_code_names[code], name))
            return code;
    return SENTENCE_CODES;
}

// What a machine said may be no text at all.
static const char *as_text(Arena *arena, const char *said)
{
    if (!said || text_is_utf8(said, strlen(said)))
        return said;
    char *text = arena_text(arena, said, strlen(said));
    for (char *c = text; *c; c++)
        *c = *c & 0x80 ? '?' : *c;
    return text;
}

const char *sentence_new(Arena *arena, SentenceCode code, const SentenceValue *values)
{
    Json *out = json_new(arena);
    json_begin_object(out, NULL);
    json_put(out, "code", sentence_code_names[code]);
    json_begin_object(out, "values");
    for (; values->name; values++)
        if (sentence_code_in(arena, NULL, values->sentence))
            json_raw(out, values->name, values->sentence);
        else
            json_put(out, values->name,
                as_text(arena, values->sentence ? values->sentence : values->text));
    json_end_object(out);
    json_end_object(out);
    return json_finish(out);
}

const char *sentence_number(Arena *arena, int64_t number)
{
    return arena_printf(arena, "%lld", (long long)number);
}

const char *sentence_of_failure(const Ctx *ctx)
{
    const Failure *failure = &ctx->failure;
    if (failure->sentence)
        return failure->sentence;
    SentenceCode code = code_named(failure->code);
    return sentence_of(
        ctx->arena, code == SENTENCE_CODES ? SENTENCE_OTHER : code, {"words", failure->message});
}

Error sentence_fail_with(Ctx *ctx, Error kind, const char *sentence)
{
    Error error = fail(ctx, kind, sentence_code_in(ctx->arena, NULL, sentence), "%s",
        sentence_in(ctx->arena, ctx->language, sentence));
    ctx->failure.sentence = sentence;
    return error;
}

// ── telling ──────────────────────────────────────────────────────────────────────────────────

// NULL: it is no sentence of ours.
static const JsonValue *parsed(Arena *arena, const char *sentence, SentenceCode *ret_code)
{
    const char *problem;
    if (!sentence || *sentence != '{')
        return NULL;
    const JsonValue *value = json_parse(arena, sentence, strlen(sentence), &problem);
    *ret_code = code_named(json_text_member(value, "code"));
    return *ret_code == SENTENCE_CODES ? NULL : value;
}

static const char *told(Arena *arena, const SentenceTexts *texts, const JsonValue *sentence);

static const char *value_of(
    Arena *arena, const SentenceTexts *texts, const JsonValue *values, const char *name)
{
    const JsonValue *value = json_member(values, name);
    if (value && value->kind == JSON_OBJECT)
        return told(arena, texts, value);
    return value && value->kind == JSON_TEXT ? value->text : "";
}

static const char *filled(
    Arena *arena, const SentenceTexts *texts, const char *text, const JsonValue *values)
{
    Text out = {.arena = arena};
    for (const char *open = strchr(text, '{'); open; open = strchr(text, '{')) {
        size_t length = strcspn(open + 1, "}");
        text_append(&out, text, (size_t)(open - text));
        text_add(&out, value_of(arena, texts, values, arena_text(arena, open + 1, length)));
        text = open + 1 + length + 1;
    }
    text_add(&out, text);
    while (out.length && text_of(&out)[out.length - 1] == ' ')
        out.length--; // the last value may be missing
    return arena_text(arena, text_of(&out), out.length);
}

static const char *told(Arena *arena, const SentenceTexts *texts, const JsonValue *sentence)
{
    SentenceCode code = code_named(json_text_member(sentence, "code"));
    if (code == SENTENCE_CODES)
        return "";
    return filled(arena, texts, texts->of[code].text, json_member(sentence, "values"));
}

const char *sentence_in(Arena *arena, const char *language, const char *sentence)
{
    const char *text = sentence_text_in(arena, language, sentence);
    const char *cure = sentence_cure_in(arena, language, sentence);
    return cure ? arena_printf(arena, "%s %s", text, cure) : text;
}

const char *sentence_text_in(Arena *arena, const char *language, const char *sentence)
{
    SentenceCode code;
    const JsonValue *value = parsed(arena, sentence, &code);
    return value ? told(arena, sentence_texts_in(language), value) : sentence;
}

const char *sentence_cure_in(Arena *arena, const char *language, const char *sentence)
{
    SentenceCode code;
    const SentenceTexts *texts = sentence_texts_in(language);
    const JsonValue *value = parsed(arena, sentence, &code);
    if (!value || !texts->of[code].cure)
        return NULL;
    return filled(arena, texts, texts->of[code].cure, json_member(value, "values"));
}

const char *sentence_code_in(Arena *arena, const char *language, const char *sentence)
{
    (void)language; // programs speak none
    SentenceCode code;
    return parsed(arena, sentence, &code) ? sentence_code_names[code] : NULL;
}

// ── changing ─────────────────────────────────────────────────────────────────────────────────

// Between two characters.
static const char *cut(Arena *arena, const char *text)
{
    enum { MAX_VALUE = 2000 };
    size_t length = strlen(text);
    if (length <= MAX_VALUE)
        return text;
    for (length = MAX_VALUE; length && (text[length] & 0xC0) == 0x80;)
        length--;
    return arena_printf(arena, "%.*s…", (int)length, text);
}

static void change_value(
    Json *out, const char *name, const JsonValue *value, SentenceChange *change, const char *arg)
{
    Arena *arena = out->text.arena;
    if (value->kind == JSON_TEXT)
        json_put(out, name, cut(arena, change(arena, value->text, arg)));
    else if (value->kind == JSON_OBJECT)
        json_raw(out, name,
            sentence_change(arena, arena_text(arena, value->raw, value->raw_length), change, arg));
    else
        json_null(out, name);
}

const char *sentence_change(
    Arena *arena, const char *sentence, SentenceChange *change, const char *arg)
{
    SentenceCode code;
    const JsonValue *value = parsed(arena, sentence, &code);
    if (!value)
        return sentence ? cut(arena, change(arena, sentence, arg)) : NULL;
    const JsonValue *values = json_member(value, "values");
    Json *out = json_new(arena);
    json_begin_object(out, NULL);
    json_put(out, "code", sentence_code_names[code]);
    json_begin_object(out, "values");
    for (const JsonValue *name = json_first(values); name; name = json_next(values, name + 1))
        change_value(out, name->text, name + 1, change, arg);
    json_end_object(out);
    json_end_object(out);
    return json_finish(out);
}
