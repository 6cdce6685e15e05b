#include "ai_answer.h"

#include "base/text.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

enum {
    BYTES_OF_TOKEN = 6,
    MAX_DIGITS = 8, // of a count: sums of what upstreams make up stay far from the end of int64
    MAX_USAGE_DEPTH = 3, // deeper is what the client sent, such as its tools, come back
};

// A walk over JSON that trusts nothing: it never leaves [at, end) and needs no stack.
typedef struct Scan {
    const char *at, *end;
    int depth;
} Scan;

static void skip_space(Scan *scan)
{
    while (scan->at < scan->end && (*scan->at == ' ' || (*scan->at >= '\t' && *scan->at <= '\r')))
        scan->at++;
}

static bool next_is(Scan *scan, char c)
{
    return scan->at < scan->end && *scan->at == c;
}

static bool is_escaped(const char *start, const char *quote)
{
    const char *at = quote;
    while (at > start && at[-1] == '\\')
        at--;
    return (quote - at) % 2;
}

// From an opening quote to behind the closing one, or to the end if there is none.
static Blob read_string(Scan *scan)
{
    const char *start = ++scan->at, *quote = start;
    while ((quote = memchr(quote, '"', (size_t)(scan->end - quote))) && is_escaped(start, quote))
        quote++;
    scan->at = quote ? quote + 1 : scan->end;
    return (Blob){start, (size_t)((quote ? quote : scan->end) - start)};
}

// Moves behind the string at scan->at; true if it was a member's name, and then to its value.
static bool read_name(Scan *scan, Blob *ret_name)
{
    *ret_name = read_string(scan);
    skip_space(scan);
    if (!next_is(scan, ':'))
        return false;
    scan->at++;
    skip_space(scan);
    return true;
}

static bool name_is(Blob name, const char *text)
{
    return name.length == strlen(text) && memcmp(name.bytes, text, name.length) == 0;
}

static bool name_is_one_of(Blob name, const char *const *texts)
{
    for (; *texts; texts++)
        if (name_is(name, *texts))
            return true;
    return false;
}

// Leaves everything but strings behind, keeping count of the depth; false at the end.
static bool skip_to_string(Scan *scan)
{
    for (; scan->at < scan->end; scan->at++) {
        char c = *scan->at;
        if (c == '"')
            return true;
        if (c == '{' || c == '[')
            scan->depth++;
        if (c == '}' || c == ']')
            if (--scan->depth <= 0)
                return false;
    }
    return false;
}

// ── usage ────────────────────────────────────────────────────────────────────────────────────

// A whole number that one call can reach; -1 for null, fractions and whatever else stands there.
static int64_t count_of(const Scan *scan)
{
    int64_t count = 0;
    const char *at = scan->at;
    for (; at < scan->end && *at >= '0' && *at <= '9' && at - scan->at <= MAX_DIGITS; at++)
        count = count * 10 + (*at - '0');
    bool is_whole = at > scan->at && at - scan->at <= MAX_DIGITS;
    return is_whole && (at == scan->end || strchr(",} \t\r\n", *at)) ? count : -1;
}

static void read_count(const Scan *scan, Blob name, AiUsage *usage)
{
    static const char *const names_in[] = {"prompt_tokens", "input_tokens", NULL};
    static const char *const names_out[] = {"completion_tokens", "output_tokens", NULL};
    static const char *const names_total[] = {"total_tokens", NULL};
    static const char *const names_cached[] = {"cached_tokens", "prompt_cache_hit_tokens", NULL};
    static const char *const names_reasoning[] = {"reasoning_tokens", NULL};
    const struct {
        const char *const *names;
        int depth; // at which it stands, 0: any
        int64_t *count;
    } counts[] = {
        {names_in, 1, &usage->tokens_in},
        {names_out, 1, &usage->tokens_out},
        {names_total, 1, &usage->tokens_total},
        {names_cached, 0, &usage->tokens_cached},
        {names_reasoning, 0, &usage->tokens_reasoning},
    };
    for (size_t i = 0; i < COUNT_OF(counts); i++) {
        bool fits = !counts[i].depth || counts[i].depth == scan->depth;
        int64_t count = fits && name_is_one_of(name, counts[i].names) ? count_of(scan) : -1;
        if (count >= 0)
            *counts[i].count = count;
    }
}

