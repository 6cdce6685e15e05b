#include "cluster_facts.h"

#include "base/text.h"
#include "quantity.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_CLASSES = 500 };

/** What a walk through a collection adds to. */
typedef struct Look {
    Arena *arena;
    ClusterFacts *facts;
    TextList names;
    size_t room;
} Look;

// A right or kind that is missing leaves a gap, nothing more.
static Error walk_or_none(Ctx *ctx, const Kube *kube, const char *path, const char *media_types,
    void (*visit)(void *arg, const JsonValue *item), Look *look)
{
    Error error = kube_walk(ctx, kube, path, media_types, visit, look);
    return error == FORBIDDEN || error == NOT_FOUND ? OK : error;
}

static const char *kept(Arena *arena, const char *text)
{
    return text ? arena_text(arena, text, strlen(text)) : NULL;
}

static const char *name_of(const JsonValue *object)
{
    const char *name = kube_text(object, "metadata.name");
    return name ? name : "";
}

static bool is_annotated(const JsonValue *object, const char *annotation)
{
    const JsonValue *annotations = kube_value(object, "metadata.annotations");
    return text_same(json_text_member(annotations, annotation), "true");
}

static void add_name(Look *look, const char *name)
{
    TextList *names = &look->names;
    if (names->count == look->room) {
        const char **larger = arena_array_of(look->arena, const char *, 2 * look->room + 64);
        if (names->count)
            memcpy(larger, names->items, names->count * sizeof *larger);
        names->items = larger;
        look->room = 2 * look->room + 64;
    }
    names->items[names->count++] = kept(look->arena, name);
}

static void visit_name(void *arg, const JsonValue *object)
{
    add_name(arg, name_of(object));
}

// ── nodes, and what is free on them ──────────────────────────────────────────────────────────

