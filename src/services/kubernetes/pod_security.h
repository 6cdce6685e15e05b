// pod_security.h — what pods ask of the machine they run on, by the levels of Kubernetes' Pod
// Security Standards (1.33).
#pragma once

#include "services/kubernetes/object.h"

typedef enum PodSecurityLevel {
    POD_SECURITY_PRIVILEGED, // everything is allowed
    POD_SECURITY_BASELINE,
    POD_SECURITY_RESTRICTED,
} PodSecurityLevel;

/** "baseline"; anything that is no level is POD_SECURITY_PRIVILEGED. NULL too. */
PodSecurityLevel pod_security_level(const char *name);

/** One thing that a level does not allow. */
typedef struct PodFinding {
    PodSecurityLevel level; // the lowest that refuses it
    bool reaches_host;      // its network, processes, ports or files
    const char *what;       // the part of a sentence, as src/sentences keeps it
} PodFinding;

typedef LIST_OF(PodFinding) PodFindingList;

PodFindingList pod_security_findings(Arena *arena, const JsonValue *pods);
