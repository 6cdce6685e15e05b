#include "workload_store.h"

#include "db/db.h"

// The newest operation says what is under way. What the product offers now is available if it is
// another chart than the one that runs.
#define SELECT_WORKLOADS                                                                                                                                     \
    "SELECT w.id, w.subscription_id, w.subscription_id IS NULL AS is_test, coalesce(s.name, p.name) AS name, w.state, w.cause, w.product_id, w.revision_id," \
    " w.chart_id, p.slug AS product_slug, p.name AS product_name, p.licence_type,"                                                                           \
    " e.name AS seller_name, r.logo_digest, w.cluster_id, k.name AS cluster_name, w.namespace,"                                                              \
    " w.release_name, c.chart_version, n.chart_version AS available_version,"                                                                                \
    " n.revision_id AS available_revision_id, w.helm_revision, w.answers, w.deployed_at,"                                                                    \
    " w.removed_at, w.created_at, w.version, w.objects, w.volumes, w.hosts,"                                                                                 \
    " (SELECT max(o.id) FROM operation o WHERE o.organization_id = w.organization_id"                                                                        \
    " AND o.workload_id = w.id) AS operation_id"                                                                                                             \
    " FROM workload w JOIN product p ON p.id = w.product_id"                                                                                                 \
    " JOIN seller e ON e.id = p.seller_id JOIN revision r ON r.id = w.revision_id"                                                                           \
    " JOIN chart c ON c.id = w.chart_id"                                                                                                                     \
    " LEFT JOIN subscription s ON s.organization_id = w.organization_id AND s.id = w.subscription_id"                                                        \
    " JOIN cluster k ON k.organization_id = w.organization_id AND k.id = w.cluster_id"                                                                       \
    " LEFT JOIN chart n ON n.revision_id = p.active_revision_id AND n.state = 'ready'"                                                                       \
    " AND n.replaced_at IS NULL AND n.revision_id <> w.revision_id AND w.subscription_id IS NOT NULL"

Error workload_store_create(Ctx *ctx, const Workload *workload)
{
    return db_exec(ctx,
        "INSERT INTO workload (organization_id, id, subscription_id, product_id, revision_id,"
        " chart_id, cluster_id, namespace, release_name, state, helm_revision, answers, objects,"
        " volumes, hosts, created_at, version)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, $11, '[]', '[]', '[]', $12, $13)",
        ctx->actor.organization_id, workload->id, workload->subscription_id, workload->product_id,
        workload->revision_id, workload->chart_id, workload->cluster_id, workload->namespace,
        workload->release_name, workload_state_names[workload->state], workload->answers.text,
        workload->created_at, workload->version);
}

Error workload_store_change(Ctx *ctx, Workload *workload)
{
    workload->version++;
    return db_exec(ctx,
        "UPDATE workload SET state = $3, cause = $4, revision_id = $5, chart_id = $6,"
        " helm_revision = $7, answers = $8, deployed_at = $9, removed_at = $10, version = $11"
        " WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, workload->id, workload_state_names[workload->state],
        workload->cause, workload->revision_id, workload->chart_id, workload->helm_revision,
        workload->answers.text, workload->deployed_at, workload->removed_at, workload->version);
}

Error workload_store_see(Ctx *ctx, const Workload *workload)
{
    return db_exec(ctx,
        "UPDATE workload SET objects = $3, volumes = $4, hosts = $5"
        " WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, workload->id,
        json_of_list(
            ctx->arena, &workload_object_shape, workload->objects.items, workload->objects.count),
        json_of_list(
            ctx->arena, &kept_volume_shape, workload->volumes.items, workload->volumes.count),
        json_of_texts(ctx->arena, workload->hosts));
}

Error workload_store_get(Ctx *ctx, Id id, Workload *ret_workload)
{
    return db_one(ctx, workload_row_shape, ret_workload,
        SELECT_WORKLOADS " WHERE w.organization_id = $1 AND w.id = $2", ctx->actor.organization_id,
        id);
}

Error workload_store_lock(Ctx *ctx, Id id)
{
    int64_t version;
    return db_number(ctx, &version,
        "SELECT version FROM workload WHERE organization_id = $1 AND id = $2 {lock}",
        ctx->actor.organization_id, id);
}

