#include "cluster.h"

#include "base/text.h"
#include "cloud_account.h"
#include "cluster_credential.h"
#include "cluster_store.h"
#include "http/client.h"
#include "kubeconfig.h"
#include "sentences/sentence.h"
#include "work/work.h"
#include "json/json.h"

#include <string.h>

#define NAMESPACE_PATTERN "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?" // RFC 1123

const char *const cluster_state_names[] = {
    "connecting", "ready", "unreachable", "refused", "removed", NULL};
const char *const namespace_state_names[] = {"pending", "granted", "refused", NULL};

static SHAPE(storage_class_shape, StorageClass, FIELD(StorageClass, name, .required = true),
    FIELD(StorageClass, provisioner), FIELD(StorageClass, is_default));

static SHAPE(ingress_class_shape, IngressClass, FIELD(IngressClass, name, .required = true),
    FIELD(IngressClass, controller), FIELD(IngressClass, is_default));

SHAPE(cluster_facts_shape, ClusterFacts, FIELD(ClusterFacts, nodes),
    FIELD(ClusterFacts, nodes_ready), FIELD(ClusterFacts, cpu_milli_total),
    FIELD(ClusterFacts, cpu_milli_free, .about = "What no pod has requested on nodes that work."),
    FIELD(ClusterFacts, memory_mib_total), FIELD(ClusterFacts, memory_mib_free),
    FIELD_LIST(ClusterFacts, storage_classes, storage_class_shape),
    FIELD_LIST(ClusterFacts, ingress_classes, ingress_class_shape), FIELD(ClusterFacts, namespaces),
    FIELD(ClusterFacts, api_versions, .about = "apps/v1, apps/v1/Deployment, …"));

SHAPE(cluster_namespace_shape, ClusterNamespace,
    FIELD(ClusterNamespace, cluster_id, .hidden = true),
    FIELD(ClusterNamespace, name, .required = true),
    FIELD_ENUM(ClusterNamespace, state, namespace_state_names, .required = true),
    FIELD(ClusterNamespace, problem, .tell = sentence_in),
    FIELD(ClusterNamespace, token_renew_at, .hidden = true),
    FIELD(ClusterNamespace, token_expires_at, .hidden = true),
    FIELD(ClusterNamespace, secrets, .hidden = true));

SHAPE(cluster_shape, Cluster, FIELD(Cluster, id, .required = true),
    FIELD(Cluster, name, .required = true),
    FIELD_ENUM(Cluster, state, cluster_state_names, .required = true),
    FIELD(Cluster, provider, .required = true), FIELD(Cluster, cloud_account_id),
    FIELD(Cluster, project_id), FIELD(Cluster, provider_cluster_id),
    FIELD(Cluster, may_read_cluster), FIELD(Cluster, server),
    FIELD(Cluster, tls_name, .hidden = true), FIELD(Cluster, ca, .hidden = true),
    FIELD(Cluster, version), FIELD(Cluster, problem, .tell = sentence_in),
    FIELD_TOLD(Cluster, problem, "problem_code", sentence_code_in), FIELD(Cluster, checked_at),
    FIELD_OPTION(Cluster, facts, cluster_facts_shape),
    FIELD(Cluster, token_renew_at, .hidden = true),
    FIELD(Cluster, token_expires_at, .hidden = true), FIELD(Cluster, admin_until, .hidden = true),
    FIELD(Cluster, created_by, .required = true), FIELD(Cluster, created_at, .required = true),
    FIELD(Cluster, removed_at), FIELD_LIST(Cluster, namespaces, cluster_namespace_shape),
    FIELD_LIST(Cluster, rights, right_shape));

SHAPE(new_cluster_shape, NewCluster,
    FIELD(NewCluster, name, .required = true, .max = 80, .pattern = ONE_LINE),
    FIELD(NewCluster, kubeconfig, .max = MAX_KUBECONFIG, .write_only = true,
        .about = "As kubectl config view --raw --flatten --minify prints it. Used once."),
    FIELD(
        NewCluster, context, .max = 300, .about = "Of the kubeconfig; its current one if absent."),
    FIELD(NewCluster, cloud_account_id), FIELD(NewCluster, project_id, .max = 100),
    FIELD(NewCluster, provider_cluster_id, .max = 100),
    FIELD(NewCluster, namespaces, .required = true, .min = 1, .max = MAX_NAMESPACES,
        .pattern = NAMESPACE_PATTERN, .about = "Where Kontor may deploy; made if missing."),
    FIELD(NewCluster, may_read_cluster,
        .about = "false: Kontor sees no nodes, storage classes and ingress classes."));

