#include "test_deployment_store.h"

#include "db/db.h"

#define SELECT_TEST_DEPLOYMENTS                                                                          \
    "SELECT t.id, t.revision_id, t.workload_id, t.chart_version, t.chart_digest,"                        \
    " c.digest IS NOT NULL AND c.digest = t.chart_digest AS is_current, t.kubernetes_version, t.result," \
    " t.cause, t.objects, t.images, t.requested_by, u.name AS requested_by_name, t.created_at,"          \
    " t.started_at, t.ended_at, t.removes_at, w.state AS workload_state,"                                \
    " w.cause AS workload_cause, w.removed_at FROM test_deployment t"                                    \
    " JOIN workload w ON w.organization_id = t.organization_id AND w.id = t.workload_id"                 \
    " JOIN user_account u ON u.id = t.requested_by"                                                      \
    " LEFT JOIN chart c ON c.revision_id = t.revision_id AND c.replaced_at IS NULL"

Error test_deployment_store_create(Ctx *ctx, const TestDeployment *deployment)
{
    return db_exec(ctx,
        "INSERT INTO test_deployment (organization_id, id, revision_id, workload_id, chart_version,"
        " chart_digest, result, objects, images, requested_by, created_at, removes_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, '[]', '[]', $8, $9, $10)",
        ctx->actor.organization_id, deployment->id, deployment->revision_id,
        deployment->workload_id, deployment->chart_version, deployment->chart_digest,
        test_result_names[deployment->result], deployment->requested_by, deployment->created_at,
        deployment->removes_at);
}

Error test_deployment_store_end(Ctx *ctx, const TestDeployment *deployment)
{
    return db_exec(ctx,
        "UPDATE test_deployment SET result = $3, cause = $4, kubernetes_version = $5, objects = $6,"
        " images = $7, started_at = $8, ended_at = $9"
        " WHERE organization_id = $1 AND workload_id = $2",
        ctx->actor.organization_id, deployment->workload_id, test_result_names[deployment->result],
        deployment->cause, deployment->kubernetes_version,
        json_of_list(ctx->arena, &workload_object_shape, deployment->objects.items,
            deployment->objects.count),
        json_of_texts(ctx->arena, deployment->images), deployment->started_at,
        deployment->ended_at);
}

Error test_deployment_store_get(Ctx *ctx, Id id, TestDeployment *ret_deployment)
{
    return db_one(ctx, test_deployment_shape, ret_deployment,
        SELECT_TEST_DEPLOYMENTS " WHERE t.organization_id = $1 AND t.id = $2",
        ctx->actor.organization_id, id);
}

Error test_deployment_store_list(Ctx *ctx, Id organization_id, Id revision_id, int64_t limit,
    TestDeploymentList *ret_deployments)
{
    return db_all(ctx, test_deployment_shape, ret_deployments,
        SELECT_TEST_DEPLOYMENTS
        " WHERE t.organization_id = $1 AND t.revision_id = $2 ORDER BY t.id DESC LIMIT $3",
        organization_id, revision_id, limit);
}

Error test_deployment_store_requested_by(Ctx *ctx, Id workload_id, Id *ret_user_id)
{
    const char *id;
    TRY(db_text(ctx, &id,
        "SELECT requested_by FROM test_deployment WHERE organization_id = $1 AND workload_id = $2",
        ctx->actor.organization_id, workload_id));
    *ret_user_id = id_from(id);
    return OK;
}
