// operation_run.h — one run of an operation, for those who carry out its parts. Private to
// operation_*.c.
#pragma once

#include "catalog/chart.h"
#include "helm.h"
#include "helm_record.h"
#include "operation.h"
#include "work/work.h"

typedef struct OperationRun {
    Ctx *ctx;
    const Job *job;
    Operation operation;
    Workload workload;
    Chart chart;
    Kube kube;
    HelmRecord before;   // what there was when helm was started
    ObjectList objects;  // of the release, once helm has written them down
    const char *secrets; // confidential answers, as a JSON object
    const char *seen;    // what was told last, as JSON
    const char *stopped; // who stopped it, a kept sentence; NULL: nobody
    const char *cause;   // of what was seen last; NULL: nothing is wrong
    Arena *arenas[2];    // for the next look, and of the last one: an hour of looks is much
    Error lost;          // the lease was lost, or Kontor stops: change nothing more
    bool is_silent;      // nothing is told: while repairing
    bool is_blind;       // what helm has written down cannot be read
} OperationRun;

/** Asked about once a second while helm runs: keeps the lease, looks, tells; true: stop helm. */
bool operation_attend(void *run);

/** Looks once more, and tells if something changed. What cannot be seen is not told. */
void operation_look(OperationRun *run);

/** Puts the licence that waits for it into the cluster, and keeps it no longer; none is fine. */
Error licence_put(Ctx *ctx, const Kube *kube, const Workload *workload, const Chart *chart);

/** Takes it out of the cluster, unless another workload there uses the same. */
Error licence_remove(Ctx *ctx, const Kube *kube, const Workload *workload, const Chart *chart);