SHAPE(new_namespaces_shape, NewNamespaces,
    FIELD(NewNamespaces, namespaces, .required = true, .min = 1, .max = MAX_NAMESPACES,
        .pattern = NAMESPACE_PATTERN),
    FIELD(NewNamespaces, kubeconfig, .max = MAX_KUBECONFIG, .write_only = true),
    FIELD(NewNamespaces, context, .max = 300));

SHAPE(cluster_option_shape, ClusterOption, FIELD(ClusterOption, value, .required = true),
    FIELD(ClusterOption, label, .required = true), FIELD(ClusterOption, is_default));

// ── states ───────────────────────────────────────────────────────────────────────────────────

// from → to: the event of the move; NULL where there is no such move.
static const char *const moves[CLUSTER_STATES][CLUSTER_STATES] = {
    [CLUSTER_CONNECTING] = {[CLUSTER_READY] = "cluster.ready",
        [CLUSTER_UNREACHABLE] = "cluster.unreachable",
        [CLUSTER_REFUSED] = "cluster.refused",
        [CLUSTER_REMOVED] = "cluster.removed"},
    [CLUSTER_READY] = {[CLUSTER_UNREACHABLE] = "cluster.unreachable",
        [CLUSTER_REFUSED] = "cluster.refused",
        [CLUSTER_REMOVED] = "cluster.removed"},
    [CLUSTER_UNREACHABLE] = {[CLUSTER_CONNECTING] = "cluster.connecting",
        [CLUSTER_READY] = "cluster.ready",
        [CLUSTER_REFUSED] = "cluster.refused",
        [CLUSTER_REMOVED] = "cluster.removed"},
    [CLUSTER_REFUSED] = {[CLUSTER_CONNECTING] = "cluster.connecting",
        [CLUSTER_READY] = "cluster.ready",
        [CLUSTER_UNREACHABLE] = "cluster.unreachable",
        [CLUSTER_REMOVED] = "cluster.removed"},
};

static Error emit(Ctx *ctx, const Cluster *cluster, const char *kind)
{
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    json_put(data, "name", cluster->name);
    json_end_object(data);
    return event_emit(ctx, kind, ctx->actor.organization_id, cluster->id, json_finish(data));
}

Error cluster_move(Ctx *ctx, Cluster *locked, ClusterState state, const char *problem)
{
    const char *event = moves[locked->state][state];
    if (!event && locked->state != state)
        return fail(ctx, CONFLICT, "cluster_removed", "The cluster %s is %s.", locked->name,
            cluster_state_names[locked->state]);
    locked->state = state;
    locked->problem = problem;
    if (state == CLUSTER_REMOVED && !time_is_set(locked->removed_at))
        locked->removed_at = ctx->now;
    TRY(cluster_store_move(ctx, locked));
    return event ? emit(ctx, locked, event) : OK;
}

static Error add_job(Ctx *ctx, const char *kind, Id id)
{
    const char *arguments = arena_printf(ctx->arena, "{\"cluster_id\":\"%s\"}", id.text);
    return job_add(ctx, kind, ctx->actor.organization_id, id.text, arguments, TIME_NONE);
}

Error cluster_add_check(Ctx *ctx, Id id)
{
    return add_job(ctx, "check_cluster", id);
}

Error cluster_add_removal(Ctx *ctx, Id id)
{
    return add_job(ctx, "remove_cluster", id);
}

Id cluster_of_job(Arena *arena, const char *arguments)
{
    const char *problem;
    const JsonValue *value = json_parse(arena, arguments, strlen(arguments), &problem);
    return id_from(json_text_member(value, "cluster_id"));
}

static Error lock_present(Ctx *ctx, Id id, Cluster *ret_cluster)
{
    Cluster cluster = {0};
    TRY(cluster_store_lock(ctx, id, &cluster));
    if (cluster.state == CLUSTER_REMOVED)
        return fail(ctx, CONFLICT, "cluster_removed", "The cluster %s was removed.", cluster.name);
    *ret_cluster = cluster;
    return OK;
}

// ── what belongs to a row ────────────────────────────────────────────────────────────────────

static TextList names_of(Arena *arena, ClusterNamespaceList namespaces)
{
    TextList names = {.items = arena_array_of(arena, const char *, namespaces.count)};
    for (size_t i = 0; i < namespaces.count; i++)
        names.items[names.count++] = namespaces.items[i].name;
    return names;
}

