#include "search.h"

#include "search_store.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum {
    MAX_WORDS = 8,     // of a query
    MIN_INNER = 4,     // letters that may stand inside a longer word ("wachung")
    MAX_INNER = 16,    // longer words that they may stand in
    MIN_TYPO = 4,      // letters from which on one of them may be wrong …
    MIN_TWO_TYPOS = 7, // … and two
    MAX_NEAR = 8,
    MAX_LETTERS = 40,
};

// A word of the index and which letters it has, a bit each: far words are told by that.
typedef struct Word {
    const char *text;
    uint32_t letters;
} Word;

struct Search {
    Arena *arena;
    Index *index;
    Word *words;
    size_t word_count;
};

// ── making the index ─────────────────────────────────────────────────────────────────────────

static void add(Text *out, const char *text)
{
    if (!text)
        return;
    text_add(out, text_folded(out->arena, text));
    text_add(out, " ");
}

static void add_texts(Text *out, Texts texts)
{
    add(out, texts.en);
    add(out, texts.de);
    add(out, texts.fr);
    add(out, texts.cs);
}

static const char *rest_of(Arena *arena, const CatalogProduct *product)
{
    Text rest = {.arena = arena};
    add(&rest, product->seller.name);
    add_texts(&rest, product->category.name);
    add_texts(&rest, product->description);
    for (size_t i = 0; i < product->features.count; i++)
        add_texts(&rest, product->features.items[i]);
    for (size_t i = 0; i < product->plans.count; i++)
        add(&rest, product->plans.items[i].name);
    for (size_t i = 0; i < product->ai_models.count; i++)
        add(&rest, product->ai_models.items[i].name);
    for (size_t i = 0; i < product->used_software.count; i++)
        add(&rest, product->used_software.items[i].name);
    add(&rest, product->data_location);
    return text_of(&rest);
}

static uint32_t letters_of(const char *text)
{
    uint32_t letters = 0;
    for (; *text; text++)
        letters |= 1u << ((unsigned char)*text & 31);
    return letters;
}

// Rows are numbered in the recommended order, which decides between equals.
static bool fill(Index *index, const Catalog *catalog)
{
    Arena *arena = arena_new();
    bool is_filled = true;
    for (size_t i = 0; i < catalog->products.count && is_filled; i++) {
        const CatalogProduct *product = catalog->ordered[CATALOG_RECOMMENDED][i];
        Text brief = {.arena = arena};
        add_texts(&brief, product->short_description);
        is_filled = index_place(index, i + 1, text_folded(arena, product->name), text_of(&brief),
            rest_of(arena, product));
        arena_reset(arena);
    }
    arena_free(arena);
    return is_filled;
}

static bool fill_words(Search *search)
{
    WordList words;
    if (!index_words(search->arena, search->index, &words))
        return false;
    search->words = arena_array_of(search->arena, Word, words.count);
    search->word_count = words.count;
    for (size_t i = 0; i < words.count; i++)
        search->words[i] = (Word){words.items[i], letters_of(words.items[i])};
    return true;
}

Search *search_new(const Catalog *catalog)
{
    Search *search = calloc(1, sizeof *search);
    if (!search)
        abort();
    search->arena = arena_new();
    search->index = index_new();
    if (search->index && fill(search->index, catalog) && fill_words(search))
        return search;
    search_free(search);
    return NULL;
}

void search_free(Search *search)
{
    if (!search)
        return;
    if (search->index)
        index_free(search->index);
    arena_free(search->arena);
    free(search);
}

// ── what was typed ───────────────────────────────────────────────────────────────────────────

typedef struct Query {
    Ctx *ctx;
    const Search *search;
    const char *words[MAX_WORDS];
    size_t count;
    RowList found;  // rows, in order
    bool *is_found; // by row
} Query;

static bool is_letter(char c)
{
    return isalnum((unsigned char)c) || (c & 0x80);
}

