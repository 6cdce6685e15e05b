// workload_watch.h — looking after what runs: a release that somebody else changed, and pods that
// fail later, make a workload degraded; when all is well again, it is ready.
#pragma once

#include "work/work.h"

/** watch_workloads: adds a look at each workload that runs. */
Error workload_watch_job(Ctx *ctx, const Job *job);

/** look_at_workload {workload_id}. A cluster that does not answer changes nothing: the cluster's
 * own state says so. */
Error workload_look_job(Ctx *ctx, const Job *job);
