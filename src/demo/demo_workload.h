// demo_workload.h — a workload of the customer, deployed before its product's newest version came
// out: so there is one to look at, and an upgrade to try.
#pragma once

#include "work/work.h"

/** Lets a job deploy it once the cluster and the chart are ready. */
Error demo_workload_add(Ctx *ctx);

/** deploy_demo. UNAVAILABLE demo_waits: something is not ready yet, so try again. */
Error demo_workload_job(Ctx *ctx, const Job *job);
