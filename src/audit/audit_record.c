#include "audit_record.h"

#include "audit_record_store.h"
#include "json/json.h"

#include <string.h>

SHAPE(audit_record_shape, AuditRecord, FIELD(AuditRecord, id, .required = true),
    FIELD(AuditRecord, action, .required = true), FIELD(AuditRecord, subject_id),
    FIELD(AuditRecord, user_id), FIELD(AuditRecord, user_name), FIELD(AuditRecord, address),
    FIELD(AuditRecord, request_id), FIELD(AuditRecord, status, .required = true),
    FIELD(AuditRecord, created_at, .required = true));

// Ids have a prefix, such as "sub_"; a slug has not.
static bool is_id(const char *text)
{
    return text && strchr(text, '_') && strcspn(text, "_") <= 4 && strlen(text) < sizeof(Id);
}

static Id subject_of(Ctx *ctx, const Request *req, const Response *res)
{
    for (size_t i = 0; i < COUNT_OF(req->args); i++)
        if (is_id(req->args[i]))
            return id_from(req->args[i]);
    if (!req->route->answer || !res->body.length)
        return ID_NONE;
    const char *problem;
    const JsonValue *body =
        json_parse(ctx->arena, (const char *)res->body.bytes, res->body.length, &problem);
    const char *id = json_text_member(body, "id");
    return is_id(id) ? id_from(id) : ID_NONE;
}

static AuditRecord record_of(Ctx *ctx, const Request *req, Id subject_id, int status)
{
    return (AuditRecord){
        .id = id_new("aud"),
        .action =
            arena_printf(ctx->arena, "%s %s", method_names[req->route->method], req->route->path),
        .subject_id = subject_id,
        .user_id = ctx->actor.user_id,
        .address = ctx->actor.address,
        .request_id = ctx->request_id,
        .status = status,
        .created_at = ctx->now,
    };
}

// The person acts for none of the organizations, so rows of all must be open.
static Error write_for_user(Ctx *ctx, const AuditRecord *record)
{
    Permissions held = ctx->actor.permissions;
    ctx->actor.permissions |= PERMIT_EVERYWHERE;
    Error error = audit_record_store_create_for_user(ctx, record);
    ctx->actor.permissions = held;
    return error;
}

Error audit_record_write(Ctx *ctx, const Request *req, const Response *res)
{
    const Actor *actor = &ctx->actor;
    if (!id_is_set(actor->user_id))
        return OK;
    AuditRecord record = record_of(ctx, req, subject_of(ctx, req, res), res->status);
    if (id_is_set(actor->organization_id))
        return audit_record_store_create(ctx, actor->organization_id, &record);
    return write_for_user(ctx, &record);
}

Error audit_record_write_for(Ctx *ctx, const Request *req, Id organization_id, Id subject_id)
{
    if (id_same(organization_id, ctx->actor.organization_id))
        return OK; // has its record anyway
    int status = req->route->status ? req->route->status : 200;
    AuditRecord record = record_of(ctx, req, subject_id, status);
    Permissions held = ctx->actor.permissions;
    ctx->actor.permissions |=
        PERMIT_EVERYWHERE; // it concerns an organization that is not the actor's
    Error error = audit_record_store_create(ctx, organization_id, &record);
    ctx->actor.permissions = held;
    return error;
}

Error audit_record_list(Ctx *ctx, const char *after, int64_t limit, AuditRecordList *ret_records)
{
    return audit_record_store_list(ctx, after, limit, ret_records);
}
