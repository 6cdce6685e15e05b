#include "cluster_rights.h"

#include "base/text.h"
#include "yaml/yaml.h"
#include "json/json.h"

#include <string.h>

#define RBAC "rbac.authorization.k8s.io"
enum { SUFFIX = 8, MAX_WORDS = 12 };

SHAPE(right_shape, Right, FIELD(Right, namespace, .about = "null: everywhere in the cluster."),
    FIELD(Right, resources, .about = "As kubectl names them: deployments.apps, pods/log."),
    FIELD(Right, names, .about = "Only objects of these names; none: all."), FIELD(Right, verbs));

// ── the rules ────────────────────────────────────────────────────────────────────────────────

#define ALL  "create delete get list patch update watch"
#define READ "get list watch"
#define SELF "<account>" // stands for the name of Kontor's own account

typedef struct Rule {
    const char *group, *resources, *verbs, *names; // words; names NULL: all
} Rule;

// What charts consist of. Roles are among it: the cluster itself refuses those that grant more.
static const Rule deploy_rules[] = {
    {"", "configmaps persistentvolumeclaims pods secrets serviceaccounts services", ALL},
    {"apps", "daemonsets deployments statefulsets", ALL},
    {"batch", "cronjobs jobs", ALL},
    {"networking.k8s.io", "ingresses networkpolicies", ALL},
    {"policy", "poddisruptionbudgets", ALL},
    {"autoscaling", "horizontalpodautoscalers", ALL},
    {"coordination.k8s.io", "leases", ALL},
    {RBAC, "rolebindings roles", ALL},
    {"", "events", "create get list patch watch"},
    {"", "endpoints limitranges pods/log resourcequotas", READ},
    {"apps", "controllerrevisions replicasets", READ},
    {"discovery.k8s.io", "endpointslices", READ},
};

static const Rule token_rules[] = {
    {"", "serviceaccounts/token", "create", SELF},
};

// Pods for what they request: what is free on the nodes follows from it.
static const Rule read_rules[] = {
    {"", "namespaces nodes pods", "get list"},
    {"storage.k8s.io", "storageclasses", "get list"},
    {"networking.k8s.io", "ingressclasses", "get list"},
    {"apiextensions.k8s.io", "customresourcedefinitions", "get list"},
    {"", "namespaces", "delete", SELF},
};

const char *rights_account(Arena *arena, Id cluster_id)
{
    size_t length = strlen(cluster_id.text);
    return arena_printf(
        arena, "kontor-%s", cluster_id.text + (length > SUFFIX ? length - SUFFIX : 0));
}

static TextList words_of(Arena *arena, const char *text)
{
    TextList words = {.items = arena_array_of(arena, const char *, MAX_WORDS)};
    while (text && *text && words.count < MAX_WORDS) {
        size_t length = strcspn(text, " ");
        words.items[words.count++] = arena_text(arena, text, length);
        text += length + (text[length] == ' ');
    }
    return words;
}

static TextList names_of(Arena *arena, const Rule *rule, const char *account)
{
    return words_of(arena, text_same(rule->names, SELF) ? account : rule->names);
}

// ── for people ───────────────────────────────────────────────────────────────────────────────

// "deployments" of the group apps is deployments.apps; pods/log stays as it is.
static TextList qualified(Arena *arena, const Rule *rule)
{
    TextList words = words_of(arena, rule->resources);
    for (size_t i = 0; *rule->group && i < words.count; i++)
        words.items[i] = arena_printf(arena, "%s.%s", words.items[i], rule->group);
    return words;
}

typedef struct Rules {
    const Rule *items;
    size_t count;
} Rules;

#define RULES(table)                                                                               \
    (Rules)                                                                                        \
    {                                                                                              \
        (table), COUNT_OF(table)                                                                   \
    }

static void rights_add(
    Arena *arena, RightList *list, Rules rules, const char *namespace, const char *account)
{
    for (size_t i = 0; i < rules.count; i++)
        list->items[list->count++] = (Right){
            .namespace = namespace,
            .resources = qualified(arena, &rules.items[i]),
            .names = names_of(arena, &rules.items[i], account),
            .verbs = words_of(arena, rules.items[i].verbs),
        };
}

