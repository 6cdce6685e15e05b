#include "test_call_store.h"

#include "db/db.h"

#define SELECT_CALLS                                                                               \
    "SELECT t.id, t.model_name, t.url, t.upstream_model, t.capability, t.state,"                   \
    " t.upstream_digest, t.status, t.latency_ms, t.tokens_in, t.tokens_out, t.answer, t.problem,"  \
    " t.requested_by, u.name AS requested_by_name, t.requested_at, t.ended_at"                     \
    " FROM test_call t LEFT JOIN user_account u ON u.id = t.requested_by"

Error test_call_store_create(
    Ctx *ctx, Id organization_id, Id draft_id, Id revision_id, const TestCall *call)
{
    return db_exec(ctx,
        "INSERT INTO test_call (organization_id, id, draft_id, revision_id, model_name, url,"
        " upstream_model, capability, state, upstream_digest, status, latency_ms, tokens_in,"
        " tokens_out, answer, problem, requested_by, requested_at, ended_at) VALUES"
        " ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
        organization_id, call->id, draft_id, revision_id, call->model_name, call->url,
        call->upstream_model, call->capability, test_call_state_names[call->state],
        call->upstream_digest, call->status, call->latency_ms, call->tokens_in, call->tokens_out,
        call->answer, call->problem, call->requested_by, call->requested_at, call->ended_at);
}

Error test_call_store_end(Ctx *ctx, Id organization_id, const TestCall *call)
{
    return db_exec(ctx,
        "UPDATE test_call SET state = 'done', upstream_digest = $3, status = $4, latency_ms = $5,"
        " tokens_in = $6, tokens_out = $7, answer = $8, problem = $9, ended_at = $10"
        " WHERE organization_id = $1 AND id = $2 AND state = 'waiting'",
        organization_id, call->id, call->upstream_digest, call->status, call->latency_ms,
        call->tokens_in, call->tokens_out, call->answer, call->problem, call->ended_at);
}

Error test_call_store_list(Ctx *ctx, Id organization_id, Id draft_id, TestCallList *ret_calls)
{
    return db_all(ctx, test_call_shape, ret_calls,
        SELECT_CALLS " WHERE t.organization_id = $1 AND t.draft_id = $2 ORDER BY t.id",
        organization_id, draft_id);
}

Error test_call_store_list_evidence(Ctx *ctx, Id revision_id, TestCallList *ret_calls)
{
    return db_all(ctx, test_call_shape, ret_calls,
        SELECT_CALLS
        " WHERE t.organization_id = (SELECT s.organization_id FROM revision r"
        " JOIN product p ON p.id = r.product_id JOIN seller s ON s.id = p.seller_id"
        " WHERE r.id = $1) AND t.revision_id = $1 ORDER BY t.id",
        revision_id);
}

Error test_call_store_remove(Ctx *ctx, Id organization_id, Id id)
{
    return db_exec(
        ctx, "DELETE FROM test_call WHERE organization_id = $1 AND id = $2", organization_id, id);
}

Error test_call_store_remove_all(Ctx *ctx, Id organization_id, Id draft_id)
{
    return db_exec(ctx, "DELETE FROM test_call WHERE organization_id = $1 AND draft_id = $2",
        organization_id, draft_id);
}

Error test_call_store_remove_evidence(Ctx *ctx, Id organization_id, Id revision_id)
{
    return db_exec(ctx, "DELETE FROM test_call WHERE organization_id = $1 AND revision_id = $2",
        organization_id, revision_id);
}