static void read_words(Query *query, const char *text)
{
    for (const char *at = text_folded(query->ctx->arena, text); *at;) {
        size_t length = 0;
        while (is_letter(at[length]))
            length++;
        if (length && query->count < MAX_WORDS)
            query->words[query->count++] = arena_text(query->ctx->arena, at, length);
        at += length + !length;
    }
}

// ── edit distance ────────────────────────────────────────────────────────────────────────────

static int least(int a, int b)
{
    return a < b ? a : b;
}

/**
 * How many letters must be changed, left out, put in or swapped with their neighbour until the
 * typed letters are the word or, of a longer word, its beginning.
 */
static int distance(const char *typed, const char *word)
{
    size_t m = strlen(typed), n = strlen(word);
    if (m > MAX_LETTERS || n > MAX_LETTERS)
        return MAX_LETTERS;
    int rows[MAX_LETTERS + 1][MAX_LETTERS + 1];
    for (size_t j = 0; j <= n; j++)
        rows[0][j] = (int)j;
    for (size_t i = 1; i <= m; i++) {
        rows[i][0] = (int)i;
        for (size_t j = 1; j <= n; j++) {
            int change = rows[i - 1][j - 1] + (typed[i - 1] != word[j - 1]);
            int other = 1 + least(rows[i - 1][j], rows[i][j - 1]);
            rows[i][j] = least(change, other);
            if (i > 1 && j > 1 && typed[i - 1] == word[j - 2] && typed[i - 2] == word[j - 1])
                rows[i][j] = least(rows[i][j], rows[i - 2][j - 2] + 1);
        }
    }
    int best = rows[m][n];
    for (size_t j = m; j < n; j++)
        best = least(best, rows[m][j]);
    return best;
}

static int max_distance(const char *typed)
{
    size_t letters = strlen(typed);
    return letters < MIN_TYPO ? 0 : letters < MIN_TWO_TYPOS ? 1 : 2;
}

// ── expressions ──────────────────────────────────────────────────────────────────────────────

static Error has_match(Query *query, const char *word, bool *ret_has)
{
    RowList rows = {0};
    TRY(index_find(
        query->ctx, query->search->index, arena_printf(query->ctx->arena, "\"%s\"*", word), &rows));
    *ret_has = rows.count > 0;
    return OK;
}

static bool may_be_near(uint32_t typed, const Word *word, int max)
{
    return __builtin_popcount(typed & ~word->letters) <= max;
}

// The words that the typed letters may have been meant to be; only the nearest ones.
static void add_near_words(const Query *query, const char *typed, Text *out)
{
    const Search *search = query->search;
    uint32_t letters = letters_of(typed);
    const char *near[MAX_NEAR];
    int best = max_distance(typed);
    size_t count = 0;
    for (size_t i = 0; i < search->word_count; i++) {
        const Word *word = &search->words[i];
        int apart = may_be_near(letters, word, best) ? distance(typed, word->text) : MAX_LETTERS;
        if (apart < best)
            count = 0;
        if (apart <= best && count < MAX_NEAR)
            near[count++] = word->text;
        best = least(best, apart);
    }
    for (size_t i = 0; i < count; i++)
        text_printf(out, "%s\"%s\"", i ? " OR " : "", near[i]);
}

static void add_inner_words(const Query *query, const char *typed, Text *out)
{
    const Search *search = query->search;
    uint32_t letters = letters_of(typed);
    size_t count = 0;
    if (text_characters(typed) < MIN_INNER)
        return;
    for (size_t i = 0; i < search->word_count && count < MAX_INNER; i++) {
        const Word *word = &search->words[i];
        if (may_be_near(letters, word, 0) && strstr(word->text, typed)) {
            text_printf(out, " OR \"%s\"", word->text);
            count++;
        }
    }
}

