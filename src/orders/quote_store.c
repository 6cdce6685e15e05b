#include "quote_store.h"

#include "db/db.h"
#include "json/json.h"

#define OWN                                                                                        \
    "organization_id, id, seller_organization_id, lead_id, number, state, lines, description,"     \
    " terms, terms_title, terms_digest, language, valid_until, expires_at, is_delivered_later,"    \
    " created_at, sent_at, ended_at, decided_by, reason, order_id, subscription_id, delivered_at," \
    " version"

#define SELECT_QUOTES                                                                              \
    "SELECT q.organization_id, q.id, q.seller_organization_id, q.lead_id, q.number, q.state,"      \
    " q.lines, q.description, q.terms, q.terms_title, q.terms_digest, q.language, q.valid_until,"  \
    " q.expires_at, q.is_delivered_later, q.created_at, q.sent_at, q.ended_at, q.decided_by,"      \
    " q.reason, q.order_id, q.subscription_id, q.delivered_at, q.version,"                         \
    " l.reference AS lead_reference,"                                                              \
    " l.reference || '-' || CAST(q.number AS TEXT) AS reference, l.product_id, l.plan_id,"         \
    " l.seller_id, p.slug AS product_slug, p.name AS product_name, n.name AS plan_name,"           \
    " s.name AS seller_name, o.name AS organization_name, u.name AS sent_by_name,"                 \
    " d.name AS decided_by_name"                                                                   \
    " FROM quote q JOIN lead l ON l.organization_id = q.organization_id AND l.id = q.lead_id"      \
    " JOIN product p ON p.id = l.product_id JOIN plan n ON n.id = l.plan_id"                       \
    " JOIN seller s ON s.id = l.seller_id JOIN organization o ON o.id = q.organization_id"         \
    " LEFT JOIN user_account u ON u.id = q.sent_by LEFT JOIN user_account d ON d.id = q.decided_by"

Error quote_store_create(Ctx *ctx, const Quote *quote)
{
    return db_exec(ctx,
        "INSERT INTO quote (organization_id, id, seller_organization_id, lead_id, number, state,"
        " lines, description, terms, valid_until, expires_at, is_delivered_later, created_by,"
        " created_at, version)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        quote->organization_id, quote->id, quote->seller_organization_id, quote->lead_id,
        quote->number, quote_state_names[quote->state],
        json_of_list(ctx->arena, &quote_line_shape, quote->lines.items, quote->lines.count),
        quote->description, quote->terms, quote->valid_until, quote->expires_at,
        quote->is_delivered_later, ctx->actor.user_id, quote->created_at, quote->version);
}

Error quote_store_count(Ctx *ctx, const Lead *lead, int64_t *ret_count)
{
    return db_number(ctx, ret_count,
        "SELECT count(*) FROM quote WHERE organization_id = $1 AND lead_id = $2",
        lead->organization_id, lead->id);
}

Error quote_store_get(Ctx *ctx, Id id, Quote *ret_quote)
{
    return db_one(ctx, quote_row_shape, ret_quote,
        SELECT_QUOTES
        " WHERE q.id = $2 AND (q.seller_organization_id = $1"
        " OR q.organization_id = $1 AND q.sent_at IS NOT NULL)",
        ctx->actor.organization_id, id);
}

Error quote_store_get_organization(Ctx *ctx, Id id, Id *ret_organization_id)
{
    Quote quote = {.id = ID_NONE};
    TRY(db_one(
        ctx, quote_row_shape, &quote, "SELECT organization_id FROM quote WHERE id = $1", id));
    *ret_organization_id = quote.organization_id;
    return OK;
}

Error quote_store_list(
    Ctx *ctx, LeadSide side, const Lead *lead, Id after, int64_t limit, QuoteList *ret_quotes)
{
    bool sees_drafts = side == LEAD_SELLER;
    return db_all(ctx, quote_row_shape, ret_quotes,
        SELECT_QUOTES
        " WHERE q.organization_id = $1 AND q.seller_organization_id = $2 AND q.lead_id = $3"
        " AND ($4 OR q.sent_at IS NOT NULL) AND (CAST($5 AS TEXT) IS NULL OR q.id < $5)"
        " ORDER BY q.id DESC LIMIT $6",
        lead->organization_id, lead->seller_organization_id, lead->id, sees_drafts, after, limit);
}

Error quote_store_lock(Ctx *ctx, const Lead *lead, Id id, Quote *ret_quote)
{
    return db_one(ctx, quote_row_shape, ret_quote,
        "SELECT " OWN " FROM quote WHERE organization_id = $1 AND lead_id = $2 AND id = $3 {lock}",
        lead->organization_id, lead->id, id);
}

Error quote_store_lock_open(Ctx *ctx, const Lead *lead, QuoteList *ret_quotes)
{
    return db_all(ctx, quote_row_shape, ret_quotes,
        "SELECT " OWN
        " FROM quote WHERE organization_id = $1 AND lead_id = $2 AND state = 'sent'"
        " ORDER BY id {lock}",
        lead->organization_id, lead->id);
}

Error quote_store_change(Ctx *ctx, Quote *quote)
{
    quote->version++;
    return db_exec(ctx,
        "UPDATE quote SET lines = $3, description = $4, terms = $5, terms_title = $6,"
        " terms_digest = $7, valid_until = $8, expires_at = $9, is_delivered_later = $10,"
        " version = $11 WHERE organization_id = $1 AND id = $2 AND state = 'draft'",
        quote->organization_id, quote->id,
        json_of_list(ctx->arena, &quote_line_shape, quote->lines.items, quote->lines.count),
        quote->description, quote->terms, quote->terms_title, quote->terms_digest,
        quote->valid_until, quote->expires_at, quote->is_delivered_later, quote->version);
}

Error quote_store_move(Ctx *ctx, Quote *quote)
{
    quote->version++;
    return db_exec(ctx,
        "UPDATE quote SET state = $3, terms_digest = $4, language = $5, sent_at = $6,"
        " sent_by = coalesce(sent_by, $7), ended_at = $8, decided_by = $9, reason = $10,"
        " order_id = $11, subscription_id = $12, delivered_at = $13, version = $14"
        " WHERE organization_id = $1 AND id = $2",
        quote->organization_id, quote->id, quote_state_names[quote->state], quote->terms_digest,
        quote->language, quote->sent_at, quote->state == QUOTE_SENT ? ctx->actor.user_id : ID_NONE,
        quote->ended_at, quote->decided_by, quote->reason, quote->order_id, quote->subscription_id,
        quote->delivered_at, quote->version);
}

Error quote_store_list_due(Ctx *ctx, Time before, int64_t limit, QuoteList *ret_quotes)
{
    return db_all(ctx, quote_row_shape, ret_quotes,
        "SELECT organization_id, id, expires_at FROM quote WHERE state = 'sent'"
        " AND (expires_at <= $1 OR expires_at <= $2 AND reminded_at IS NULL)"
        " ORDER BY expires_at, id LIMIT $3",
        ctx->now, before, limit);
}

Error quote_store_remind(Ctx *ctx, const Quote *quote)
{
    return db_exec(ctx, "UPDATE quote SET reminded_at = $3 WHERE organization_id = $1 AND id = $2",
        quote->organization_id, quote->id, ctx->now);
}
