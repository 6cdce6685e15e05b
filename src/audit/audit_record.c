#include "audit_record.h"

#include "audit_chain.h"
#include "audit_record_store.h"
#include "json/json.h"

#include <string.h>

SHAPE(audit_record_shape, AuditRecord,
    FIELD(AuditRecord, organization_id, .required = true, .about = "For which it was done."),
    FIELD(AuditRecord, id, .required = true),
    FIELD(AuditRecord, number, .required = true, .about = "In the organization's chain."),
    FIELD(AuditRecord, action, .required = true),
    FIELD(AuditRecord, text, .required = true, .about = "The action in one's language."),
    FIELD(AuditRecord, subject_id), FIELD(AuditRecord, user_id), FIELD(AuditRecord, user_name),
    FIELD(AuditRecord, session_id), FIELD(AuditRecord, api_token_id),
    FIELD(AuditRecord, api_token_name),
    FIELD(AuditRecord, actor_organization_id,
        .about =
            "Who did it acted for this other organization, such as the operator's, or belongs to"
            " it: a partner whose people act for the organization."),
    FIELD(AuditRecord, actor_organization_name), FIELD(AuditRecord, address),
    FIELD(AuditRecord, request_id), FIELD(AuditRecord, status, .required = true),
    FIELD(AuditRecord, created_at, .required = true),
    FIELD(AuditRecord, digest, .about = "Of this record and all before it."));

static SHAPE(audit_action_shape, AuditAction, FIELD(AuditAction, action, .required = true),
    FIELD(AuditAction, text, .required = true));

static SHAPE(audit_person_shape, AuditPerson, FIELD(AuditPerson, user_id, .required = true),
    FIELD(AuditPerson, name, .required = true));

SHAPE(audit_choices_shape, AuditChoices, FIELD_LIST(AuditChoices, actions, audit_action_shape),
    FIELD_LIST(AuditChoices, people, audit_person_shape));

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
    if (!(req->route->answer || req->route->problem) || !res->body.length)
        return ID_NONE;
    const char *problem;
    const JsonValue *body =
        json_parse(ctx->arena, (const char *)res->body.bytes, res->body.length, &problem);
    const char *id = json_text_member(body, "id");
    return is_id(id) ? id_from(id) : ID_NONE;
}

static AuditRecord record_of(
    Ctx *ctx, const Request *req, Id organization_id, Id subject_id, int status)
{
    return (AuditRecord){
        .organization_id = organization_id,
        .id = id_new("aud"),
        .action =
            arena_printf(ctx->arena, "%s %s", method_names[req->route->method], req->route->path),
        .subject_id = subject_id,
        .user_id = ctx->actor.user_id,
        .session_id = ctx->actor.session_id,
        .api_token_id = ctx->actor.api_token_id,
        .actor_organization_id = ctx->actor.partner_id,
        .address = ctx->actor.address,
        .request_id = ctx->request_id,
        .status = status,
        .created_at = ctx->now,
    };
}

// The person acts for none of the organizations.
static Error write_for_user(Ctx *ctx, AuditRecord *record)
{
    AuditOrganizationList organizations;
    record->actor_organization_id = ID_NONE;
    TRY(audit_record_store_list_organizations(ctx, record->user_id, &organizations));
    for (size_t i = 0; i < organizations.count; i++) {
        record->organization_id = organizations.items[i].organization_id;
        TRY(audit_chain_append(ctx, record));
    }
    return OK;
}

// What concerns the person in all organizations; a token is for one.
static bool is_own(const Route *route)
{
    return !strncmp(route->path, "/v1/session", 11) ||
           !strncmp(route->path, "/v1/external-sign-ins", 21) ||
           (!strncmp(route->path, "/v1/me", 6) && strncmp(route->path, "/v1/me/api-tokens", 17));
}

Error audit_record_write(Ctx *ctx, const Request *req, const Response *res)
{
    const Actor *actor = &ctx->actor;
    if (!id_is_set(actor->user_id))
        return OK;
    AuditRecord record =
        record_of(ctx, req, actor->organization_id, subject_of(ctx, req, res), res->status);
    if (id_is_set(actor->organization_id) && (actor->is_program || !is_own(req->route)))
        return audit_chain_append(ctx, &record);
    return EVERYWHERE(ctx, write_for_user(ctx, &record));
}

static int status_of(const Request *req)
{
    return req->route->status ? req->route->status : 200;
}

Error audit_record_write_about(Ctx *ctx, const Request *req, Id subject_id)
{
    AuditRecord record =
        record_of(ctx, req, ctx->actor.organization_id, subject_id, status_of(req));
    return audit_chain_append(ctx, &record);
}

Error audit_record_write_for(Ctx *ctx, const Request *req, Id organization_id, Id subject_id)
{
    if (id_same(organization_id, ctx->actor.organization_id))
        return OK; // has its record anyway
    AuditRecord record = record_of(ctx, req, organization_id, subject_id, status_of(req));
    record.actor_organization_id = ctx->actor.organization_id;
    return EVERYWHERE(ctx, audit_chain_append(ctx, &record));
}

Error audit_record_write_for_user(Ctx *ctx, const Request *req, Id user_id)
{
    AuditOrganizationList organizations;
    TRY(EVERYWHERE(ctx, audit_record_store_list_organizations(ctx, user_id, &organizations)));
    for (size_t i = 0; i < organizations.count; i++)
        TRY(audit_record_write_for(ctx, req, organizations.items[i].organization_id, user_id));
    return OK;
}

Error audit_record_list(Ctx *ctx, const AuditFilter *filter, AuditRecordList *ret_records)
{
    TRY(audit_record_store_list(ctx, filter, ret_records));
    for (size_t i = 0; i < ret_records->count; i++)
        ret_records->items[i].text = audit_action_text(ret_records->items[i].action, ctx->language);
    return OK;
}

Error audit_record_get_choices(Ctx *ctx, AuditChoices *ret_choices)
{
    AuditChoices choices;
    TRY(audit_record_store_list_actions(ctx, &choices.actions));
    TRY(audit_record_store_list_people(ctx, &choices.people));
    for (size_t i = 0; i < choices.actions.count; i++)
        choices.actions.items[i].text =
            audit_action_text(choices.actions.items[i].action, ctx->language);
    *ret_choices = choices;
    return OK;
}
