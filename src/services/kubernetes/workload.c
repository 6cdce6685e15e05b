#include "workload.h"

#include "base/text.h"
#include "operation.h"
#include "organizations/role.h"
#include "sentences/sentence.h"
#include "work/work.h"
#include "workload_store.h"

const char *const workload_state_names[] = {"waiting", "deploying", "ready", "failed", "degraded",
    "upgrading", "rolling_back", "removing", "removed", NULL};

SHAPE(workload_object_shape, WorkloadObject, FIELD(WorkloadObject, kind, .required = true),
    FIELD(WorkloadObject, name, .required = true), FIELD(WorkloadObject, state, .required = true),
    FIELD(WorkloadObject, message, .tell = sentence_in));

static SHAPE(seconds_shape, Seconds, FIELD(Seconds, low), FIELD(Seconds, high));

SHAPE(progress_shape, Progress, FIELD(Progress, step), FIELD(Progress, ready),
    FIELD(Progress, total), FIELD(Progress, percent),
    FIELD_OBJECT(Progress, expected_seconds, seconds_shape), FIELD(Progress, started_at));

SHAPE(workload_shape, Workload, WORKLOAD_FIELDS);

SHAPE_NAMED(workload_row_shape, Workload, "WorkloadRow", WORKLOAD_FIELDS,
    FIELD(Workload, revision_id), FIELD(Workload, chart_id), FIELD(Workload, helm_revision),
    FIELD(Workload, answers), FIELD_LIST(Workload, objects, workload_object_shape),
    FIELD_LIST(Workload, volumes, kept_volume_shape), FIELD(Workload, hosts));

// from → to: the event of the move; NULL where there is no such move.
static const char *const moves[WORKLOAD_STATES][WORKLOAD_STATES] = {
    [WORKLOAD_WAITING] =
        {[WORKLOAD_DEPLOYING] = "workload.deploying", [WORKLOAD_FAILED] = "workload.failed"},
    [WORKLOAD_DEPLOYING] =
        {[WORKLOAD_READY] = "workload.ready", [WORKLOAD_FAILED] = "workload.failed"},
    [WORKLOAD_READY] = {[WORKLOAD_DEGRADED] = "workload.degraded",
        [WORKLOAD_UPGRADING] = "workload.upgrading",
        [WORKLOAD_ROLLING_BACK] = "workload.rolling_back",
        [WORKLOAD_REMOVING] = "workload.removing"},
    [WORKLOAD_DEGRADED] = {[WORKLOAD_READY] = "workload.ready",
        [WORKLOAD_UPGRADING] = "workload.upgrading",
        [WORKLOAD_ROLLING_BACK] = "workload.rolling_back",
        [WORKLOAD_REMOVING] = "workload.removing"},
    [WORKLOAD_UPGRADING] =
        {[WORKLOAD_READY] = "workload.upgraded", [WORKLOAD_FAILED] = "workload.failed"},
    [WORKLOAD_ROLLING_BACK] =
        {[WORKLOAD_READY] = "workload.rolled_back", [WORKLOAD_FAILED] = "workload.failed"},
    [WORKLOAD_REMOVING] =
        {[WORKLOAD_REMOVED] = "workload.removed", [WORKLOAD_FAILED] = "workload.failed"},
    [WORKLOAD_FAILED] = {[WORKLOAD_DEPLOYING] = "workload.deploying",
        [WORKLOAD_UPGRADING] = "workload.upgrading",
        [WORKLOAD_ROLLING_BACK] = "workload.rolling_back",
        [WORKLOAD_REMOVING] = "workload.removing"},
};

Error workload_emit(Ctx *ctx, const Workload *workload, const char *kind)
{
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    json_put(data, "name", workload->name);
    json_put(data, "state", workload_state_names[workload->state]);
    json_put(data, "cause", sentence_in(ctx->arena, "en", workload->cause));
    json_put(
        data, "cause_kept", workload->cause); // for reactions, which tell it in other languages
    json_put(data, "subscription_id", workload->subscription_id);
    json_end_object(data);
    return event_emit(ctx, kind, ctx->actor.organization_id, workload->id, json_finish(data));
}

