// operation.h — one change of a workload: install, upgrade, roll back, remove. A job runs it
// (operation_job.h); of a workload one is waiting or running at a time.
#pragma once

#include "workload.h"

typedef enum OperationKind {
    OPERATION_INSTALL,
    OPERATION_UPGRADE,
    OPERATION_ROLLBACK,
    OPERATION_REMOVE,
} OperationKind;

typedef enum OperationState {
    OPERATION_WAITING,
    OPERATION_RUNNING,
    OPERATION_SUCCEEDED, // final, as the others
    OPERATION_FAILED,
    OPERATION_CANCELLED,
} OperationState;

extern const char *const operation_kind_names[], *const operation_state_names[];

typedef struct Operation {
    Id id; // opn_…
    Id workload_id;
    OperationKind kind;
    OperationState state;
    Id revision_id, chart_id; // of the product; ID_NONE with remove
    const char *chart_version;
    RawJson answers;         // that it deploys
    int64_t helm_revision;   // that it made; with rollback before it ran: to which
    TextList remove_volumes; // with remove: which claims go too
    bool has_begun;          // helm was started: what is there may be ours
    const char *step;
    const char *problem; // why it failed, a sentence of src/sentences; NULL
    Id requested_by;
    const char *requested_by_name;
    Time created_at, started_at, ended_at;
    Time stops_at; // when a person asked for it to stop; TIME_NONE: nobody did
} Operation;

typedef LIST_OF(Operation) OperationList;
extern const Shape operation_shape;     // of the API
extern const Shape operation_row_shape; // of the table

/** Newest first. */
Error operation_list(Ctx *ctx, Id workload_id, OperationList *ret_operations);
Error operation_get(Ctx *ctx, Id id, Operation *ret_operation);

/** The manifest that it (ID_NONE: the newest) deployed, as YAML without secrets; NULL: none. */
Error operation_manifest(Ctx *ctx, Id workload_id, Id operation_id, const char **ret_manifest);

/**
 * Adds an operation of the locked workload and its job: its kind and what it wants; chart and
 * answers are the workload's and requested_by who acts, unless said. secrets: confidential answers
 * as a JSON object, or NULL. CONFLICT  operation_in_progress, saying whose
 */
Error operation_create(Ctx *ctx, Workload *workload, Operation *operation, const char *secrets);

/** CONFLICT operation_in_progress, saying whose, if one is under way. */
Error operation_require_alone(Ctx *ctx, Id workload_id);

/** The confidential answers that it still has, as a JSON object; NULL if there are none. */
Error operation_secrets(Ctx *ctx, Id id, const char **ret_json);

/** Asks the newest operation to stop; one that waits is cancelled at once.
 * CONFLICT  nothing_to_stop */
Error operation_stop(Ctx *ctx, Workload *workload);

// ── for the job ──────────────────────────────────────────────────────────────────────────────

/** Begins it, or goes on with one that was interrupted. */
Error operation_start(Ctx *ctx, Operation *operation);
Error operation_step(Ctx *ctx, Operation *operation, const char *step);

/** Ends it: succeeded, failed or cancelled, and moves the workload accordingly. After a success no
 * confidential answer is left. */
Error operation_end(Ctx *ctx, Operation *operation, OperationState state, const char *problem);
/** Who stopped it, as a sentence; NULL: nobody. */
Error operation_is_stopped(Ctx *ctx, Id id, const char **ret_problem);
Error operation_keep_manifest(Ctx *ctx, Id id, const char *manifest);

/** How long the last successes of the kind with the product's charts took. */
Error operation_expected(Ctx *ctx, const Operation *operation, Seconds *ret_expected);
