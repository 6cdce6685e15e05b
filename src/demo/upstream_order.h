// upstream_order.h — what the demonstration upstream is asked for, and how it is steered.
#pragma once

#include "base/base.h"
#include "json/json.h"

typedef enum UpstreamKind {
    UPSTREAM_CHAT,
    UPSTREAM_COMPLETION,
    UPSTREAM_RESPONSE,
    UPSTREAM_EMBEDDINGS,
} UpstreamKind;

/** Letter by letter as upstream.h explains; -1: not said. */
typedef struct Steering {
    int64_t delay, tokens, gap, status, cut, cached, reasoning, floats, usage;
} Steering;

Steering steering_of(const char *name);

typedef struct UpstreamOrder {
    UpstreamKind kind;
    const char *model, *prompt;
    Steering steering;
    bool is_stream, asks_usage, asks_base64;
    int64_t max_tokens, seed, dimensions;
    TextList inputs;      // of embeddings
    const char *tool;     // that must be called; NULL: none
    const char *metadata; // JSON that is given back as it came; NULL: none
} UpstreamOrder;

/** NULL if the body is no order; then *ret_problem says why. `steering`: the header; NULL: none. */
const UpstreamOrder *upstream_order_read(
    Arena *arena, UpstreamKind kind, Blob body, const char *steering, const char **ret_problem);
