#include "ai_model.h"

#include "ai_model_store.h"
#include "base/text.h"
#include "crypt/crypt.h"

#include <string.h>

#define KEY_PURPOSE "ai_upstream"

SHAPE(ai_model_shape, AiModel, FIELD(AiModel, id, .required = true),
    FIELD(AiModel, name, .required = true),
    FIELD(AiModel, capabilities, .about = "chat, completions, embeddings, responses"),
    FIELD(AiModel, context_length, .about = "tokens"), FIELD(AiModel, rate_in, .required = true),
    FIELD(AiModel, rate_out, .required = true),
    FIELD(AiModel, rate_cached, .about = "null: as rate_in"),
    FIELD(AiModel, rate_reasoning, .about = "null: as rate_out"),
    FIELD(AiModel, revision_id, .hidden = true), FIELD(AiModel, product_id, .hidden = true),
    FIELD(AiModel, position, .hidden = true));

SHAPE(ai_upstream_shape, AiUpstream, FIELD(AiUpstream, product_id), FIELD(AiUpstream, model_name),
    FIELD(AiUpstream, position), FIELD(AiUpstream, url), FIELD(AiUpstream, upstream_model),
    FIELD(AiUpstream, has_key));

Error ai_model_list(Ctx *ctx, Id revision_id, AiModelList *ret_models)
{
    if (id_is_set(revision_id))
        return ai_model_store_list(ctx, revision_id, ret_models);
    return ai_model_store_list_published(ctx, ret_models);
}

Error ai_upstream_list(Ctx *ctx, Id product_id, AiUpstreamList *ret_upstreams)
{
    return ai_upstream_store_list(ctx, product_id, ret_upstreams);
}

Error ai_upstream_key(Ctx *ctx, const AiUpstream *upstream, const char **ret_key)
{
    Blob sealed;
    *ret_key = NULL;
    if (!upstream->has_key)
        return OK;
    TRY(ai_upstream_store_key(ctx, upstream, &sealed));
    return crypt_open(ctx, KEY_PURPOSE, sealed, ret_key);
}

static const AiUpstream *find_same(const AiUpstreamList *upstreams, const AiUpstream *wanted)
{
    for (size_t i = 0; i < upstreams->count; i++)
        if (text_same(upstreams->items[i].model_name, wanted->model_name) &&
            text_same(upstreams->items[i].url, wanted->url))
            return &upstreams->items[i];
    return NULL;
}

// A key that is not said stays what it was, but only where it goes to the same address.
static Error keys_keep(Ctx *ctx, const AiUpstreamList *old, const AiUpstreamList *upstreams,
    const char *const *keys, const char **ret_keys)
{
    for (size_t i = 0; i < upstreams->count; i++) {
        const AiUpstream *same = keys[i] ? NULL : find_same(old, &upstreams->items[i]);
        ret_keys[i] = keys[i] && *keys[i] ? keys[i] : NULL;
        if (same)
            TRY(ai_upstream_key(ctx, same, &ret_keys[i]));
    }
    return OK;
}

static Error is_as_before(Ctx *ctx, const AiUpstreamList *old, const AiUpstreamList *upstreams,
    const char *const *keys, bool *ret_same)
{
    *ret_same = false;
    if (old->count != upstreams->count)
        return OK;
    for (size_t i = 0; i < upstreams->count; i++) {
        const AiUpstream *wanted = &upstreams->items[i], *had = NULL;
        for (size_t j = 0; j < old->count && !had; j++)
            if (text_same(old->items[j].model_name, wanted->model_name) &&
                old->items[j].position == wanted->position)
                had = &old->items[j];
        const char *key;
        if (!had || !text_same(had->url, wanted->url) ||
            !text_same(had->upstream_model, wanted->upstream_model))
            return OK;
        TRY(ai_upstream_key(ctx, had, &key));
        if (!text_same(key, keys[i]))
            return OK;
    }
    *ret_same = true;
    return OK;
}

Error ai_upstream_place(Ctx *ctx, Id product_id, const AiUpstreamList *upstreams,
    const char *const *keys, bool *ret_changed)
{
    AiUpstreamList old;
    bool is_same;
    const char **kept = arena_array_of(ctx->arena, const char *, upstreams->count + 1);
    TRY(ai_upstream_store_list(ctx, product_id, &old));
    TRY(keys_keep(ctx, &old, upstreams, keys, kept));
    TRY(is_as_before(ctx, &old, upstreams, kept, &is_same));
    *ret_changed = !is_same;
    if (is_same)
        return OK;
    TRY(ai_upstream_store_remove_all(ctx, product_id));
    for (size_t i = 0; i < upstreams->count; i++) {
        AiUpstream upstream = upstreams->items[i];
        upstream.product_id = product_id;
        Blob sealed = kept[i] ? crypt_seal(ctx->arena, KEY_PURPOSE, kept[i]) : (Blob){0};
        TRY(ai_upstream_store_create(ctx, &upstream, sealed));
    }
    return OK;
}
