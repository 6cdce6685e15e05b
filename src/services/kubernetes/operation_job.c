#include "operation_job.h"

#include "base/text.h"
#include "chart_values.h"
#include "cluster.h"
#include "operation_run.h"
#include "preflight.h"
#include "render.h"
#include "sentences/sentence.h"
#include "settings.h"
#include "value_tree.h"

#include <string.h>

// How often the cluster may fail to answer before the operation has failed.
enum { PATIENCE = 6 };

// ── how it ends ──────────────────────────────────────────────────────────────────────────────

typedef struct Ending {
    OperationRun *run;
    OperationState state;
    const char *problem;
} Ending;

static Error end_in_tx(Ctx *ctx, void *arg)
{
    Ending *ending = arg;
    return operation_end(ctx, &ending->run->operation, ending->state, ending->problem);
}

static Error end(OperationRun *run, OperationState state, const char *problem)
{
    Ending ending = {
        run, state, sentence_change(run->ctx->arena, problem, chart_secrets_hide, run->secrets)};
    TRY(tx_run(run->ctx, TX_WRITE, end_in_tx, &ending));
    return OK;
}

// The faults of a body in one sentence.
static const char *problem_of_failure(Ctx *ctx)
{
    if (!ctx->failure.fault_count)
        return sentence_of_failure(ctx);
    Text words = {.arena = ctx->arena};
    for (size_t i = 0; i < ctx->failure.fault_count; i++)
        text_printf(&words, "%s%s: %s", i ? " " : "", ctx->failure.faults[i].field,
            ctx->failure.faults[i].message);
    return sentence_of(ctx->arena, SENTENCE_INVALID_BODY, {"words", text_of(&words)});
}

// What may be over in a moment is tried again by the job; anything else is the end.
static Error give_up(OperationRun *run, Error error)
{
    if (run->lost)
        return run->lost;
    bool may_pass = error == UNAVAILABLE || error == LIMITED;
    if (error == INTERNAL || (may_pass && run->job->attempts % PATIENCE != 0))
        return error;
    return end(run, OPERATION_FAILED, problem_of_failure(run->ctx));
}

static Error step_in_tx(Ctx *ctx, void *arg)
{
    OperationRun *run = arg;
    return operation_step(ctx, &run->operation, run->operation.step);
}

static Error step(OperationRun *run, const char *name)
{
    run->operation.step = name;
    return tx_run(run->ctx, TX_WRITE, step_in_tx, run);
}

// ── helm ─────────────────────────────────────────────────────────────────────────────────────

static HelmRelease release_of(OperationRun *run)
{
    return (HelmRelease){
        .kube = &run->kube,
        .namespace = run->workload.namespace,
        .name = run->workload.release_name,
        .operation_id = run->operation.id.text,
        .timeout_us = settings()->deployment_timeout,
        .stops = operation_attend,
        .arg = run,
    };
}

static Error record_get(OperationRun *run, HelmRecord *ret_record)
{
    return helm_record_get(
        run->ctx, &run->kube, run->workload.namespace, run->workload.release_name, ret_record);
}

// helm was killed and left the release locked: a first installation goes, anything else goes back.
static Error repair(OperationRun *run)
{
    HelmOutcome outcome = {0};
    HelmRelease release = release_of(run);
    if (!helm_record_is_pending(&run->before))
        return OK;
    TRY(step(run, "repairing"));
    run->is_silent = true;
    bool goes_back = run->before.good_revision && !text_same(run->before.status, "uninstalling");
    TRY(goes_back ? helm_rollback(run->ctx, &release, run->before.good_revision, &outcome)
                  : helm_uninstall(run->ctx, &release, &outcome));
    run->is_silent = false;
    if (!outcome.has_succeeded)
        return sentence_fail(
            run->ctx, CONFLICT, SENTENCE_NOT_REPAIRED, {"problem", .sentence = outcome.problem});
    return record_get(run, &run->before);
}

static Error require_ours(OperationRun *run)
{
    if (run->before.revision && !run->operation.has_begun && !run->workload.helm_revision)
        return sentence_fail(run->ctx, CONFLICT, SENTENCE_RELEASE_EXISTS,
            {"release", run->workload.release_name}, {"namespace", run->workload.namespace});
    return OK;
}