// Fills in the namespaces and rights of the clusters.
static Error complete(Ctx *ctx, Cluster *clusters, size_t count)
{
    Id *ids = arena_array_of(ctx->arena, Id, count);
    for (size_t i = 0; i < count; i++)
        ids[i] = clusters[i].id;
    ClusterNamespaceList all = {0};
    TRY(cluster_namespace_store_list(ctx, ids, count, &all));
    for (size_t i = 0; i < count; i++) {
        ClusterNamespaceList *own = &clusters[i].namespaces;
        own->items = arena_array_of(ctx->arena, ClusterNamespace, all.count);
        own->count = 0;
        for (size_t j = 0; j < all.count; j++)
            if (id_same(all.items[j].cluster_id, ids[i]))
                own->items[own->count++] = all.items[j];
        if (clusters[i].state != CLUSTER_REMOVED)
            clusters[i].rights = rights_list(
                ctx->arena, ids[i], names_of(ctx->arena, *own), clusters[i].may_read_cluster);
    }
    return OK;
}

Error cluster_get(Ctx *ctx, Id id, Cluster *ret_cluster)
{
    Cluster cluster = {0};
    TRY(cluster_store_get(ctx, id, &cluster));
    TRY(complete(ctx, &cluster, 1));
    *ret_cluster = cluster;
    return OK;
}

Error cluster_lock(Ctx *ctx, Id id, Cluster *ret_cluster)
{
    Cluster cluster = {0};
    TRY(cluster_store_lock(ctx, id, &cluster));
    TRY(complete(ctx, &cluster, 1));
    *ret_cluster = cluster;
    return OK;
}

const char *cluster_default_class(const Cluster *cluster)
{
    for (size_t i = 0; cluster->facts && i < cluster->facts->storage_classes.count; i++)
        if (cluster->facts->storage_classes.items[i].is_default)
            return cluster->facts->storage_classes.items[i].name;
    return NULL;
}

Error cluster_list(Ctx *ctx, Id after, int64_t limit, ClusterList *ret_clusters)
{
    ClusterList clusters;
    TRY(cluster_store_list(ctx, after, limit, &clusters));
    TRY(complete(ctx, clusters.items, clusters.count));
    *ret_clusters = clusters;
    return OK;
}

// ── adding ───────────────────────────────────────────────────────────────────────────────────

// Where nobody's charts belong: what runs the cluster itself.
static void check_namespaces(Ctx *ctx, TextList namespaces)
{
    for (size_t i = 0; i < namespaces.count; i++)
        if (text_starts_with(namespaces.items[i], "kube-"))
            fault(ctx, arena_printf(ctx->arena, "namespaces[%zu]", i), "reserved",
                "%s belongs to the cluster itself; choose a namespace of your own.",
                namespaces.items[i]);
}

static void check_source(Ctx *ctx, const NewCluster *wanted)
{
    bool is_cloud = id_is_set(wanted->cloud_account_id);
    if (is_cloud == !text_is_empty(wanted->kubeconfig))
        fault(ctx, "kubeconfig", "required",
            "Give either a kubeconfig or a cluster of a cloud account.");
    if (is_cloud && text_is_empty(wanted->project_id))
        fault(ctx, "project_id", "required", "Say in which project of the cloud it is.");
    if (is_cloud && text_is_empty(wanted->provider_cluster_id))
        fault(ctx, "provider_cluster_id", "required", "Say which cluster of the project it is.");
    const char *reads = wanted->may_read_cluster.text;
    if (reads && !text_same(reads, "true") && !text_same(reads, "false"))
        fault(ctx, "may_read_cluster", "wrong_kind", "This must be true or false.");
}

static Error wanted_check(Ctx *ctx, const NewCluster *wanted, Kube *ret_kube)
{
    check_source(ctx, wanted);
    check_namespaces(ctx, wanted->namespaces);
    TRY(faults(ctx));
    if (id_is_set(wanted->cloud_account_id)) {
        CloudAccount account = {0};
        return cloud_account_lock(ctx, wanted->cloud_account_id, &account);
    }
    return kubeconfig_read(ctx, wanted->kubeconfig, wanted->context, ret_kube);
}

static Error require_room(Ctx *ctx)
{
    int64_t count;
    TRY(cluster_store_count(ctx, &count));
    if (count >= MAX_CLUSTERS)
        return fail(ctx, CONFLICT, "too_many_clusters",
            "An organization can have %d clusters; remove one first.", MAX_CLUSTERS);
    return OK;
}

static Error create_row(Ctx *ctx, const Cluster *cluster)
{
    Error error = cluster_store_create(ctx, cluster);
    if (error == CONFLICT && text_same(ctx->failure.code, "cluster_name"))
        return fail(
            ctx, CONFLICT, "name_taken", "There is a cluster named “%s” already.", cluster->name);
    return error;
}

