// ai_request.h — a call as the client asks for it, and as the upstream is asked in turn.
//
// What the upstream gets is the client's body byte for byte, but for the model's name and, of
// streams, stream_options.include_usage: without it nobody could know what to bill.
#pragma once

#include "ai_error.h"
#include "buffer.h"

typedef enum AiOperation { AI_CHAT, AI_COMPLETIONS, AI_EMBEDDINGS, AI_RESPONSES } AiOperation;

extern const char *const ai_operation_names[]; // "chat" …: a model's capabilities; ended by NULL
extern const char *const ai_operation_paths[]; // "chat/completions" …; ended by NULL

enum { AI_REQUEST_MAX_EDITS = 2 };

/** A replacement in the body. */
typedef struct AiEdit {
    size_t at, removed;
    const char *inserted; // NULL: the upstream's name of the model, as a JSON text
} AiEdit;

typedef struct AiRequest {
    AiOperation operation;
    const char *model; // as the client calls it
    bool is_stream;
    bool asks_usage;    // of a stream: the client wants to see the usage itself
    bool asks_base64;   // of embeddings
    int64_t max_tokens; // of the answer, as far as the client limits it; 0: it does not
    int64_t text_bytes; // of all texts but attached data, for estimates
    AiEdit edits[AI_REQUEST_MAX_EDITS];
    size_t edit_count;
} AiRequest;

/** False if the body is no JSON object with a model; then *ret_error is what to answer. */
bool ai_request_read(
    Arena *arena, AiOperation operation, Blob body, AiRequest *ret_request, AiError *ret_error);

/** The body for an upstream that calls the model so. `body` is what was read. */
void ai_request_write(const AiRequest *request, Blob body, const char *upstream_model, Buffer *out);
