#include "operation.h"

#include "base/text.h"
#include "crypt/crypt.h"
#include "identity/user.h"
#include "licence.h"
#include "operation_store.h"
#include "sentences/sentence.h"
#include "test_deployment.h"
#include "work/work.h"
#include "workload_store.h"

const char *const operation_kind_names[] = {"install", "upgrade", "rollback", "remove", NULL};
const char *const operation_state_names[] = {
    "waiting", "running", "succeeded", "failed", "cancelled", NULL};

// Until the product has a history of its own.
enum { UNKNOWN_LOW_SECONDS = 120, UNKNOWN_HIGH_SECONDS = 300 };

#define OPERATION_FIELDS                                                                           \
    FIELD(Operation, id, .required = true), FIELD(Operation, workload_id, .required = true),       \
        FIELD_ENUM(Operation, kind, operation_kind_names),                                         \
        FIELD_ENUM(Operation, state, operation_state_names), FIELD(Operation, chart_version),      \
        FIELD(Operation, answers), FIELD(Operation, helm_revision),                                \
        FIELD(Operation, remove_volumes), FIELD(Operation, step),                                  \
        FIELD(Operation, problem, .tell = sentence_in),                                            \
        FIELD(Operation, requested_by, .required = true),                                          \
        FIELD(Operation, requested_by_name, .required = true),                                     \
        FIELD(Operation, created_at, .required = true), FIELD(Operation, started_at),              \
        FIELD(Operation, ended_at), FIELD(Operation, stops_at)

SHAPE(operation_shape, Operation, OPERATION_FIELDS,
    FIELD_TOLD(Operation, problem, "problem_code", sentence_code_in));
SHAPE_NAMED(operation_row_shape, Operation, "OperationRow", OPERATION_FIELDS,
    FIELD(Operation, revision_id), FIELD(Operation, chart_id), FIELD(Operation, has_begun));

Error operation_list(Ctx *ctx, Id workload_id, OperationList *ret_operations)
{
    return operation_store_list(ctx, workload_id, ret_operations);
}

Error operation_get(Ctx *ctx, Id id, Operation *ret_operation)
{
    return operation_store_get(ctx, id, ret_operation);
}

Error operation_manifest(Ctx *ctx, Id workload_id, Id operation_id, const char **ret_manifest)
{
    return operation_store_manifest(ctx, workload_id, operation_id, ret_manifest);
}

// ── asking for one ───────────────────────────────────────────────────────────────────────────

static const WorkloadState states_of_kinds[] = {
    [OPERATION_INSTALL] = WORKLOAD_DEPLOYING,
    [OPERATION_UPGRADE] = WORKLOAD_UPGRADING,
    [OPERATION_ROLLBACK] = WORKLOAD_ROLLING_BACK,
    [OPERATION_REMOVE] = WORKLOAD_REMOVING,
};

Error operation_require_alone(Ctx *ctx, Id workload_id)
{
    Id current_id;
    Operation current = {0};
    TRY(operation_store_current(ctx, workload_id, &current_id));
    if (!id_is_set(current_id))
        return OK;
    TRY(operation_get(ctx, current_id, &current));
    return fail(ctx, CONFLICT, "operation_in_progress",
        "%s asked for another change (%s) that is still under way; wait for it, or stop it.",
        current.requested_by_name, operation_kind_names[current.kind]);
}

Error operation_create(Ctx *ctx, Workload *workload, Operation *operation, const char *secrets)
{
    TRY(operation_require_alone(ctx, workload->id));
    operation->id = id_new("opn");
    operation->workload_id = workload->id;
    operation->state = OPERATION_WAITING;
    if (!id_is_set(operation->requested_by))
        operation->requested_by = ctx->actor.user_id;
    operation->created_at = ctx->now;
    if (!id_is_set(operation->chart_id)) {
        operation->revision_id = workload->revision_id;
        operation->chart_id = workload->chart_id;
    }
    if (!operation->answers.text)
        operation->answers = workload->answers;
    Blob sealed = {0};
    if (secrets && !text_same(secrets, "{}"))
        sealed = crypt_seal(ctx->arena, ANSWERS_PURPOSE, secrets);
    TRY(operation_store_create(ctx, operation, sealed));
    if (workload->state != WORKLOAD_WAITING) // else it is the first, and waits for its turn
        TRY(workload_move(ctx, workload, states_of_kinds[operation->kind], NULL));
    const char *arguments =
        arena_printf(ctx->arena, "{\"operation_id\":\"%s\"}", operation->id.text);
    return job_add(
        ctx, "run_operation", ctx->actor.organization_id, operation->id.text, arguments, TIME_NONE);
}