static Error add_namespaces(Ctx *ctx, Id cluster_id, TextList namespaces)
{
    for (size_t i = 0; i < namespaces.count; i++)
        TRY(cluster_namespace_store_create(ctx, cluster_id, namespaces.items[i]));
    return OK;
}

Error cluster_create(Ctx *ctx, const NewCluster *wanted, Cluster *ret_cluster)
{
    Kube admin = {0};
    TRY(wanted_check(ctx, wanted, &admin));
    TRY(require_room(ctx));
    bool is_cloud = id_is_set(wanted->cloud_account_id);
    Cluster cluster = {
        .id = id_new("clu"),
        .name = text_trimmed(ctx->arena, wanted->name),
        .provider = is_cloud ? "openstack" : "kubeconfig",
        .cloud_account_id = wanted->cloud_account_id,
        .project_id = is_cloud ? wanted->project_id : NULL,
        .provider_cluster_id = is_cloud ? wanted->provider_cluster_id : NULL,
        .may_read_cluster = !text_same(wanted->may_read_cluster.text, "false"),
        .server = admin.server,
        .tls_name = admin.tls_name,
        .ca = admin.ca.length ? arena_text(ctx->arena, admin.ca.bytes, admin.ca.length) : NULL,
        .created_by = ctx->actor.user_id,
        .created_at = ctx->now,
    };
    TRY(create_row(ctx, &cluster));
    TRY(add_namespaces(ctx, cluster.id, wanted->namespaces));
    if (!is_cloud)
        TRY(credential_write_admin(ctx, cluster.id, &admin));
    TRY(emit(ctx, &cluster, "cluster.added"));
    TRY(add_job(ctx, "connect_cluster", cluster.id));
    return cluster_get(ctx, cluster.id, ret_cluster);
}

// ── more namespaces ──────────────────────────────────────────────────────────────────────────

// A new credential is of the same cluster; authorities change now and then.
static Error renew_credential(Ctx *ctx, Cluster *cluster, const NewNamespaces *wanted)
{
    Kube admin;
    TRY(kubeconfig_read(ctx, wanted->kubeconfig, wanted->context, &admin));
    if (!text_same(admin.server, cluster->server)) {
        fault(ctx, "kubeconfig", "other_cluster",
            "This kubeconfig is of %s, but the cluster %s is %s.", admin.server, cluster->name,
            cluster->server);
        return faults(ctx);
    }
    cluster->tls_name = admin.tls_name;
    cluster->ca = admin.ca.length ? arena_text(ctx->arena, admin.ca.bytes, admin.ca.length) : NULL;
    TRY(cluster_store_change_server(ctx, cluster));
    return credential_write_admin(ctx, cluster->id, &admin);
}

static Error require_namespace_room(Ctx *ctx, Id id)
{
    ClusterNamespaceList namespaces;
    TRY(cluster_namespace_store_list(ctx, &id, 1, &namespaces));
    if (namespaces.count > MAX_NAMESPACES)
        return fail(ctx, CONFLICT, "too_many_namespaces", "A cluster can have %d namespaces here.",
            MAX_NAMESPACES);
    return OK;
}

Error cluster_add_namespaces(Ctx *ctx, Id id, const NewNamespaces *wanted, Cluster *ret_cluster)
{
    Cluster cluster;
    TRY(lock_present(ctx, id, &cluster));
    check_namespaces(ctx, wanted->namespaces);
    bool has_kubeconfig = !text_is_empty(wanted->kubeconfig);
    bool connects = has_kubeconfig || id_is_set(cluster.cloud_account_id);
    if (!connects && !cluster.may_read_cluster)
        fault(ctx, "kubeconfig", "required",
            "Kontor may not read this cluster, so give a kubeconfig for the new namespaces.");
    TRY(faults(ctx));
    if (has_kubeconfig)
        TRY(renew_credential(ctx, &cluster, wanted));
    TRY(add_namespaces(ctx, id, wanted->namespaces));
    TRY(require_namespace_room(ctx, id));
    if (connects && cluster.state != CLUSTER_READY)
        TRY(cluster_move(ctx, &cluster, CLUSTER_CONNECTING, NULL));
    TRY(add_job(ctx, connects ? "connect_cluster" : "check_cluster", id));
    return cluster_get(ctx, id, ret_cluster);
}

// ── looking, removing ────────────────────────────────────────────────────────────────────────

Error cluster_check_soon(Ctx *ctx, Id id, Cluster *ret_cluster)
{
    Cluster cluster;
    TRY(lock_present(ctx, id, &cluster));
    TRY(cluster_add_check(ctx, id));
    return cluster_get(ctx, id, ret_cluster);
}

