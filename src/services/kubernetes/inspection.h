// inspection.h — what a rendered chart would do in a cluster, for whoever reviews it.
#pragma once

#include "catalog/chart.h"
#include "services/kubernetes/object.h"

/** release_namespace: what is in another one is listed. */
ChartInspection inspection_of(
    Arena *arena, const ObjectList *objects, const char *release_namespace);
