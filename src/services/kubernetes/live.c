#include "live.h"

#include "base/text.h"
#include "live_cause.h"
#include "quantity.h"

#include <string.h>

enum { MAX_PODS = 1000, MAX_EVENTS = 5000, MAX_CLAIMS = 1000, MAX_HOSTS = 20, MIB_OF_GIB = 1024 };

static const char ready[] = "ready", waiting[] = "waiting", failed[] = "failed";

// ── one object ───────────────────────────────────────────────────────────────────────────────

static bool is_observed(const JsonValue *object)
{
    int64_t generation = object_number(object, "metadata.generation", 0);
    return object_number(object, "status.observedGeneration", generation) >= generation;
}

// All replicas are of the newest kind, none of an older one is left, and they are ready.
static bool is_rolled_out(const JsonValue *object)
{
    int64_t wanted = object_number(object, "spec.replicas", 1);
    int64_t there = object_number(object, "status.replicas", 0);
    int64_t updated = object_number(object, "status.updatedReplicas", 0);
    return is_observed(object) && object_number(object, "status.readyReplicas", 0) >= wanted &&
           updated >= wanted && there <= updated;
}

static bool is_everywhere(const JsonValue *object)
{
    int64_t wanted = object_number(object, "status.desiredNumberScheduled", 0);
    return is_observed(object) && object_number(object, "status.numberReady", 0) >= wanted;
}

static bool is_complete(const JsonValue *object)
{
    return object_number(object, "status.succeeded", 0) >=
           object_number(object, "spec.completions", 1);
}

static bool has_address(const JsonValue *object)
{
    const JsonValue *addresses = kube_value(object, "status.loadBalancer.ingress");
    return !text_same(kube_text(object, "spec.type"), "LoadBalancer") ||
           (addresses && addresses->count);
}

// What is there is ready, unless its kind says more.
static bool runs(const char *kind, const JsonValue *object)
{
    if (text_same(kind, "Deployment") || text_same(kind, "StatefulSet"))
        return is_rolled_out(object);
    if (text_same(kind, "DaemonSet"))
        return is_everywhere(object);
    if (text_same(kind, "Job"))
        return is_complete(object);
    if (text_same(kind, "PersistentVolumeClaim"))
        return text_same(kube_text(object, "status.phase"), "Bound");
    if (text_same(kind, "Service"))
        return has_address(object);
    return true;
}

// ── under which addresses it is reached ──────────────────────────────────────────────────────

static void host_add(TextList *hosts, const char *host)
{
    for (size_t i = 0; i < hosts->count; i++)
        if (text_same(hosts->items[i], host))
            return;
    if (host && *host && hosts->count < MAX_HOSTS)
        hosts->items[hosts->count++] = host;
}

static void hosts_add(
    TextList *hosts, const JsonValue *object, const char *list, const char *member)
{
    const JsonValue *items = kube_value(object, list);
    if (!items || items->kind != JSON_ARRAY)
        return;
    for (const JsonValue *item = json_first(items); item; item = json_next(items, item))
        host_add(hosts, json_text_member(item, member));
}

// ── what would stay ──────────────────────────────────────────────────────────────────────────

// "data-web-0" of the StatefulSet "web" with a template "data".
static bool is_claim_of(const Object *object, const char *claim)
{
    const JsonValue *templates = kube_value(object->value, "spec.volumeClaimTemplates");
    if (!templates || templates->kind != JSON_ARRAY)
        return false;
    for (const JsonValue *item = json_first(templates); item; item = json_next(templates, item)) {
        const char *template = kube_text(item, "metadata.name");
        size_t first = template ? strlen(template) : 0, second = strlen(object->name);
        if (first && strncmp(claim, template, first) == 0 && claim[first] == '-' &&
            strncmp(claim + first + 1, object->name, second) == 0 &&
            claim[first + 1 + second] == '-')
            return true;
    }
    return false;
}

static bool is_kept(const ObjectList *objects, const JsonValue *claim)
{
    const char *name = kube_text(claim, "metadata.name");
    for (size_t i = 0; i < objects->count; i++) {
        const Object *object = &objects->items[i];
        const JsonValue *annotations = kube_value(object->value, "metadata.annotations");
        if (is_claim_of(object, name))
            return true;
        if (text_same(object->kind, "PersistentVolumeClaim") && text_same(object->name, name))
            return text_same(json_text_member(annotations, "helm.sh/resource-policy"), "keep");
    }
    return false;
}

