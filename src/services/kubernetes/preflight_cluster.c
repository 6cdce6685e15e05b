// What only the cluster itself can say, asked with the very account that will deploy.
#include "base/text.h"
#include "pod_security.h"
#include "preflight.h"
#include "quantity.h"

#include <string.h>

enum { MAX_ASKED = 150 }; // objects that are looked up by name

static const char *name_of(const Preflight *preflight, const Object *object)
{
    return object_name(preflight->ctx->arena, object);
}

// What may not be read cannot be checked; that is said once, and the rest goes on.
static Error tolerate(Preflight *preflight, Error error, const char *resource)
{
    if (error == NOT_FOUND || error == FORBIDDEN) {
        if (error == FORBIDDEN)
            preflight_find(
                preflight, SEVERITY_INFO, NULL, SENTENCE_NOT_CHECKED, {"resource", resource});
        preflight->ctx->failure = (Failure){0};
        return OK;
    }
    return error;
}

// ── names that are taken ─────────────────────────────────────────────────────────────────────

static Error release_rule(Preflight *preflight, const Kube *kube)
{
    KubeItems records = {NULL, 0};
    const char *path = arena_printf(preflight->ctx->arena,
        "/api/v1/namespaces/%s/secrets?labelSelector=owner%%3Dhelm%%2Cname%%3D%s",
        preflight->namespace, preflight->release);
    if (preflight->question->is_upgrade || !preflight->question->release)
        return OK;
    TRY(tolerate(preflight, kube_list(preflight->ctx, kube, path, 100, &records), "secrets"));
    if (records.count)
        preflight_find(preflight, SEVERITY_ERROR, NULL, SENTENCE_RELEASE_EXISTS,
            {"release", preflight->release}, {"namespace", preflight->namespace});
    return OK;
}

static bool is_ours(const Preflight *preflight, const JsonValue *found)
{
    const JsonValue *notes = kube_value(found, "metadata.annotations");
    return text_same(json_text_member(notes, "meta.helm.sh/release-name"), preflight->release) &&
           text_same(
               json_text_member(notes, "meta.helm.sh/release-namespace"), preflight->namespace);
}

static Error name_rule(Preflight *preflight, const Kube *kube, const Object *object)
{
    const JsonValue *found = NULL;
    const char *path = object_path(preflight->ctx->arena, object, preflight->namespace);
    if (!path || object->is_hook || object->known->is_cluster_scoped || object->namespace)
        return OK; // hooks are made anew each time; the others are refused already
    Error error = kube_get(preflight->ctx, kube, path, &found);
    if (error) {
        TRY(tolerate(preflight, error, object->known->plural));
        return OK;
    }
    if (is_ours(preflight, found))
        return OK;
    preflight_find(preflight, SEVERITY_ERROR, name_of(preflight, object), SENTENCE_NAME_TAKEN,
        {"object", name_of(preflight, object)});
    return OK;
}

// ── rights ───────────────────────────────────────────────────────────────────────────────────

static const char *review_json(const Preflight *preflight, const ObjectKind *kind, const char *verb)
{
    Json *out = json_new(preflight->ctx->arena);
    json_begin_object(out, NULL);
    json_put(out, "apiVersion", "authorization.k8s.io/v1");
    json_put(out, "kind", "SelfSubjectAccessReview");
    json_begin_object(out, "spec");
    json_begin_object(out, "resourceAttributes");
    json_put(out, "namespace", preflight->namespace);
    json_put(out, "verb", verb);
    json_put(out, "group", kind->group);
    json_put(out, "resource", kind->plural);
    json_end_object(out);
    json_end_object(out);
    json_end_object(out);
    return json_finish(out);
}

