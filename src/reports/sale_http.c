#include "sale_http.h"

#include "base/csv.h"
#include "base/text.h"
#include "catalog/catalog.h"
#include "organizations/role.h"
#include "page.h"
#include "product_view.h"
#include "sale.h"
#include "seller_dashboard.h"
#include "statistic.h"

#include <string.h>

// ── sales ────────────────────────────────────────────────────────────────────────────────────

typedef struct SaleQuery {
    int64_t limit;
    const char *after, *from, *to, *q;
    Id product_id;
} SaleQuery;

static SHAPE(sale_query_shape, SaleQuery, PAGE_QUERY_FIELDS(SaleQuery),
    FIELD(SaleQuery, from, .max = 40, .about = "A date or time; this month's begin if absent."),
    FIELD(SaleQuery, to, .max = 40,
        .about = "A date or time, not included; next month's begin if absent."),
    FIELD(SaleQuery, product_id),
    FIELD(SaleQuery, q, .max = 100, .about = "Part of a product, plan or customer."));

static Error read_sales(Ctx *ctx, const SaleQuery *query, int64_t limit, SaleList *ret_sales)
{
    Period period;
    SaleFilter filter = {
        .q = query->q,
        .product_id = query->product_id,
        .after = id_from(query->after),
        .limit = limit,
    };
    TRY(period_read(ctx, query->from, query->to, period_this_month(ctx), &period));
    return sale_list(ctx, &period, &filter, ret_sales);
}

static Error get_sales(Ctx *ctx, const Request *req, Response *res)
{
    const SaleQuery *query = req->query;
    SaleList sales;
    TRY(read_sales(ctx, query, page_limit(query) + 1, &sales));
    return page_respond(ctx, res, query, &sales, id.text);
}

static void csv_names(Csv *csv, const char *const *names)
{
    for (; *names; names++)
        csv_text(csv, *names);
    csv_end_row(csv);
}

enum { MAX_CSV_ROWS = 100000 };

static Error get_sales_csv(Ctx *ctx, const Request *req, Response *res)
{
    static const char *const names[] = {"sold_at", "product_name", "product_version", "plan_name",
        "customer_name", "website", "contact_email", "ended_at", NULL};
    SaleList sales;
    Csv csv = {.text = {.arena = ctx->arena}};
    TRY(read_sales(ctx, req->query, MAX_CSV_ROWS, &sales));
    csv_names(&csv, names);
    for (size_t i = 0; i < sales.count; i++) {
        const Sale *sale = &sales.items[i];
        bool has_ended = time_is_set(sale->ended_at);
        const char *texts[] = {time_text(ctx->arena, sale->sold_at), sale->product_name,
            sale->product_version, sale->plan_name, sale->customer_name, sale->website,
            sale->contact_email, has_ended ? time_text(ctx->arena, sale->ended_at) : NULL};
        for (size_t k = 0; k < COUNT_OF(texts); k++)
            csv_text(&csv, texts[k]);
        csv_end_row(&csv);
    }
    return respond_csv(ctx, res, &csv, "sales.csv");
}

// ── statistics ───────────────────────────────────────────────────────────────────────────────

typedef struct StatisticQuery {
    const char *from, *to;
} StatisticQuery;

static SHAPE(statistic_query_shape, StatisticQuery,
    FIELD(
        StatisticQuery, from, .max = 40, .about = "A date or time; this month's begin if absent."),
    FIELD(StatisticQuery, to, .max = 40,
        .about = "A date or time, not included; next month's begin if absent."));

// What this node has counted so far is to be seen.
static Error write_views(Ctx *ctx, Request *req)
{
    (void)req;
    return product_view_write(ctx);
}

static Error read_statistics(Ctx *ctx, const Request *req, Statistics *ret_statistics)
{
    const StatisticQuery *query = req->query;
    Period period;
    TRY(period_read(ctx, query->from, query->to, period_this_month(ctx), &period));
    return statistic_sum(ctx, &period, ret_statistics);
}