static bool is_ready(const JsonValue *node)
{
    const JsonValue *unschedulable = kube_value(node, "spec.unschedulable");
    if (unschedulable && unschedulable->kind == JSON_TRUE)
        return false;
    const JsonValue *conditions = kube_value(node, "status.conditions");
    if (!conditions || conditions->kind != JSON_ARRAY)
        return false;
    for (const JsonValue *one = json_first(conditions); one; one = json_next(conditions, one))
        if (text_same(json_text_member(one, "type"), "Ready"))
            return text_same(json_text_member(one, "status"), "True");
    return false;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_among(const TextList *names, const char *name)
{
    for (size_t low = 0, high = names->count; name && low < high;) {
        size_t middle = (low + high) / 2;
        int order = strcmp(name, names->items[middle]);
        if (!order)
            return true;
        *(order < 0 ? &high : &low) = order < 0 ? middle : middle + 1;
    }
    return false;
}

static void visit_node(void *arg, const JsonValue *node)
{
    Look *look = arg;
    look->facts->nodes++;
    if (!is_ready(node))
        return;
    add_name(look, name_of(node));
    look->facts->nodes_ready++;
    look->facts->cpu_milli_total += quantity_milli(kube_text(node, "status.allocatable.cpu"));
    look->facts->memory_mib_total += quantity_mib(kube_text(node, "status.allocatable.memory"));
}

typedef struct Requested {
    int64_t cpu_milli, memory_mib;
} Requested;

static Requested requested_by(const JsonValue *containers, bool at_once)
{
    Requested sum = {0};
    if (!containers || containers->kind != JSON_ARRAY)
        return sum;
    for (const JsonValue *one = json_first(containers); one; one = json_next(containers, one)) {
        int64_t cpu = quantity_milli(kube_text(one, "resources.requests.cpu"));
        int64_t memory = quantity_mib(kube_text(one, "resources.requests.memory"));
        sum.cpu_milli = at_once ? sum.cpu_milli + cpu : cpu > sum.cpu_milli ? cpu : sum.cpu_milli;
        sum.memory_mib = at_once                   ? sum.memory_mib + memory
                         : memory > sum.memory_mib ? memory
                                                   : sum.memory_mib;
    }
    return sum;
}

// As the scheduler counts: all containers together, or the greediest of those that prepare them.
static Requested requested(const JsonValue *pod)
{
    Requested run = requested_by(kube_value(pod, "spec.containers"), true);
    Requested start = requested_by(kube_value(pod, "spec.initContainers"), false);
    run.cpu_milli = start.cpu_milli > run.cpu_milli ? start.cpu_milli : run.cpu_milli;
    run.memory_mib = start.memory_mib > run.memory_mib ? start.memory_mib : run.memory_mib;
    return run;
}

static bool is_over(const JsonValue *pod)
{
    const char *phase = kube_text(pod, "status.phase");
    return text_same(phase, "Succeeded") || text_same(phase, "Failed");
}

static void visit_pod(void *arg, const JsonValue *pod)
{
    Look *look = arg;
    if (is_over(pod) || !is_among(&look->names, kube_text(pod, "spec.nodeName")))
        return;
    Requested taken = requested(pod);
    look->facts->cpu_milli_free -= taken.cpu_milli;
    look->facts->memory_mib_free -= taken.memory_mib;
}

static Error read_capacity(Ctx *ctx, const Kube *kube, ClusterFacts *facts)
{
    Look look = {.arena = ctx->arena, .facts = facts};
    TRY(walk_or_none(ctx, kube, "/api/v1/nodes", NULL, visit_node, &look));
    facts->cpu_milli_free = facts->cpu_milli_total;
    facts->memory_mib_free = facts->memory_mib_total;
    if (look.names.count)
        qsort(look.names.items, look.names.count, sizeof *look.names.items, by_name);
    return walk_or_none(ctx, kube, "/api/v1/pods", NULL, visit_pod, &look);
}

// ── classes ──────────────────────────────────────────────────────────────────────────────────

static Error classes_list(Ctx *ctx, const Kube *kube, const char *path, KubeItems *ret_items)
{
    Error error = kube_list(ctx, kube, path, MAX_CLASSES, ret_items);
    if (error != FORBIDDEN && error != NOT_FOUND)
        return error;
    *ret_items = (KubeItems){0};
    return OK;
}

static Error read_storage_classes(Ctx *ctx, const Kube *kube, ClusterFacts *facts)
{
    KubeItems items;
    TRY(classes_list(ctx, kube, "/apis/storage.k8s.io/v1/storageclasses", &items));
    facts->storage_classes.items = arena_array_of(ctx->arena, StorageClass, items.count);
    facts->storage_classes.count = items.count;
    for (size_t i = 0; i < items.count; i++)
        facts->storage_classes.items[i] = (StorageClass){
            .name = name_of(items.items[i]),
            .provisioner = json_text_member(items.items[i], "provisioner"),
            .is_default =
                is_annotated(items.items[i], "storageclass.kubernetes.io/is-default-class"),
        };
    return OK;
}

static Error read_ingress_classes(Ctx *ctx, const Kube *kube, ClusterFacts *facts)
{
    KubeItems items;
    TRY(classes_list(ctx, kube, "/apis/networking.k8s.io/v1/ingressclasses", &items));
    facts->ingress_classes.items = arena_array_of(ctx->arena, IngressClass, items.count);
    facts->ingress_classes.count = items.count;
    for (size_t i = 0; i < items.count; i++)
        facts->ingress_classes.items[i] = (IngressClass){
            .name = name_of(items.items[i]),
            .controller = kube_text(items.items[i], "spec.controller"),
            .is_default =
                is_annotated(items.items[i], "ingressclass.kubernetes.io/is-default-class"),
        };
    return OK;
}

// ── kinds that the API knows ─────────────────────────────────────────────────────────────────

#define DISCOVERY                                                                                  \
    "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,"                        \
    "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json"

static void add_kinds(Look *look, const char *version, const JsonValue *resources)
{
    if (!resources || resources->kind != JSON_ARRAY)
        return;
    for (const JsonValue *one = json_first(resources); one; one = json_next(resources, one)) {
        const char *kind = kube_text(one, "responseKind.kind");
        if (kind)
            add_name(look, arena_printf(look->arena, "%s/%s", version, kind));
    }
}

// A group of the aggregated discovery, or of the older list, which names no kinds.
static void add_group(Look *look, const JsonValue *group)
{
    const char *name = kube_text(group, "metadata.name");
    const JsonValue *versions = json_member(group, "versions");
    if (!versions || versions->kind != JSON_ARRAY)
        return;
    for (const JsonValue *one = json_first(versions); one; one = json_next(versions, one)) {
        const char *whole = json_text_member(one, "groupVersion");
        const char *version = json_text_member(one, "version");
        if (!whole && version)
            whole = name && *name ? arena_printf(look->arena, "%s/%s", name, version) : version;
        if (!whole)
            continue;
        add_name(look, whole);
        add_kinds(look, whole, json_member(one, "resources"));
    }
}

static Error read_groups(Ctx *ctx, const Kube *kube, const char *path, Look *look)
{
    const JsonValue *answer;
    TRY(kube_get_as(ctx, kube, path, DISCOVERY, &answer));
    const JsonValue *groups = json_member(answer, "items");
    groups = groups ? groups : json_member(answer, "groups");
    if (groups && groups->kind == JSON_ARRAY)
        for (const JsonValue *one = json_first(groups); one; one = json_next(groups, one))
            add_group(look, one);
    return OK;
}

static Error read_api_versions(Ctx *ctx, const Kube *kube, ClusterFacts *facts)
{
    Look look = {.arena = ctx->arena};
    TRY(read_groups(ctx, kube, "/api", &look));
    if (!look.names.count)
        add_name(&look, "v1"); // the older list of /api has no groups
    TRY(read_groups(ctx, kube, "/apis", &look));
    facts->api_versions = look.names;
    return OK;
}

Error cluster_facts_read(Ctx *ctx, const Kube *kube, ClusterFacts *ret_facts)
{
    ClusterFacts facts = {0};
    Look namespaces = {.arena = ctx->arena};
    TRY(read_api_versions(ctx, kube, &facts));
    TRY(read_capacity(ctx, kube, &facts));
    TRY(read_storage_classes(ctx, kube, &facts));
    TRY(read_ingress_classes(ctx, kube, &facts));
    TRY(walk_or_none(ctx, kube, "/api/v1/namespaces", KUBE_METADATA, visit_name, &namespaces));
    facts.namespaces = namespaces.names;
    *ret_facts = facts;
    return OK;
}

Error cluster_secrets_read(Ctx *ctx, const Kube *kube, const char *namespace, TextList *ret_names)
{
    Look look = {.arena = ctx->arena};
    TRY(kube_walk(ctx, kube,
        arena_printf(ctx->arena,
            "/api/v1/namespaces/%s/secrets?fieldSelector=type!=helm.sh/release.v1,"
            "type!=kubernetes.io/service-account-token",
            namespace),
        KUBE_METADATA, visit_name, &look));
    *ret_names = look.names;
    return OK;
}