static Error right_rule(Preflight *preflight, const Kube *kube, const ObjectKind *kind)
{
    static const char *const verbs[] = {"create", "get", "patch", "delete"};
    static const char path[] = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
    Text missing = {.arena = preflight->ctx->arena};
    for (size_t i = 0; i < COUNT_OF(verbs); i++) {
        const JsonValue *answer;
        TRY(kube_create(
            preflight->ctx, kube, path, review_json(preflight, kind, verbs[i]), &answer));
        if (!object_flag(answer, "status.allowed"))
            text_printf(&missing, "%s%s", missing.length ? ", " : "", verbs[i]);
    }
    if (missing.length)
        preflight_find(preflight, SEVERITY_ERROR, kind->kind, SENTENCE_NO_PERMISSION,
            {"verbs", text_of(&missing)}, {"resource", kind->plural},
            {"namespace", preflight->namespace});
    return OK;
}

static bool was_before(const Preflight *preflight, size_t number)
{
    for (size_t i = 0; i < number; i++)
        if (preflight->objects.items[i].known == preflight->objects.items[number].known)
            return true;
    return false;
}

static Error right_rules(Preflight *preflight, const Kube *kube)
{
    bool has_secret = false; // helm keeps its records in secrets
    for (size_t i = 0; i < preflight->objects.count; i++) {
        const ObjectKind *kind = preflight->objects.items[i].known;
        if (!kind || kind->is_cluster_scoped || was_before(preflight, i))
            continue;
        has_secret |= text_same(kind->kind, "Secret");
        TRY(right_rule(preflight, kube, kind));
    }
    return has_secret ? OK : right_rule(preflight, kube, object_kind("v1", "Secret"));
}

// ── quotas ───────────────────────────────────────────────────────────────────────────────────

static int64_t milli_of(const JsonValue *list, const char *name)
{
    const JsonValue *value = json_member(list, name);
    int64_t milli = 0;
    if (value && value->kind == JSON_INT)
        return value->number * 1000;
    return value && value->kind == JSON_TEXT && quantity_read(value->text, &milli) ? milli : 0;
}

static int64_t count_kind(const Preflight *preflight, const char *kind)
{
    int64_t count = 0;
    for (size_t i = 0; i < preflight->objects.count; i++)
        count += text_same(preflight->objects.items[i].kind, kind);
    return count;
}

static int64_t count_claims(const Needs *needs)
{
    int64_t count = 0;
    for (size_t i = 0; i < needs->volumes.count; i++)
        count += needs->volumes.items[i].count;
    return count;
}

// What the objects take of a quota's resource, in thousandths of its unit; -1: not known.
static int64_t taken(const Preflight *preflight, const char *resource)
{
    const Needs *needs = &preflight->needs;
    static const struct {
        const char *resource, *kind;
    } kinds[] = {{"services", "Service"}, {"secrets", "Secret"}, {"configmaps", "ConfigMap"}};
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (text_same(resource, kinds[i].resource))
            return count_kind(preflight, kinds[i].kind) * 1000;
    if (text_same(resource, "requests.cpu") || text_same(resource, "cpu"))
        return needs->cpu_milli;
    if (text_same(resource, "requests.memory") || text_same(resource, "memory"))
        return needs->memory_mib * 1024 * 1024 * 1000;
    if (text_same(resource, "requests.storage"))
        return needs_disk_gib(needs) * 1024 * 1024 * 1024 * 1000;
    if (text_same(resource, "pods"))
        return needs->pods * 1000;
    if (text_same(resource, "persistentvolumeclaims"))
        return count_claims(needs) * 1000;
    return text_same(resource, "services.loadbalancers") ? needs->load_balancers * 1000 : -1;
}

static bool wants_requests(const char *resource)
{
    return strstr(resource, "cpu") || strstr(resource, "memory");
}

static void quota_rule(Preflight *preflight, const JsonValue *quota, bool has_defaults)
{
    const JsonValue *hard = kube_value(quota, "status.hard"),
                    *used = kube_value(quota, "status.used");
    const char *quota_name = kube_text(quota, "metadata.name");
    bool is_told = has_defaults || !preflight->needs.without_requests.count;
    if (!hard || hard->kind != JSON_OBJECT)
        return;
    for (const JsonValue *name = json_first(hard); name; name = json_next(hard, name + 1)) {
        int64_t more = taken(preflight, name->text);
        int64_t limit = milli_of(hard, name->text), now = milli_of(used, name->text);
        if (!is_told && wants_requests(name->text)) {
            is_told = true;
            preflight_find(preflight, SEVERITY_ERROR, preflight->needs.without_requests.items[0],
                SENTENCE_QUOTA_NEEDS_REQUESTS, {"quota", quota_name});
        }
        if (more > 0 && !preflight->question->is_upgrade && now + more > limit)
            preflight_find(preflight, SEVERITY_ERROR, NULL, SENTENCE_QUOTA_EXCEEDED,
                {"quota", quota_name}, {"resource", name->text});
    }
}

