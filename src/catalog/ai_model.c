#include "ai_model.h"

#include "ai_model_store.h"
#include "crypt/crypt.h"

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

SHAPE(ai_upstream_shape, AiUpstream, FIELD(AiUpstream, revision_id), FIELD(AiUpstream, model_name),
    FIELD(AiUpstream, position), FIELD(AiUpstream, url), FIELD(AiUpstream, upstream_model),
    FIELD(AiUpstream, has_key));

Error ai_model_list(Ctx *ctx, Id revision_id, AiModelList *ret_models)
{
    if (id_is_set(revision_id))
        return ai_model_store_list(ctx, revision_id, ret_models);
    return ai_model_store_list_published(ctx, ret_models);
}

Error ai_upstream_list(Ctx *ctx, Id revision_id, AiUpstreamList *ret_upstreams)
{
    return ai_upstream_store_list(ctx, revision_id, ret_upstreams);
}

Error ai_upstream_open(Ctx *ctx, AiUpstreamList *upstreams)
{
    for (size_t i = 0; i < upstreams->count; i++) {
        AiUpstream *upstream = &upstreams->items[i];
        Blob sealed;
        if (!upstream->has_key)
            continue;
        TRY(ai_upstream_store_key(ctx, upstream, &sealed));
        TRY(crypt_open(ctx, KEY_PURPOSE, sealed, &upstream->key));
    }
    return OK;
}

static Error find_key(Ctx *ctx, Id product_id, AiUpstream *upstream)
{
    Blob sealed;
    Error error = ai_upstream_store_find_key(ctx, product_id, upstream, &sealed);
    if (error == NOT_FOUND) {
        ctx->failure = (Failure){0};
        return OK;
    }
    TRY(error);
    return sealed.bytes ? crypt_open(ctx, KEY_PURPOSE, sealed, &upstream->key) : OK;
}

Error ai_upstream_find_keys(Ctx *ctx, Id product_id, AiUpstreamList *upstreams)
{
    for (size_t i = 0; i < upstreams->count; i++) {
        AiUpstream *upstream = &upstreams->items[i];
        if (!upstream->key)
            TRY(find_key(ctx, product_id, upstream));
        else if (!*upstream->key)
            upstream->key = NULL;
    }
    return OK;
}

Digest ai_upstream_digest(Arena *arena, const AiUpstream *upstream)
{
    return crypt_sign(
        KEY_PURPOSE, arena_printf(arena, "%s\n%s\n%s", upstream->url, upstream->upstream_model,
                         upstream->key ? upstream->key : ""));
}

Error ai_upstream_place(Ctx *ctx, Id revision_id, const AiUpstreamList *upstreams)
{
    TRY(ai_upstream_store_remove_all(ctx, revision_id));
    for (size_t i = 0; i < upstreams->count; i++) {
        AiUpstream upstream = upstreams->items[i];
        upstream.revision_id = revision_id;
        Blob sealed = upstream.key ? crypt_seal(ctx->arena, KEY_PURPOSE, upstream.key) : (Blob){0};
        TRY(ai_upstream_store_create(ctx, &upstream, sealed));
    }
    return OK;
}
