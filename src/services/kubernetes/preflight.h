// preflight.h — what would go wrong if a chart were deployed, found before it is.
//
// The chart is rendered with the very values, then looked at: by what Kontor knows of the cluster
// (preflight_rules.c) and by what the cluster itself answers (preflight_cluster.c). Each finding
// says what to do about it. An error would make the deployment fail; a deployment looks again and
// stops on errors.
#pragma once

#include "catalog/chart.h"
#include "cluster.h"
#include "needs.h"
#include "sentences/sentence.h"

typedef enum Severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_INFO } Severity;
extern const char *const severity_names[];

typedef struct Finding {
    Severity severity;
    const char *sentence; // what was found, as src/sentences keeps it; it knows code and cure
    const char *object;   // "Deployment/web"; NULL: the whole
} Finding;

typedef LIST_OF(Finding) FindingList;

extern const Shape finding_shape;     // of the API
extern const Shape finding_row_shape; // as it is kept

/** What is to be deployed, and where. */
typedef struct PreflightQuestion {
    const Chart *chart;
    const Cluster *cluster;          // NULL: not chosen yet; then only the chart is looked at
    const char *namespace, *release; // NULL: not chosen yet
    const char *answers_json;
    const char *confidential_json; // NULL: given before, and not known any more
    bool is_upgrade;               // the release is there and is ours
} PreflightQuestion;

typedef struct PreflightResult {
    FindingList findings; // errors first
    Needs needs;
    const char *manifest; // for people, without secrets; NULL: it was not rendered
    Digest manifest_digest;
} PreflightResult;

/**
 * Renders and looks. What is wrong with chart, answers or cluster becomes findings. For jobs,
 * outside a transaction. UNAVAILABLE: helm could not be run.
 */
Error preflight_run(Ctx *ctx, const PreflightQuestion *question, PreflightResult *ret_result);

bool preflight_has_errors(const FindingList *findings);

// ── between the parts of it ──────────────────────────────────────────────────────────────────

typedef struct Preflight {
    Ctx *ctx;
    const PreflightQuestion *question;
    const char *namespace, *release;
    ObjectList objects;
    Needs needs;
    FindingList findings;
    size_t room;
} Preflight;

/** Adds a finding: preflight_find(preflight, SEVERITY_ERROR, "Deployment/web", SENTENCE_X, {"kind",
 * kind}). Confidential answers are hidden in it. */
#define preflight_find(preflight, severity, object, code, ...)                                     \
    preflight_add(                                                                                 \
        preflight, severity, object, sentence_of((preflight)->ctx->arena, code, __VA_ARGS__))
void preflight_add(
    Preflight *preflight, Severity severity, const char *object, const char *sentence);

/** By the facts of the cluster: version, kinds, capacity, classes, reach, requests. */
void preflight_rules(Preflight *preflight);

/** By asking it: names, rights, quotas, Pod Security. */
Error preflight_cluster(Preflight *preflight, const Kube *kube);