// Reads the object at scan->at and moves behind it; false if it counts nothing.
static bool read_usage(Scan *scan, AiUsage *ret_usage)
{
    Scan inner = {scan->at, scan->end, 0};
    AiUsage usage = AI_USAGE_UNKNOWN;
    while (skip_to_string(&inner)) {
        Blob name;
        if (read_name(&inner, &name))
            read_count(&inner, name, &usage);
    }
    scan->at = inner.at < inner.end ? inner.at + 1 : inner.end;
    *ret_usage = usage;
    return usage.tokens_in >= 0 || usage.tokens_out >= 0 || usage.tokens_total >= 0;
}

void ai_usage_change(AiUsage *usage, const AiUsage *from)
{
    if (from->tokens_in >= 0)
        usage->tokens_in = from->tokens_in;
    if (from->tokens_out >= 0)
        usage->tokens_out = from->tokens_out;
    if (from->tokens_total >= 0)
        usage->tokens_total = from->tokens_total;
    if (from->tokens_cached >= 0)
        usage->tokens_cached = from->tokens_cached;
    if (from->tokens_reasoning >= 0)
        usage->tokens_reasoning = from->tokens_reasoning;
}

bool ai_usage_is_known(const AiUsage *usage)
{
    return (usage->tokens_in >= 0) + (usage->tokens_out >= 0) + (usage->tokens_total >= 0) >= 2;
}

static int64_t within(int64_t count, int64_t most)
{
    return count < 0 ? 0 : count > most ? most : count;
}

AiUsage ai_usage_of(const AiUsage *usage)
{
    AiUsage known = *usage;
    if (known.tokens_in < 0)
        known.tokens_in =
            within(known.tokens_total - within(known.tokens_out, INT64_MAX), INT64_MAX);
    if (known.tokens_out < 0)
        known.tokens_out = within(known.tokens_total - known.tokens_in, INT64_MAX);
    known.tokens_cached = within(known.tokens_cached, known.tokens_in);
    known.tokens_reasoning = within(known.tokens_reasoning, known.tokens_out);
    known.tokens_total = known.tokens_in + known.tokens_out;
    return known;
}

int64_t ai_tokens_of(int64_t text_bytes, int64_t text_events)
{
    int64_t tokens = (text_bytes + BYTES_OF_TOKEN - 1) / BYTES_OF_TOKEN;
    return tokens > text_events ? tokens : text_events;
}

// ── the rest of an answer ────────────────────────────────────────────────────────────────────

typedef struct Reading {
    Scan scan;
    const char *start;
    AiTexts texts;
    int usage_depth;     // of the usage found; 0: none yet
    bool is_in_response; // of an event that carries the response
    AiAnswer *answer;
} Reading;

static void read_usage_member(Reading *reading)
{
    Scan *scan = &reading->scan;
    const char *start = scan->at;
    AiUsage usage;
    int most = reading->usage_depth ? reading->usage_depth : MAX_USAGE_DEPTH;
    bool is_outer = scan->depth <= most;
    if (!next_is(scan, '{') || !read_usage(scan, &usage) || !is_outer)
        return;
    reading->usage_depth = scan->depth;
    reading->answer->usage = usage;
    reading->answer->has_usage = true;
    reading->answer->usage_at = (size_t)(start - reading->start);
    reading->answer->usage_length = (size_t)(scan->at - start);
}

static bool name_is_text(Blob name, AiTexts texts)
{
    static const char *const chat[] = {
        "content", "text", "arguments", "reasoning", "reasoning_content", "refusal", NULL};
    static const char *const responses[] = {"delta", NULL};
    return name_is_one_of(name, texts == AI_TEXTS_OF_CHAT ? chat : responses);
}

