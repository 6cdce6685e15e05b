// The licence into the secret that the chart reads.
#include "base/text.h"
#include "cluster.h"
#include "crypt/crypt.h"
#include "licence.h"
#include "operation_job.h"
#include "operation_run.h"
#include "sentences/sentence.h"
#include "workload_store.h"

#define PRODUCT_LABEL "kontor/product"

static const char *secret_json(
    Ctx *ctx, const Workload *workload, const Chart *chart, const char *base64)
{
    Json *out = json_new(ctx->arena);
    json_begin_object(out, NULL);
    json_put(out, "apiVersion", "v1");
    json_put(out, "kind", "Secret");
    json_put(out, "type", "Opaque");
    json_begin_object(out, "metadata");
    json_put(out, "name", chart->licence->secret_name);
    json_put(out, "namespace", workload->namespace);
    json_begin_object(out, "labels");
    json_put(out, "app.kubernetes.io/managed-by", "kontor");
    json_put(out, PRODUCT_LABEL, workload->product_id);
    json_end_object(out);
    json_end_object(out);
    json_begin_object(out, "data");
    json_put(out, chart->licence->file_name, base64);
    json_end_object(out);
    json_end_object(out);
    return json_finish(out);
}

static const char *path_of(Ctx *ctx, const Workload *workload, const Chart *chart)
{
    return arena_printf(ctx->arena, "/api/v1/namespaces/%s/secrets/%s", workload->namespace,
        chart->licence->secret_name);
}

// Sellers choose the name: it may be that of a secret which is somebody else's.
static Error licence_find(Ctx *ctx, const Kube *kube, const Workload *workload, const Chart *chart,
    bool *ret_is_there, bool *ret_is_ours)
{
    const JsonValue *secret = NULL;
    Error error = kube_get(ctx, kube, path_of(ctx, workload, chart), &secret);
    if (error && error != NOT_FOUND)
        return error;
    const JsonValue *labels = kube_value(secret, "metadata.labels");
    *ret_is_there = !error;
    *ret_is_ours = text_same(json_text_member(labels, PRODUCT_LABEL), workload->product_id.text);
    return OK;
}

typedef struct Kept {
    Id workload_id;
    Blob sealed;
} Kept;

// Unless another licence has come meanwhile: its own job follows.
static Error forget(Ctx *ctx, void *arg)
{
    const Kept *kept = arg;
    return workload_store_forget_licence(ctx, kept->workload_id, kept->sealed);
}

Error licence_put(Ctx *ctx, const Kube *kube, const Workload *workload, const Chart *chart)
{
    Kept kept = {.workload_id = workload->id};
    const char *base64;
    bool is_there, is_ours;
    const JsonValue *secret;
    TRY(workload_store_licence(ctx, workload->id, &kept.sealed));
    if (!kept.sealed.bytes || !chart->licence)
        return OK;
    TRY(crypt_open(ctx, LICENCE_PURPOSE, kept.sealed, &base64));
    TRY(licence_find(ctx, kube, workload, chart, &is_there, &is_ours));
    if (is_there && !is_ours)
        return sentence_fail(ctx, CONFLICT, SENTENCE_SECRET_EXISTS,
            {"secret", chart->licence->secret_name}, {"namespace", workload->namespace});
    TRY(kube_apply(ctx, kube, path_of(ctx, workload, chart),
        secret_json(ctx, workload, chart, base64), &secret));
    return tx_run(ctx, TX_WRITE, forget, &kept);
}

Error licence_remove(Ctx *ctx, const Kube *kube, const Workload *workload, const Chart *chart)
{
    int64_t others;
    bool is_there, is_ours;
    TRY(workload_store_count_beside(ctx, workload, &others));
    if (!chart->licence || others)
        return OK;
    TRY(licence_find(ctx, kube, workload, chart, &is_there, &is_ours));
    return !is_ours ? OK : kube_remove(ctx, kube, path_of(ctx, workload, chart));
}

typedef struct LicenceJob {
    Id workload_id;
    Workload workload;
    Chart chart;
} LicenceJob;

static Error read(Ctx *ctx, void *arg)
{
    LicenceJob *wanted = arg;
    TRY(workload_get(ctx, wanted->workload_id, &wanted->workload));
    return chart_get(ctx, wanted->workload.chart_id, &wanted->chart);
}

Error licence_put_job(Ctx *ctx, const Job *job)
{
    Kube kube = {0};
    const JsonValue *arguments = job_read_arguments(ctx, job);
    LicenceJob wanted = {.workload_id = id_from(json_text_member(arguments, "workload_id"))};
    TRY(tx_run(ctx, TX_READ, read, &wanted));
    if (wanted.workload.state >= WORKLOAD_REMOVING)
        return OK;
    TRY(cluster_open(ctx, wanted.workload.cluster_id, wanted.workload.namespace, &kube));
    return licence_put(ctx, &kube, &wanted.workload, &wanted.chart);
}
