#include "needs.h"

#include "base/text.h"
#include "kube.h"
#include "quantity.h"

#include <string.h>

SHAPE(needs_shape, Needs, FIELD(Needs, cpu_milli), FIELD(Needs, memory_mib), FIELD(Needs, pods),
    FIELD_LIST(Needs, volumes, chart_volume_shape), FIELD(Needs, load_balancers),
    FIELD(Needs, without_requests));

typedef struct Count {
    Arena *arena;
    const ObjectList *objects;
    int64_t nodes;
    Needs needs;
    size_t volume_room, text_room;
} Count;

// ── what adds up ─────────────────────────────────────────────────────────────────────────────

// Nobody's cluster has more; so sums stay far from the end of int64.
#define MAX_AMOUNT INT64_C(1000000000000)

static int64_t bounded(__int128 amount)
{
    return amount < 0 ? 0 : amount > MAX_AMOUNT ? MAX_AMOUNT : (int64_t)amount;
}

static void add_text(Count *count, const char *text)
{
    TextList *list = &count->needs.without_requests;
    if (list->count == count->text_room) {
        count->text_room = 2 * count->text_room + 8;
        const char **more = arena_array_of(count->arena, const char *, count->text_room);
        if (list->count)
            memcpy(more, list->items, list->count * sizeof *more);
        list->items = more;
    }
    list->items[list->count++] = text;
}

static void add_volume(Count *count, ChartVolume volume)
{
    ChartVolumeList *list = &count->needs.volumes;
    if (list->count == count->volume_room) {
        count->volume_room = 2 * count->volume_room + 8;
        ChartVolume *more = arena_array_of(count->arena, ChartVolume, count->volume_room);
        if (list->count)
            memcpy(more, list->items, list->count * sizeof *more);
        list->items = more;
    }
    list->items[list->count++] = volume;
}

static const char *quantity_text(Arena *arena, const JsonValue *value)
{
    if (value && (value->kind == JSON_INT || value->kind == JSON_NUMBER))
        return arena_text(arena, value->raw, value->raw_length);
    return value && value->kind == JSON_TEXT ? value->text : NULL;
}

// ── pods ─────────────────────────────────────────────────────────────────────────────────────

typedef struct PodNeeds {
    int64_t cpu_milli, memory_mib;
} PodNeeds;

static const char *asked(Count *count, const JsonValue *container, const char *resource)
{
    const JsonValue *resources = json_member(container, "resources");
    const JsonValue *wanted = json_member(json_member(resources, "requests"), resource);
    if (!wanted)
        wanted = json_member(json_member(resources, "limits"), resource);
    return quantity_text(count->arena, wanted);
}

static PodNeeds container_needs(
    Count *count, const Object *object, const JsonValue *container, bool is_told)
{
    const char *cpu = asked(count, container, "cpu"), *memory = asked(count, container, "memory");
    const char *name = json_text_member(container, "name");
    if (is_told && (!cpu || !memory))
        add_text(count, arena_printf(count->arena, "%s: %s%s", object_name(count->arena, object),
                            name ? name : "?",
                            cpu      ? " (memory)"
                            : memory ? " (cpu)"
                                     : ""));
    return (PodNeeds){bounded(quantity_milli(cpu)), bounded(quantity_mib(memory))};
}

