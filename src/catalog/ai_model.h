// ai_model.h — the models of a revision of an AI product, what they cost, and where calls go.
#pragma once

#include "base/ctx.h"
#include "base/money.h"
#include "shape/shape.h"

/** One version of one model and of its rates; never changed. */
typedef struct AiModel {
    Id id; // aim_…
    Id revision_id;
    Id product_id;
    int64_t position;
    const char *name;      // what callers write in "model"
    TextList capabilities; // "chat", "completions", "embeddings", "responses"
    int64_t context_length;
    Rate rate_in, rate_out;           // of tokens_in, tokens_out
    Rate rate_cached, rate_reasoning; // currency "": as rate_in, as rate_out
} AiModel;

typedef LIST_OF(AiModel) AiModelList;

extern const Shape ai_model_shape;

/** Where a model's calls go, tried in order of position. Not part of a revision. */
typedef struct AiUpstream {
    Id product_id;
    const char *model_name;
    int64_t position;
    const char *url;
    const char *upstream_model;
    bool has_key;
} AiUpstream;

typedef LIST_OF(AiUpstream) AiUpstreamList;

/** Of one revision, in their order; ID_NONE: of the active revisions of all published products. */
Error ai_model_list(Ctx *ctx, Id revision_id, AiModelList *ret_models);

/** Of one product, by model name and position. */
Error ai_upstream_list(Ctx *ctx, Id product_id, AiUpstreamList *ret_upstreams);

/** The key that the upstream wants to see; NULL if it has none. Never shown, never logged. */
Error ai_upstream_key(Ctx *ctx, const AiUpstream *upstream, const char **ret_key);

/**
 * Makes the product's upstreams be these; keys[i] belongs to upstreams[i]: NULL keeps the key that
 * the model has under the same url, "" is none. *ret_changed says whether anything did.
 */
Error ai_upstream_place(Ctx *ctx, Id product_id, const AiUpstreamList *upstreams,
    const char *const *keys, bool *ret_changed);
