// What follows from the rendered objects and from what Kontor knows of the cluster.
#include "base/text.h"
#include "pod_security.h"
#include "preflight.h"

#include <stdlib.h>
#include <string.h>

static const ClusterFacts *facts_of(const Preflight *preflight)
{
    const Cluster *cluster = preflight->question->cluster;
    return cluster ? cluster->facts : NULL;
}

static const char *name_of(const Preflight *preflight, const Object *object)
{
    return object_name(preflight->ctx->arena, object);
}

// ── version and kinds ────────────────────────────────────────────────────────────────────────

static bool version_read(const char *text, long *ret_major, long *ret_minor)
{
    char *end;
    text += text && *text == 'v';
    *ret_major = text ? strtol(text, &end, 10) : 0;
    if (!text || end == text || *end != '.')
        return false;
    *ret_minor = strtol(end + 1, &end, 10);
    return true;
}

static void version_rule(Preflight *preflight)
{
    const char *wanted = preflight->question->chart->minimum_kubernetes_version;
    const Cluster *cluster = preflight->question->cluster;
    long major, minor, wanted_major, wanted_minor;
    if (!cluster || !version_read(wanted, &wanted_major, &wanted_minor) ||
        !version_read(cluster->version, &major, &minor))
        return;
    if (major < wanted_major || (major == wanted_major && minor < wanted_minor))
        preflight_find(preflight, SEVERITY_ERROR, NULL, SENTENCE_KUBERNETES_VERSION,
            {"wanted", arena_printf(preflight->ctx->arena, ">= %s", wanted)},
            {"version", cluster->version});
}

static bool has_text(const TextList *list, const char *text)
{
    for (size_t i = 0; i < list->count; i++)
        if (text_same(list->items[i], text))
            return true;
    return false;
}

// Whether the chart brings the definition of that kind along.
static bool is_defined(const Preflight *preflight, const Object *object)
{
    const char *group = object_group(preflight->ctx->arena, object->api_version);
    for (size_t i = 0; i < preflight->objects.count; i++) {
        const Object *other = &preflight->objects.items[i];
        if (text_same(other->kind, "CustomResourceDefinition") &&
            text_same(kube_text(other->value, "spec.group"), group) &&
            text_same(kube_text(other->value, "spec.names.kind"), object->kind))
            return true;
    }
    return false;
}

static bool is_first_of_kind(const Preflight *preflight, size_t number)
{
    const Object *object = &preflight->objects.items[number];
    for (size_t i = 0; i < number; i++)
        if (text_same(preflight->objects.items[i].kind, object->kind) &&
            text_same(preflight->objects.items[i].api_version, object->api_version))
            return false;
    return true;
}

static void kind_rule(Preflight *preflight, const Object *object)
{
    const ClusterFacts *facts = facts_of(preflight);
    const char *kind =
        arena_printf(preflight->ctx->arena, "%s/%s", object->api_version, object->kind);
    if (!facts || !facts->api_versions.count) {
        if (!object->known && preflight->question->cluster)
            preflight_find(preflight, SEVERITY_WARNING, name_of(preflight, object),
                SENTENCE_KIND_NOT_CHECKED, {"kind", kind});
        return;
    }
    if (has_text(&facts->api_versions, kind) || is_defined(preflight, object))
        return;
    preflight_find(preflight, SEVERITY_ERROR, name_of(preflight, object),
        object->known ? SENTENCE_KIND_NOT_SERVED : SENTENCE_UNKNOWN_KIND, {"kind", kind});
}

// ── capacity ─────────────────────────────────────────────────────────────────────────────────

typedef struct Resource {
    SentenceCode code;
    int64_t needed, free, total;
} Resource;

// What does not fit now may fit on nodes that are added by themselves.
static void capacity_rule(Preflight *preflight, const Resource *resource)
{
    if (!resource->total || resource->needed <= resource->free)
        return;
    Arena *arena = preflight->ctx->arena;
    preflight_find(preflight,
        resource->needed > resource->total ? SEVERITY_ERROR : SEVERITY_WARNING, NULL,
        resource->code, {"needed", sentence_number(arena, resource->needed)},
        {"free", sentence_number(arena, resource->free)},
        {"total", sentence_number(arena, resource->total)});
}

