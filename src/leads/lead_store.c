#include "lead_store.h"

#include "db/db.h"
#include "json/json.h"

#define LOCKED                                                                                     \
    "organization_id, id, seller_organization_id, state, applied_by, applied_at, seen_at,"         \
    " answered_at, ended_at, assigned_to, version"

#define SUMMARY                                                                                    \
    "l.organization_id, l.id, l.seller_organization_id, l.reference, l.state, l.product_id,"       \
    " l.plan_id, p.slug AS product_slug, p.name AS product_name, n.name AS plan_name,"             \
    " l.seller_id, s.slug AS seller_slug, s.name AS seller_name,"                                  \
    " s.contact_email AS seller_contact_email, o.name AS organization_name, l.applied_by,"         \
    " u.name AS applied_by_name, u.email AS applied_by_email, l.applied_at, l.seen_at,"            \
    " l.answered_at, l.ended_at, l.assigned_to, a.name AS assigned_to_name, l.version,"            \
    " (SELECT q.state FROM quote q WHERE q.organization_id = l.organization_id"                    \
    " AND q.lead_id = l.id AND q.sent_at IS NOT NULL ORDER BY q.number DESC LIMIT 1)"              \
    " AS quote_state"

#define FROM_LEADS                                                                                 \
    " FROM lead l JOIN product p ON p.id = l.product_id JOIN plan n ON n.id = l.plan_id"           \
    " JOIN seller s ON s.id = l.seller_id JOIN organization o ON o.id = l.organization_id"         \
    " JOIN user_account u ON u.id = l.applied_by"                                                  \
    " LEFT JOIN user_account a ON a.id = l.assigned_to"

// $2 state, $3 what is searched for, $4 after, $5 limit
#define ASKED_FOR                                                                                  \
    " AND (CAST($2 AS TEXT) IS NULL OR l.state = $2)"                                              \
    " AND (CAST($3 AS TEXT) IS NULL OR lower(l.reference || ' ' || p.name || ' ' || n.name"        \
    " || ' ' || s.name || ' ' || o.name || ' ' || u.name) LIKE lower($3) ESCAPE '!')"              \
    " AND (CAST($4 AS TEXT) IS NULL OR l.id < $4)"

Error lead_store_create(Ctx *ctx, const Lead *lead)
{
    return db_exec(ctx,
        "INSERT INTO lead (organization_id, id, seller_organization_id, seller_id, product_id,"
        " plan_id, reference, state, answers, comment, applied_by, applied_at, version)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        lead->organization_id, lead->id, lead->seller_organization_id, lead->seller_id,
        lead->product_id, lead->plan_id, lead->reference, lead_state_names[lead->state],
        json_of_list(ctx->arena, &answer_shape, lead->answers.items, lead->answers.count),
        lead->comment, lead->applied_by, lead->applied_at, lead->version);
}

Error lead_store_count_open(Ctx *ctx, Id seller_id, int64_t *ret_count)
{
    return db_number(ctx, ret_count,
        "SELECT count(*) FROM lead WHERE organization_id = $1 AND seller_id = $2"
        " AND ended_at IS NULL",
        ctx->actor.organization_id, seller_id);
}

Error lead_store_get(Ctx *ctx, LeadSide side, Id id, Lead *ret_lead)
{
    if (side == LEAD_CUSTOMER)
        return db_one(ctx, lead_row_shape, ret_lead,
            "SELECT l.answers, l.comment, " SUMMARY FROM_LEADS
            " WHERE l.organization_id = $1 AND l.id = $2",
            ctx->actor.organization_id, id);
    return db_one(ctx, lead_row_shape, ret_lead,
        "SELECT l.answers, l.comment, " SUMMARY FROM_LEADS
        " WHERE l.seller_organization_id = $1 AND l.id = $2",
        ctx->actor.organization_id, id);
}

Error lead_store_list(Ctx *ctx, LeadSide side, const LeadFilter *filter, LeadList *ret_leads)
{
    if (side == LEAD_CUSTOMER)
        return db_all(ctx, lead_row_shape, ret_leads,
            "SELECT " SUMMARY FROM_LEADS " WHERE l.organization_id = $1" ASKED_FOR
            " ORDER BY l.id DESC LIMIT $5",
            ctx->actor.organization_id, filter->state, db_pattern(ctx->arena, filter->q),
            filter->after, filter->limit);
    return db_all(ctx, lead_row_shape, ret_leads,
        "SELECT " SUMMARY FROM_LEADS " WHERE l.seller_organization_id = $1" ASKED_FOR
        " AND (CAST($6 AS TEXT) IS NULL OR l.assigned_to = $6) ORDER BY l.id DESC LIMIT $5",
        ctx->actor.organization_id, filter->state, db_pattern(ctx->arena, filter->q), filter->after,
        filter->limit, filter->assigned_to);
}

Error lead_store_lock(Ctx *ctx, LeadSide side, Id id, Lead *ret_lead)
{
    if (side == LEAD_CUSTOMER)
        return db_one(ctx, lead_row_shape, ret_lead,
            "SELECT " LOCKED " FROM lead WHERE organization_id = $1 AND id = $2 {lock}",
            ctx->actor.organization_id, id);
    return db_one(ctx, lead_row_shape, ret_lead,
        "SELECT " LOCKED " FROM lead WHERE seller_organization_id = $1 AND id = $2 {lock}",
        ctx->actor.organization_id, id);
}

Error lead_store_change(Ctx *ctx, Lead *lead)
{
    lead->version++;
    return db_exec(ctx,
        "UPDATE lead SET state = $4, seen_at = $5, answered_at = $6, ended_at = $7,"
        " assigned_to = $8, version = $9"
        " WHERE organization_id = $1 AND seller_organization_id = $2 AND id = $3",
        lead->organization_id, lead->seller_organization_id, lead->id,
        lead_state_names[lead->state], lead->seen_at, lead->answered_at, lead->ended_at,
        lead->assigned_to, lead->version);
}