// ── what helm left ───────────────────────────────────────────────────────────────────────────

static Error manifest_in_tx(Ctx *ctx, void *arg)
{
    OperationRun *run = arg;
    TextList secrets = chart_secrets(ctx->arena, run->secrets);
    return operation_keep_manifest(
        ctx, run->operation.id, object_write_all(ctx->arena, &run->objects, secrets));
}

// Reads what there is now, and keeps it for people; *ret_record may be of an earlier operation.
static Error record_keep(OperationRun *run, HelmRecord *ret_record)
{
    const char *values;
    TRY(record_get(run, ret_record));
    if (ret_record->revision <= run->before.revision)
        return OK;
    TRY(helm_record_open(run->ctx, ret_record, &run->objects, &values));
    run->secrets = chart_secrets_find(run->ctx->arena, &run->chart, values, run->secrets);
    return tx_run(run->ctx, TX_WRITE, manifest_in_tx, run);
}

static const char *problem_of(const OperationRun *run, const HelmOutcome *outcome)
{
    if (run->stopped)
        return run->stopped;
    return run->cause ? run->cause : outcome->problem;
}

static Error settle(OperationRun *run, const HelmOutcome *outcome)
{
    HelmRecord after = {0};
    if (run->lost)
        return run->lost;
    operation_look(run);
    Error error = record_keep(run, &after);
    if (!error && outcome->was_killed) {
        run->before = after;
        error = repair(run);
    }
    if (run->lost)
        return run->lost;
    if (!outcome->has_succeeded)
        return end(
            run, run->stopped ? OPERATION_CANCELLED : OPERATION_FAILED, problem_of(run, outcome));
    TRY(error);
    run->operation.helm_revision = after.revision;
    return end(run, OPERATION_SUCCEEDED, NULL);
}

// ── install and upgrade ──────────────────────────────────────────────────────────────────────

static const JsonValue *parsed(Ctx *ctx, const char *json)
{
    const char *problem;
    return json_parse(ctx->arena, json, strlen(json), &problem);
}

// The platform keeps no confidential answer after a success; the cluster does.
static Error secrets_find(OperationRun *run)
{
    const char *values = "{}";
    ObjectList objects;
    TRY(operation_secrets(run->ctx, run->operation.id, &run->secrets));
    if (run->before.revision)
        TRY(helm_record_open(run->ctx, &run->before, &objects, &values));
    const char *known = chart_secrets_find(run->ctx->arena, &run->chart, values, run->secrets);
    run->secrets = chart_passwords_create(run->ctx, &run->chart, known);
    return OK;
}

static const Finding *first_error(const FindingList *findings)
{
    for (size_t i = 0; i < findings->count; i++)
        if (findings->items[i].severity == SEVERITY_ERROR)
            return &findings->items[i];
    return NULL;
}

// The cluster may have changed since somebody looked.
static Error check(OperationRun *run)
{
    Cluster cluster = {0};
    PreflightResult result = {0};
    TRY(cluster_get(run->ctx, run->workload.cluster_id, &cluster));
    const PreflightQuestion question = {
        .chart = &run->chart,
        .cluster = &cluster,
        .namespace = run->workload.namespace,
        .release = run->workload.release_name,
        .answers_json = run->operation.answers.text,
        .confidential_json = run->secrets,
        .is_upgrade = run->before.revision != 0,
    };
    TRY(preflight_run(run->ctx, &question, &result));
    const Finding *error = first_error(&result.findings);
    if (!error)
        return OK;
    const char *code = sentence_code_in(run->ctx->arena, NULL, error->sentence);
    bool may_pass = text_same(code, sentence_code_names[SENTENCE_CLUSTER_UNREACHABLE]);
    return sentence_fail_with(run->ctx, may_pass ? UNAVAILABLE : CONFLICT, error->sentence);
}

static Error begin(OperationRun *run)
{
    run->operation.has_begun = true;
    return step(run, "deploying");
}

