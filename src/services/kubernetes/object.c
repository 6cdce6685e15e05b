#include "object.h"

#include "base/text.h"
#include "kube.h"

#include <string.h>

static const char template[] = "spec.template.spec";

static const ObjectKind kinds[] = {
    {"", "Pod", "pods", .pods = "spec"},
    {"", "ReplicationController", "replicationcontrollers", .pods = template},
    {"apps", "Deployment", "deployments", .pods = template},
    {"apps", "StatefulSet", "statefulsets", .pods = template},
    {"apps", "DaemonSet", "daemonsets", .pods = template},
    {"apps", "ReplicaSet", "replicasets", .pods = template},
    {"batch", "Job", "jobs", .pods = template},
    {"batch", "CronJob", "cronjobs", .pods = "spec.jobTemplate.spec.template.spec"},
    {"", "Service", "services"},
    {"", "Endpoints", "endpoints"},
    {"", "ConfigMap", "configmaps"},
    {"", "Secret", "secrets"},
    {"", "ServiceAccount", "serviceaccounts"},
    {"", "PersistentVolumeClaim", "persistentvolumeclaims"},
    {"", "LimitRange", "limitranges"},
    {"", "ResourceQuota", "resourcequotas"},
    {"", "Namespace", "namespaces", true},
    {"", "PersistentVolume", "persistentvolumes", true},
    {"apps", "ControllerRevision", "controllerrevisions"},
    {"autoscaling", "HorizontalPodAutoscaler", "horizontalpodautoscalers"},
    {"policy", "PodDisruptionBudget", "poddisruptionbudgets"},
    {"networking.k8s.io", "Ingress", "ingresses"},
    {"networking.k8s.io", "NetworkPolicy", "networkpolicies"},
    {"networking.k8s.io", "IngressClass", "ingressclasses", true},
    {"rbac.authorization.k8s.io", "Role", "roles"},
    {"rbac.authorization.k8s.io", "RoleBinding", "rolebindings"},
    {"rbac.authorization.k8s.io", "ClusterRole", "clusterroles", true},
    {"rbac.authorization.k8s.io", "ClusterRoleBinding", "clusterrolebindings", true},
    {"storage.k8s.io", "StorageClass", "storageclasses", true},
    {"storage.k8s.io", "CSIDriver", "csidrivers", true},
    {"scheduling.k8s.io", "PriorityClass", "priorityclasses", true},
    {"coordination.k8s.io", "Lease", "leases"},
    {"discovery.k8s.io", "EndpointSlice", "endpointslices"},
    {"apiextensions.k8s.io", "CustomResourceDefinition", "customresourcedefinitions", true},
    {"apiregistration.k8s.io", "APIService", "apiservices", true},
    {"node.k8s.io", "RuntimeClass", "runtimeclasses", true},
    {"admissionregistration.k8s.io", "ValidatingWebhookConfiguration",
        "validatingwebhookconfigurations", true},
    {"admissionregistration.k8s.io", "MutatingWebhookConfiguration",
        "mutatingwebhookconfigurations", true},
    {"admissionregistration.k8s.io", "ValidatingAdmissionPolicy", "validatingadmissionpolicies",
        true},
    {"admissionregistration.k8s.io", "ValidatingAdmissionPolicyBinding",
        "validatingadmissionpolicybindings", true},
};

const char *object_group(Arena *arena, const char *api_version)
{
    const char *slash = strchr(api_version, '/');
    return slash ? arena_text(arena, api_version, (size_t)(slash - api_version)) : "";
}

const ObjectKind *object_kind(const char *api_version, const char *kind)
{
    const char *slash = strchr(api_version, '/');
    size_t length = slash ? (size_t)(slash - api_version) : 0;
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (text_same(kinds[i].kind, kind) && strlen(kinds[i].group) == length &&
            strncmp(kinds[i].group, api_version, length) == 0)
            return &kinds[i];
    return NULL;
}

// "v1" of "apps/v1": part of an address. Names are encoded, since a chart may write anything there.
static bool is_plain_version(const char *api_version)
{
    const char *slash = strchr(api_version, '/');
    const char *version = slash ? slash + 1 : api_version;
    return version[strspn(version, "abcdefghijklmnopqrstuvwxyz0123456789")] == '\0';
}

const char *object_path(Arena *arena, const Object *object, const char *release_namespace)
{
    Text path = {.arena = arena};
    if (!object->known || !is_plain_version(object->api_version))
        return NULL;
    text_printf(&path, *object->known->group ? "/apis/%s" : "/api/%s", object->api_version);
    if (!object->known->is_cluster_scoped)
        text_printf(&path, "/namespaces/%s",
            text_url_encoded(arena, object->namespace ? object->namespace : release_namespace));
    text_printf(&path, "/%s/%s", object->known->plural, text_url_encoded(arena, object->name));
    return text_of(&path);
}

const char *object_name(Arena *arena, const Object *object)
{
    return arena_printf(arena, "%s/%s", object->kind, object->name);
}

// ── values ───────────────────────────────────────────────────────────────────────────────────

int64_t object_number(const JsonValue *value, const char *path, int64_t otherwise)
{
    const JsonValue *found = kube_value(value, path);
    return found && found->kind == JSON_INT ? found->number : otherwise;
}

