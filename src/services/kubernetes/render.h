// render.h — a chart with its values as the objects that it would make. Blocks while helm runs, so
// it belongs into jobs, outside transactions; no cluster is asked.
#pragma once

#include "catalog/chart.h"
#include "helm.h"
#include "services/kubernetes/object.h"

/**
 * INVALID      chart_not_rendered; invalid_body: the chart's schema refuses answers, a fault each
 * CONFLICT     chart_not_ready
 * UNAVAILABLE  helm could not be run
 */
Error render(Ctx *ctx, const Chart *chart, const HelmTarget *target, const char *values_json,
    ObjectList *ret_objects);

/** The bytes of a chart that is ready. CONFLICT chart_not_ready. */
Error chart_bytes(Ctx *ctx, const Chart *chart, Blob *ret_tgz);
