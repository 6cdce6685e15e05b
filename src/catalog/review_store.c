#include "review_store.h"

#include "db/db.h"
#include "json/json.h"

Error review_store_create(Ctx *ctx, const Review *review)
{
    return db_exec(ctx,
        "INSERT INTO review (id, revision_id, state, submitted_by, submitted_at, reasons)"
        " VALUES ($1, $2, $3, $4, $5, '[]')",
        review->id, review->revision_id, review_state_names[review->state], review->submitted_by,
        review->submitted_at);
}

Error review_store_end(Ctx *ctx, Id revision_id, ReviewState state, const char *reason)
{
    return db_exec(ctx,
        "UPDATE review SET state = $1, reason = $2, decided_by = $3, decided_at = $4"
        " WHERE revision_id = $5 AND state = 'waiting'",
        review_state_names[state], reason, ctx->actor.user_id, ctx->now, revision_id);
}

Error review_store_explain(
    Ctx *ctx, Id review_id, const FieldReasonList *reasons, const char *override_reason)
{
    return db_exec(ctx, "UPDATE review SET reasons = $1, override_reason = $2 WHERE id = $3",
        json_of_list(ctx->arena, &field_reason_shape, reasons->items, reasons->count),
        override_reason, review_id);
}

Error review_store_list(Ctx *ctx, Id revision_id, ReviewList *ret_reviews)
{
    return db_all(ctx, operator_review_shape, ret_reviews,
        "SELECT r.id, r.state, r.submitted_by, r.submitted_at, r.decided_at, r.reason, r.reasons,"
        " r.override_reason, s.name AS submitted_by_name, d.name AS decided_by_name FROM review r"
        " LEFT JOIN user_account s ON s.id = r.submitted_by"
        " LEFT JOIN user_account d ON d.id = r.decided_by"
        " WHERE r.revision_id = $1 ORDER BY r.id DESC",
        revision_id);
}

#define SELECT_ENTRIES                                                                             \
    "SELECT w.id, w.revision_id, r.product_id, r.number AS revision_number, r.product_version,"    \
    " p.name AS product_name, s.name AS seller_name, p.service_type, w.state,"                     \
    " p.active_revision_id IS NULL AS is_first, w.submitted_at, w.decided_at, r.release_at,"       \
    " u.name AS submitted_by_name, d.name AS decided_by_name, v.state AS verdict_state,"           \
    " v.warnings, v.blocking FROM review w"                                                        \
    " JOIN revision r ON r.id = w.revision_id JOIN product p ON p.id = r.product_id"               \
    " JOIN seller s ON s.id = p.seller_id LEFT JOIN user_account u ON u.id = w.submitted_by"       \
    " LEFT JOIN user_account d ON d.id = w.decided_by"                                             \
    " LEFT JOIN verdict v ON v.revision_id = r.id AND v.content_digest = r.content_digest"         \
    " WHERE (CAST($1 AS TEXT) IS NULL OR lower(p.name) LIKE lower($1) ESCAPE '!'"                  \
    " OR lower(s.name) LIKE lower($1) ESCAPE '!')"

Error review_store_list_waiting(
    Ctx *ctx, const char *pattern, const char *after, int64_t limit, ReviewEntryList *ret_entries)
{
    return db_all(ctx, review_entry_shape, ret_entries,
        SELECT_ENTRIES
        " AND w.state = 'waiting' AND (CAST($2 AS TEXT) IS NULL OR w.id > $2)"
        " ORDER BY w.id LIMIT $3",
        pattern, after, limit);
}

Error review_store_list_decided(Ctx *ctx, const char *state, const char *pattern, const char *after,
    int64_t limit, ReviewEntryList *ret_entries)
{
    return db_all(ctx, review_entry_shape, ret_entries,
        SELECT_ENTRIES
        " AND w.state = $2 AND (CAST($3 AS TEXT) IS NULL OR w.id < $3)"
        " ORDER BY w.id DESC LIMIT $4",
        pattern, state, after, limit);
}
