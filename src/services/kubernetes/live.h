// live.h — how the objects of a release are in the cluster now, and why something does not run,
// in words: from the objects' own status, their pods and the warnings about them.
#pragma once

#include "kube.h"
#include "object.h"
#include "workload.h"

typedef struct Live {
    WorkloadObjectList objects; // without hooks that are well
    KeptVolumeList volumes;     // that would stay if the release were removed
    TextList hosts;
    const char *cause; // the most telling of what is wrong; NULL: nothing
    bool is_ready;     // every object is there and runs
} Live;

/**
 * Looks once. since: warnings that are older are about something else. Fails as kube_list does, at
 * the first thing that cannot be read.
 */
Error live_look(Ctx *ctx, const Kube *kube, const char *namespace, const ObjectList *objects,
    Time since, Live *ret_live);
