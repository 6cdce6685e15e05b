// needs.h — what objects take of a cluster: processor, memory, disks, load balancers.
//
// Counted is what runs all the time, in all its replicas; jobs and hooks come and go. A container
// without a request needs its limit; one without either is named.
#pragma once

#include "catalog/chart.h"
#include "services/kubernetes/object.h"

typedef struct Needs {
    int64_t cpu_milli, memory_mib;
    int64_t pods;
    ChartVolumeList volumes; // one line for each claim; count says how many of it
    int64_t load_balancers;
    TextList without_requests; // "Deployment/web: nginx"
} Needs;

extern const Shape needs_shape;

/** nodes: on each of them a DaemonSet has a pod. */
Needs needs_of(Arena *arena, const ObjectList *objects, int64_t nodes);

int64_t needs_disk_gib(const Needs *needs); // of all volumes
