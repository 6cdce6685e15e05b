#include "usage_report_http.h"

#include "base/csv.h"
#include "base/text.h"
#include "metering/usage.h"
#include "organizations/role.h"

typedef struct UsageQuery {
    const char *from, *to;
    Id subscription_id, ai_key_id;
    const char *model;
    TextList group_by;
} UsageQuery;

static SHAPE(usage_query_shape, UsageQuery,
    FIELD(UsageQuery, from, .max = 40, .about = "A date or time; this month's begin if absent."),
    FIELD(UsageQuery, to, .max = 40,
        .about = "A date or time, not included; next month's begin if absent."),
    FIELD(UsageQuery, subscription_id), FIELD(UsageQuery, ai_key_id),
    FIELD(UsageQuery, model, .max = 200),
    FIELD(UsageQuery, group_by, .max = 4, .about = "Of day, key, model, subscription."));

typedef struct UsageReport {
    Time from, to;
    UsageSums total;
    UsageRowList rows;
} UsageReport;

static SHAPE(usage_report_shape, UsageReport, FIELD(UsageReport, from, .required = true),
    FIELD(UsageReport, to, .required = true), FIELD_OBJECT(UsageReport, total, usage_sums_shape),
    FIELD_LIST(UsageReport, rows, usage_row_shape));

static const char *const group_names[] = {"day", "key", "model", "subscription"}; // bits in order

enum { EVERY_GROUP = (1u << COUNT_OF(group_names)) - 1 };

static unsigned groups_read(Ctx *ctx, TextList names)
{
    unsigned groups = 0;
    for (size_t i = 0; i < names.count; i++) {
        size_t bit = 0;
        while (bit < COUNT_OF(group_names) && !text_same(group_names[bit], names.items[i]))
            bit++;
        if (bit < COUNT_OF(group_names))
            groups |= 1u << bit;
        else
            fault(ctx, "group_by", "not_known",
                "Usage is grouped by day, key, model or subscription, not by %s.", names.items[i]);
    }
    return groups;
}

static Error report_read(
    Ctx *ctx, const UsageQuery *query, unsigned groups, UsageReport *ret_report)
{
    const char *subscription_ids[] = {query->subscription_id.text};
    UsageFilter filter = {
        .subscription_ids = {subscription_ids, id_is_set(query->subscription_id)},
        .ai_key_id = query->ai_key_id,
        .model = query->model,
    };
    UsageReport report = {0};
    TRY(period_read(ctx, query->from, query->to, period_this_month(ctx), &filter.period));
    TRY(usage_sum(ctx, &filter, groups, &report.rows, &report.total));
    report.from = filter.period.from;
    report.to = filter.period.to;
    *ret_report = report;
    return OK;
}

static Error get_usage(Ctx *ctx, const Request *req, Response *res)
{
    const UsageQuery *query = req->query;
    UsageReport report;
    unsigned groups = groups_read(ctx, query->group_by);
    TRY(faults(ctx));
    TRY(report_read(ctx, query, groups, &report));
    if (!groups)
        report.rows.count = 0; // the total says it
    return respond(ctx, res, &report);
}

static void csv_head(Csv *csv, unsigned groups)
{
    if (groups & USAGE_BY_DAY)
        csv_text(csv, "day");
    if (groups & USAGE_BY_SUBSCRIPTION) {
        csv_text(csv, "subscription_id");
        csv_text(csv, "subscription_name");
    }
    if (groups & USAGE_BY_KEY) {
        csv_text(csv, "ai_key_id");
        csv_text(csv, "ai_key_name");
    }
    if (groups & USAGE_BY_MODEL)
        csv_text(csv, "model");
    static const char *const sums[] = {"calls", "tokens_in", "tokens_out", "tokens_cached",
        "tokens_reasoning", "estimated_calls", "cost", "currency"};
    for (size_t i = 0; i < COUNT_OF(sums); i++)
        csv_text(csv, sums[i]);
    csv_end_row(csv);
}

static void csv_row(Csv *csv, unsigned groups, const UsageRow *row)
{
    if (groups & USAGE_BY_DAY)
        csv_text(csv, row->day);
    if (groups & USAGE_BY_SUBSCRIPTION) {
        csv_text(csv, row->subscription_id.text);
        csv_text(csv, row->subscription_name);
    }
    if (groups & USAGE_BY_KEY) {
        csv_text(csv, row->ai_key_id.text);
        csv_text(csv, row->ai_key_name);
    }
    if (groups & USAGE_BY_MODEL)
        csv_text(csv, row->model);
    csv_number(csv, row->sums.calls);
    csv_number(csv, row->sums.tokens_in);
    csv_number(csv, row->sums.tokens_out);
    csv_number(csv, row->sums.tokens_cached);
    csv_number(csv, row->sums.tokens_reasoning);
    csv_number(csv, row->sums.estimated_calls);
    csv_decimal(csv, micros_text(csv->text.arena, row->sums.cost_micros));
    csv_text(csv, row->sums.currency);
    csv_end_row(csv);
}

static Error get_usage_csv(Ctx *ctx, const Request *req, Response *res)
{
    const UsageQuery *query = req->query;
    UsageReport report;
    unsigned groups = groups_read(ctx, query->group_by);
    TRY(faults(ctx));
    groups = groups ? groups : EVERY_GROUP;
    TRY(report_read(ctx, query, groups, &report));

    Csv csv = {.text = {.arena = ctx->arena}};
    csv_head(&csv, groups);
    for (size_t i = 0; i < report.rows.count; i++)
        csv_row(&csv, groups, &report.rows.items[i]);
    return respond_csv(ctx, res, &csv, "usage.csv");
}

const Route usage_report_routes[] = {
    {GET, "/v1/usage", get_usage, PERMIT_REPORTS, .query = &usage_query_shape,
        .answer = &usage_report_shape,
        .summary = "Sum up what was used and what it costs; this month unless said otherwise."},
    {GET, "/v1/usage.csv", get_usage_csv, PERMIT_REPORTS, .query = &usage_query_shape,
        .produces = "text/csv", .is_heavy = true,
        .summary = "The same for spreadsheets; by everything unless group_by is given."},
    ROUTES_END,
};
