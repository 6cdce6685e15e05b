// chart_intake.h — takes a seller's chart in: fetch, check, lint, render once, list what is in it.
#pragma once

#include "catalog/chart.h"
#include "work/work.h"

enum { CHART_INTAKE_ATTEMPTS = 8 }; // then a chart that cannot be fetched is refused

/** Job "take_in_chart" {chart_id}. A chart that is wrong is refused with the reason at once. */
Error chart_intake_run(Ctx *ctx, const Job *job);

/**
 * What is in the archive: name, versions, defaults, schema. Fills in *chart.
 * INVALID  bad_archive, bad_chart
 */
Error chart_intake_read(Ctx *ctx, Blob tgz, Chart *chart);