static const char *join(Ctx *ctx, const char *const *parts, size_t count, const char *with)
{
    Text out = {.arena = ctx->arena};
    for (size_t i = 0; i < count; i++)
        if (*parts[i])
            text_printf(&out, "%s(%s)", out.length ? with : "", parts[i]);
    return text_of(&out);
}

// ── finding ──────────────────────────────────────────────────────────────────────────────────

static Error find(Query *query, const char *expression)
{
    RowList rows = {0};
    if (!*expression)
        return OK;
    TRY(index_find(query->ctx, query->search->index, expression, &rows));
    if (!query->found.items)
        query->found.items = arena_array_of(query->ctx->arena, size_t, query->found.room);
    for (size_t i = 0; i < rows.count; i++) {
        if (query->is_found[rows.items[i]])
            continue;
        query->is_found[rows.items[i]] = true;
        query->found.items[query->found.count++] = rows.items[i];
    }
    return OK;
}

static Error find_in_order(Query *query, const char *all)
{
    TRY(find(query, arena_printf(query->ctx->arena, "{name} : (%s)", all)));
    TRY(find(query, arena_printf(query->ctx->arena, "{name brief} : (%s)", all)));
    return find(query, all);
}

// Products that have all words, at the beginning of a word first, then inside one.
static Error find_exact(Query *query)
{
    const char *starts[MAX_WORDS], *inner[MAX_WORDS];
    for (size_t i = 0; i < query->count; i++) {
        Text out = {.arena = query->ctx->arena};
        text_printf(&out, "\"%s\"*", query->words[i]);
        starts[i] = arena_printf(query->ctx->arena, "%s", text_of(&out));
        add_inner_words(query, query->words[i], &out);
        inner[i] = text_of(&out);
    }
    TRY(find_in_order(query, join(query->ctx, starts, query->count, " AND ")));
    return find(query, join(query->ctx, inner, query->count, " AND "));
}

// Words that nothing has are taken for what they may have been meant to be.
static Error find_near(Query *query)
{
    const char *meant[MAX_WORDS];
    for (size_t i = 0; i < query->count; i++) {
        Text out = {.arena = query->ctx->arena};
        bool is_known;
        TRY(has_match(query, query->words[i], &is_known));
        if (is_known)
            text_printf(&out, "\"%s\"*", query->words[i]);
        else
            add_near_words(query, query->words[i], &out);
        meant[i] = text_of(&out);
    }
    bool is_all_meant = true;
    for (size_t i = 0; i < query->count; i++)
        is_all_meant &= *meant[i] != '\0';
    if (is_all_meant)
        TRY(find_in_order(query, join(query->ctx, meant, query->count, " AND ")));
    if (query->found.count)
        return OK;
    const char *any = join(query->ctx, meant, query->count, " OR ");
    return *any ? find_in_order(query, any) : OK;
}

static void answer(const Catalog *catalog, const Query *query, bool is_near, SearchHits *ret_hits)
{
    size_t count = query->count ? query->found.count : catalog->products.count;
    *ret_hits = (SearchHits){arena_array_of(query->ctx->arena, size_t, count), count, is_near};
    for (size_t i = 0; i < count; i++) {
        size_t place = query->count ? query->found.items[i] - 1 : i;
        ret_hits->products[i] =
            (size_t)(catalog->ordered[CATALOG_RECOMMENDED][place] - catalog->products.items);
    }
}

Error search_find(Ctx *ctx, const Catalog *catalog, const char *text, SearchHits *ret_hits)
{
    Query query = {.ctx = ctx, .search = catalog->search};
    query.found.room = catalog->products.count;
    query.is_found = arena_array_of(ctx->arena, bool, catalog->products.count + 1);
    read_words(&query, text);
    if (query.count)
        TRY(find_exact(&query));
    bool is_near = query.count && !query.found.count;
    if (is_near)
        TRY(find_near(&query));
    answer(catalog, &query, is_near && query.found.count, ret_hits);
    return OK;
}
