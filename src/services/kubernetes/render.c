#include "render.h"

#include "catalog/file.h"
#include "chart_values.h"
#include "db/db.h"

static Error read_bytes(Ctx *ctx, void *arg)
{
    struct {
        Digest digest;
        Blob bytes;
    } *wanted = arg;
    File file;
    bool is_public;
    Actor actor = ctx->actor; // charts are nobody's to download
    ctx->actor = (Actor){.is_system = true};
    Error error = file_get(ctx, wanted->digest, &file, &wanted->bytes, &is_public);
    ctx->actor = actor;
    return error;
}

Error chart_bytes(Ctx *ctx, const Chart *chart, Blob *ret_tgz)
{
    struct {
        Digest digest;
        Blob bytes;
    } wanted = {.digest = chart->digest};
    if (chart->state != CHART_READY)
        return fail(
            ctx, CONFLICT, "chart_not_ready", "The chart is %s.", chart_state_names[chart->state]);
    TRY(tx_run(ctx, TX_READ, read_bytes, &wanted));
    *ret_tgz = wanted.bytes;
    return OK;
}

Error render(Ctx *ctx, const Chart *chart, const HelmTarget *target, const char *values_json,
    ObjectList *ret_objects)
{
    Blob tgz;
    const char *manifest;
    TRY(chart_bytes(ctx, chart, &tgz));
    Error error = helm_template(ctx, tgz, target, values_json, &manifest);
    if (error)
        return chart_schema_faults(ctx, chart, error);
    return object_read_all(ctx, manifest, ret_objects);
}
