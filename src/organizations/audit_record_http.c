#include "audit_record_http.h"

#include "audit/audit_record.h"
#include "page.h"
#include "role.h"

static Error get_records(Ctx *ctx, const Request *req, Response *res)
{
    const PageQuery *query = req->query;
    AuditRecordList records;
    TRY(audit_record_list(ctx, query->after, page_limit(query) + 1, &records));
    return page_respond(ctx, res, query, &records, id.text);
}

const Route audit_record_routes[] = {
    {GET, "/v1/audit-records", get_records, PERMIT_MEMBERS, .query = &page_query_shape,
        .answer = &audit_record_shape, .is_page = true,
        .summary = "List who changed what in the organization, newest first."},
    ROUTES_END,
};
