#include "workload_watch.h"

#include "base/text.h"
#include "catalog/chart.h"
#include "chart_values.h"
#include "cluster.h"
#include "helm_record.h"
#include "live.h"
#include "sentences/sentence.h"
#include "workload_store.h"

#define EVERY        SECONDS(55) // the schedule is a minute; a look may be late
#define EVENTS_SINCE MINUTES(10)
enum { AT_ONCE = 1000 };

// ── who is to be looked at ───────────────────────────────────────────────────────────────────

static Error plan(Ctx *ctx, void *arg)
{
    (void)arg;
    WatchedList watched;
    TRY(workload_store_take_watched(ctx, time_after(ctx->now, -EVERY), AT_ONCE, &watched));
    for (size_t i = 0; i < watched.count; i++) {
        const Watched *one = &watched.items[i];
        TRY(job_add(ctx, "look_at_workload", one->organization_id, one->id.text,
            arena_printf(ctx->arena, "{\"workload_id\":\"%s\"}", one->id.text), TIME_NONE));
    }
    return OK;
}

Error workload_watch_job(Ctx *ctx, const Job *job)
{
    (void)job;
    return tx_run(ctx, TX_WRITE, plan, NULL);
}

// ── one look ─────────────────────────────────────────────────────────────────────────────────

typedef struct Watch {
    Workload workload;
    Chart chart;
    Live live;
    const char *cause; // NULL: all is well
} Watch;

static const char *cause_of_record(Ctx *ctx, const Workload *workload, const HelmRecord *record)
{
    if (!record->revision)
        return sentence_of(ctx->arena, SENTENCE_RELEASE_GONE, {"release", workload->release_name},
            {"namespace", workload->namespace});
    if (record->revision != workload->helm_revision)
        return sentence_of(ctx->arena, SENTENCE_CHANGED_OUTSIDE,
            {"revision", sentence_number(ctx->arena, record->revision)},
            {"ours", sentence_number(ctx->arena, workload->helm_revision)});
    return NULL;
}

static const char *cause_of_live(Ctx *ctx, const Live *live)
{
    if (live->is_ready)
        return NULL;
    if (live->cause)
        return live->cause;
    for (size_t i = 0; i < live->objects.count; i++)
        if (!text_same(live->objects.items[i].state, "ready"))
            return sentence_of(ctx->arena, SENTENCE_NOT_READY,
                {"object", arena_printf(ctx->arena, "%s/%s", live->objects.items[i].kind,
                               live->objects.items[i].name)});
    return NULL;
}

static void hide(Ctx *ctx, Watch *watch, const char *secrets)
{
    WorkloadObjectList *objects = &watch->live.objects;
    watch->cause = sentence_change(ctx->arena, watch->cause, chart_secrets_hide, secrets);
    for (size_t i = 0; i < objects->count; i++)
        objects->items[i].message =
            sentence_change(ctx->arena, objects->items[i].message, chart_secrets_hide, secrets);
}

static Error look(Ctx *ctx, Watch *watch)
{
    Kube kube = {0};
    HelmRecord record;
    ObjectList objects = {0};
    const char *values = "{}";
    const Workload *workload = &watch->workload;
    TRY(cluster_open(ctx, workload->cluster_id, workload->namespace, &kube));
    TRY(helm_record_get(ctx, &kube, workload->namespace, workload->release_name, &record));
    if (record.revision)
        TRY(helm_record_open(ctx, &record, &objects, &values));
    const char *secrets = chart_secrets_find(ctx->arena, &watch->chart, values, NULL);
    TRY(live_look(ctx, &kube, workload->namespace, &objects, time_after(ctx->now, -EVENTS_SINCE),
        &watch->live));
    watch->cause = cause_of_record(ctx, workload, &record);
    if (!watch->cause)
        watch->cause = cause_of_live(ctx, &watch->live);
    hide(ctx, watch, secrets);
    return OK;
}

// Unless an operation has begun meanwhile.
static Error note(Ctx *ctx, void *arg)
{
    Watch *watch = arg;
    Workload now = {0};
    TRY(workload_lock(ctx, watch->workload.id, &now));
    if ((now.state != WORKLOAD_READY && now.state != WORKLOAD_DEGRADED) ||
        now.helm_revision != watch->workload.helm_revision)
        return OK;
    now.objects = watch->live.objects;
    now.volumes = watch->live.volumes;
    now.hosts = watch->live.hosts;
    TRY(workload_see(ctx, &now));
    return workload_move(
        ctx, &now, watch->cause ? WORKLOAD_DEGRADED : WORKLOAD_READY, watch->cause);
}

Error workload_look_job(Ctx *ctx, const Job *job)
{
    const JsonValue *arguments = job_read_arguments(ctx, job);
    Watch watch = {0};
    TRY(workload_get(ctx, id_from(json_text_member(arguments, "workload_id")), &watch.workload));
    if (watch.workload.state != WORKLOAD_READY && watch.workload.state != WORKLOAD_DEGRADED)
        return OK;
    TRY(chart_get(ctx, watch.workload.chart_id, &watch.chart));
    if (look(ctx, &watch))
        return OK;
    return tx_run(ctx, TX_WRITE, note, &watch);
}
