// ai_answer.h — what an upstream's answer says about itself: its usage, its end, its text.
//
// Reads tolerantly: an answer is passed on even if it is no valid JSON or no valid UTF-8, and is
// then metered by what can be recognised in it.
#pragma once

#include "buffer.h"

/** Tokens as an upstream counted them; -1 is not said, which is not zero. Cached tokens are part of
 * tokens_in, reasoning tokens of tokens_out: a breakdown is no addition. */
typedef struct AiUsage {
    int64_t tokens_in, tokens_out, tokens_total, tokens_cached, tokens_reasoning;
} AiUsage;

#define AI_USAGE_UNKNOWN ((AiUsage){-1, -1, -1, -1, -1})

/** What `from` says replaces what was known; what it does not say stays. */
void ai_usage_change(AiUsage *usage, const AiUsage *from);

/** Both counts are known, if need be one of them from the total. */
bool ai_usage_is_known(const AiUsage *usage);

/** As it is written down: nothing negative, no part greater than its whole. */
AiUsage ai_usage_of(const AiUsage *usage);

/**
 * An estimate, where nobody counted: six bytes of UTF-8 to a token, and never fewer tokens than
 * events with text in them. Tokenizers make more tokens of most texts, so it errs in the customer's
 * favour.
 */
int64_t ai_tokens_of(int64_t text_bytes, int64_t text_events);

/** Which members hold generated text. */
typedef enum AiTexts {
    AI_TEXTS_OF_CHAT,      // content, text, arguments, reasoning … at any depth
    AI_TEXTS_OF_RESPONSES, // delta alone: later events of the stream repeat the whole
} AiTexts;

/** What one event, or one JSON answer, says. */
typedef struct AiAnswer {
    AiUsage usage; // the outermost usage object's, of several the last one's
    bool has_usage;
    size_t usage_at, usage_length; // where that object stands
    size_t model_at, model_length; // and the text that names the model, with its quotes; 0: none
    bool is_usage_only;            // it has choices, but none in them
    bool is_end;                   // a finish_reason, or a response that is over
    bool is_error;                 // {"error": {…}}, or a response that failed
    size_t text_bytes;             // of generated text, as escaped in the source
} AiAnswer;

void ai_answer_read(const char *json, size_t length, AiTexts texts, AiAnswer *ret_answer);

/**
 * Copies an embeddings answer, with arrays of numbers replaced by base64 of their little-endian
 * 32-bit floats: what clients ask for by default and not every upstream understands. json must be
 * followed by a NUL.
 */
void ai_embeddings_write(const char *json, size_t length, Buffer *out);
