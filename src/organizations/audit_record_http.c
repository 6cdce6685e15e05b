#include "audit_record_http.h"

#include "audit/audit_chain.h"
#include "page.h"
#include "role.h"

enum { MAX_EXPORT_ROWS = 10000 };

typedef struct AuditQuery {
    int64_t limit;
    const char *after;
    Id user_id, subject_id;
    const char *action;
    Time since, until;
} AuditQuery;

static SHAPE(audit_query_shape, AuditQuery, PAGE_QUERY_FIELDS(AuditQuery),
    FIELD(AuditQuery, user_id, .about = "Who did it."),
    FIELD(AuditQuery, subject_id, .about = "To what it was done."),
    FIELD(AuditQuery, action, .max = 200, .about = "Such as POST /v1/orders."),
    FIELD(AuditQuery, since, .about = "From this moment on."),
    FIELD(AuditQuery, until, .about = "Before this moment."));

typedef struct VerificationQuery {
    int64_t number;
    Digest digest;
} VerificationQuery;

static SHAPE(verification_query_shape, VerificationQuery,
    FIELD(VerificationQuery, number, .min = 1, .about = "Of a record whose digest was kept."),
    FIELD(VerificationQuery, digest, .about = "That digest; tells whether it still is so."));

static Error read_records(
    Ctx *ctx, const AuditQuery *query, int64_t limit, AuditRecordList *ret_records)
{
    AuditFilter filter = {
        .user_id = query->user_id,
        .subject_id = query->subject_id,
        .action = query->action,
        .since = query->since,
        .until = query->until,
        .after = query->after,
        .limit = limit,
    };
    return audit_record_list(ctx, &filter, ret_records);
}

static Error get_records(Ctx *ctx, const Request *req, Response *res)
{
    const AuditQuery *query = req->query;
    AuditRecordList records;
    TRY(read_records(ctx, query, page_limit(query) + 1, &records));
    return page_respond(ctx, res, query, &records, id.text);
}

static Error get_csv(Ctx *ctx, const Request *req, Response *res)
{
    static const char *const names[] = {"number", "created_at", "text", "user_name",
        "api_token_name", "actor_organization_name", "subject_id", "address", "action", "user_id",
        "session_id", "api_token_id", "actor_organization_id", "organization_id", "request_id",
        "status", "id", "digest"};
    AuditRecordList records;
    Csv csv = {.text = {.arena = ctx->arena}};
    TRY(read_records(ctx, req->query, MAX_EXPORT_ROWS, &records));
    for (size_t i = 0; i < COUNT_OF(names); i++)
        csv_text(&csv, names[i]);
    csv_end_row(&csv);
    for (size_t i = 0; i < records.count; i++) {
        const AuditRecord *one = &records.items[i];
        const char *texts[] = {time_text(ctx->arena, one->created_at), one->text, one->user_name,
            one->api_token_name, one->actor_organization_name, one->subject_id.text, one->address,
            one->action, one->user_id.text, one->session_id.text, one->api_token_id.text,
            one->actor_organization_id.text, one->organization_id.text, one->request_id};
        csv_number(&csv, one->number);
        for (size_t k = 0; k < COUNT_OF(texts); k++)
            csv_text(&csv, texts[k]);
        csv_number(&csv, one->status);
        csv_text(&csv, one->id.text);
        csv_text(&csv, digest_text(ctx->arena, one->digest));
        csv_end_row(&csv);
    }
    return respond_csv(ctx, res, &csv, "audit-log.csv");
}

static Error get_lines(Ctx *ctx, const Request *req, Response *res)
{
    AuditRecordList records;
    Text lines = {.arena = ctx->arena};
    TRY(read_records(ctx, req->query, MAX_EXPORT_ROWS, &records));
    for (size_t i = 0; i < records.count; i++) {
        text_add(&lines, json_of(ctx->arena, &audit_record_shape, &records.items[i]));
        text_add(&lines, "\n");
    }
    response_header(
        ctx, res, "Content-Disposition", "attachment; filename=\"%s\"", "audit-log.jsonl");
    return respond_bytes(ctx, res, "application/jsonl", (Blob){text_of(&lines), lines.length});
}

static Error get_choices(Ctx *ctx, const Request *req, Response *res)
{
    (void)req;
    AuditChoices choices;
    TRY(audit_record_get_choices(ctx, &choices));
    return respond(ctx, res, &choices);
}

static Error get_verification(Ctx *ctx, const Request *req, Response *res)
{
    const VerificationQuery *query = req->query;
    AuditVerification verification;
    TRY(audit_chain_verify(ctx, (AuditLink){query->number, query->digest}, &verification));
    return respond(ctx, res, &verification);
}

const Route audit_record_routes[] = {
    {GET, "/v1/audit-records", get_records, PERMIT_MEMBERS, .query = &audit_query_shape,
        .answer = &audit_record_shape, .is_page = true,
        .summary = "List who changed what in the organization, newest first."},
    {GET, "/v1/audit-records.csv", get_csv, PERMIT_MEMBERS, .query = &audit_query_shape,
        .produces = "text/csv", .is_heavy = true,
        .summary = "The same for spreadsheets, 10,000 records at most; after: the id of the last."},
    {GET, "/v1/audit-records.jsonl", get_lines, PERMIT_MEMBERS, .query = &audit_query_shape,
        .produces = "application/jsonl", .is_heavy = true,
        .summary = "The same for programs, a record in JSON on each line, 10,000 at most."},
    {GET, "/v1/audit-records/choices", get_choices, PERMIT_MEMBERS, .answer = &audit_choices_shape,
        .summary = "List the actions and people that occur in the records."},
    {GET, "/v1/audit-records/verification", get_verification, PERMIT_MEMBERS,
        .query = &verification_query_shape, .answer = &audit_verification_shape,
        .summary = "Walk the chain of the records: whether one was changed or removed."},
    ROUTES_END,
};
