#include "seller_dashboard.h"

#include "organizations/role.h"
#include "seller_dashboard_store.h"
#include "sentences/sentence.h"
#include "settings.h"

SHAPE(dashboard_test_shape, DashboardTest, FIELD(DashboardTest, id, .required = true),
    FIELD(DashboardTest, workload_id, .required = true),
    FIELD(DashboardTest, product_id, .required = true),
    FIELD(DashboardTest, product_name, .required = true), FIELD(DashboardTest, revision_number),
    FIELD_ENUM(DashboardTest, result, test_result_names),
    FIELD(DashboardTest, cause, .tell = sentence_in, .about = "Why it failed."),
    FIELD_ENUM(DashboardTest, workload_state, workload_state_names),
    FIELD(DashboardTest, created_at, .required = true),
    FIELD(DashboardTest, removes_at, .required = true, .about = "When it goes by itself."));

static SHAPE(offerings_shape, DashboardOfferings,
    FIELD(DashboardOfferings, product_count, .about = "Of all, also of those not listed."),
    FIELD_LIST(DashboardOfferings, products, operator_product_shape, .about = "The newest."),
    FIELD_LIST(DashboardOfferings, drafts, draft_summary_shape, .about = "The newest."),
    FIELD_LIST(DashboardOfferings, tests, dashboard_test_shape,
        .about = "The newest test deployments of charts."));

SHAPE(dashboard_lead_shape, DashboardLead, FIELD(DashboardLead, id, .required = true),
    FIELD(DashboardLead, reference, .required = true),
    FIELD_ENUM(DashboardLead, state, lead_state_names),
    FIELD(DashboardLead, product_name, .required = true),
    FIELD(DashboardLead, organization_name, .required = true, .about = "The customer's."),
    FIELD(DashboardLead, assigned_to_name), FIELD(DashboardLead, applied_at, .required = true));

SHAPE(lead_count_shape, LeadCount, FIELD_ENUM(LeadCount, state, lead_state_names),
    FIELD(LeadCount, count, .required = true));

SHAPE(seller_dashboard_shape, SellerDashboard, FIELD(SellerDashboard, from, .required = true),
    FIELD(SellerDashboard, to, .required = true, .about = "Not included."),
    FIELD_OPTION(SellerDashboard, offerings, offerings_shape,
        .about = "null without the permission `offerings`."),
    FIELD_LIST(SellerDashboard, lead_counts, lead_count_shape,
        .about = "Of all that are open, and of those that ended in the period."),
    FIELD_LIST(
        SellerDashboard, unanswered, dashboard_lead_shape, .about = "The oldest leads first."),
    FIELD_LIST(SellerDashboard, sales, sale_shape, .about = "Of the period, the newest."),
    FIELD_OBJECT(SellerDashboard, total, statistic_sums_shape, .about = "Of the period."));

static Error read_offerings(Ctx *ctx, DashboardOfferings *ret_offerings)
{
    OperatorProductQuery newest = {.limit = MAX_DASHBOARD_PRODUCTS};
    PageQuery page = {.limit = MAX_DASHBOARD_ROWS};
    DashboardOfferings offerings = {0};
    TRY(seller_dashboard_store_count_products(ctx, &offerings.product_count));
    TRY(product_review_list(ctx, &newest, ctx->actor.organization_id, &offerings.products));
    TRY(draft_list(ctx, &page, &offerings.drafts));
    TRY(seller_dashboard_store_list_tests(ctx, &offerings.tests));
    // Lists are read with one more, which says whether there are further ones.
    if (offerings.products.count > MAX_DASHBOARD_PRODUCTS)
        offerings.products.count = MAX_DASHBOARD_PRODUCTS;
    if (offerings.drafts.count > MAX_DASHBOARD_ROWS)
        offerings.drafts.count = MAX_DASHBOARD_ROWS;
    *ret_offerings = offerings;
    return OK;
}

Error seller_dashboard_read(Ctx *ctx, SellerDashboard *ret_dashboard)
{
    Period month = period_this_month(ctx);
    Date from = date_of(month.from, settings()->billing_zone);
    SellerDashboard dashboard = {.from = month.from, .to = month.to};
    if (ctx->actor.permissions & PERMIT_OFFERINGS) {
        dashboard.offerings = arena_new_of(ctx->arena, DashboardOfferings);
        TRY(read_offerings(ctx, dashboard.offerings));
    }
    TRY(seller_dashboard_store_count_leads(ctx, month.from, &dashboard.lead_counts));
    TRY(seller_dashboard_store_list_unanswered(ctx, &dashboard.unanswered));
    TRY(seller_dashboard_store_list_sales(ctx, from, &dashboard.sales));
    TRY(seller_dashboard_store_sum(ctx, from, month.from, &dashboard.total));
    *ret_dashboard = dashboard;
    return OK;
}
