#include "cluster_store.h"

#include "db/db.h"
#include "json/json.h"

#define CLUSTER_COLUMNS                                                                            \
    "id, name, state, provider, cloud_account_id, project_id, provider_cluster_id,"                \
    " may_read_cluster, server, tls_name, ca, version, problem, checked_at, facts,"                \
    " token_renew_at, token_expires_at, admin_until, created_by, created_at, removed_at"

Error cluster_store_create(Ctx *ctx, const Cluster *cluster)
{
    return db_exec(ctx,
        "INSERT INTO cluster (organization_id, id, name, state, provider, cloud_account_id,"
        " project_id, provider_cluster_id, may_read_cluster, server, tls_name, ca, created_by,"
        " created_at) VALUES ($1, $2, $3, 'connecting', $4, $5, $6, $7, $8, $9, $10, $11, $12,"
        " $13)",
        ctx->actor.organization_id, cluster->id, cluster->name, cluster->provider,
        cluster->cloud_account_id, cluster->project_id, cluster->provider_cluster_id,
        cluster->may_read_cluster, cluster->server, cluster->tls_name, cluster->ca,
        cluster->created_by, cluster->created_at);
}

Error cluster_store_count(Ctx *ctx, int64_t *ret_count)
{
    return db_number(ctx, ret_count,
        "SELECT count(*) FROM cluster WHERE organization_id = $1 AND removed_at IS NULL",
        ctx->actor.organization_id);
}

Error cluster_store_list_releases(Ctx *ctx, Id id, const char **ret_names)
{
    return db_text(ctx, ret_names,
        "SELECT string_agg(name, ', ') FROM (SELECT namespace || '/' || release_name AS name"
        " FROM workload WHERE organization_id = $1 AND cluster_id = $2 AND removed_at IS NULL"
        " ORDER BY namespace, release_name LIMIT 10) AS release",
        ctx->actor.organization_id, id);
}