RightList rights_list(Arena *arena, Id cluster_id, TextList namespaces, bool reads_cluster)
{
    const char *account = rights_account(arena, cluster_id);
    const size_t of_each = COUNT_OF(deploy_rules) + COUNT_OF(token_rules);
    size_t most = (namespaces.count + 1) * of_each + COUNT_OF(read_rules);
    RightList list = {.items = arena_array_of(arena, Right, most)};
    for (size_t i = 0; i < namespaces.count; i++) {
        rights_add(arena, &list, RULES(deploy_rules), namespaces.items[i], account);
        rights_add(arena, &list, RULES(token_rules), namespaces.items[i], account);
    }
    if (reads_cluster) {
        rights_add(arena, &list, RULES(read_rules), NULL, account);
        rights_add(arena, &list, RULES(token_rules), account, account);
    }
    return list;
}

// ── for the cluster ──────────────────────────────────────────────────────────────────────────

typedef struct Builder {
    Arena *arena;
    const char *account, *namespace;
    const char *owner_kind, *owner_uid; // NULL: nobody
    RightsObjectList list;
} Builder;

enum { MAX_OBJECTS = 8 };

static Builder builder_new(Arena *arena, Id cluster_id, const char *namespace)
{
    return (Builder){
        .arena = arena,
        .account = rights_account(arena, cluster_id),
        .namespace = namespace,
        .list = {.items = arena_array_of(arena, RightsObject, MAX_OBJECTS)},
    };
}

static void put_words(Json *out, const char *name, TextList words)
{
    json_begin_array(out, name);
    for (size_t i = 0; i < words.count; i++)
        json_put(out, NULL, words.items[i]);
    json_end_array(out);
}

static void put_owner(Json *out, const Builder *builder)
{
    if (!builder->owner_uid)
        return;
    json_begin_array(out, "ownerReferences");
    json_begin_object(out, NULL);
    json_put(out, "apiVersion", "v1");
    json_put(out, "kind", builder->owner_kind);
    json_put(out, "name", builder->account);
    json_put(out, "uid", builder->owner_uid);
    json_end_object(out);
    json_end_array(out);
}

static Json *object_begin(
    const Builder *builder, const char *version, const char *kind, const char *name)
{
    Json *out = json_new(builder->arena);
    json_begin_object(out, NULL);
    json_put(out, "apiVersion", version);
    json_put(out, "kind", kind);
    json_begin_object(out, "metadata");
    json_put(out, "name", name);
    if (builder->namespace)
        json_put(out, "namespace", builder->namespace);
    json_begin_object(out, "labels");
    json_put(out, "app.kubernetes.io/managed-by", "kontor");
    json_end_object(out);
    put_owner(out, builder);
    json_end_object(out);
    return out;
}

// collection: "serviceaccounts", within the namespace if there is one.
static void object_end(
    Builder *builder, Json *out, const char *root, const char *collection, const char *name)
{
    json_end_object(out);
    const char *within = builder->namespace
                             ? arena_printf(builder->arena, "/namespaces/%s", builder->namespace)
                             : "";
    builder->list.items[builder->list.count++] =
        (RightsObject){arena_printf(builder->arena, "%s%s/%s/%s", root, within, collection, name),
            json_finish(out)};
}

static void add_plain(Builder *builder, const char *kind, const char *collection)
{
    Json *out = object_begin(builder, "v1", kind, builder->account);
    object_end(builder, out, "/api/v1", collection, builder->account);
}

static void put_rule(Json *out, const Builder *builder, const Rule *rule)
{
    TextList names = names_of(builder->arena, rule, builder->account);
    json_begin_object(out, NULL);
    put_words(out, "apiGroups", (TextList){(const char *[]){rule->group}, 1});
    put_words(out, "resources", words_of(builder->arena, rule->resources));
    if (names.count)
        put_words(out, "resourceNames", names);
    put_words(out, "verbs", words_of(builder->arena, rule->verbs));
    json_end_object(out);
}

static void add_role(Builder *builder, const char *name, Rules rules)
{
    bool is_wide = !builder->namespace;
    Json *out = object_begin(builder, RBAC "/v1", is_wide ? "ClusterRole" : "Role", name);
    json_begin_array(out, "rules");
    for (size_t i = 0; i < rules.count; i++)
        put_rule(out, builder, &rules.items[i]);
    json_end_array(out);
    object_end(builder, out, "/apis/" RBAC "/v1", is_wide ? "clusterroles" : "roles", name);
}

