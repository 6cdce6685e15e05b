// audit_record_store.h — audit_record rows. Private to src/audit.
#pragma once

#include "audit_record.h"

Error audit_store_insert(Ctx *ctx, Id organization_id, const AuditRecord *record);
Error audit_store_insert_for_user(Ctx *ctx, const AuditRecord *record);
Error audit_store_list(Ctx *ctx, const char *after, int64_t limit, AuditRecordList *ret_records);
