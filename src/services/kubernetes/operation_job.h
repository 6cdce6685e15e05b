// operation_job.h — the job that carries out an operation: checks, licence, helm, and what became
// of it, told while it goes on.
//
// It holds a lease that it renews every second. After a kill -9 the lease ends, and the next run
// sees in the release's own record how far helm came: what was left pending is repaired (a first
// installation is removed, an upgrade rolled back), then the operation is carried out again; what
// helm had finished is only noted down. Doing it twice does no harm.
#pragma once

#include "work/work.h"

#define OPERATION_LEASE MINUTES(1)
enum { OPERATION_ATTEMPTS = 100 };

/** run_operation {operation_id} */
Error operation_run_job(Ctx *ctx, const Job *job);

/** put_licence {workload_id}: the newest licence into the cluster's secret. */
Error licence_put_job(Ctx *ctx, const Job *job);
