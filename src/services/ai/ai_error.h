// ai_error.h — refusals in OpenAI's shape: {"error": {message, type, param, code}}.
#pragma once

#include "base/base.h"

typedef struct AiError {
    int status;
    const char *type;    // "invalid_request_error", "rate_limit_error", "server_error" …
    const char *code;    // for programs
    const char *param;   // the member of the request that is wrong; NULL if none
    const char *message; // for people
    bool is_final;       // trying again changes nothing: x-should-retry: false
    int64_t retry_after; // microseconds; 0: not said
    const char *allow;   // of 405: the method that would do
} AiError;

/** The type that OpenAI's clients and texts use for the status. */
const char *ai_error_type(int status);

/** The body. */
const char *ai_error_text(Arena *arena, const AiError *error);
