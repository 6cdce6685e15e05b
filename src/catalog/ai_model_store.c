#include "ai_model_store.h"

#include "db/db.h"
#include "json/json.h"

#define MODEL_COLUMNS                                                                              \
    "m.id, m.revision_id, m.product_id, m.position, m.name, m.capabilities, m.context_length,"     \
    " m.rate_in, m.rate_out, m.rate_cached, m.rate_reasoning"

Error ai_model_store_list(Ctx *ctx, Id revision_id, AiModelList *ret_models)
{
    return db_all(ctx, ai_model_shape, ret_models,
        "SELECT " MODEL_COLUMNS " FROM ai_model m WHERE m.revision_id = $1 ORDER BY m.position",
        revision_id);
}

Error ai_model_store_list_published(Ctx *ctx, AiModelList *ret_models)
{
    return db_all(ctx, ai_model_shape, ret_models,
        "SELECT " MODEL_COLUMNS
        " FROM ai_model m JOIN product ON product.active_revision_id ="
        " m.revision_id WHERE product.state = 'published' ORDER BY m.revision_id, m.position");
}

static const char *rate_json(Ctx *ctx, Rate rate)
{
    if (!*rate.currency.code)
        return NULL;
    Json *out = json_new(ctx->arena);
    json_put(out, NULL, rate);
    return json_finish(out);
}

Error ai_model_store_create(Ctx *ctx, const AiModel *model)
{
    return db_exec(ctx,
        "INSERT INTO ai_model (id, revision_id, product_id, position, name, capabilities,"
        " context_length, rate_in, rate_out, rate_cached, rate_reasoning)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        model->id, model->revision_id, model->product_id, model->position, model->name,
        json_of_texts(ctx->arena, model->capabilities), model->context_length,
        rate_json(ctx, model->rate_in), rate_json(ctx, model->rate_out),
        rate_json(ctx, model->rate_cached), rate_json(ctx, model->rate_reasoning));
}

Error ai_model_store_remove_all(Ctx *ctx, Id revision_id)
{
    return db_exec(ctx, "DELETE FROM ai_model WHERE revision_id = $1", revision_id);
}

Error ai_upstream_store_list(Ctx *ctx, Id revision_id, AiUpstreamList *ret_upstreams)
{
    return db_all(ctx, ai_upstream_shape, ret_upstreams,
        "SELECT revision_id, model_name, position, url, upstream_model,"
        " sealed_key IS NOT NULL AS has_key FROM ai_upstream WHERE revision_id = $1"
        " ORDER BY model_name, position",
        revision_id);
}

Error ai_upstream_store_key(Ctx *ctx, const AiUpstream *upstream, Blob *ret_sealed)
{
    return db_blob(ctx, ret_sealed,
        "SELECT sealed_key FROM ai_upstream WHERE revision_id = $1 AND model_name = $2"
        " AND position = $3",
        upstream->revision_id, upstream->model_name, upstream->position);
}

Error ai_upstream_store_find_key(
    Ctx *ctx, Id product_id, const AiUpstream *upstream, Blob *ret_sealed)
{
    return db_blob(ctx, ret_sealed,
        "SELECT u.sealed_key FROM ai_upstream u JOIN revision r ON r.id = u.revision_id"
        " WHERE r.product_id = $1 AND u.url = $2"
        " ORDER BY CASE WHEN u.model_name = $3 THEN 0 ELSE 1 END, r.number DESC, u.model_name,"
        " u.position LIMIT 1",
        product_id, upstream->url, upstream->model_name);
}

Error ai_upstream_store_create(Ctx *ctx, const AiUpstream *upstream, Blob sealed_key)
{
    return db_exec(ctx,
        "INSERT INTO ai_upstream (revision_id, model_name, position, url, upstream_model,"
        " sealed_key) VALUES ($1, $2, $3, $4, $5, $6)",
        upstream->revision_id, upstream->model_name, upstream->position, upstream->url,
        upstream->upstream_model, sealed_key);
}

Error ai_upstream_store_remove_all(Ctx *ctx, Id revision_id)
{
    return db_exec(ctx, "DELETE FROM ai_upstream WHERE revision_id = $1", revision_id);
}