Error workload_store_list(Ctx *ctx, const WorkloadFilter *filter, WorkloadList *ret_workloads)
{
    return db_all(ctx, workload_row_shape, ret_workloads,
        SELECT_WORKLOADS
        " WHERE w.organization_id = $1 AND w.subscription_id IS NOT NULL"
        " AND (CAST($2 AS TEXT) IS NULL"
        "      AND (w.state <> 'removed' OR CAST($7 AS TEXT) IS NOT NULL) OR w.state = $2)"
        " AND (CAST($3 AS TEXT) IS NULL OR lower(s.name || ' ' || p.name || ' ' || e.name || ' ' ||"
        " w.namespace || ' ' || w.release_name) LIKE lower($3) ESCAPE '!')"
        " AND (CAST($4 AS TEXT) IS NULL OR w.cluster_id = $4)"
        " AND (CAST($5 AS TEXT) IS NULL OR w.id < $5)"
        " AND (CAST($7 AS TEXT) IS NULL OR w.subscription_id = $7) ORDER BY w.id DESC LIMIT $6",
        ctx->actor.organization_id, filter->state, db_pattern(ctx->arena, filter->q),
        filter->cluster_id, filter->after, filter->limit, filter->subscription_id);
}

Error workload_store_of_subscription(Ctx *ctx, Id subscription_id, Id *ret_id)
{
    const char *id;
    TRY(db_text(ctx, &id,
        "SELECT id FROM workload WHERE organization_id = $1 AND subscription_id = $2",
        ctx->actor.organization_id, subscription_id));
    *ret_id = id_from(id);
    return OK;
}

Error workload_store_find(
    Ctx *ctx, Id cluster_id, const char *namespace, const char *release_name, Id *ret_id)
{
    const char *id;
    TRY(db_text(ctx, &id,
        "SELECT id FROM workload WHERE organization_id = $1 AND cluster_id = $2"
        " AND namespace = $3 AND release_name = $4 AND state <> 'removed'",
        ctx->actor.organization_id, cluster_id, namespace, release_name));
    *ret_id = id_from(id);
    return OK;
}

Error workload_store_count_subscribed(Ctx *ctx, const Workload *workload, int64_t *ret_count)
{
    return db_number(ctx, ret_count,
        "SELECT count(*) FROM workload WHERE organization_id = $1 AND cluster_id = $2"
        " AND namespace = $3 AND subscription_id IS NOT NULL AND state <> 'removed'",
        ctx->actor.organization_id, workload->cluster_id, workload->namespace);
}

Error workload_store_set_licence(Ctx *ctx, Id id, Blob sealed)
{
    return db_exec(ctx,
        "UPDATE workload SET sealed_licence = $3 WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, id, sealed);
}

Error workload_store_licence(Ctx *ctx, Id id, Blob *ret_sealed)
{
    return db_blob(ctx, ret_sealed,
        "SELECT sealed_licence FROM workload WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, id);
}

Error workload_store_take_licence(Ctx *ctx, Id id, Id configuration_id)
{
    return db_exec(ctx,
        "UPDATE workload SET sealed_licence = (SELECT sealed_licence FROM configuration f"
        " WHERE f.organization_id = $1 AND f.id = $3) WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, id, configuration_id);
}

static SHAPE(watched_shape, Watched, FIELD(Watched, organization_id), FIELD(Watched, id));

Error workload_store_take_watched(Ctx *ctx, Time since, int64_t limit, WatchedList *ret_watched)
{
    return db_all(ctx, watched_shape, ret_watched,
        "UPDATE workload SET watched_at = $3 WHERE (organization_id, id) IN"
        " (SELECT organization_id, id FROM workload WHERE state IN ('ready', 'degraded')"
        " AND (watched_at IS NULL OR watched_at < $1) ORDER BY watched_at NULLS FIRST LIMIT $2)"
        " RETURNING organization_id, id",
        since, limit, ctx->now);
}

Error workload_store_forget_licence(Ctx *ctx, Id id, Blob sealed)
{
    return db_exec(ctx,
        "UPDATE workload SET sealed_licence = NULL"
        " WHERE organization_id = $1 AND id = $2 AND sealed_licence = $3",
        ctx->actor.organization_id, id, sealed);
}

Error workload_store_count_beside(Ctx *ctx, const Workload *workload, int64_t *ret_count)
{
    return db_number(ctx, ret_count,
        "SELECT count(*) FROM workload WHERE organization_id = $1 AND cluster_id = $2"
        " AND namespace = $3 AND product_id = $4 AND id <> $5 AND state <> 'removed'",
        ctx->actor.organization_id, workload->cluster_id, workload->namespace, workload->product_id,
        workload->id);
}