static void capacity_rules(Preflight *preflight)
{
    const ClusterFacts *facts = facts_of(preflight);
    const Needs *needs = &preflight->needs;
    if (!facts || preflight->question->is_upgrade)
        return; // what runs already takes most of it
    const Resource resources[] = {
        {SENTENCE_NOT_ENOUGH_CPU, needs->cpu_milli, facts->cpu_milli_free, facts->cpu_milli_total},
        {SENTENCE_NOT_ENOUGH_MEMORY, needs->memory_mib, facts->memory_mib_free,
            facts->memory_mib_total},
    };
    for (size_t i = 0; i < COUNT_OF(resources); i++)
        capacity_rule(preflight, &resources[i]);
}

static void request_rule(Preflight *preflight)
{
    const TextList *without = &preflight->needs.without_requests;
    if (without->count)
        preflight_find(preflight, SEVERITY_INFO, without->items[0], SENTENCE_NO_REQUESTS,
            {"count", sentence_number(preflight->ctx->arena, (int64_t)without->count)});
}

// ── classes ──────────────────────────────────────────────────────────────────────────────────

static void storage_rule(Preflight *preflight, const ChartVolume *volume)
{
    const ClusterFacts *facts = facts_of(preflight);
    bool has_default = false, is_there = false;
    for (size_t i = 0; i < facts->storage_classes.count; i++) {
        has_default |= facts->storage_classes.items[i].is_default;
        is_there |= text_same(facts->storage_classes.items[i].name, volume->storage_class);
    }
    if (volume->storage_class && *volume->storage_class && !is_there)
        preflight_find(preflight, SEVERITY_ERROR, volume->name, SENTENCE_STORAGE_CLASS_MISSING,
            {"class", volume->storage_class});
    if (!volume->storage_class && !has_default)
        preflight_find(preflight, SEVERITY_ERROR, volume->name, SENTENCE_NO_DEFAULT_STORAGE_CLASS);
}

static void ingress_rule(Preflight *preflight, const Object *object)
{
    const ClusterFacts *facts = facts_of(preflight);
    const char *class = kube_text(object->value, "spec.ingressClassName");
    bool has_default = false, is_there = false;
    for (size_t i = 0; i < facts->ingress_classes.count; i++) {
        has_default |= facts->ingress_classes.items[i].is_default;
        is_there |= text_same(facts->ingress_classes.items[i].name, class);
    }
    if (class && !is_there)
        preflight_find(preflight, SEVERITY_ERROR, name_of(preflight, object),
            SENTENCE_INGRESS_CLASS_MISSING, {"class", class});
    if (!class && !has_default)
        preflight_find(
            preflight, SEVERITY_WARNING, name_of(preflight, object), SENTENCE_NO_INGRESS_CLASS);
}

// ── reach ────────────────────────────────────────────────────────────────────────────────────

static void reach_rule(Preflight *preflight, const Object *object)
{
    const char *name = name_of(preflight, object);
    if (object->known && object->known->is_cluster_scoped)
        preflight_find(preflight, SEVERITY_ERROR, name, SENTENCE_CLUSTER_SCOPED, {"object", name});
    else if (object->namespace && !text_same(object->namespace, preflight->namespace) &&
             preflight->question->namespace)
        preflight_find(preflight, SEVERITY_ERROR, name, SENTENCE_OTHER_NAMESPACE, {"object", name},
            {"namespace", object->namespace});
}

static void security_rule(Preflight *preflight, const Object *object)
{
    PodFindingList findings = pod_security_findings(preflight->ctx->arena, object_pods(object));
    for (size_t i = 0; i < findings.count; i++) {
        const PodFinding *finding = &findings.items[i];
        if (finding->level == POD_SECURITY_BASELINE)
            preflight_find(preflight, SEVERITY_WARNING, name_of(preflight, object),
                finding->reaches_host ? SENTENCE_HOST_ACCESS : SENTENCE_PRIVILEGED,
                {"object", name_of(preflight, object)}, {"what", .sentence = finding->what});
    }
}

void preflight_rules(Preflight *preflight)
{
    version_rule(preflight);
    for (size_t i = 0; i < preflight->objects.count; i++) {
        const Object *object = &preflight->objects.items[i];
        if (is_first_of_kind(preflight, i))
            kind_rule(preflight, object);
        reach_rule(preflight, object);
        security_rule(preflight, object);
        if (facts_of(preflight) && text_same(object->kind, "Ingress"))
            ingress_rule(preflight, object);
    }
    for (size_t i = 0; facts_of(preflight) && i < preflight->needs.volumes.count; i++)
        storage_rule(preflight, &preflight->needs.volumes.items[i]);
    capacity_rules(preflight);
    request_rule(preflight);
}