static void read_string_member(Reading *reading, Blob name)
{
    static const char *const over[] = {
        "response.completed", "response.incomplete", "response.failed", NULL};
    AiAnswer *answer = reading->answer;
    int depth = reading->scan.depth;
    size_t at = (size_t)(reading->scan.at - reading->start);
    Blob value = read_string(&reading->scan);
    if (name_is(name, "finish_reason"))
        answer->is_end = true;
    else if (name_is(name, "type") && depth == 1) {
        answer->is_end |= name_is_one_of(value, over);
        answer->is_error |= name_is(value, "response.failed") || name_is(value, "error");
    } else if (name_is(name, "model") && (depth == 1 || (depth == 2 && reading->is_in_response))) {
        answer->model_at = at;
        answer->model_length = (size_t)(reading->scan.at - reading->start) - at;
    } else if (name_is_text(name, reading->texts))
        answer->text_bytes += value.length;
}

static void read_member(Reading *reading, Blob name)
{
    Scan *scan = &reading->scan;
    if (scan->depth == 1)
        reading->is_in_response = name_is(name, "response") && next_is(scan, '{');
    if (next_is(scan, '"')) {
        read_string_member(reading, name);
    } else if (name_is(name, "usage")) {
        read_usage_member(reading);
    } else if (name_is(name, "error") && scan->depth == 1) {
        reading->answer->is_error |= next_is(scan, '{');
    } else if (name_is(name, "choices") && next_is(scan, '[')) {
        Scan ahead = {scan->at + 1, scan->end, 0};
        skip_space(&ahead);
        reading->answer->is_usage_only = next_is(&ahead, ']');
    }
}

void ai_answer_read(const char *json, size_t length, AiTexts texts, AiAnswer *ret_answer)
{
    *ret_answer = (AiAnswer){.usage = AI_USAGE_UNKNOWN};
    Reading reading = {
        .scan = {json, json + length, 0}, .start = json, .texts = texts, .answer = ret_answer};
    while (skip_to_string(&reading.scan)) {
        Blob name;
        if (read_name(&reading.scan, &name))
            read_member(&reading, name);
    }
    ret_answer->is_usage_only &= ret_answer->has_usage;
}

// ── embeddings ───────────────────────────────────────────────────────────────────────────────

static void write_float(Buffer *floats, float value)
{
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    bits = htole32(bits);
    buffer_write(floats, &bits, sizeof bits);
}

// Reads [0.1, 2, -3e-4]; false, and scan is where it was, if that is not what stands there.
static bool read_floats(Scan *scan, Buffer *floats)
{
    Scan ahead = *scan;
    floats->length = 0;
    do {
        ahead.at++; // the bracket or the comma
        char *end;
        float value = strtof(ahead.at, &end);
        if (end == ahead.at)
            return false;
        ahead.at = end;
        skip_space(&ahead);
        write_float(floats, value);
    } while (next_is(&ahead, ','));
    if (!next_is(&ahead, ']'))
        return false;
    ahead.at++;
    *scan = ahead;
    return true;
}

void ai_embeddings_write(const char *json, size_t length, Buffer *out)
{
    Scan scan = {json, json + length, 0};
    Buffer floats = {0};
    const char *written = json;
    while (skip_to_string(&scan)) {
        Blob name;
        if (!read_name(&scan, &name) || !name_is(name, "embedding") || !next_is(&scan, '['))
            continue;
        buffer_write(out, written, (size_t)(scan.at - written));
        written = scan.at;
        if (!read_floats(&scan, &floats))
            continue;
        Arena *arena = arena_new();
        buffer_write_text(out, "\"");
        buffer_write_text(out, base64_of(arena, floats.bytes, floats.length));
        buffer_write_text(out, "\"");
        arena_free(arena);
        written = scan.at;
    }
    buffer_write(out, written, (size_t)(json + length - written));
    buffer_free(&floats);
}
