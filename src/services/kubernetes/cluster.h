// cluster.h — the Kubernetes clusters into which a customer deploys.
//
// A cluster is added with a credential of its administrator, or found through a cloud account. A
// job uses that credential once, to make accounts of Kontor's own (cluster_rights.h) in the chosen
// namespaces, and it is gone afterwards, however that ended. From then on a job looks at the
// cluster every few minutes: whether it answers, what it has, and whether tokens must be renewed.
//
//   connecting → ready ⇄ unreachable     it does not answer, or not as it should
//                ready ⇄ refused         it does not accept what Kontor has
//   refused, unreachable → connecting    with a new credential
//   any → removed                        final; a job takes Kontor's accounts back
//
// Events: cluster.added, cluster.connecting, cluster.ready, cluster.unreachable, cluster.refused,
// cluster.removed (subject: the cluster; data: its name).
#pragma once

#include "cluster_rights.h"
#include "kube.h"

typedef enum ClusterState {
    CLUSTER_CONNECTING,
    CLUSTER_READY,
    CLUSTER_UNREACHABLE,
    CLUSTER_REFUSED,
    CLUSTER_REMOVED,
    CLUSTER_STATES,
} ClusterState;

extern const char *const cluster_state_names[]; // "connecting" …, ended by NULL

enum { MAX_CLUSTERS = 100, MAX_NAMESPACES = 50 }; // of an organization, of a cluster

typedef struct StorageClass {
    const char *name, *provisioner;
    bool is_default;
} StorageClass;

typedef struct IngressClass {
    const char *name, *controller;
    bool is_default;
} IngressClass;

/** What Kontor saw when it last looked. Needs the right to read the cluster. */
typedef struct ClusterFacts {
    int64_t nodes, nodes_ready;
    int64_t cpu_milli_total, cpu_milli_free; // of the nodes that are ready: what is not requested
    int64_t memory_mib_total, memory_mib_free;
    LIST_OF(StorageClass) storage_classes;
    LIST_OF(IngressClass) ingress_classes;
    TextList namespaces;
    TextList api_versions; // "apps/v1", "apps/v1/Deployment"
} ClusterFacts;

extern const Shape cluster_facts_shape;

typedef enum NamespaceState {
    NAMESPACE_PENDING, // until the next job has looked
    NAMESPACE_GRANTED,
    NAMESPACE_REFUSED,
} NamespaceState;

extern const char *const namespace_state_names[];

typedef struct ClusterNamespace {
    Id cluster_id;
    const char *name;
    NamespaceState state;
    const char *problem;
    Time token_renew_at, token_expires_at;
    TextList secrets; // their names alone
} ClusterNamespace;

extern const Shape cluster_namespace_shape;
typedef LIST_OF(ClusterNamespace) ClusterNamespaceList;

typedef struct Cluster {
    Id id; // clu_…
    const char *name;
    ClusterState state;
    const char *provider; // "kubeconfig", "openstack"
    Id cloud_account_id;  // of a provider's
    const char *project_id, *provider_cluster_id;
    bool may_read_cluster;
    const char *server; // NULL until the provider said it
    const char *tls_name, *ca;
    const char *version; // "v1.33.1"
    const char *problem; // a sentence: why it is not ready, or what is missing
    Time checked_at;
    ClusterFacts *facts; // NULL: not known
    Time token_renew_at, token_expires_at, admin_until;
    Id created_by;
    Time created_at, removed_at;
    ClusterNamespaceList namespaces;
    RightList rights;
} Cluster;

extern const Shape cluster_shape;
typedef LIST_OF(Cluster) ClusterList;

/** What one asks for; also the body of the request. By kubeconfig, or by the three of a cloud. */
typedef struct NewCluster {
    const char *name;
    const char *kubeconfig, *context;
    Id cloud_account_id;
    const char *project_id, *provider_cluster_id;
    TextList namespaces;
    RawJson may_read_cluster; // true unless it is false
} NewCluster;

extern const Shape new_cluster_shape;

/**
 * Keeps it and lets the job connect_cluster connect.
 *
 * INVALID    bad_kubeconfig (kubeconfig.h); neither or both of kubeconfig and cloud account; a
 *            namespace of the cluster itself
 * NOT_FOUND  no such cloud account
 * CONFLICT   name_taken, too_many_clusters
 */
Error cluster_create(Ctx *ctx, const NewCluster *wanted, Cluster *ret_cluster);

/** NOT_FOUND. One that was removed is there, but not in lists. */
Error cluster_get(Ctx *ctx, Id id, Cluster *ret_cluster);

/** The same; nobody removes it until the transaction ends, so that something can be put into it. */
Error cluster_lock(Ctx *ctx, Id id, Cluster *ret_cluster);

/** The storage class of volumes that name none; NULL: not known. */
const char *cluster_default_class(const Cluster *cluster);
Error cluster_list(Ctx *ctx, Id after, int64_t limit, ClusterList *ret_clusters);

typedef struct NewNamespaces {
    TextList namespaces;
    const char *kubeconfig, *context;
} NewNamespaces;

extern const Shape new_namespaces_shape;

/**
 * More namespaces, and those that were refused once more. With a kubeconfig, or through the
 * provider, a job makes what is needed; without one it is up to the cluster's administrator
 * (rights.yaml), and the next look finds it.
 *
 * INVALID    bad_kubeconfig, one of another cluster, or none where Kontor may not read the cluster
 * CONFLICT   cluster_removed, too_many_namespaces
 */
Error cluster_add_namespaces(Ctx *ctx, Id id, const NewNamespaces *wanted, Cluster *ret_cluster);

/** Looks at it now. CONFLICT cluster_removed. */
Error cluster_check_soon(Ctx *ctx, Id id, Cluster *ret_cluster);

/** Forgets it and lets the job remove_cluster take Kontor's accounts back. One that was removed
 * stays so. CONFLICT cluster_in_use: workloads stand in it; the sentence names them. */
Error cluster_remove(Ctx *ctx, Id id, Cluster *ret_cluster);

/** The objects that give Kontor its rights, as YAML; namespace NULL: all of the cluster's. */
const char *cluster_rights_yaml(Arena *arena, const Cluster *cluster, const char *namespace);

/** What a pick list offers. */
typedef struct ClusterOption {
    const char *value, *label;
    bool is_default;
} ClusterOption;

extern const Shape cluster_option_shape;
typedef LIST_OF(ClusterOption) ClusterOptionList;

/** kind: "storage_class", "ingress_class", "namespace", "secret" (of the namespace: names only). */
Error cluster_list_options(
    Ctx *ctx, Id id, const char *kind, const char *namespace, ClusterOptionList *ret_options);

/**
 * The cluster's API with Kontor's own account of the namespace, or with the one that reads the
 * cluster if namespace is NULL; at one address that was looked up and allowed. For jobs, outside a
 * transaction.
 *
 * NOT_FOUND    no such cluster
 * CONFLICT     cluster_not_ready: it is connecting, refused or removed, or the namespace is not
 *              granted
 * UNAVAILABLE  as client_resolve
 */
Error cluster_open(Ctx *ctx, Id cluster_id, const char *namespace, Kube *ret_kube);

/** Adds the job check_cluster, or remove_cluster. */
Error cluster_add_check(Ctx *ctx, Id id);
Error cluster_add_removal(Ctx *ctx, Id id);

/** The cluster that a job is about: {"cluster_id": …}. */
Id cluster_of_job(Arena *arena, const char *arguments);

/** The only way to another state; emits the event. CONFLICT cluster_removed. */
Error cluster_move(Ctx *ctx, Cluster *locked, ClusterState state, const char *problem);