static Error get_statistics(Ctx *ctx, const Request *req, Response *res)
{
    Statistics statistics;
    TRY(read_statistics(ctx, req, &statistics));
    return respond(ctx, res, &statistics);
}

static Error get_statistics_csv(Ctx *ctx, const Request *req, Response *res)
{
    static const char *const names[] = {"day", "views", "requests", "subscriptions", NULL};
    Statistics statistics;
    Csv csv = {.text = {.arena = ctx->arena}};
    TRY(read_statistics(ctx, req, &statistics));
    csv_names(&csv, names);
    for (size_t i = 0; i < statistics.days.count; i++) {
        const Statistic *day = &statistics.days.items[i];
        csv_text(&csv, day->day);
        csv_number(&csv, day->views);
        csv_number(&csv, day->requests);
        csv_number(&csv, day->subscriptions);
        csv_end_row(&csv);
    }
    return respond_csv(ctx, res, &csv, "statistics.csv");
}

static Error get_dashboard(Ctx *ctx, const Request *req, Response *res)
{
    (void)req;
    SellerDashboard dashboard;
    TRY(seller_dashboard_read(ctx, &dashboard));
    return respond(ctx, res, &dashboard);
}

// ── views ────────────────────────────────────────────────────────────────────────────────────

static bool is_robot(Ctx *ctx, const Request *req)
{
    static const char *const words[] = {"bot", "crawl", "spider", "slurp", "preview"};
    const char *agent = request_header(req, "User-Agent");
    for (size_t i = 0; agent && i < COUNT_OF(words); i++)
        if (strstr(text_folded(ctx->arena, agent), words[i]))
            return true;
    return !agent;
}

// Pages come from caches, so the page itself tells that somebody looks at it.
static Error post_view(Ctx *ctx, const Request *req, Response *res)
{
    CATALOG catalog = NULL;
    TRY(catalog_open(ctx, &catalog));
    const CatalogProduct *product = catalog_product(catalog, req->args[0]);
    if (!product)
        return fail(ctx, NOT_FOUND, "not_found", "There is no such product.");
    bool is_own = id_same(product->seller.organization_id, ctx->actor.organization_id);
    if (!is_own && !is_robot(ctx, req))
        product_view_count(ctx, product->id);
    if (product_view_is_due(ctx))
        TRY(product_view_write(ctx));
    return respond_nothing(ctx, res);
}

const Route sale_routes[] = {
    {GET, "/v1/seller/dashboard", get_dashboard, PERMIT_REPORTS, .answer = &seller_dashboard_shape,
        .summary = "Tell what waits for one's organization as a seller, and what this month"
                   " brought."},
    {GET, "/v1/seller/sales", get_sales, PERMIT_REPORTS, .query = &sale_query_shape,
        .answer = &sale_shape, .is_page = true,
        .summary = "List what one's organization sold: to whom, what, when; the newest first."},
    {GET, "/v1/seller/sales.csv", get_sales_csv, PERMIT_REPORTS, .query = &sale_query_shape,
        .produces = "text/csv", .is_heavy = true, .summary = "The same for spreadsheets."},
    {GET, "/v1/seller/statistics", get_statistics, PERMIT_REPORTS, .query = &statistic_query_shape,
        .answer = &statistics_shape, .prepare = write_views,
        .summary = "Sum up how often one's products were looked at, requested and subscribed to."},
    {GET, "/v1/seller/statistics.csv", get_statistics_csv, PERMIT_REPORTS,
        .query = &statistic_query_shape, .produces = "text/csv", .is_heavy = true,
        .prepare = write_views, .summary = "The same by day, for spreadsheets."},
    {POST, "/v1/products/{product}/views", post_view, PERMIT_PUBLIC, .is_question = true,
        .tx = ROUTE_TX_NONE,
        .summary = "Tell that somebody looks at the product's page; only the number is kept."},
    ROUTES_END,
};