Error cluster_store_get(Ctx *ctx, Id id, Cluster *ret_cluster)
{
    return db_one(ctx, cluster_shape, ret_cluster,
        "SELECT " CLUSTER_COLUMNS " FROM cluster WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, id);
}

Error cluster_store_lock(Ctx *ctx, Id id, Cluster *ret_cluster)
{
    return db_one(ctx, cluster_shape, ret_cluster,
        "SELECT " CLUSTER_COLUMNS " FROM cluster WHERE organization_id = $1 AND id = $2 {lock}",
        ctx->actor.organization_id, id);
}

Error cluster_store_list(Ctx *ctx, Id after, int64_t limit, ClusterList *ret_clusters)
{
    return db_all(ctx, cluster_shape, ret_clusters,
        "SELECT " CLUSTER_COLUMNS
        " FROM cluster WHERE organization_id = $1"
        " AND removed_at IS NULL AND (CAST($2 AS TEXT) IS NULL OR id < $2)"
        " ORDER BY id DESC LIMIT $3",
        ctx->actor.organization_id, after, limit);
}

Error cluster_store_move(Ctx *ctx, const Cluster *cluster)
{
    return db_exec(ctx,
        "UPDATE cluster SET state = $3, problem = $4, removed_at = $5"
        " WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, cluster->id, cluster_state_names[cluster->state],
        cluster->problem, cluster->removed_at);
}

Error cluster_store_change_server(Ctx *ctx, const Cluster *cluster)
{
    return db_exec(ctx,
        "UPDATE cluster SET server = $3, tls_name = $4, ca = $5"
        " WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, cluster->id, cluster->server, cluster->tls_name, cluster->ca);
}

Error cluster_store_change_facts(Ctx *ctx, const Cluster *cluster)
{
    const char *facts =
        cluster->facts ? json_of(ctx->arena, &cluster_facts_shape, cluster->facts) : NULL;
    return db_exec(ctx,
        "UPDATE cluster SET version = $3, problem = $4, checked_at = $5, facts = $6"
        " WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, cluster->id, cluster->version, cluster->problem,
        cluster->checked_at, facts);
}

// ── what is sealed ───────────────────────────────────────────────────────────────────────────

Error cluster_store_get_admin(Ctx *ctx, Id id, Blob *ret_sealed)
{
    return db_blob(ctx, ret_sealed,
        "SELECT sealed_admin FROM cluster WHERE organization_id = $1 AND id = $2"
        " AND admin_until > $3",
        ctx->actor.organization_id, id, ctx->now);
}

Error cluster_store_change_admin(Ctx *ctx, Id id, Blob sealed, Time until)
{
    return db_exec(ctx,
        "UPDATE cluster SET sealed_admin = $3, admin_until = $4"
        " WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, id, sealed, until);
}

Error cluster_store_remove_overdue_admins(Ctx *ctx)
{
    return db_exec(ctx,
        "UPDATE cluster SET sealed_admin = NULL, admin_until = NULL WHERE admin_until <= $1",
        ctx->now);
}

Error cluster_store_get_token(Ctx *ctx, Id id, const char *namespace, Blob *ret_sealed)
{
    if (!namespace)
        return db_blob(ctx, ret_sealed,
            "SELECT sealed_token FROM cluster WHERE organization_id = $1 AND id = $2",
            ctx->actor.organization_id, id);
    return db_blob(ctx, ret_sealed,
        "SELECT sealed_token FROM cluster_namespace WHERE organization_id = $1 AND cluster_id = $2"
        " AND name = $3",
        ctx->actor.organization_id, id, namespace);
}

Error cluster_store_change_token(Ctx *ctx, Id id, const char *namespace, const SealedToken *token)
{
    if (!namespace)
        return db_exec(ctx,
            "UPDATE cluster SET sealed_token = $3, token_renew_at = $4, token_expires_at = $5"
            " WHERE organization_id = $1 AND id = $2",
            ctx->actor.organization_id, id, token->sealed, token->renew_at, token->expires_at);
    return db_exec(ctx,
        "UPDATE cluster_namespace SET sealed_token = $4, token_renew_at = $5,"
        " token_expires_at = $6 WHERE organization_id = $1 AND cluster_id = $2 AND name = $3",
        ctx->actor.organization_id, id, namespace, token->sealed, token->renew_at,
        token->expires_at);
}

Error cluster_store_remove_tokens(Ctx *ctx, Id id)
{
    TRY(db_exec(ctx,
        "UPDATE cluster_namespace SET sealed_token = NULL"
        " WHERE organization_id = $1 AND cluster_id = $2",
        ctx->actor.organization_id, id));
    return db_exec(ctx,
        "UPDATE cluster SET sealed_token = NULL WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, id);
}

// ── namespaces ───────────────────────────────────────────────────────────────────────────────

Error cluster_namespace_store_create(Ctx *ctx, Id cluster_id, const char *name)
{
    return db_exec(ctx,
        "INSERT INTO cluster_namespace (organization_id, cluster_id, name, state)"
        " VALUES ($1, $2, $3, 'pending') ON CONFLICT (organization_id, cluster_id, name)"
        " DO UPDATE SET state = 'pending', problem = NULL"
        " WHERE cluster_namespace.state <> 'granted'",
        ctx->actor.organization_id, cluster_id, name);
}

static const char *json_of_ids(Arena *arena, const Id *ids, size_t count)
{
    const char **texts = arena_array_of(arena, const char *, count);
    for (size_t i = 0; i < count; i++)
        texts[i] = ids[i].text;
    return json_of_texts(arena, (TextList){texts, count});
}

Error cluster_namespace_store_list(
    Ctx *ctx, const Id *cluster_ids, size_t count, ClusterNamespaceList *ret_namespaces)
{
    return db_all(ctx, cluster_namespace_shape, ret_namespaces,
        "SELECT cluster_id, name, state, problem, token_renew_at, token_expires_at, secrets"
        " FROM cluster_namespace WHERE organization_id = $1 AND cluster_id IN {list $2}"
        " ORDER BY cluster_id, name",
        ctx->actor.organization_id, json_of_ids(ctx->arena, cluster_ids, count));
}

Error cluster_namespace_store_move(Ctx *ctx, const ClusterNamespace *namespace)
{
    return db_exec(ctx,
        "UPDATE cluster_namespace SET state = $4, problem = $5"
        " WHERE organization_id = $1 AND cluster_id = $2 AND name = $3",
        ctx->actor.organization_id, namespace->cluster_id, namespace->name,
        namespace_state_names[namespace->state], namespace->problem);
}

Error cluster_namespace_store_change_secrets(
    Ctx *ctx, Id cluster_id, const char *name, TextList secrets)
{
    return db_exec(ctx,
        "UPDATE cluster_namespace SET secrets = $4"
        " WHERE organization_id = $1 AND cluster_id = $2 AND name = $3",
        ctx->actor.organization_id, cluster_id, name, json_of_texts(ctx->arena, secrets));
}

// ── for the schedule ─────────────────────────────────────────────────────────────────────────

static SHAPE(
    cluster_key_shape, ClusterKey, FIELD(ClusterKey, organization_id), FIELD(ClusterKey, id));

Error cluster_store_list_watched(Ctx *ctx, ClusterKeyList *ret_keys)
{
    return db_all(ctx, cluster_key_shape, ret_keys,
        "SELECT organization_id, id FROM cluster"
        " WHERE state IN ('ready', 'unreachable', 'refused') ORDER BY organization_id, id");
}