static int64_t larger(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

// Containers that start before the others need no room beside them, unless they stay (sidecars).
static PodNeeds pod_needs(Count *count, const Object *object, const JsonValue *pod)
{
    PodNeeds sum = {0, 0}, most = {0, 0};
    const JsonValue *first = json_member(pod, "initContainers");
    const JsonValue *containers = json_member(pod, "containers");
    for (const JsonValue *c = json_first(first); c; c = json_next(first, c)) {
        bool stays = text_same(json_text_member(c, "restartPolicy"), "Always");
        PodNeeds one = container_needs(count, object, c, stays);
        most.cpu_milli = larger(most.cpu_milli, sum.cpu_milli + one.cpu_milli);
        most.memory_mib = larger(most.memory_mib, sum.memory_mib + one.memory_mib);
        sum.cpu_milli += stays ? one.cpu_milli : 0;
        sum.memory_mib += stays ? one.memory_mib : 0;
    }
    for (const JsonValue *c = json_first(containers); c; c = json_next(containers, c)) {
        PodNeeds one = container_needs(count, object, c, true);
        sum.cpu_milli += one.cpu_milli;
        sum.memory_mib += one.memory_mib;
    }
    return (PodNeeds){
        larger(sum.cpu_milli, most.cpu_milli), larger(sum.memory_mib, most.memory_mib)};
}

// An autoscaler keeps so many at least, whatever the object says.
static int64_t autoscaled(const Count *count, const Object *object)
{
    for (size_t i = 0; i < count->objects->count; i++) {
        const Object *other = &count->objects->items[i];
        if (text_same(other->kind, "HorizontalPodAutoscaler") &&
            text_same(kube_text(other->value, "spec.scaleTargetRef.kind"), object->kind) &&
            text_same(kube_text(other->value, "spec.scaleTargetRef.name"), object->name))
            return object_number(other->value, "spec.minReplicas", 1);
    }
    return 0;
}

static int64_t replicas_of(const Count *count, const Object *object)
{
    if (text_same(object->kind, "DaemonSet"))
        return count->nodes;
    if (text_same(object->kind, "Pod"))
        return 1;
    return bounded(
        larger(object_number(object->value, "spec.replicas", 1), autoscaled(count, object)));
}

// ── volumes ──────────────────────────────────────────────────────────────────────────────────

static void count_claim(Count *count, const char *name, const JsonValue *spec, int64_t replicas)
{
    const JsonValue *size = kube_value(spec, "resources.requests.storage");
    int64_t mib = bounded(quantity_mib(quantity_text(count->arena, size)));
    if (!spec || !replicas)
        return;
    add_volume(count, (ChartVolume){
                          .name = name,
                          .gib = (mib + 1023) / 1024,
                          .storage_class = json_text_member(spec, "storageClassName"),
                          .count = replicas,
                      });
}

static void count_templates(Count *count, const Object *object, int64_t replicas)
{
    const JsonValue *claims = kube_value(object->value, "spec.volumeClaimTemplates");
    for (const JsonValue *claim = json_first(claims); claim; claim = json_next(claims, claim)) {
        const char *name = kube_text(claim, "metadata.name");
        count_claim(count,
            arena_printf(count->arena, "%s-%s", name ? name : "volume", object->name),
            json_member(claim, "spec"), replicas);
    }
}

static void count_ephemeral(
    Count *count, const Object *object, const JsonValue *pod, int64_t replicas)
{
    const JsonValue *volumes = json_member(pod, "volumes");
    for (const JsonValue *v = json_first(volumes); v; v = json_next(volumes, v)) {
        const char *name = json_text_member(v, "name");
        count_claim(count,
            arena_printf(count->arena, "%s-%s", object->name, name ? name : "volume"),
            kube_value(v, "ephemeral.volumeClaimTemplate.spec"), replicas);
    }
}

// ── objects ──────────────────────────────────────────────────────────────────────────────────

static void count_pods(Count *count, const Object *object, const JsonValue *pod)
{
    int64_t replicas = replicas_of(count, object);
    PodNeeds one = pod_needs(count, object, pod);
    Needs *needs = &count->needs;
    needs->cpu_milli = bounded(needs->cpu_milli + (__int128)one.cpu_milli * replicas);
    needs->memory_mib = bounded(needs->memory_mib + (__int128)one.memory_mib * replicas);
    needs->pods = bounded((__int128)needs->pods + replicas);
    count_templates(count, object, replicas);
    count_ephemeral(count, object, pod, replicas);
}

static bool comes_and_goes(const Object *object)
{
    return object->is_hook || text_same(object->kind, "Job") || text_same(object->kind, "CronJob");
}

Needs needs_of(Arena *arena, const ObjectList *objects, int64_t nodes)
{
    Count count = {.arena = arena, .objects = objects, .nodes = nodes};
    for (size_t i = 0; i < objects->count; i++) {
        const Object *object = &objects->items[i];
        const JsonValue *pod = object_pods(object);
        if (comes_and_goes(object))
            continue;
        if (pod)
            count_pods(&count, object, pod);
        if (text_same(object->kind, "PersistentVolumeClaim"))
            count_claim(&count, object->name, json_member(object->value, "spec"), 1);
        if (text_same(object->kind, "Service") &&
            text_same(kube_text(object->value, "spec.type"), "LoadBalancer"))
            count.needs.load_balancers++;
    }
    return count.needs;
}

int64_t needs_disk_gib(const Needs *needs)
{
    __int128 sum = 0;
    for (size_t i = 0; i < needs->volumes.count; i++)
        sum += (__int128)needs->volumes.items[i].gib * needs->volumes.items[i].count;
    return bounded(sum);
}
