// audit_record.h — who changed what, when and from where: written once, never changed.
//
// Every change through the API leaves a record in the same transaction, under the organization for
// which it was made. What the operator decides about an organization is recorded there too.
#pragma once

#include "http/http.h"

typedef struct AuditRecord {
    Id id;              // aud_…
    const char *action; // "POST /v1/subscriptions/{id}/keys"
    Id subject_id;
    Id user_id;
    const char *user_name;
    const char *address;
    const char *request_id;
    int64_t status;
    Time created_at;
} AuditRecord;

extern const Shape audit_record_shape;
typedef LIST_OF(AuditRecord) AuditRecordList;

/**
 * HttpApp.audit. The subject is the first id in the address, or the id in the answer. A person who
 * acts for no organization (signing in, setting a password) leaves a record in each of the
 * person's; a visitor leaves none.
 */
Error audit_record_write(Ctx *ctx, const Request *req, const Response *res);

/** A second record of the actor's request, in the organization that it concerns. */
Error audit_record_write_for(Ctx *ctx, const Request *req, Id organization_id, Id subject_id);

/** The records of the actor's organization, newest first. */
Error audit_record_list(Ctx *ctx, const char *after, int64_t limit, AuditRecordList *ret_records);
