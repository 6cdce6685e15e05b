#include "chart_store.h"

#include "db/db.h"
#include "json/json.h"

#define SHORT_COLUMNS                                                                              \
    "c.id, c.revision_id, c.source, c.state, c.problem, c.digest, c.chart_name, c.chart_version,"  \
    " c.app_version, c.kube_version, c.minimum_kubernetes_version, c.form, c.licence,"             \
    " c.inspection, c.created_at, c.taken_in_at, c.replaced_at"
#define LONG_COLUMNS ", c.defaults, c.schema, c.manifest"

Error chart_store_get(Ctx *ctx, Id id, Chart *ret_chart)
{
    return db_one(ctx, chart_shape, ret_chart,
        "SELECT " SHORT_COLUMNS LONG_COLUMNS " FROM chart c WHERE c.id = $1", id);
}

Error chart_store_of_revision(Ctx *ctx, Id revision_id, Chart *ret_chart)
{
    return db_one(ctx, chart_shape, ret_chart,
        "SELECT " SHORT_COLUMNS LONG_COLUMNS
        " FROM chart c WHERE c.revision_id = $1 AND c.replaced_at IS NULL",
        revision_id);
}

Error chart_store_is_there(Ctx *ctx, Id revision_id, bool *ret_is_there)
{
    int64_t count;
    TRY(db_number(ctx, &count,
        "SELECT count(*) FROM chart WHERE revision_id = $1 AND replaced_at IS NULL", revision_id));
    *ret_is_there = count != 0;
    return OK;
}

Error chart_store_list_published(Ctx *ctx, ChartList *ret_charts)
{
    return db_all(ctx, chart_shape, ret_charts,
        "SELECT " SHORT_COLUMNS
        " FROM chart c JOIN product p ON p.active_revision_id ="
        " c.revision_id WHERE p.state = 'published' AND c.replaced_at IS NULL ORDER BY c.revision_id");
}

Error chart_store_find(Ctx *ctx, Id product_id, const char *source_key, Chart *ret_chart)
{
    return db_one(ctx, chart_shape, ret_chart,
        "SELECT " SHORT_COLUMNS LONG_COLUMNS
        " FROM chart c JOIN revision r ON r.id = c.revision_id"
        " WHERE r.product_id = $1 AND c.source_key = $2 AND c.state = 'ready'"
        " ORDER BY c.id DESC LIMIT 1",
        product_id, source_key);
}

Error chart_store_product(Ctx *ctx, Id revision_id, Id *ret_product_id)
{
    const char *id;
    TRY(db_text(ctx, &id, "SELECT product_id FROM revision WHERE id = $1", revision_id));
    *ret_product_id = id_from(id);
    return OK;
}

Error chart_store_create(Ctx *ctx, const Chart *c)
{
    Arena *arena = ctx->arena;
    return db_exec(ctx,
        "INSERT INTO chart (id, revision_id, source, source_key, state, form, licence,"
        " minimum_kubernetes_version, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        c->id, c->revision_id, json_of(arena, &chart_source_shape, &c->source),
        chart_source_key(arena, &c->source), chart_state_names[c->state],
        json_of_list(arena, &form_field_shape, c->form.items, c->form.count),
        c->licence ? json_of(arena, &chart_licence_shape, c->licence) : NULL,
        c->minimum_kubernetes_version, c->created_at);
}

Error chart_store_change(Ctx *ctx, const Chart *c)
{
    return db_exec(ctx,
        "UPDATE chart SET state = $1, problem = $2, digest = $3, chart_name = $4,"
        " chart_version = $5, app_version = $6, kube_version = $7, defaults = $8, schema = $9,"
        " inspection = $10, manifest = $11, taken_in_at = $12 WHERE id = $13",
        chart_state_names[c->state], c->problem, c->digest, c->chart_name, c->chart_version,
        c->app_version, c->kube_version, c->defaults.text, c->schema.text,
        c->inspection ? json_of(ctx->arena, &chart_inspection_shape, c->inspection) : NULL,
        c->manifest, c->taken_in_at, c->id);
}

Error chart_store_replace(Ctx *ctx, Id revision_id)
{
    return db_exec(ctx,
        "UPDATE chart SET replaced_at = $2 WHERE revision_id = $1 AND replaced_at IS NULL",
        revision_id, ctx->now);
}
