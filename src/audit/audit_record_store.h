// audit_record_store.h — audit_record rows. Private to src/audit.
#pragma once

#include "audit_record.h"

Error audit_record_store_create(Ctx *ctx, Id organization_id, const AuditRecord *record);
Error audit_record_store_create_for_user(Ctx *ctx, const AuditRecord *record);
Error audit_record_store_list(
    Ctx *ctx, const char *after, int64_t limit, AuditRecordList *ret_records);
