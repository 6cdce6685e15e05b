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
        preflight_find(preflight, SEVERITY_ERROR, "kubernetes_version", NULL,
            "Upgrade the cluster, or choose another one.",
            "The product needs Kubernetes %s or newer; the cluster has %s.", wanted,
            cluster->version);
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
            preflight_find(preflight, SEVERITY_WARNING, "not_checked", name_of(preflight, object),
                "Make sure that the operator which brings this kind is installed.",
                "Whether the cluster knows the kind %s could not be seen.", kind);
        return;
    }
    if (has_text(&facts->api_versions, kind) || is_defined(preflight, object))
        return;
    preflight_find(preflight, SEVERITY_ERROR, "unknown_kind", name_of(preflight, object),
        object->known ? "Choose a cluster with another version of Kubernetes."
                      : "Have the cluster's administrator install what brings this kind (its "
                        "custom resource definition) first.",
        "The cluster does not know the kind %s.", kind);
}

// ── capacity ─────────────────────────────────────────────────────────────────────────────────

typedef struct Resource {
    const char *code, *name, *unit;
    int64_t needed, free, total;
} Resource;

// What does not fit now may fit on nodes that are added by themselves.
static void capacity_rule(Preflight *preflight, const Resource *resource)
{
    if (!resource->total || resource->needed <= resource->free)
        return;
    preflight_find(preflight,
        resource->needed > resource->total ? SEVERITY_ERROR : SEVERITY_WARNING, resource->code,
        NULL, "Add nodes, free what is not needed, or choose smaller sizes in the form.",
        "The product needs %lld %s of %s; %lld of %lld are free. Pods that find no room wait.",
        (long long)resource->needed, resource->unit, resource->name, (long long)resource->free,
        (long long)resource->total);
}

static void capacity_rules(Preflight *preflight)
{
    const ClusterFacts *facts = facts_of(preflight);
    const Needs *needs = &preflight->needs;
    if (!facts || preflight->question->is_upgrade)
        return; // what runs already takes most of it
    const Resource resources[] = {
        {"not_enough_cpu", "processor time", "thousandths of a processor", needs->cpu_milli,
            facts->cpu_milli_free, facts->cpu_milli_total},
        {"not_enough_memory", "memory", "MiB", needs->memory_mib, facts->memory_mib_free,
            facts->memory_mib_total},
    };
    for (size_t i = 0; i < COUNT_OF(resources); i++)
        capacity_rule(preflight, &resources[i]);
}

static void request_rule(Preflight *preflight)
{
    const TextList *without = &preflight->needs.without_requests;
    if (without->count)
        preflight_find(preflight, SEVERITY_INFO, "no_requests", without->items[0], NULL,
            "%zu of the containers do not say how much processor time and memory they need; "
            "neither room nor cost can be known for them.",
            without->count);
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
        preflight_find(preflight, SEVERITY_ERROR, "storage_class_missing", volume->name,
            "Choose a storage class that the cluster has.", "The cluster has no storage class %s.",
            volume->storage_class);
    if (!volume->storage_class && !has_default)
        preflight_find(preflight, SEVERITY_ERROR, "no_default_storage_class", volume->name,
            "Choose a storage class in the form, or have one made the cluster's default.",
            "The volume names no storage class and the cluster has no default one.");
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
        preflight_find(preflight, SEVERITY_ERROR, "ingress_class_missing",
            name_of(preflight, object), "Choose an ingress class that the cluster has.",
            "The cluster has no ingress class %s.", class);
    if (!class && !has_default)
        preflight_find(preflight, SEVERITY_WARNING, "no_ingress_class", name_of(preflight, object),
            "Choose an ingress class in the form, or have one made the cluster's default.",
            "The ingress names no class and the cluster has no default one, so nothing may answer "
            "under its host names.");
}

// ── reach ────────────────────────────────────────────────────────────────────────────────────

static void reach_rule(Preflight *preflight, const Object *object)
{
    const char *name = name_of(preflight, object);
    if (object->known && object->known->is_cluster_scoped)
        preflight_find(preflight, SEVERITY_ERROR, "cluster_scoped", name,
            "Switch it off in the form if you can; else the product cannot be deployed here.",
            "%s would stand outside of the namespace, where Kontor may not go.", name);
    else if (object->namespace && !text_same(object->namespace, preflight->namespace) &&
             preflight->question->namespace)
        preflight_find(preflight, SEVERITY_ERROR, "other_namespace", name,
            "Ask the seller: a chart should stay in the namespace that it is installed in.",
            "%s would be made in the namespace %s.", name, object->namespace);
}

static void security_rule(Preflight *preflight, const Object *object)
{
    PodFindingList findings = pod_security_findings(preflight->ctx->arena, object_pods(object));
    for (size_t i = 0; i < findings.count; i++) {
        const PodFinding *finding = &findings.items[i];
        if (finding->level == POD_SECURITY_BASELINE)
            preflight_find(preflight, SEVERITY_WARNING,
                finding->reaches_host ? "host_access" : "privileged", name_of(preflight, object),
                "Deploy it only if you trust the seller with the machines of the cluster.",
                "%s %s.", name_of(preflight, object), finding->what);
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