static bool gives_defaults(const JsonValue *range)
{
    const JsonValue *limits = kube_value(range, "spec.limits");
    for (const JsonValue *limit = json_first(limits); limit; limit = json_next(limits, limit))
        if (text_same(json_text_member(limit, "type"), "Container") &&
            (json_member(limit, "default") || json_member(limit, "defaultRequest")))
            return true;
    return false;
}

static Error list_of_namespace(
    Preflight *preflight, const Kube *kube, const char *plural, KubeItems *ret_items)
{
    Ctx *ctx = preflight->ctx;
    const char *path =
        arena_printf(ctx->arena, "/api/v1/namespaces/%s/%s", preflight->namespace, plural);
    return tolerate(preflight, kube_list(ctx, kube, path, 50, ret_items), plural);
}

static Error quota_rules(Preflight *preflight, const Kube *kube)
{
    KubeItems quotas = {NULL, 0}, ranges = {NULL, 0};
    bool has_defaults = false;
    TRY(list_of_namespace(preflight, kube, "resourcequotas", &quotas));
    TRY(list_of_namespace(preflight, kube, "limitranges", &ranges));
    for (size_t i = 0; i < ranges.count; i++)
        has_defaults |= gives_defaults(ranges.items[i]);
    for (size_t i = 0; i < quotas.count; i++)
        quota_rule(preflight, quotas.items[i], has_defaults);
    return OK;
}

// ── Pod Security ─────────────────────────────────────────────────────────────────────────────

static void pod_rule(Preflight *preflight, const Object *object, PodSecurityLevel level)
{
    PodFindingList findings = pod_security_findings(preflight->ctx->arena, object_pods(object));
    for (size_t i = 0; i < findings.count; i++)
        if (findings.items[i].level <= level) {
            preflight_find(preflight, SEVERITY_ERROR, name_of(preflight, object),
                SENTENCE_POD_SECURITY,
                {"level", level == POD_SECURITY_RESTRICTED ? "restricted" : "baseline"},
                {"object", name_of(preflight, object)},
                {"what", .sentence = findings.items[i].what});
            return; // the first says enough
        }
}

static Error security_rules(Preflight *preflight, const Kube *kube)
{
    const JsonValue *namespace = NULL;
    Kube reader = *kube;
    Ctx *ctx = preflight->ctx;
    if (preflight->question->cluster->may_read_cluster)
        TRY(cluster_open(ctx, preflight->question->cluster->id, NULL, &reader));
    const char *path = arena_printf(ctx->arena, "/api/v1/namespaces/%s", preflight->namespace);
    TRY(tolerate(preflight, kube_get(ctx, &reader, path, &namespace), "namespaces"));
    const JsonValue *labels = kube_value(namespace, "metadata.labels");
    PodSecurityLevel level =
        pod_security_level(json_text_member(labels, "pod-security.kubernetes.io/enforce"));
    for (size_t i = 0; level && i < preflight->objects.count; i++)
        pod_rule(preflight, &preflight->objects.items[i], level);
    return OK;
}

Error preflight_cluster(Preflight *preflight, const Kube *kube)
{
    TRY(release_rule(preflight, kube));
    TRY(right_rules(preflight, kube));
    TRY(quota_rules(preflight, kube));
    TRY(security_rules(preflight, kube));
    for (size_t i = 0; i < preflight->objects.count && i < MAX_ASKED; i++)
        TRY(name_rule(preflight, kube, &preflight->objects.items[i]));
    return OK;
}