Error operation_secrets(Ctx *ctx, Id id, const char **ret_json)
{
    Blob sealed;
    TRY(operation_store_secrets(ctx, id, &sealed));
    if (!sealed.bytes) {
        *ret_json = NULL;
        return OK;
    }
    return crypt_open(ctx, ANSWERS_PURPOSE, sealed, ret_json);
}

Error operation_stop(Ctx *ctx, Workload *workload)
{
    Id id;
    User user = {0};
    Operation operation = {0};
    TRY(operation_store_current(ctx, workload->id, &id));
    if (!id_is_set(id))
        return fail(ctx, CONFLICT, "nothing_to_stop", "Nothing is under way.");
    TRY(operation_get(ctx, id, &operation));
    TRY(user_get(ctx, ctx->actor.user_id, &user));
    const char *problem = sentence_of(ctx->arena, SENTENCE_STOPPED, {"person", user.name});
    if (operation.state == OPERATION_WAITING)
        return operation_end(ctx, &operation, OPERATION_CANCELLED, problem);
    return operation_store_stop(ctx, id, problem);
}

// ── running it ───────────────────────────────────────────────────────────────────────────────

Error operation_start(Ctx *ctx, Operation *operation)
{
    Workload workload = {0};
    TRY(workload_lock(ctx, operation->workload_id, &workload));
    TRY(operation_get(ctx, operation->id, operation));
    if (operation->state > OPERATION_RUNNING)
        return OK;
    if (operation->state == OPERATION_WAITING) {
        operation->state = OPERATION_RUNNING;
        operation->started_at = ctx->now;
        TRY(operation_store_change(ctx, operation));
    }
    return workload_move(ctx, &workload, states_of_kinds[operation->kind], NULL);
}

Error operation_step(Ctx *ctx, Operation *operation, const char *step)
{
    operation->step = step;
    return operation_store_change(ctx, operation);
}

static Error succeed(Ctx *ctx, const Operation *operation, Workload *workload)
{
    if (operation->kind == OPERATION_REMOVE) {
        TRY(workload_store_set_licence(ctx, workload->id, (Blob){0})); // never put, and of no use
        return workload_move(ctx, workload, WORKLOAD_REMOVED, NULL);
    }
    workload->revision_id = operation->revision_id;
    workload->chart_id = operation->chart_id;
    workload->answers = operation->answers;
    workload->helm_revision = operation->helm_revision;
    workload->deployed_at = ctx->now;
    return workload_move(ctx, workload, WORKLOAD_READY, NULL);
}

Error operation_end(Ctx *ctx, Operation *operation, OperationState state, const char *problem)
{
    Workload workload = {0};
    TRY(workload_lock(ctx, operation->workload_id, &workload));
    operation->state = state;
    operation->problem = problem;
    operation->step = NULL;
    operation->ended_at = ctx->now;
    TRY(operation_store_change(ctx, operation));
    if (workload.is_test && operation->kind == OPERATION_INSTALL)
        TRY(test_deployment_end(ctx, &workload, operation));
    if (state != OPERATION_SUCCEEDED)
        return workload_move(ctx, &workload, WORKLOAD_FAILED, problem);
    TRY(operation_store_forget(ctx, workload.id));
    return succeed(ctx, operation, &workload);
}

Error operation_is_stopped(Ctx *ctx, Id id, const char **ret_problem)
{
    return operation_store_is_stopped(ctx, id, ret_problem);
}

Error operation_keep_manifest(Ctx *ctx, Id id, const char *manifest)
{
    return operation_store_set_manifest(ctx, id, manifest);
}

Error operation_expected(Ctx *ctx, const Operation *operation, Seconds *ret_expected)
{
    Seconds took;
    TRY(operation_store_durations(ctx, operation, &took));
    *ret_expected = took.high ? took : (Seconds){UNKNOWN_LOW_SECONDS, UNKNOWN_HIGH_SECONDS};
    return OK;
}
