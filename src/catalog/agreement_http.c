#include "agreement_http.h"

#include "agreement.h"
#include "base/csv.h"
#include "organizations/role.h"
#include "page.h"

enum { MAX_AGREEMENT = 12 * 1024 * 1024, MAX_CSV_ROWS = 100000 };

static Error respond_all(Ctx *ctx, Response *res)
{
    AgreementList buyers, sellers;
    TRY(agreement_list_all(ctx, AGREEMENT_OPERATOR_TERMS, &buyers));
    TRY(agreement_list_all(ctx, AGREEMENT_SELLER_TERMS, &sellers));
    Agreement *all = arena_array_of(ctx->arena, Agreement, buyers.count + sellers.count);
    for (size_t i = 0; i < buyers.count; i++)
        all[i] = buyers.items[i];
    for (size_t i = 0; i < sellers.count; i++)
        all[buyers.count + i] = sellers.items[i];
    return respond_page(ctx, res, all, buyers.count + sellers.count, NULL);
}

static Error get_agreements(Ctx *ctx, const Request *req, Response *res)
{
    (void)req;
    return respond_all(ctx, res);
}

static Error post_agreement(Ctx *ctx, const Request *req, Response *res)
{
    TRY(agreement_create(ctx, req->body));
    return respond_all(ctx, res);
}

typedef struct AcceptanceQuery {
    int64_t limit;
    const char *after, *kind, *version, *q;
} AcceptanceQuery;

static SHAPE(acceptance_query_shape, AcceptanceQuery, PAGE_QUERY_FIELDS(AcceptanceQuery),
    FIELD(AcceptanceQuery, kind, .pattern = "operator_terms|seller_terms|eula",
        .about = "eula: licence agreements of sellers that applied by notice."),
    FIELD(AcceptanceQuery, version, .max = 40),
    FIELD(AcceptanceQuery, q, .max = 100, .about = "Part of the organization's name."));

static Error read_acceptances(
    Ctx *ctx, const AcceptanceQuery *query, int64_t limit, AgreementAcceptanceList *ret_acceptances)
{
    AcceptanceFilter filter = {
        .kind = query->kind,
        .version = query->version,
        .q = query->q,
        .after = id_from(query->after),
        .limit = limit,
    };
    return agreement_list_acceptances(ctx, &filter, ret_acceptances);
}

static Error get_acceptances(Ctx *ctx, const Request *req, Response *res)
{
    const AcceptanceQuery *query = req->query;
    AgreementAcceptanceList acceptances;
    TRY(read_acceptances(ctx, query, page_limit(query) + 1, &acceptances));
    return page_respond(ctx, res, query, &acceptances, id.text);
}

static Error get_acceptances_csv(Ctx *ctx, const Request *req, Response *res)
{
    static const char *const names[] = {"organization_id", "organization_name", "kind", "title",
        "version", "language", "accepted_by_name", "is_by_notice", "accepted_at"};
    AgreementAcceptanceList acceptances;
    Csv csv = {.text = {.arena = ctx->arena}};
    TRY(read_acceptances(ctx, req->query, MAX_CSV_ROWS, &acceptances));
    for (size_t i = 0; i < COUNT_OF(names); i++)
        csv_text(&csv, names[i]);
    csv_end_row(&csv);
    for (size_t i = 0; i < acceptances.count; i++) {
        const AgreementAcceptance *one = &acceptances.items[i];
        const char *texts[] = {one->organization_id.text, one->organization_name, one->kind,
            one->title, one->version, one->language, one->accepted_by_name,
            one->is_by_notice ? "true" : "false", time_text(ctx->arena, one->accepted_at)};
        for (size_t k = 0; k < COUNT_OF(texts); k++)
            csv_text(&csv, texts[k]);
        csv_end_row(&csv);
    }
    return respond_csv(ctx, res, &csv, "acceptances.csv");
}

const Route agreement_routes[] = {
    {GET, "/v1/operator/agreements", get_agreements, PERMIT_OPERATE,
        .answer = &operator_agreement_shape, .is_page = true,
        .summary = "List all versions of the operator's terms, also those to come."},
    {POST, "/v1/operator/agreements", post_agreement, PERMIT_OPERATE, .body = &new_agreement_shape,
        .answer = &operator_agreement_shape, .is_page = true, .status = 201,
        .max_body = MAX_AGREEMENT,
        .summary = "Issue a version of the terms in all languages; it never changes."},
    {GET, "/v1/operator/acceptances", get_acceptances, PERMIT_OPERATE,
        .query = &acceptance_query_shape, .answer = &agreement_acceptance_shape, .is_page = true,
        .summary =
            "List who accepted which version of the operator's terms, and who was told of which"
            " licence agreement that applies to what they had."},
    {GET, "/v1/operator/acceptances.csv", get_acceptances_csv, PERMIT_OPERATE,
        .query = &acceptance_query_shape, .produces = "text/csv", .is_heavy = true,
        .summary = "The same for spreadsheets."},
    ROUTES_END,
};