static Error require_empty(Ctx *ctx, const Cluster *cluster)
{
    const char *releases;
    TRY(cluster_store_list_releases(ctx, cluster->id, &releases));
    if (releases)
        return fail(ctx, CONFLICT, "cluster_in_use",
            "Workloads still stand in the cluster %s: %s. Remove them first.", cluster->name,
            releases);
    return OK;
}

Error cluster_remove(Ctx *ctx, Id id, Cluster *ret_cluster)
{
    Cluster cluster = {0};
    TRY(cluster_store_lock(ctx, id, &cluster));
    if (cluster.state != CLUSTER_REMOVED) {
        TRY(require_empty(ctx, &cluster));
        TRY(cluster_move(ctx, &cluster, CLUSTER_REMOVED, NULL));
        TRY(cluster_store_change_admin(ctx, id, (Blob){0}, TIME_NONE));
        TRY(cluster_add_removal(ctx, id));
    }
    return cluster_get(ctx, id, ret_cluster);
}

const char *cluster_rights_yaml(Arena *arena, const Cluster *cluster, const char *namespace)
{
    if (namespace)
        return rights_yaml_of_namespace(arena, cluster->id, namespace, cluster->may_read_cluster);
    return rights_yaml(
        arena, cluster->id, names_of(arena, cluster->namespaces), cluster->may_read_cluster);
}

// ── pick lists ───────────────────────────────────────────────────────────────────────────────

static void option_add(ClusterOptionList *list, const char *name, bool is_default)
{
    list->items[list->count++] = (ClusterOption){name, name, is_default};
}

static void add_texts(Ctx *ctx, ClusterOptionList *list, TextList texts)
{
    list->items = arena_array_of(ctx->arena, ClusterOption, texts.count);
    for (size_t i = 0; i < texts.count; i++)
        option_add(list, texts.items[i], false);
}

static void add_classes(
    Ctx *ctx, ClusterOptionList *list, const ClusterFacts *facts, bool of_storage)
{
    size_t count = of_storage ? facts->storage_classes.count : facts->ingress_classes.count;
    list->items = arena_array_of(ctx->arena, ClusterOption, count);
    for (size_t i = 0; i < count; i++)
        option_add(list,
            of_storage ? facts->storage_classes.items[i].name
                       : facts->ingress_classes.items[i].name,
            of_storage ? facts->storage_classes.items[i].is_default
                       : facts->ingress_classes.items[i].is_default);
}

Error cluster_list_options(
    Ctx *ctx, Id id, const char *kind, const char *namespace, ClusterOptionList *ret_options)
{
    Cluster cluster;
    TRY(cluster_get(ctx, id, &cluster));
    ClusterOptionList list = {0};
    bool of_storage = text_same(kind, "storage_class");
    if (of_storage || text_same(kind, "ingress_class")) {
        if (cluster.facts)
            add_classes(ctx, &list, cluster.facts, of_storage);
    } else if (text_same(kind, "namespace")) {
        add_texts(ctx, &list, names_of(ctx->arena, cluster.namespaces));
    } else {
        for (size_t i = 0; i < cluster.namespaces.count; i++)
            if (text_same(cluster.namespaces.items[i].name, namespace))
                add_texts(ctx, &list, cluster.namespaces.items[i].secrets);
    }
    *ret_options = list;
    return OK;
}

// ── for jobs ─────────────────────────────────────────────────────────────────────────────────

Error cluster_open(Ctx *ctx, Id cluster_id, const char *namespace, Kube *ret_kube)
{
    Cluster cluster = {0};
    TRY(cluster_store_get(ctx, cluster_id, &cluster));
    if (cluster.state != CLUSTER_READY && cluster.state != CLUSTER_UNREACHABLE)
        return sentence_fail(ctx, CONFLICT, SENTENCE_CLUSTER_NOT_READY, {"cluster", cluster.name},
            {"problem", .sentence = cluster.problem});
    Kube kube;
    TRY(credential_open(ctx, &cluster, namespace, &kube));
    if (!kube.token)
        return namespace ? sentence_fail(ctx, CONFLICT, SENTENCE_NAMESPACE_NOT_READY,
                               {"namespace", namespace}, {"cluster", cluster.name})
                         : sentence_fail(ctx, CONFLICT, SENTENCE_NO_SIGHT);
    int port;
    const char *host;
    TRY(client_resolve(ctx, kube.server, &kube.address, &port, &host));
    if (!kube.tls_name)
        kube.tls_name = host;
    *ret_kube = kube;
    return OK;
}
