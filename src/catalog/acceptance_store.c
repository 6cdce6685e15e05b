#include "acceptance_store.h"

#include "db/db.h"

Error acceptance_store_create(Ctx *ctx, const Acceptance *acceptance)
{
    return db_exec(ctx,
        "INSERT INTO agreement_acceptance (organization_id, id, order_id, submission_id, kind, title,"
        " version, language, digest, accepted_by, accepted_at, address)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        ctx->actor.organization_id, acceptance->id, acceptance->order_id, acceptance->submission_id,
        acceptance->kind, acceptance->title, acceptance->version, acceptance->language,
        acceptance->digest, acceptance->accepted_by, acceptance->accepted_at, ctx->actor.address);
}

#define SELECT_ACCEPTANCES                                                                         \
    "SELECT a.order_id, a.submission_id, a.kind, a.title, a.version, a.language, a.digest,"        \
    " a.accepted_by, u.name AS accepted_by_name, a.accepted_at FROM agreement_acceptance a"        \
    " JOIN user_account u ON u.id = a.accepted_by"

Error acceptance_store_list(Ctx *ctx, Id order_id, AcceptanceList *ret_acceptances)
{
    return db_all(ctx, acceptance_shape, ret_acceptances,
        SELECT_ACCEPTANCES
        " WHERE a.organization_id = $1 AND a.order_id = $2 ORDER BY a.kind DESC, a.id",
        ctx->actor.organization_id, order_id);
}

Error acceptance_store_list_submitted(
    Ctx *ctx, Id organization_id, Id submission_id, AcceptanceList *ret_acceptances)
{
    return db_all(ctx, acceptance_shape, ret_acceptances,
        SELECT_ACCEPTANCES
        " WHERE a.organization_id = $1 AND a.submission_id = $2 ORDER BY a.kind DESC, a.id",
        organization_id, submission_id);
}