Error workload_move(Ctx *ctx, Workload *workload, WorkloadState state, const char *cause)
{
    const char *event = moves[workload->state][state];
    if (workload->state == state) {
        if (text_same(workload->cause, cause))
            return OK;
        workload->cause = cause;
        return workload_store_change(ctx, workload);
    }
    if (!event)
        return fail(ctx, CONFLICT, "wrong_state", "A workload that is %s cannot become %s.",
            workload_state_names[workload->state], workload_state_names[state]);
    workload->state = state;
    workload->cause = cause;
    if (state == WORKLOAD_REMOVED)
        workload->removed_at = ctx->now;
    TRY(workload_store_change(ctx, workload));
    return workload_emit(ctx, workload, event);
}

Error workload_require_permission(Ctx *ctx, bool is_test)
{
    if (ctx->actor.permissions & (is_test ? PERMIT_OFFERINGS : PERMIT_PURCHASE))
        return OK;
    return fail(ctx, FORBIDDEN, "missing_permission",
        is_test ? "This is a test of your seller; it needs the role “offerings”."
                : "This was ordered; changing it needs the role “purchasing”.");
}

Error workload_create(Ctx *ctx, Workload *workload)
{
    Id other;
    TRY(workload_store_find(
        ctx, workload->cluster_id, workload->namespace, workload->release_name, &other));
    if (id_is_set(other))
        return fail(ctx, CONFLICT, "release_taken",
            "A workload of your organization is called %s in the namespace %s already; choose"
            " another release name.",
            workload->release_name, workload->namespace);
    workload->id = id_new("wkl");
    workload->state = WORKLOAD_WAITING;
    workload->created_at = ctx->now;
    workload->version = 1;
    return workload_store_create(ctx, workload);
}

Error workload_see(Ctx *ctx, const Workload *workload)
{
    return workload_store_see(ctx, workload);
}

// ── reading ──────────────────────────────────────────────────────────────────────────────────

static bool is_under_way(const Workload *workload)
{
    static const bool under_way[WORKLOAD_STATES] = {
        [WORKLOAD_WAITING] = true,
        [WORKLOAD_DEPLOYING] = true,
        [WORKLOAD_UPGRADING] = true,
        [WORKLOAD_ROLLING_BACK] = true,
        [WORKLOAD_REMOVING] = true,
    };
    return under_way[workload->state];
}

Error workload_progress(
    Ctx *ctx, const Workload *workload, const Operation *operation, Progress *ret_progress)
{
    Progress progress = {
        .step = operation->step ? operation->step : operation_state_names[operation->state],
        .total = (int64_t)workload->objects.count,
        .started_at = operation->started_at,
    };
    for (size_t i = 0; i < workload->objects.count; i++)
        progress.ready += text_same(workload->objects.items[i].state, "ready");
    progress.percent = progress.total ? progress.ready * 100 / progress.total : 0;
    TRY(operation_expected(ctx, operation, &progress.expected_seconds));
    *ret_progress = progress;
    return OK;
}

static Error progress_add(Ctx *ctx, Workload *workload)
{
    Operation operation = {0};
    if (!is_under_way(workload) || !id_is_set(workload->operation_id))
        return OK;
    TRY(operation_get(ctx, workload->operation_id, &operation));
    workload->progress = arena_new_of(ctx->arena, Progress);
    return workload_progress(ctx, workload, &operation, workload->progress);
}

Error workload_list(Ctx *ctx, const WorkloadFilter *filter, WorkloadList *ret_workloads)
{
    WorkloadList workloads;
    TRY(workload_store_list(ctx, filter, &workloads));
    for (size_t i = 0; i < workloads.count; i++)
        TRY(progress_add(ctx, &workloads.items[i]));
    *ret_workloads = workloads;
    return OK;
}

Error workload_get(Ctx *ctx, Id id, Workload *ret_workload)
{
    TRY(workload_store_get(ctx, id, ret_workload));
    return progress_add(ctx, ret_workload);
}

Error workload_lock(Ctx *ctx, Id id, Workload *ret_workload)
{
    TRY(workload_store_lock(ctx, id));
    return workload_store_get(ctx, id, ret_workload);
}

Error workload_of_subscription(Ctx *ctx, Id subscription_id, Workload *ret_workload)
{
    Id id;
    TRY(workload_store_of_subscription(ctx, subscription_id, &id));
    if (!id_is_set(id))
        return fail(ctx, NOT_FOUND, "not_found", "The subscription has no workload.");
    return workload_get(ctx, id, ret_workload);
}
