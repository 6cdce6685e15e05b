// ai_model_store.h — ai_model and ai_upstream rows. Private to src/catalog.
#pragma once

#include "catalog/ai_model.h"

extern const Shape ai_upstream_shape;

Error ai_model_store_list(Ctx *ctx, Id revision_id, AiModelList *ret_models);
Error ai_model_store_list_published(Ctx *ctx, AiModelList *ret_models);
Error ai_model_store_create(Ctx *ctx, const AiModel *model);
Error ai_model_store_remove_all(Ctx *ctx, Id revision_id);

Error ai_upstream_store_list(Ctx *ctx, Id revision_id, AiUpstreamList *ret_upstreams);
Error ai_upstream_store_key(Ctx *ctx, const AiUpstream *upstream, Blob *ret_sealed);
Error ai_upstream_store_find_key( // of any revision of the product, for the same address
    Ctx *ctx, Id product_id, const AiUpstream *upstream, Blob *ret_sealed);
Error ai_upstream_store_create(Ctx *ctx, const AiUpstream *upstream, Blob sealed_key);
Error ai_upstream_store_remove_all(Ctx *ctx, Id revision_id);
