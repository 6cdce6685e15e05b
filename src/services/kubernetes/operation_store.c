#include "operation_store.h"

#include "db/db.h"

#define SELECT_OPERATIONS                                                                          \
    "SELECT o.id, o.workload_id, o.kind, o.state, o.revision_id, o.chart_id, c.chart_version,"     \
    " o.answers, o.helm_revision, o.remove_volumes, o.has_begun, o.step, o.problem,"               \
    " o.requested_by, u.name AS requested_by_name, o.created_at, o.started_at, o.ended_at,"        \
    " o.stops_at FROM operation o JOIN chart c ON c.id = o.chart_id"                               \
    " JOIN user_account u ON u.id = o.requested_by"

Error operation_store_create(Ctx *ctx, const Operation *operation, Blob sealed_answers)
{
    return db_exec(ctx,
        "INSERT INTO operation (organization_id, id, workload_id, kind, state, revision_id,"
        " chart_id, answers, sealed_answers, helm_revision, remove_volumes, has_begun,"
        " requested_by, created_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        ctx->actor.organization_id, operation->id, operation->workload_id,
        operation_kind_names[operation->kind], operation_state_names[operation->state],
        operation->revision_id, operation->chart_id, operation->answers.text, sealed_answers,
        operation->helm_revision, json_of_texts(ctx->arena, operation->remove_volumes),
        operation->has_begun, operation->requested_by, operation->created_at);
}

Error operation_store_change(Ctx *ctx, const Operation *operation)
{
    return db_exec(ctx,
        "UPDATE operation SET state = $3, helm_revision = $4, has_begun = $5, step = $6,"
        " problem = CASE WHEN $3 = 'succeeded' THEN NULL ELSE coalesce($7, problem) END,"
        " started_at = $8, ended_at = $9 WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, operation->id, operation_state_names[operation->state],
        operation->helm_revision, operation->has_begun, operation->step, operation->problem,
        operation->started_at, operation->ended_at);
}

Error operation_store_get(Ctx *ctx, Id id, Operation *ret_operation)
{
    return db_one(ctx, operation_row_shape, ret_operation,
        SELECT_OPERATIONS " WHERE o.organization_id = $1 AND o.id = $2", ctx->actor.organization_id,
        id);
}

Error operation_store_list(Ctx *ctx, Id workload_id, OperationList *ret_operations)
{
    return db_all(ctx, operation_row_shape, ret_operations,
        SELECT_OPERATIONS
        " WHERE o.organization_id = $1 AND o.workload_id = $2 ORDER BY o.id DESC LIMIT 100",
        ctx->actor.organization_id, workload_id);
}

Error operation_store_secrets(Ctx *ctx, Id id, Blob *ret_sealed_answers)
{
    return db_blob(ctx, ret_sealed_answers,
        "SELECT sealed_answers FROM operation WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, id);
}

Error operation_store_forget(Ctx *ctx, Id workload_id)
{
    return db_exec(ctx,
        "UPDATE operation SET sealed_answers = NULL"
        " WHERE organization_id = $1 AND workload_id = $2 AND sealed_answers IS NOT NULL",
        ctx->actor.organization_id, workload_id);
}

Error operation_store_current(Ctx *ctx, Id workload_id, Id *ret_id)
{
    const char *id;
    TRY(db_text(ctx, &id,
        "SELECT id FROM operation WHERE organization_id = $1 AND workload_id = $2"
        " AND state IN ('waiting', 'running')",
        ctx->actor.organization_id, workload_id));
    *ret_id = id_from(id);
    return OK;
}

Error operation_store_has_begun(Ctx *ctx, Id workload_id, bool *ret_has_begun)
{
    int64_t count;
    TRY(db_number(ctx, &count,
        "SELECT count(*) FROM operation WHERE organization_id = $1 AND workload_id = $2"
        " AND has_begun = $3",
        ctx->actor.organization_id, workload_id, true));
    *ret_has_begun = count > 0;
    return OK;
}

Error operation_store_stop(Ctx *ctx, Id id, const char *problem)
{
    return db_exec(ctx,
        "UPDATE operation SET stops_at = $3, problem = $4 WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, id, ctx->now, problem);
}

Error operation_store_is_stopped(Ctx *ctx, Id id, const char **ret_problem)
{
    return db_text(ctx, ret_problem,
        "SELECT problem FROM operation WHERE organization_id = $1 AND id = $2"
        " AND stops_at IS NOT NULL",
        ctx->actor.organization_id, id);
}

Error operation_store_set_manifest(Ctx *ctx, Id id, const char *manifest)
{
    return db_exec(ctx, "UPDATE operation SET manifest = $3 WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, id, manifest);
}

Error operation_store_manifest(Ctx *ctx, Id workload_id, Id operation_id, const char **ret_manifest)
{
    return db_text(ctx, ret_manifest,
        "SELECT manifest FROM operation WHERE organization_id = $1 AND workload_id = $2"
        " AND (CAST($3 AS TEXT) IS NULL OR id = $3) AND manifest IS NOT NULL"
        " ORDER BY id DESC LIMIT 1",
        ctx->actor.organization_id, workload_id, operation_id);
}

#define LAST_SUCCESSES                                                                             \
    " FROM (SELECT o.ended_at - o.started_at AS took FROM operation o"                             \
    " JOIN revision r ON r.id = o.revision_id"                                                     \
    " WHERE o.state = 'succeeded' AND o.kind = $1"                                                 \
    " AND r.product_id = (SELECT product_id FROM revision WHERE id = $2)"                          \
    " ORDER BY o.id DESC LIMIT 10) AS last_successes"

Error operation_store_durations(Ctx *ctx, const Operation *operation, Seconds *ret_took)
{
    const char *kind = operation_kind_names[operation->kind];
    int64_t shortest, longest;
    TRY(db_number(ctx, &shortest, "SELECT min(took)" LAST_SUCCESSES, kind, operation->revision_id));
    TRY(db_number(ctx, &longest, "SELECT max(took)" LAST_SUCCESSES, kind, operation->revision_id));
    *ret_took = (Seconds){shortest / SECOND, (longest + SECOND - 1) / SECOND};
    return OK;
}
