#include "audit_record_store.h"

#include "db/db.h"

static SHAPE(audit_link_shape, AuditLink, FIELD(AuditLink, number), FIELD(AuditLink, digest));

static SHAPE(
    audit_organization_shape, AuditOrganization, FIELD(AuditOrganization, organization_id));

// What the digest is made of.
#define CHAIN_COLUMNS                                                                              \
    "organization_id, id, number, action, subject_id, user_id, session_id, api_token_id,"          \
    " actor_organization_id, address, request_id, status, created_at, digest"

Error audit_chain_store_lock(Ctx *ctx, Id organization_id, AuditLink *ret_link)
{
    Error error = db_one(ctx, audit_link_shape, ret_link,
        "SELECT number, digest FROM audit_chain WHERE organization_id = $1 {lock}",
        organization_id);
    if (error != NOT_FOUND)
        return error;
    TRY(db_exec(ctx,
        "INSERT INTO audit_chain (organization_id, number) VALUES ($1, 0)"
        " ON CONFLICT (organization_id) DO NOTHING",
        organization_id));
    return db_one(ctx, audit_link_shape, ret_link,
        "SELECT number, digest FROM audit_chain WHERE organization_id = $1 {lock}",
        organization_id);
}

Error audit_chain_store_get(Ctx *ctx, AuditLink *ret_link)
{
    AuditLink link = {0};
    Error error = db_one(ctx, audit_link_shape, &link,
        "SELECT number, digest FROM audit_chain WHERE organization_id = $1",
        ctx->actor.organization_id);
    if (error && error != NOT_FOUND)
        return error;
    *ret_link = link;
    return OK;
}

Error audit_chain_store_write(Ctx *ctx, Id organization_id, AuditLink link)
{
    return db_exec(ctx,
        "UPDATE audit_chain SET number = $2, digest = $3 WHERE organization_id = $1",
        organization_id, link.number, link.digest);
}

Error audit_record_store_create(Ctx *ctx, const AuditRecord *record)
{
    return db_exec(ctx,
        "INSERT INTO audit_record (organization_id, id, action, subject_id, user_id, session_id,"
        " api_token_id, actor_organization_id, address, request_id, status, created_at, number,"
        " digest) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        record->organization_id, record->id, record->action, record->subject_id, record->user_id,
        record->session_id, record->api_token_id, record->actor_organization_id, record->address,
        record->request_id, record->status, record->created_at, record->number, record->digest);
}

Error audit_record_store_write_link(Ctx *ctx, const AuditRecord *record)
{
    return db_exec(ctx,
        "UPDATE audit_record SET number = $3, digest = $4 WHERE organization_id = $1 AND id = $2",
        record->organization_id, record->id, record->number, record->digest);
}

Error audit_record_store_list_organizations(
    Ctx *ctx, Id user_id, AuditOrganizationList *ret_organizations)
{
    return db_all(ctx, audit_organization_shape, ret_organizations,
        "SELECT organization_id FROM membership WHERE user_id = $1 ORDER BY organization_id",
        user_id);
}

Error audit_record_store_list_all(Ctx *ctx, AuditOrganizationList *ret_organizations)
{
    return db_all(ctx, audit_organization_shape, ret_organizations,
        "SELECT organization_id FROM audit_chain ORDER BY organization_id");
}

Error audit_record_store_list_unchained(Ctx *ctx, int64_t limit, AuditRecordList *ret_records)
{
    return db_all(ctx, audit_record_shape, ret_records,
        "SELECT " CHAIN_COLUMNS
        " FROM audit_record WHERE number IS NULL AND organization_id = (SELECT"
        " min(organization_id) FROM audit_record WHERE number IS NULL) ORDER BY id LIMIT $1",
        limit);
}

Error audit_record_store_count_unchained(Ctx *ctx, int64_t *ret_count)
{
    return db_number(ctx, ret_count,
        "SELECT count(*) FROM audit_record WHERE organization_id = $1 AND number IS NULL",
        ctx->actor.organization_id);
}

Error audit_record_store_list_chain(
    Ctx *ctx, int64_t after, int64_t limit, AuditRecordList *ret_records)
{
    return db_all(ctx, audit_record_shape, ret_records,
        "SELECT " CHAIN_COLUMNS
        " FROM audit_record WHERE organization_id = $1 AND number > $2 ORDER BY number LIMIT $3",
        ctx->actor.organization_id, after, limit);
}

Error audit_record_store_get_digest(Ctx *ctx, int64_t number, Digest *ret_digest)
{
    AuditLink link = {0};
    Error error = db_one(ctx, audit_link_shape, &link,
        "SELECT number, digest FROM audit_record WHERE organization_id = $1 AND number = $2",
        ctx->actor.organization_id, number);
    if (error && error != NOT_FOUND)
        return error;
    *ret_digest = link.digest;
    return OK;
}

Error audit_record_store_list(Ctx *ctx, const AuditFilter *filter, AuditRecordList *ret_records)
{
    return db_all(ctx, audit_record_shape, ret_records,
        "SELECT r.organization_id, r.id, number, action, subject_id, r.user_id,"
        " u.name AS user_name, session_id, api_token_id, t.name AS api_token_name,"
        " actor_organization_id, o.name AS actor_organization_name, address, request_id, status,"
        " r.created_at, digest FROM audit_record r"
        " LEFT JOIN user_account u ON u.id = r.user_id"
        " LEFT JOIN organization o ON o.id = actor_organization_id"
        " LEFT JOIN api_token t ON t.id = api_token_id AND t.organization_id = r.organization_id"
        " WHERE r.organization_id = $1 AND (CAST($2 AS TEXT) IS NULL OR r.id < $2)"
        " AND (CAST($3 AS TEXT) IS NULL OR r.user_id = $3)"
        " AND (CAST($4 AS TEXT) IS NULL OR subject_id = $4)"
        " AND (CAST($5 AS TEXT) IS NULL OR action = $5)"
        " AND (CAST($6 AS BIGINT) IS NULL OR r.created_at >= $6)"
        " AND (CAST($7 AS BIGINT) IS NULL OR r.created_at < $7) ORDER BY r.id DESC LIMIT $8",
        ctx->actor.organization_id, filter->after, filter->user_id, filter->subject_id,
        filter->action, filter->since, filter->until, filter->limit);
}

static SHAPE(action_row_shape, AuditAction, FIELD(AuditAction, action));

Error audit_record_store_list_actions(Ctx *ctx, AuditActionList *ret_actions)
{
    return db_all(ctx, action_row_shape, ret_actions,
        "SELECT DISTINCT action FROM audit_record WHERE organization_id = $1 ORDER BY action",
        ctx->actor.organization_id);
}

static SHAPE(person_row_shape, AuditPerson, FIELD(AuditPerson, user_id), FIELD(AuditPerson, name));

Error audit_record_store_list_people(Ctx *ctx, AuditPersonList *ret_people)
{
    return db_all(ctx, person_row_shape, ret_people,
        "SELECT id AS user_id, name FROM user_account WHERE id IN (SELECT user_id FROM audit_record"
        " WHERE organization_id = $1) ORDER BY name, id",
        ctx->actor.organization_id);
}