// Gives the role of that name to Kontor's accounts in these namespaces.
static void add_binding(Builder *builder, const char *name, TextList namespaces)
{
    bool is_wide = !builder->namespace;
    Json *out =
        object_begin(builder, RBAC "/v1", is_wide ? "ClusterRoleBinding" : "RoleBinding", name);
    json_begin_object(out, "roleRef");
    json_put(out, "apiGroup", RBAC);
    json_put(out, "kind", is_wide ? "ClusterRole" : "Role");
    json_put(out, "name", name);
    json_end_object(out);
    json_begin_array(out, "subjects");
    for (size_t i = 0; i < namespaces.count; i++) {
        json_begin_object(out, NULL);
        json_put(out, "kind", "ServiceAccount");
        json_put(out, "name", builder->account);
        json_put(out, "namespace", namespaces.items[i]);
        json_end_object(out);
    }
    json_end_array(out);
    const char *collection = is_wide ? "clusterrolebindings" : "rolebindings";
    object_end(builder, out, "/apis/" RBAC "/v1", collection, name);
}

static const char *token_role(const Builder *builder)
{
    return arena_printf(builder->arena, "%s-token", builder->account);
}

RightsObjectList rights_of_namespace(
    Arena *arena, Id cluster_id, const char *namespace, bool reads_cluster, const char *owner_uid)
{
    Builder builder = builder_new(arena, cluster_id, namespace);
    TextList here = {(const char *[]){namespace, builder.account}, 1}, both = {here.items, 2};
    add_plain(&builder, "ServiceAccount", "serviceaccounts");
    builder.owner_kind = "ServiceAccount";
    builder.owner_uid = owner_uid;
    add_role(&builder, builder.account, RULES(deploy_rules));
    add_binding(&builder, builder.account, here);
    add_role(&builder, token_role(&builder), RULES(token_rules));
    add_binding(&builder, token_role(&builder), reads_cluster ? both : here);
    return builder.list;
}

RightsObjectList rights_of_cluster(Arena *arena, Id cluster_id, const char *owner_uid)
{
    Builder builder = builder_new(arena, cluster_id, NULL);
    TextList home = {(const char *[]){builder.account}, 1};
    add_plain(&builder, "Namespace", "namespaces");
    builder.owner_kind = "Namespace";
    builder.owner_uid = owner_uid;
    add_role(&builder, builder.account, RULES(read_rules));
    add_binding(&builder, builder.account, home);
    builder.owner_uid = NULL; // what stands in the namespace goes with it anyway
    builder.namespace = builder.account;
    add_plain(&builder, "ServiceAccount", "serviceaccounts");
    add_role(&builder, token_role(&builder), RULES(token_rules));
    add_binding(&builder, token_role(&builder), home);
    return builder.list;
}

// ── for a person with kubectl ────────────────────────────────────────────────────────────────

static void yaml_add(Text *out, const char *json)
{
    const char *problem;
    const JsonValue *object = json_parse(out->arena, json, strlen(json), &problem);
    text_printf(out, "---\n%s", yaml_write(out->arena, object));
}

static void yaml_add_all(Text *out, RightsObjectList list)
{
    for (size_t i = 0; i < list.count; i++)
        yaml_add(out, list.items[i].json);
}

static void yaml_add_namespace(Text *out, const char *name)
{
    Json *json = json_new(out->arena);
    json_begin_object(json, NULL);
    json_put(json, "apiVersion", "v1");
    json_put(json, "kind", "Namespace");
    json_begin_object(json, "metadata");
    json_put(json, "name", name);
    json_end_object(json);
    json_end_object(json);
    yaml_add(out, json_finish(json));
}

static void yaml_add_rights(Text *out, Id cluster_id, const char *namespace, bool reads_cluster)
{
    yaml_add_namespace(out, namespace);
    yaml_add_all(out, rights_of_namespace(out->arena, cluster_id, namespace, reads_cluster, NULL));
}

static Text yaml_begin(Arena *arena)
{
    Text out = {.arena = arena};
    text_add(&out,
        "# What Kontor may do in this cluster. Apply it as an administrator:\n"
        "#     kubectl apply -f rights.yaml\n");
    return out;
}

const char *rights_yaml_of_namespace(
    Arena *arena, Id cluster_id, const char *namespace, bool reads_cluster)
{
    Text out = yaml_begin(arena);
    yaml_add_rights(&out, cluster_id, namespace, reads_cluster);
    return text_of(&out);
}

const char *rights_yaml(Arena *arena, Id cluster_id, TextList namespaces, bool reads_cluster)
{
    Text out = yaml_begin(arena);
    if (reads_cluster)
        yaml_add_all(&out, rights_of_cluster(arena, cluster_id, NULL));
    for (size_t i = 0; i < namespaces.count; i++)
        yaml_add_rights(&out, cluster_id, namespaces.items[i], reads_cluster);
    return text_of(&out);
}
