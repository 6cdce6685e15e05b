// cluster_store.h — rows of cluster and cluster_namespace. Private to src/services/kubernetes.
//
// Each statement is about the actor's organization; for a job that is the job's.
#pragma once

#include "cluster.h"

Error cluster_store_create(Ctx *ctx, const Cluster *cluster);
Error cluster_store_count(Ctx *ctx, int64_t *ret_count); // not removed

/** "shop/blog, shop/mail": releases that stand in it, ten at most; NULL: none. */
Error cluster_store_list_releases(Ctx *ctx, Id id, const char **ret_names);
Error cluster_store_get(Ctx *ctx, Id id, Cluster *ret_cluster);
Error cluster_store_lock(Ctx *ctx, Id id, Cluster *ret_cluster);
Error cluster_store_list(Ctx *ctx, Id after, int64_t limit, ClusterList *ret_clusters);

/** Writes what moves: state, problem, removed_at. */
Error cluster_store_move(Ctx *ctx, const Cluster *cluster);

/** Writes where it is and how it is recognised. */
Error cluster_store_change_server(Ctx *ctx, const Cluster *cluster);

/** Writes what was seen: version, problem, checked_at, facts. */
Error cluster_store_change_facts(Ctx *ctx, const Cluster *cluster);

// ── what is sealed; an empty blob is none ────────────────────────────────────────────────────

Error cluster_store_get_admin(Ctx *ctx, Id id, Blob *ret_sealed);
Error cluster_store_change_admin(Ctx *ctx, Id id, Blob sealed, Time until);

/** Forgets what was not used in time, in all organizations. */
Error cluster_store_remove_overdue_admins(Ctx *ctx);

typedef struct SealedToken {
    Blob sealed;
    Time renew_at, expires_at;
} SealedToken;

/** namespace NULL: of the account that reads the cluster. */
Error cluster_store_get_token(Ctx *ctx, Id id, const char *namespace, Blob *ret_sealed);
Error cluster_store_change_token(Ctx *ctx, Id id, const char *namespace, const SealedToken *token);

/** All tokens of the cluster. */
Error cluster_store_remove_tokens(Ctx *ctx, Id id);

// ── namespaces ───────────────────────────────────────────────────────────────────────────────

/** One that is there already and not granted is pending again. */
Error cluster_namespace_store_create(Ctx *ctx, Id cluster_id, const char *name);
Error cluster_namespace_store_list(
    Ctx *ctx, const Id *cluster_ids, size_t count, ClusterNamespaceList *ret_namespaces);

/** Writes state and problem. */
Error cluster_namespace_store_move(Ctx *ctx, const ClusterNamespace *namespace);
Error cluster_namespace_store_change_secrets(
    Ctx *ctx, Id cluster_id, const char *name, TextList secrets);

// ── for the schedule ─────────────────────────────────────────────────────────────────────────

typedef struct ClusterKey {
    Id organization_id, id;
} ClusterKey;

typedef LIST_OF(ClusterKey) ClusterKeyList;

/** Those of all organizations that are to be looked at. */
Error cluster_store_list_watched(Ctx *ctx, ClusterKeyList *ret_keys);
