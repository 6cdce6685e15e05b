#include "acceptance_store.h"

#include "db/db.h"

Error acceptance_store_create(Ctx *ctx, const Acceptance *acceptance)
{
    return db_exec(ctx,
        "INSERT INTO agreement_acceptance (organization_id, id, order_id, submission_id, revision_id,"
        " kind, title, version, language, digest, accepted_by, accepted_at, address)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        ctx->actor.organization_id, acceptance->id, acceptance->order_id, acceptance->submission_id,
        acceptance->revision_id, acceptance->kind, acceptance->title, acceptance->version,
        acceptance->language, acceptance->digest, acceptance->accepted_by, acceptance->accepted_at,
        ctx->actor.address);
}

Error acceptance_store_create_notice(
    Ctx *ctx, Id organization_id, const Acceptance *acceptance, bool *ret_is_new)
{
    int64_t count;
    TRY(db_exec_count(ctx, &count,
        "INSERT INTO agreement_acceptance (organization_id, id, revision_id, subscription_id, kind,"
        " title, version, language, digest, accepted_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9,"
        " $10) ON CONFLICT (organization_id, subscription_id, revision_id) DO NOTHING",
        organization_id, acceptance->id, acceptance->revision_id, acceptance->subscription_id,
        acceptance->kind, acceptance->title, acceptance->version, acceptance->language,
        acceptance->digest, acceptance->accepted_at));
    *ret_is_new = count > 0;
    return OK;
}

Error acceptance_store_add_told(Ctx *ctx, Id organization_id, Id acceptance_id, Id user_id)
{
    return db_exec(ctx,
        "INSERT INTO agreement_notice (organization_id, acceptance_id, user_id) VALUES ($1, $2, $3)",
        organization_id, acceptance_id, user_id);
}

Error acceptance_store_list_told(
    Ctx *ctx, Id organization_id, Id acceptance_id, MemberList *ret_members)
{
    return db_all(ctx, member_shape, ret_members,
        "SELECT u.id AS user_id, u.name, u.email, u.language FROM agreement_notice n"
        " JOIN user_account u ON u.id = n.user_id"
        " WHERE n.organization_id = $1 AND n.acceptance_id = $2 ORDER BY u.id",
        organization_id, acceptance_id);
}

// Who accepted a (its account being u), or who was told.
#define ACCEPTED_BY_NAME                                                                            \
    "coalesce(u.name, (SELECT string_agg(t.name, ', ') FROM (SELECT w.name FROM agreement_notice n" \
    " JOIN user_account w ON w.id = n.user_id WHERE n.organization_id = a.organization_id"          \
    " AND n.acceptance_id = a.id ORDER BY w.name) AS t), '') AS accepted_by_name"

#define SELECT_ACCEPTANCES                                                                         \
    "SELECT a.id, a.order_id, a.submission_id, a.revision_id, a.subscription_id, a.kind, a.title," \
    " a.version, a.language, a.digest, a.accepted_by, a.accepted_at,"                              \
    " a.subscription_id IS NOT NULL AS is_by_notice, "

#define FROM_ACCEPTANCES                                                                           \
    " FROM agreement_acceptance a LEFT JOIN user_account u ON u.id = a.accepted_by"

Error acceptance_store_list(
    Ctx *ctx, Id order_id, Id subscription_id, AcceptanceList *ret_acceptances)
{
    return db_all(ctx, acceptance_shape, ret_acceptances,
        SELECT_ACCEPTANCES ACCEPTED_BY_NAME FROM_ACCEPTANCES
        " WHERE a.organization_id = $1 AND (a.order_id = $2 OR a.subscription_id = $3)"
        " ORDER BY a.kind DESC, a.id",
        ctx->actor.organization_id, order_id, subscription_id);
}

Error acceptance_store_list_submitted(
    Ctx *ctx, Id organization_id, Id submission_id, AcceptanceList *ret_acceptances)
{
    return db_all(ctx, acceptance_shape, ret_acceptances,
        SELECT_ACCEPTANCES ACCEPTED_BY_NAME FROM_ACCEPTANCES
        " WHERE a.organization_id = $1 AND a.submission_id = $2 ORDER BY a.kind DESC, a.id",
        organization_id, submission_id);
}

Error acceptance_store_has_accepted(
    Ctx *ctx, const char *kind, Digest digest, bool *ret_has_accepted)
{
    int64_t count;
    TRY(db_number(ctx, &count,
        "SELECT count(*) FROM agreement_acceptance"
        " WHERE organization_id = $1 AND kind = $2 AND digest = $3",
        ctx->actor.organization_id, kind, digest));
    *ret_has_accepted = count > 0;
    return OK;
}

Error acceptance_store_list_all(
    Ctx *ctx, const AcceptanceFilter *filter, AgreementAcceptanceList *ret_acceptances)
{
    return db_all(ctx, agreement_acceptance_shape, ret_acceptances,
        "SELECT a.id, a.organization_id, o.name AS organization_name, a.kind, a.title,"
        " a.version, a.language, a.accepted_at, a.subscription_id IS NOT NULL AS is_by_notice,"
        " " ACCEPTED_BY_NAME
        " FROM agreement_acceptance a"
        " JOIN organization o ON o.id = a.organization_id"
        " LEFT JOIN user_account u ON u.id = a.accepted_by"
        " WHERE (a.kind IN ('operator_terms', 'seller_terms') OR a.subscription_id IS NOT NULL)"
        " AND (CAST($1 AS TEXT) IS NULL OR a.kind = $1)"
        " AND (CAST($2 AS TEXT) IS NULL OR a.version = $2)"
        " AND (CAST($3 AS TEXT) IS NULL OR lower(o.name) LIKE lower($3) ESCAPE '!')"
        " AND (CAST($4 AS TEXT) IS NULL OR a.id < $4) ORDER BY a.id DESC LIMIT $5",
        filter->kind, filter->version, db_pattern(ctx->arena, filter->q), filter->after,
        filter->limit);
}
