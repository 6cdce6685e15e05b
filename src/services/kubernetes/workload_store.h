// workload_store.h — rows of workloads. Private to src/services/kubernetes.
#pragma once

#include "workload.h"

Error workload_store_create(Ctx *ctx, const Workload *workload);
Error workload_store_change(Ctx *ctx, Workload *workload); // state, and what the last success made
Error workload_store_see(Ctx *ctx, const Workload *workload);
Error workload_store_get(Ctx *ctx, Id id, Workload *ret_workload);
Error workload_store_lock(Ctx *ctx, Id id);
Error workload_store_list(Ctx *ctx, const WorkloadFilter *filter, WorkloadList *ret_workloads);

/** ID_NONE: none. */
Error workload_store_of_subscription(Ctx *ctx, Id subscription_id, Id *ret_id);

/** The workload that has the release's name there; ID_NONE: none. */
Error workload_store_find(
    Ctx *ctx, Id cluster_id, const char *namespace, const char *release_name, Id *ret_id);

Error workload_store_set_licence(Ctx *ctx, Id id, Blob sealed); // bytes NULL: none
Error workload_store_licence(Ctx *ctx, Id id, Blob *ret_sealed);
Error workload_store_forget_licence(Ctx *ctx, Id id, Blob sealed); // if it is this one

/** How many other workloads of the product are in the same namespace. */
Error workload_store_count_beside(Ctx *ctx, const Workload *workload, int64_t *ret_count);

/** How many that are no tests are in the workload's namespace. */
Error workload_store_count_subscribed(Ctx *ctx, const Workload *workload, int64_t *ret_count);

/** Takes the licence of the configuration over. */
Error workload_store_take_licence(Ctx *ctx, Id id, Id configuration_id);

typedef struct Watched {
    Id organization_id, id;
} Watched;
typedef LIST_OF(Watched) WatchedList;

/** Those that run and were not looked at since, of all organizations; marks them as looked at. */
Error workload_store_take_watched(Ctx *ctx, Time since, int64_t limit, WatchedList *ret_watched);
