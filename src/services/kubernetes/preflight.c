#include "preflight.h"

#include "base/text.h"
#include "chart_values.h"
#include "render.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_FINDINGS = 200 }; // nobody reads more

const char *const severity_names[] = {"error", "warning", "info", NULL};

SHAPE(finding_shape, Finding, FIELD_ENUM(Finding, severity, severity_names),
    FIELD_TOLD(Finding, sentence, "code", sentence_code_in, .required = true),
    FIELD_TOLD(Finding, sentence, "message", sentence_text_in, .required = true,
        .about = "In the language that was asked for."),
    FIELD_TOLD(Finding, sentence, "cure", sentence_cure_in, .about = "What to do about it."),
    FIELD(Finding, object, .about = "Such as Deployment/web; null: the whole."));

SHAPE_NAMED(finding_row_shape, Finding, "FindingRow", FIELD_ENUM(Finding, severity, severity_names),
    FIELD(Finding, sentence, .required = true), FIELD(Finding, object));

void preflight_add(
    Preflight *preflight, Severity severity, const char *object, const char *sentence)
{
    FindingList *list = &preflight->findings;
    Arena *arena = preflight->ctx->arena;
    if (list->count == MAX_FINDINGS)
        return;
    if (!list->items)
        list->items = arena_array_of(arena, Finding, MAX_FINDINGS);
    const char *shown = sentence_change(
        arena, sentence, chart_secrets_hide, preflight->question->confidential_json);
    list->items[list->count++] = (Finding){severity, shown, object};
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
        preflight_find(preflight, SEVERITY_ERROR, failure.faults[i].field, SENTENCE_INVALID_ANSWER,
            {"words", failure.faults[i].message});
}

static void find_refusal(Preflight *preflight)
{
    const PreflightQuestion *question = preflight->question;
    const char *message = preflight->ctx->failure.message;
    if (preflight->ctx->failure.fault_count)
        find_faults(preflight);
    else if (strstr(message, "kubeVersion") && question->cluster)
        preflight_find(preflight, SEVERITY_ERROR, NULL, SENTENCE_KUBERNETES_VERSION,
            {"wanted", question->chart->kube_version}, {"version", question->cluster->version});
    else
        preflight_find(
            preflight, SEVERITY_ERROR, NULL, SENTENCE_CHART_NOT_RENDERED, {"words", message});
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
    const char *problem = sentence_of_failure(preflight->ctx);
    if (error == CONFLICT || error == NOT_FOUND) // it says itself what is not ready
        preflight_add(preflight, SEVERITY_ERROR, NULL, problem);
    else
        preflight_find(preflight, SEVERITY_ERROR, NULL, SENTENCE_CLUSTER_UNREACHABLE,
            {"problem", .sentence = problem});
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
        preflight_find(&preflight, SEVERITY_ERROR, NULL, SENTENCE_CHART_NOT_READY);
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
