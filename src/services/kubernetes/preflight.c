#include "preflight.h"

#include "base/text.h"
#include "chart_values.h"
#include "render.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_FINDINGS = 200 }; // nobody reads more

const char *const severity_names[] = {"error", "warning", "info", NULL};

SHAPE(finding_shape, Finding, FIELD_ENUM(Finding, severity, severity_names),
    FIELD(Finding, code, .required = true), FIELD(Finding, message, .required = true),
    FIELD(Finding, cure, .about = "What to do about it."),
    FIELD(Finding, object, .about = "Such as Deployment/web; null: the whole."));

void preflight_find(Preflight *preflight, Severity severity, const char *code, const char *object,
    const char *cure, const char *format, ...)
{
    FindingList *list = &preflight->findings;
    Arena *arena = preflight->ctx->arena;
    char message[1000];
    va_list args;
    if (list->count == MAX_FINDINGS)
        return;
    if (!list->items)
        list->items = arena_array_of(arena, Finding, MAX_FINDINGS);
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    const char *shown = chart_secrets_hide(arena, message, preflight->question->confidential_json);
    list->items[list->count++] =
        (Finding){severity, code, arena_text(arena, shown, strlen(shown)), cure, object};
}

bool preflight_has_errors(const FindingList *findings)
{
    for (size_t i = 0; i < findings->count; i++)
        if (findings->items[i].severity == SEVERITY_ERROR)
            return true;
    return false;
}

static int by_severity(const void *a, const void *b)
{
    const Finding *left = a, *right = b;
    return (int)left->severity - (int)right->severity;
}

// ── rendering ────────────────────────────────────────────────────────────────────────────────

// "1.33.1" of "v1.33.1-r0-cce": helm wants it plain.
static const char *plain_version(Arena *arena, const Cluster *cluster)
{
    const char *version = cluster && cluster->version ? cluster->version : "";
    version += *version == 'v';
    size_t length = strspn(version, "0123456789.");
    return length ? arena_text(arena, version, length) : NULL;
}

// What the cluster has beside what every Kubernetes has.
static TextList custom_versions(Arena *arena, const Cluster *cluster)
{
    const TextList none = {NULL, 0};
    if (!cluster || !cluster->facts)
        return none;
    const TextList *all = &cluster->facts->api_versions;
    TextList custom = {arena_array_of(arena, const char *, all->count), 0};
    for (size_t i = 0; i < all->count; i++) {
        const char *group = object_group(arena, all->items[i]);
        size_t length = strlen(group);
        bool is_own =
            !strchr(group, '.') || (length > 7 && strcmp(group + length - 7, ".k8s.io") == 0);
        if (!is_own)
            custom.items[custom.count++] = all->items[i];
    }
    return custom;
}

static void find_faults(Preflight *preflight)
{
    const Failure failure = preflight->ctx->failure;
    for (size_t i = 0; i < failure.fault_count; i++)
        preflight_find(preflight, SEVERITY_ERROR, "invalid_answer", failure.faults[i].field,
            "Correct the answer in the form.", "%s", failure.faults[i].message);
}

static void find_refusal(Preflight *preflight)
{
    const char *message = preflight->ctx->failure.message;
    if (preflight->ctx->failure.fault_count)
        find_faults(preflight);
    else if (strstr(message, "kubeVersion"))
        preflight_find(preflight, SEVERITY_ERROR, "kubernetes_version", NULL,
            "Upgrade the cluster, or choose another one.", "%s", message);
    else
        preflight_find(preflight, SEVERITY_ERROR, "chart_not_rendered", NULL,
            "Check the answers in the form; if they are right, ask the seller.", "%s", message);
}

static Error find_values(Ctx *ctx, const PreflightQuestion *question, const char **ret_values)
{
    if (question->confidential_json) {
        const char *secrets =
            chart_passwords_create(ctx, question->chart, question->confidential_json);
        return chart_values(ctx, question->chart, question->answers_json, secrets, ret_values);
    }
    TRY(chart_values(ctx, question->chart, question->answers_json, NULL, ret_values));
    *ret_values = chart_values_example(ctx, question->chart, question->answers_json);
    return OK;
}

static Error render_objects(Preflight *preflight)
{
    Ctx *ctx = preflight->ctx;
    const PreflightQuestion *question = preflight->question;
    const HelmTarget target = {
        .release = preflight->release,
        .namespace = preflight->namespace,
        .kube_version = plain_version(ctx->arena, question->cluster),
        .api_versions = custom_versions(ctx->arena, question->cluster),
    };
    const char *values;
    TRY(find_values(ctx, question, &values));
    return render(ctx, question->chart, &target, values, &preflight->objects);
}

// ── the whole ────────────────────────────────────────────────────────────────────────────────

static bool has_place(const PreflightQuestion *question)
{
    return question->cluster && question->namespace;
}

static void find_unreachable(Preflight *preflight, Error error)
{
    const Failure *failure = &preflight->ctx->failure;
    bool is_refused = error == CONFLICT || error == NOT_FOUND;
    preflight_find(preflight, SEVERITY_ERROR,
        is_refused ? "cluster_not_ready" : "cluster_unreachable", NULL,
        is_refused ? "Look at the cluster's page: it says what is missing."
                   : "Check that the cluster runs and can be reached, then try again.",
        "%s", failure->message);
    preflight->ctx->failure = (Failure){0};
}

static void ask_cluster(Preflight *preflight)
{
    Kube kube;
    Error error =
        cluster_open(preflight->ctx, preflight->question->cluster->id, preflight->namespace, &kube);
    if (!error)
        error = preflight_cluster(preflight, &kube);
    if (error)
        find_unreachable(preflight, error);
}

static void fill_result(Preflight *preflight, PreflightResult *ret_result)
{
    Arena *arena = preflight->ctx->arena;
    TextList secrets = chart_secrets(arena, preflight->question->confidential_json);
    if (preflight->findings.count)
        qsort(preflight->findings.items, preflight->findings.count,
            sizeof *preflight->findings.items, by_severity);
    *ret_result = (PreflightResult){.findings = preflight->findings, .needs = preflight->needs};
    if (!preflight->objects.items)
        return;
    ret_result->manifest = object_write_all(arena, &preflight->objects, secrets);
    ret_result->manifest_digest = digest_of(ret_result->manifest);
}

Error preflight_run(Ctx *ctx, const PreflightQuestion *question, PreflightResult *ret_result)
{
    Preflight preflight = {
        .ctx = ctx,
        .question = question,
        .namespace = question->namespace ? question->namespace : "default",
        .release = question->release ? question->release : "release",
    };
    const Cluster *cluster = question->cluster;
    Error error = render_objects(&preflight);
    if (error && error != INVALID && error != CONFLICT)
        return error;
    if (error == CONFLICT)
        preflight_find(&preflight, SEVERITY_ERROR, "chart_not_ready", NULL,
            "Try again when the seller's chart was taken in.", "%s", ctx->failure.message);
    else if (error)
        find_refusal(&preflight);
    ctx->failure = (Failure){0};
    if (!error) {
        int64_t nodes = cluster && cluster->facts ? cluster->facts->nodes : 1;
        preflight.needs = needs_of(ctx->arena, &preflight.objects, nodes);
        preflight_rules(&preflight);
        if (has_place(question))
            ask_cluster(&preflight);
    }
    fill_result(&preflight, ret_result);
    return OK;
}