static Error deploy(OperationRun *run)
{
    Blob tgz;
    const char *values;
    HelmOutcome outcome = {0};
    TRY(require_ours(run));
    TRY(repair(run));
    TRY(secrets_find(run));
    TRY(check(run));
    TRY(chart_values(run->ctx, &run->chart, run->operation.answers.text, run->secrets, &values));
    TRY(chart_bytes(run->ctx, &run->chart, &tgz));
    TRY(step(run, "licence"));
    TRY(licence_put(run->ctx, &run->kube, &run->workload, &run->chart));
    TRY(begin(run));
    HelmRelease release = release_of(run);
    TRY(helm_upgrade(run->ctx, &release, tgz, values, &outcome));
    return settle(run, &outcome);
}

// ── back, and away ───────────────────────────────────────────────────────────────────────────

static Error roll_back(OperationRun *run)
{
    HelmOutcome outcome = {0};
    HelmRelease release = release_of(run);
    TRY(repair(run));
    TRY(begin(run));
    TRY(helm_rollback(run->ctx, &release, run->operation.helm_revision, &outcome));
    return settle(run, &outcome);
}

static Error volumes_remove(OperationRun *run)
{
    TextList names = run->operation.remove_volumes;
    for (size_t i = 0; i < names.count; i++)
        TRY(kube_remove(run->ctx, &run->kube,
            arena_printf(run->ctx->arena, "/api/v1/namespaces/%s/persistentvolumeclaims/%s",
                run->workload.namespace, text_url_encoded(run->ctx->arena, names.items[i]))));
    return OK;
}

static Error remove_release(OperationRun *run)
{
    HelmOutcome outcome = {0};
    HelmRelease release = release_of(run);
    TRY(step(run, "removing"));
    if (run->operation.has_begun) // else a release of that name is somebody else's
        TRY(helm_uninstall(run->ctx, &release, &outcome));
    else
        outcome.has_succeeded = true;
    if (run->lost)
        return run->lost;
    if (!outcome.has_succeeded)
        return end(
            run, run->stopped ? OPERATION_CANCELLED : OPERATION_FAILED, problem_of(run, &outcome));
    TRY(volumes_remove(run));
    TRY(licence_remove(run->ctx, &run->kube, &run->workload, &run->chart));
    return end(run, OPERATION_SUCCEEDED, NULL);
}

// ── the job ──────────────────────────────────────────────────────────────────────────────────

static Error start_in_tx(Ctx *ctx, void *arg)
{
    OperationRun *run = arg;
    TRY(operation_start(ctx, &run->operation));
    TRY(workload_get(ctx, run->operation.workload_id, &run->workload));
    return chart_get(ctx, run->operation.chart_id, &run->chart);
}

// helm had finished, and only the note of it was missing.
static bool was_done(const OperationRun *run)
{
    return id_same(run->before.operation_id, run->operation.id) &&
           text_same(run->before.status, "deployed");
}

static Error carry_out(OperationRun *run)
{
    TRY(step(run, "checking"));
    TRY(cluster_open(run->ctx, run->workload.cluster_id, run->workload.namespace, &run->kube));
    TRY(record_get(run, &run->before));
    switch (run->operation.kind) {
    case OPERATION_INSTALL:
    case OPERATION_UPGRADE:
        if (!was_done(run))
            return deploy(run);
        run->before.revision = 0; // all of it is new to us
        return settle(run, &(HelmOutcome){.has_succeeded = true});
    case OPERATION_ROLLBACK: return roll_back(run);
    case OPERATION_REMOVE: return remove_release(run);
    }
    return OK;
}

Error operation_run_job(Ctx *ctx, const Job *job)
{
    const JsonValue *arguments = parsed(ctx, job->arguments);
    OperationRun run = {
        .ctx = ctx,
        .job = job,
        .operation.id = id_from(json_text_member(arguments, "operation_id")),
        .arenas = {arena_new(), arena_new()},
    };
    Error error = operation_get(ctx, run.operation.id, &run.operation);
    if (!error && run.operation.state <= OPERATION_RUNNING) {
        error = tx_run(ctx, TX_WRITE, start_in_tx, &run);
        if (!error && run.operation.state == OPERATION_RUNNING) {
            error = carry_out(&run);
            if (error)
                error = give_up(&run, error);
        }
    }
    arena_free(run.arenas[0]);
    arena_free(run.arenas[1]);
    return error;
}
