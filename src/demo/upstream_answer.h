// upstream_answer.h — the demonstration upstream's answers, in OpenAI's shapes.
#pragma once

#include "upstream_order.h"

#include "base/text.h"

/** One answer as it is written. */
typedef struct UpstreamAnswer {
    const UpstreamOrder *order;
    Id id;
    Time created_at;
    int64_t tokens_in, tokens_out; // what it really took, so far
    bool is_cut_short;             // by max_tokens
} UpstreamAnswer;

/** The whole as JSON. */
const char *upstream_answer_json(Arena *arena, const UpstreamAnswer *answer, const char *text);

/** The events of a stream: before the first token, for each token, behind the last. `text`: all
 * of it, which a response repeats at its end. */
void upstream_answer_begin(Text *out, const UpstreamAnswer *answer);
void upstream_answer_token(Text *out, const UpstreamAnswer *answer, const char *token);
void upstream_answer_end(Text *out, const UpstreamAnswer *answer, const char *text);

/** Vectors made by hashing words: the same text has the same one, similar texts similar ones. */
const char *upstream_embeddings_json(Arena *arena, const UpstreamAnswer *answer);
