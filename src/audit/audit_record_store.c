#include "audit_record_store.h"

#include "db/db.h"

Error audit_record_store_create(Ctx *ctx, Id organization_id, const AuditRecord *record)
{
    return db_exec(ctx,
        "INSERT INTO audit_record (organization_id, id, action, subject_id, user_id, session_id,"
        " api_token_id, address, request_id, status, created_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        organization_id, record->id, record->action, record->subject_id, record->user_id,
        ctx->actor.session_id, ctx->actor.api_token_id, record->address, record->request_id,
        record->status, record->created_at);
}

Error audit_record_store_create_for_user(Ctx *ctx, const AuditRecord *record)
{
    return db_exec(ctx,
        "INSERT INTO audit_record (organization_id, id, action, subject_id, user_id, session_id,"
        " address, request_id, status, created_at)"
        " SELECT organization_id, CAST($1 AS TEXT), CAST($2 AS TEXT), CAST($3 AS TEXT), user_id,"
        " CAST($5 AS TEXT), CAST($6 AS TEXT), CAST($7 AS TEXT), CAST($8 AS BIGINT),"
        " CAST($9 AS BIGINT) FROM membership WHERE user_id = $4",
        record->id, record->action, record->subject_id, record->user_id, ctx->actor.session_id,
        record->address, record->request_id, record->status, record->created_at);
}

Error audit_record_store_list(
    Ctx *ctx, const char *after, int64_t limit, AuditRecordList *ret_records)
{
    return db_all(ctx, audit_record_shape, ret_records,
        "SELECT audit_record.id, action, subject_id, user_id, user_account.name AS user_name,"
        " address, request_id, status, audit_record.created_at FROM audit_record"
        " LEFT JOIN user_account ON user_account.id = user_id"
        " WHERE organization_id = $1 AND (CAST($2 AS TEXT) IS NULL OR audit_record.id < $2)"
        " ORDER BY audit_record.id DESC LIMIT $3",
        ctx->actor.organization_id, after, limit);
}