bool object_flag(const JsonValue *value, const char *path)
{
    const JsonValue *found = kube_value(value, path);
    return found && found->kind == JSON_TRUE;
}

const JsonValue *object_pods(const Object *object)
{
    return object->known && object->known->pods ? kube_value(object->value, object->known->pods)
                                                : NULL;
}

// ── reading ──────────────────────────────────────────────────────────────────────────────────

static bool is_list(const JsonValue *value)
{
    const char *kind = json_text_member(value, "kind");
    const JsonValue *items = json_member(value, "items");
    size_t length = kind ? strlen(kind) : 0;
    return length >= 4 && strcmp(kind + length - 4, "List") == 0 && items &&
           items->kind == JSON_ARRAY;
}

static Error add(Ctx *ctx, const JsonValue *value, ObjectList *objects)
{
    const JsonValue *metadata = json_member(value, "metadata");
    Object object = {
        .api_version = json_text_member(value, "apiVersion"),
        .kind = json_text_member(value, "kind"),
        .name = json_text_member(metadata, "name"),
        .namespace = json_text_member(metadata, "namespace"),
        .value = value,
    };
    if (!object.name) // made by the server, for a hook
        object.name = json_text_member(metadata, "generateName");
    if (!object.api_version || !object.kind || !object.name)
        return fail(ctx, INVALID, "chart_not_rendered",
            "The chart renders something that is no object of Kubernetes: %.200s",
            arena_text(ctx->arena, value->raw, value->raw_length));
    object.known = object_kind(object.api_version, object.kind);
    object.is_hook = json_member(json_member(metadata, "annotations"), "helm.sh/hook") != NULL;
    objects->items[objects->count++] = object;
    return OK;
}

static size_t count_of(const JsonValueList *documents)
{
    size_t count = 0;
    for (size_t i = 0; i < documents->count; i++)
        count +=
            is_list(documents->items[i]) ? json_member(documents->items[i], "items")->count : 1;
    return count;
}

Error object_read_all(Ctx *ctx, const char *manifest, ObjectList *ret_objects)
{
    JsonValueList documents;
    const char *problem;
    if (!yaml_read_all(ctx->arena, (Blob){manifest, strlen(manifest)}, &documents, &problem))
        return fail(
            ctx, INVALID, "chart_not_rendered", "What the chart renders is no YAML. %s", problem);
    ObjectList objects = {arena_array_of(ctx->arena, Object, count_of(&documents)), 0};
    for (size_t i = 0; i < documents.count; i++) {
        const JsonValue *document = documents.items[i], *items = json_member(document, "items");
        if (!is_list(document)) {
            TRY(add(ctx, document, &objects));
            continue;
        }
        for (const JsonValue *item = json_first(items); item; item = json_next(items, item))
            TRY(add(ctx, item, &objects));
    }
    *ret_objects = objects;
    return OK;
}

// ── writing ──────────────────────────────────────────────────────────────────────────────────

// A shorter secret would hide half of the manifest; a longer manifest is read by nobody.
enum { SHORTEST_SECRET = 4, MAX_SHOWN = 2 << 20 };

static bool has_secret(const char *text, TextList secrets)
{
    for (size_t i = 0; i < secrets.count; i++)
        if (strlen(secrets.items[i]) >= SHORTEST_SECRET && strstr(text, secrets.items[i]))
            return true;
    return false;
}

static void put_visible(
    Json *out, const char *name, const JsonValue *value, TextList secrets, bool hides)
{
    bool is_object = value->kind == JSON_OBJECT;
    if (!is_object && value->kind != JSON_ARRAY) {
        const char *raw = arena_text(out->text.arena, value->raw, value->raw_length);
        if (hides || has_secret(value->kind == JSON_TEXT ? value->text : raw, secrets))
            json_put(out, name, "(hidden)");
        else
            json_raw(out, name, raw);
        return;
    }
    is_object ? json_begin_object(out, name) : json_begin_array(out, name);
    for (const JsonValue *item = json_first(value); item; item = json_next(value, item)) {
        const char *member = is_object ? item->text : NULL;
        item += is_object;
        put_visible(out, member, item, secrets, hides);
    }
    is_object ? json_end_object(out) : json_end_array(out);
}

static const JsonValue *visible(Arena *arena, const Object *object, TextList secrets)
{
    const char *problem;
    Json *out = json_new(arena);
    bool is_secret = text_same(object->kind, "Secret");
    const JsonValue *value = object->value;
    json_begin_object(out, NULL);
    for (const JsonValue *name = json_first(value); name; name = json_next(value, name + 1)) {
        bool hides =
            is_secret && (text_same(name->text, "data") || text_same(name->text, "stringData"));
        put_visible(out, name->text, name + 1, secrets, hides);
    }
    json_end_object(out);
    const char *json = json_finish(out);
    return json_parse(arena, json, strlen(json), &problem);
}

const char *object_write_all(Arena *arena, const ObjectList *objects, TextList secrets)
{
    Text text = {.arena = arena};
    for (size_t i = 0; i < objects->count; i++) {
        if (text.length > MAX_SHOWN) {
            text_printf(&text, "# %zu more objects are not shown.\n", objects->count - i);
            break;
        }
        text_add(&text, "---\n");
        text_add(&text, yaml_write(arena, visible(arena, &objects->items[i], secrets)));
    }
    return text_of(&text);
}
