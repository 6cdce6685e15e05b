// audit_record_store.h — audit_record and audit_chain rows. Private to src/audit.
#pragma once

#include "audit_chain.h"

/** Locks the organization's chain until the transaction ends; nothing is in it at first. */
Error audit_chain_store_lock(Ctx *ctx, Id organization_id, AuditLink *ret_link);
Error audit_chain_store_get(Ctx *ctx, AuditLink *ret_link); // the actor's organization's
Error audit_chain_store_write(Ctx *ctx, Id organization_id, AuditLink link);

Error audit_record_store_create(Ctx *ctx, const AuditRecord *record);
Error audit_record_store_write_link(Ctx *ctx, const AuditRecord *record);

typedef struct AuditOrganization {
    Id organization_id;
} AuditOrganization;

typedef LIST_OF(AuditOrganization) AuditOrganizationList;

/** Those of which the person is a member, in the order in which their chains are locked. */
Error audit_record_store_list_organizations(
    Ctx *ctx, Id user_id, AuditOrganizationList *ret_organizations);

/** All that have a record. */
Error audit_record_store_list_all(Ctx *ctx, AuditOrganizationList *ret_organizations);

/** Of one organization that has such, the oldest that stand in no chain yet. */
Error audit_record_store_list_unchained(Ctx *ctx, int64_t limit, AuditRecordList *ret_records);
Error audit_record_store_count_unchained(Ctx *ctx, int64_t *ret_count);

/** Of the actor's organization: in the order of the chain, behind that number. */
Error audit_record_store_list_chain(
    Ctx *ctx, int64_t after, int64_t limit, AuditRecordList *ret_records);
Error audit_record_store_get_digest(Ctx *ctx, int64_t number, Digest *ret_digest);

Error audit_record_store_list(Ctx *ctx, const AuditFilter *filter, AuditRecordList *ret_records);
Error audit_record_store_list_actions(Ctx *ctx, AuditActionList *ret_actions);
Error audit_record_store_list_people(Ctx *ctx, AuditPersonList *ret_people);
