#include "pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <pthread.h>
#include <stdlib.h>

enum { MAX_STEPS = 100000, MAX_BACKTRACKING_KB = 4096 };

typedef struct Compiled Compiled;
struct Compiled {
    Compiled *next;
    const char *pattern;
    pcre2_code *code;
};

static pthread_mutex_t compiled_lock = PTHREAD_MUTEX_INITIALIZER;
static Compiled *compiled;

static void *must(void *memory)
{
    if (!memory)
        abort();
    return memory;
}

// NULL if it is no regular expression.
static pcre2_code *code_new(const char *pattern)
{
    int problem;
    PCRE2_SIZE where;
    return pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED,
        PCRE2_UTF | PCRE2_ANCHORED | PCRE2_ENDANCHORED, &problem, &where, NULL);
}

static Compiled *compile(const char *pattern)
{
    Compiled *entry = must(malloc(sizeof *entry));
    entry->pattern = pattern;
    entry->code = must(code_new(pattern));
    entry->next = compiled;
    return compiled = entry;
}

static const pcre2_code *code_of(const char *pattern)
{
    pthread_mutex_lock(&compiled_lock);
    Compiled *entry = compiled;
    while (entry && entry->pattern != pattern)
        entry = entry->next;
    if (!entry)
        entry = compile(pattern);
    pthread_mutex_unlock(&compiled_lock);
    return entry->code;
}

static bool matches(const pcre2_code *code, const char *text)
{
    pcre2_match_data *data = must(pcre2_match_data_create(1, NULL));
    pcre2_match_context *limits = must(pcre2_match_context_create(NULL));
    pcre2_set_match_limit(limits, MAX_STEPS);
    pcre2_set_heap_limit(limits, MAX_BACKTRACKING_KB);
    int found = pcre2_match(code, (PCRE2_SPTR)text, PCRE2_ZERO_TERMINATED, 0, 0, data, limits);
    pcre2_match_context_free(limits);
    pcre2_match_data_free(data);
    return found >= 0;
}

bool pattern_matches(const char *pattern, const char *text)
{
    return matches(code_of(pattern), text);
}

bool pattern_is_good(const char *pattern)
{
    pcre2_code *code = code_new(pattern);
    pcre2_code_free(code);
    return code != NULL;
}

bool pattern_matches_foreign(const char *pattern, const char *text)
{
    pcre2_code *code = code_new(pattern);
    bool found = code && matches(code, text);
    pcre2_code_free(code);
    return found;
}
