// operation_store.h — rows of operations. Private to src/services/kubernetes.
#pragma once

#include "operation.h"

Error operation_store_create(Ctx *ctx, const Operation *operation, Blob sealed_answers);
Error operation_store_change(Ctx *ctx, const Operation *operation); // how far it is, how it ended
Error operation_store_get(Ctx *ctx, Id id, Operation *ret_operation);
Error operation_store_list(Ctx *ctx, Id workload_id, OperationList *ret_operations);
Error operation_store_secrets(Ctx *ctx, Id id, Blob *ret_sealed_answers);

/** Forgets the confidential answers of all operations of the workload. */
Error operation_store_forget(Ctx *ctx, Id workload_id);

/** The one that waits or runs; ID_NONE: none. */
Error operation_store_current(Ctx *ctx, Id workload_id, Id *ret_id);

/** Whether helm was ever started for the workload. */
Error operation_store_has_begun(Ctx *ctx, Id workload_id, bool *ret_has_begun);

/** Asks it to stop; the problem is what will be said of it. */
Error operation_store_stop(Ctx *ctx, Id id, const char *problem);
Error operation_store_is_stopped(Ctx *ctx, Id id, const char **ret_problem); // NULL: it is not
Error operation_store_set_manifest(Ctx *ctx, Id id, const char *manifest);
/** ID_NONE: the newest that has one. */
Error operation_store_manifest(
    Ctx *ctx, Id workload_id, Id operation_id, const char **ret_manifest);

/** The shortest and the longest of the last ten successes of the product's charts; 0 without one.
 * Of all organizations, where the actor may see them: times alone. */
Error operation_store_durations(Ctx *ctx, const Operation *operation, Seconds *ret_took);
