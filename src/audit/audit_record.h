// audit_record.h — who changed what, when and from where: written once, never changed.
//
// Every change through the API leaves a record in the same transaction, under the organization for
// which it was made. What the operator decides about an organization is recorded there too. The
// records of an organization are a chain (audit_chain.h).
#pragma once

#include "http/http.h"

typedef struct AuditRecord {
    Id organization_id;
    Id id;              // aud_…
    int64_t number;     // in the organization's chain: 1, 2, 3 … without a gap
    const char *action; // "POST /v1/subscriptions/{id}/keys"
    const char *text;   // the action in the reader's language: "Issued an AI key"
    Id subject_id;
    Id user_id;
    const char *user_name;
    Id session_id;
    Id api_token_id;
    const char *api_token_name;
    Id actor_organization_id; // ID_NONE: the organization itself
    const char *actor_organization_name;
    const char *address;
    const char *request_id;
    int64_t status;
    Time created_at;
    Digest digest;
} AuditRecord;

extern const Shape audit_record_shape;
typedef LIST_OF(AuditRecord) AuditRecordList;

/** Which records; what is NULL, ID_NONE or TIME_NONE does not narrow it. */
typedef struct AuditFilter {
    Id user_id;
    Id subject_id;
    const char *action;
    Time since, until; // until is not among them
    const char *after; // an id
    int64_t limit;
} AuditFilter;

/** What one can filter by: what occurs in the records. */
typedef struct AuditAction {
    const char *action, *text;
} AuditAction;

typedef LIST_OF(AuditAction) AuditActionList;

typedef struct AuditPerson {
    Id user_id;
    const char *name;
} AuditPerson;

typedef LIST_OF(AuditPerson) AuditPersonList;

typedef struct AuditChoices {
    AuditActionList actions;
    AuditPersonList people;
} AuditChoices;

extern const Shape audit_choices_shape;

/**
 * HttpApp.audit. The subject is the first id in the address, or the id in the answer. A person who
 * acts for no organization (signing in, setting a password) leaves a record in each of the
 * person's; a visitor leaves none.
 */
Error audit_record_write(Ctx *ctx, const Request *req, const Response *res);

/** A second record of the actor's request, in the organization that it concerns. */
Error audit_record_write_for(Ctx *ctx, const Request *req, Id organization_id, Id subject_id);

/** The same in each of the organizations of the person whom it concerns. */
Error audit_record_write_for_user(Ctx *ctx, const Request *req, Id user_id);

/** A further record of the request, of one of several whom it changed. */
Error audit_record_write_about(Ctx *ctx, const Request *req, Id subject_id);

/** The records of the actor's organization, newest first. */
Error audit_record_list(Ctx *ctx, const AuditFilter *filter, AuditRecordList *ret_records);
Error audit_record_get_choices(Ctx *ctx, AuditChoices *ret_choices);

/** What an action of that name did, as the language says it; the name itself if it is gone. */
const char *audit_action_text(const char *action, const char *language);

/** Whether it is told in all languages. */
bool audit_action_is_known(const char *action);
