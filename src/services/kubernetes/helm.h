// helm.h — runs the operator's helm (4 or 3) on a stored chart, in a jail.
//
// The chart is the .tgz as it was taken in, never an unpacked folder. Values go in on standard
// input; what helm prints as JSON is never asked for, because it has secrets in it.
#pragma once

#include "base/ctx.h"
#include "kube.h"
#include "shape/shape.h"

/** Where a chart is rendered for, without a cluster. */
typedef struct HelmTarget {
    const char *release, *namespace;
    const char *kube_version; // "1.33.0"; NULL: helm's own idea
    TextList api_versions;    // what .Capabilities.APIVersions has beside the built-in ones
} HelmTarget;

/** Renders the chart; CRDs and hooks too. No network. INVALID "chart_not_rendered" with helm's
 * sentence, which names each value that the chart's schema refuses. UNAVAILABLE. */
Error helm_template(Ctx *ctx, Blob chart, const HelmTarget *target, const char *values_json,
    const char **ret_manifest);

/** INVALID "chart_not_sound" with helm's findings; else the warnings, one a line. UNAVAILABLE. */
Error helm_lint(Ctx *ctx, Blob chart, const char *values_json, const char **ret_warnings);

/** A release in a cluster and how long one waits for it. */
typedef struct HelmRelease {
    const Kube *kube;
    const char *namespace, *name;
    const char
        *operation_id;  // becomes the label `operation` of the release that helm_upgrade makes
    int64_t timeout_us; // helm's own; it is stopped a minute after that
    bool (*stops)(void *arg); // asked about once a second; true stops helm. May be NULL
    void *arg;
} HelmRelease;

typedef struct HelmOutcome {
    bool has_succeeded;
    bool was_stopped, timed_out;
    bool was_killed;     // the release may be left pending
    const char *problem; // a sentence of src/sentences; NULL if it succeeded
} HelmOutcome;

/**
 * helm upgrade --install, waiting until everything runs. The values are all that are given: none of
 * an earlier revision stays. OK however it ended; UNAVAILABLE if helm could not be run.
 */
Error helm_upgrade(Ctx *ctx, const HelmRelease *release, Blob chart, const char *values_json,
    HelmOutcome *ret_outcome);

/** Back to what revision was, as a new revision. */
Error helm_rollback(
    Ctx *ctx, const HelmRelease *release, int64_t revision, HelmOutcome *ret_outcome);

/** Removes all that the release made; one that is not there is removed already. */
Error helm_uninstall(Ctx *ctx, const HelmRelease *release, HelmOutcome *ret_outcome);
