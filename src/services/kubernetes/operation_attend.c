// While helm runs: the lease, whether somebody stopped it, and what can be seen in the cluster.
#include "operation_run.h"

#include "base/text.h"
#include "chart_values.h"
#include "live.h"
#include "operation_job.h"
#include "sentences/sentence.h"

#include <string.h>

static Error record_read(OperationRun *run, const HelmRecord *record)
{
    const char *values;
    TRY(helm_record_open(run->ctx, record, &run->objects, &values));
    run->secrets = chart_secrets_find(run->ctx->arena, &run->chart, values, run->secrets);
    return OK;
}

// helm writes down what it will make before it makes it. Looking for that once a second is a matter
// of the spare arena; only what is found is kept.
static Error objects_find(OperationRun *run, Arena *kept, Arena *spare)
{
    HelmRecord record;
    if (run->objects.count)
        return OK;
    TRY(helm_record_get(
        run->ctx, &run->kube, run->workload.namespace, run->workload.release_name, &record));
    if (record.revision <= run->before.revision)
        return OK;
    run->ctx->arena = kept;
    Error error = record_read(run, &record);
    run->ctx->arena = spare;
    run->is_blind = error != OK; // it will not get better
    return error;
}

// The record's members with those of the progress, and the objects.
static Error progress_data(OperationRun *run, const char **ret_data)
{
    Progress progress;
    Arena *arena = run->ctx->arena;
    const Workload *workload = &run->workload;
    TRY(workload_progress(run->ctx, workload, &run->operation, &progress));
    const char *json = json_of(arena, &progress_shape, &progress);
    Json *objects = json_new(arena);
    objects->language = "en"; // as in all events
    json_begin_array(objects, NULL);
    for (size_t i = 0; i < workload->objects.count; i++)
        json_record(objects, NULL, &workload_object_shape, &workload->objects.items[i]);
    json_end_array(objects);
    *ret_data =
        arena_printf(arena, "{\"workload_id\":\"%s\",\"operation_id\":\"%s\",\"objects\":%s,%s",
            workload->id.text, run->operation.id.text, json_finish(objects),
            json + 1); // without its brace
    return OK;
}

static Error tell(Ctx *ctx, void *arg)
{
    OperationRun *run = arg;
    const char *data;
    TRY(progress_data(run, &data));
    TRY(workload_see(ctx, &run->workload));
    return event_emit(ctx, "workload.progress", ctx->actor.organization_id, run->workload.id, data);
}

static void see(OperationRun *run, const Live *live)
{
    for (size_t i = 0; i < live->objects.count; i++) {
        WorkloadObject *object = &live->objects.items[i];
        object->message =
            sentence_change(run->ctx->arena, object->message, chart_secrets_hide, run->secrets);
    }
    run->cause = live->cause;
    run->workload.objects = live->objects;
    run->workload.volumes = live->volumes;
    run->workload.hosts = live->hosts;
    const char *seen = json_of_list(
        run->ctx->arena, &workload_object_shape, live->objects.items, live->objects.count);
    bool is_news = !text_same(run->seen, seen);
    run->seen = seen;
    if (is_news)
        (void)!tx_run(run->ctx, TX_WRITE, tell, run); // the next look tells
}

void operation_look(OperationRun *run)
{
    Live live;
    Arena *kept = run->ctx->arena, *spare = run->arenas[0];
    if (run->operation.kind == OPERATION_REMOVE || run->is_silent || run->is_blind)
        return;
    // What was seen last stays until something else is seen.
    arena_reset(spare);
    run->ctx->arena = spare;
    if (!objects_find(run, kept, spare) && !live_look(run->ctx, &run->kube, run->workload.namespace,
                                               &run->objects, run->operation.started_at, &live)) {
        see(run, &live);
        run->arenas[0] = run->arenas[1];
        run->arenas[1] = spare;
    }
    run->ctx->arena = kept;
    run->ctx->failure = (Failure){0}; // it may stand in the spare arena
}

static Error ask(Ctx *ctx, void *arg)
{
    OperationRun *run = arg;
    return operation_is_stopped(ctx, run->operation.id, &run->stopped);
}

bool operation_attend(void *arg)
{
    OperationRun *run = arg;
    run->lost = job_renew(run->ctx, run->job, OPERATION_LEASE);
    if (run->lost || (!tx_run(run->ctx, TX_READ, ask, run) && run->stopped))
        return true;
    operation_look(run);
    run->lost = job_renew(run->ctx, run->job, OPERATION_LEASE);
    return run->lost != OK;
}
