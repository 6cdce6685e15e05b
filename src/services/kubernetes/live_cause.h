// live_cause.h — why an object does not run, as a sentence of src/sentences. Private to live.c.
#pragma once

#include "kube.h"
#include "object.h"

/** What tells why: all pods of the namespace, and the warnings there. */
typedef struct CauseSources {
    KubeItems pods, events;
    Time since; // older warnings are about something else
} CauseSources;

/** Why the object (or NULL, if it is not there) does not run; NULL: nothing says it is wrong. */
const char *cause_of(
    Arena *arena, const CauseSources *sources, const Object *object, const JsonValue *there);
