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

/**
 * Where a model's calls go, tried in order of position, as a revision says it. Calls go where the
 * active revision of the product says, whichever revision was subscribed to.
 */
typedef struct AiUpstream {
    Id revision_id;
    const char *model_name;
    int64_t position;
    const char *url;
    const char *upstream_model;
    bool has_key;
    const char *key; // never shown, never logged; NULL: there is none, or it was not asked for
} AiUpstream;

typedef LIST_OF(AiUpstream) AiUpstreamList;

/** Of one revision, in their order; ID_NONE: of the active revisions of all published products. */
Error ai_model_list(Ctx *ctx, Id revision_id, AiModelList *ret_models);

/** Of one revision, by model name and position; without their keys. */
Error ai_upstream_list(Ctx *ctx, Id revision_id, AiUpstreamList *ret_upstreams);

/** Fills in the keys that are stored with the upstreams. */
Error ai_upstream_open(Ctx *ctx, AiUpstreamList *upstreams);

/**
 * Fills in the keys that are NULL by those that revisions of the product have for the same address,
 * the same model's and the newest first; "" becomes NULL.
 */
Error ai_upstream_find_keys(Ctx *ctx, Id product_id, AiUpstreamList *upstreams);

/** The same for the same address, model and key; nobody can guess the key by it. */
Digest ai_upstream_digest(Arena *arena, const AiUpstream *upstream);

/** Makes the upstreams of the revision be these; it has their models. */
Error ai_upstream_place(Ctx *ctx, Id revision_id, const AiUpstreamList *upstreams);