static KeptVolume volume_of(const JsonValue *claim)
{
    const char *size = kube_text(claim, "status.capacity.storage");
    if (!size)
        size = kube_text(claim, "spec.resources.requests.storage");
    return (KeptVolume){
        .name = kube_text(claim, "metadata.name"),
        .gib = (quantity_mib(size) + MIB_OF_GIB - 1) / MIB_OF_GIB,
        .storage_class = kube_text(claim, "spec.storageClassName"),
    };
}

static KeptVolumeList volumes_of(Arena *arena, const ObjectList *objects, const KubeItems *claims)
{
    KeptVolumeList volumes = {arena_array_of(arena, KeptVolume, claims->count), 0};
    for (size_t i = 0; i < claims->count; i++)
        if (is_kept(objects, claims->items[i]))
            volumes.items[volumes.count++] = volume_of(claims->items[i]);
    return volumes;
}

// ── all of them ──────────────────────────────────────────────────────────────────────────────

typedef struct Look {
    Ctx *ctx;
    const Kube *kube;
    const char *namespace;
    CauseSources sources;
    Live live;
} Look;

static Error collection(Look *look, const char *plural, size_t max, KubeItems *ret_items)
{
    const char *path =
        arena_printf(look->ctx->arena, "/api/v1/namespaces/%s/%s", look->namespace, plural);
    return kube_list(look->ctx, look->kube, path, max, ret_items);
}

static void object_note(Look *look, const Object *object, const JsonValue *there, bool is_ready)
{
    WorkloadObject seen = {object->kind, object->name, is_ready ? ready : waiting, NULL};
    if (!is_ready)
        seen.message = cause_of(look->ctx->arena, &look->sources, object, there);
    if (seen.message)
        seen.state = failed;
    if (seen.message && !look->live.cause)
        look->live.cause = seen.message;
    // A hook comes and goes; only one that fails says something.
    if (object->is_hook && !seen.message)
        return;
    look->live.is_ready &= is_ready;
    look->live.objects.items[look->live.objects.count++] = seen;
}

static Error object_look(Look *look, const Object *object)
{
    const JsonValue *there = NULL;
    const char *path = object_path(look->ctx->arena, object, look->namespace);
    Error error = path ? kube_get(look->ctx, look->kube, path, &there) : OK;
    if (error && error != NOT_FOUND && error != FORBIDDEN)
        return error;
    if (there) {
        hosts_add(&look->live.hosts, there, "spec.rules", "host");
        hosts_add(&look->live.hosts, there, "status.loadBalancer.ingress", "hostname");
        hosts_add(&look->live.hosts, there, "status.loadBalancer.ingress", "ip");
    }
    // What Kontor may not read, or does not know, was made by helm.
    bool is_ready = there ? runs(object->kind, there) : error != NOT_FOUND;
    object_note(look, object, there, is_ready);
    return OK;
}

Error live_look(Ctx *ctx, const Kube *kube, const char *namespace, const ObjectList *objects,
    Time since, Live *ret_live)
{
    KubeItems claims;
    Look look = {
        .ctx = ctx,
        .kube = kube,
        .namespace = namespace,
        .sources.since = since,
        .live =
            {
                .objects.items = arena_array_of(ctx->arena, WorkloadObject, objects->count),
                .hosts.items = arena_array_of(ctx->arena, const char *, MAX_HOSTS),
                .is_ready = true,
            },
    };
    TRY(collection(&look, "pods", MAX_PODS, &look.sources.pods));
    TRY(collection(&look, "events", MAX_EVENTS, &look.sources.events));
    TRY(collection(&look, "persistentvolumeclaims", MAX_CLAIMS, &claims));
    for (size_t i = 0; i < objects->count; i++)
        TRY(object_look(&look, &objects->items[i]));
    look.live.volumes = volumes_of(ctx->arena, objects, &claims);
    *ret_live = look.live;
    return OK;
}
