#include "word_model.h"

#include "base/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { BYTES_OF_PIECE = 4 };

typedef struct Word {
    const char *text;
    uint32_t number; // of its text, among all different ones
    bool has_space;  // before it
} Word;

struct WordModel {
    Arena *arena;
    Word *words; // of the text, in order
    size_t count;
    uint32_t *by_pair; // places of words, sorted by the two words before them
    uint32_t *by_word; // places, sorted by the word's text
};

// ── tokens ───────────────────────────────────────────────────────────────────────────────────

static bool is_letter(char c)
{
    return isalnum((unsigned char)c) || (c & 0x80) || c == '\'';
}

// The length of the word or sign that begins here, 0 at the end.
static size_t word_length(const char *text)
{
    size_t length = 0;
    while (is_letter(text[length]))
        length++;
    return length ? length : *text != '\0';
}

static const char *skip_space(const char *text)
{
    while (isspace((unsigned char)*text))
        text++;
    return text;
}

static int compare(const Word *word, const char *text, size_t length)
{
    int order = strncmp(word->text, text, length);
    return order ? order : word->text[length] != '\0';
}

// The first place in by_word whose word is not before the text.
static size_t find_word(const WordModel *model, const char *text, size_t length)
{
    size_t low = 0, high = model->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (compare(&model->words[model->by_word[middle]], text, length) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static size_t count_word(const WordModel *model, const char *text, size_t length)
{
    size_t first = find_word(model, text, length), last = first;
    while (last < model->count && compare(&model->words[model->by_word[last]], text, length) == 0)
        last++;
    return last - first;
}

int64_t word_model_count(const WordModel *model, const char *text)
{
    int64_t tokens = 0;
    for (text = skip_space(text); *text;) {
        size_t length = word_length(text);
        bool is_known = count_word(model, text, length) > 0;
        tokens += is_known ? 1 : (int64_t)((length + BYTES_OF_PIECE - 1) / BYTES_OF_PIECE);
        text = skip_space(text + length);
    }
    return tokens;
}

// ── learning ─────────────────────────────────────────────────────────────────────────────────

static int by_word_order(const void *a, const void *b, void *arg)
{
    const WordModel *model = arg;
    return strcmp(model->words[*(const uint32_t *)a].text, model->words[*(const uint32_t *)b].text);
}

static uint64_t pair_before(const WordModel *model, size_t place)
{
    return (uint64_t)model->words[place - 2].number << 32 | model->words[place - 1].number;
}

static int by_pair_order(const void *a, const void *b, void *arg)
{
    uint64_t first = pair_before(arg, *(const uint32_t *)a);
    uint64_t second = pair_before(arg, *(const uint32_t *)b);
    return (first > second) - (first < second);
}

static void learn(WordModel *model, const char *text)
{
    for (const char *at = skip_space(text), *before = text; *at;) {
        size_t length = word_length(at);
        model->words[model->count++] =
            (Word){.text = arena_text(model->arena, at, length), .has_space = at > before};
        before = at + length;
        at = skip_space(before);
    }
    for (uint32_t i = 0; i < model->count; i++)
        model->by_word[i] = i;
    qsort_r(model->by_word, model->count, sizeof *model->by_word, by_word_order, model);
    uint32_t number = 0;
    for (size_t i = 0; i < model->count; i++) {
        Word *word = &model->words[model->by_word[i]];
        if (i && strcmp(word->text, model->words[model->by_word[i - 1]].text) != 0)
            number++;
        word->number = number;
    }
    for (uint32_t i = 2; i < model->count; i++)
        model->by_pair[i - 2] = i;
    qsort_r(model->by_pair, model->count - 2, sizeof *model->by_pair, by_pair_order, model);
}

WordModel *word_model_new(const char *text)
{
    Arena *arena = arena_new();
    WordModel *model = arena_new_of(arena, WordModel);
    size_t most = strlen(text) + 1;
    model->arena = arena;
    model->words = arena_array_of(arena, Word, most);
    model->by_word = arena_array_of(arena, uint32_t, most);
    model->by_pair = arena_array_of(arena, uint32_t, most);
    learn(model, text);
    return model;
}

void word_model_free(WordModel *model)
{
    arena_free(model->arena);
}

// ── writing ──────────────────────────────────────────────────────────────────────────────────

static uint64_t next_chance(uint64_t *chance)
{
    *chance += UINT64_C(0x9e3779b97f4a7c15); // splitmix64
    uint64_t mixed = *chance;
    mixed = (mixed ^ mixed >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    mixed = (mixed ^ mixed >> 27) * UINT64_C(0x94d049bb133111eb);
    return mixed ^ mixed >> 31;
}

static bool is_sentence_end(const Word *word)
{
    return strchr(".?!", word->text[0]) && word->text[0];
}

static size_t sentence_start(const WordModel *model, size_t place)
{
    while (place > 2 && !is_sentence_end(&model->words[place - 1]))
        place--;
    return place;
}

// The sentence in which the prompt's rarest word stands: as near as such a model comes to a topic.
static size_t topic_of(const WordModel *model, const char *prompt, uint64_t *chance)
{
    size_t fewest = model->count, place = 2 + next_chance(chance) % (model->count - 2);
    for (prompt = skip_space(prompt); *prompt;) {
        size_t length = word_length(prompt), first = find_word(model, prompt, length);
        size_t count = count_word(model, prompt, length);
        if (length > 3 && count && count <= fewest) {
            fewest = count;
            place = model->by_word[first + next_chance(chance) % count];
        }
        prompt = skip_space(prompt + length);
    }
    return sentence_start(model, place);
}

WordWriter word_writer_begin(const WordModel *model, const char *prompt, uint64_t seed)
{
    Digest digest = digest_of(prompt);
    uint64_t chance;
    memcpy(&chance, digest.bytes, sizeof chance);
    chance ^= seed;
    size_t place = topic_of(model, prompt, &chance);
    return (WordWriter){model, chance, place, true};
}

// Another place of the text before which the same two words stand.
static size_t jump(WordWriter *writer)
{
    const WordModel *model = writer->model;
    uint64_t pair = pair_before(model, writer->place);
    size_t low = 0, high = model->count - 2;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (pair_before(model, model->by_pair[middle]) < pair)
            low = middle + 1;
        else
            high = middle;
    }
    size_t end = low;
    while (end < model->count - 2 && pair_before(model, model->by_pair[end]) == pair)
        end++;
    return model->by_pair[low + next_chance(&writer->chance) % (end - low)];
}

const char *word_writer_next(WordWriter *writer, Arena *arena, bool *ret_ends)
{
    if (!writer->begins)
        writer->place = jump(writer);
    const Word *word = &writer->model->words[writer->place];
    const char *space = word->has_space && !writer->begins ? " " : "";
    writer->begins = false;
    writer->place = writer->place + 1 < writer->model->count ? writer->place + 1 : 2;
    *ret_ends = is_sentence_end(word);
    return arena_printf(arena, "%s%s", space, word->text);
}
