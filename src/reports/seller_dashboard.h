// seller_dashboard.h — what a seller's people see first: their products, what waits for them, and
// what this month brought. Its lists are short, and nothing in it grows with what was before.
#pragma once

#include "catalog/draft.h"
#include "catalog/product_review.h"
#include "leads/lead.h"
#include "sale.h"
#include "services/kubernetes/test_deployment.h"
#include "statistic.h"

enum { MAX_DASHBOARD_PRODUCTS = 20, MAX_DASHBOARD_ROWS = 5 };

/** A trial of a chart, and what became of it. */
typedef struct DashboardTest {
    Id id; // tst_…
    Id workload_id, product_id;
    const char *product_name;
    int64_t revision_number;
    TestResult result;
    const char *cause; // why it failed, a sentence of src/sentences
    WorkloadState workload_state;
    Time created_at, removes_at;
} DashboardTest;

typedef LIST_OF(DashboardTest) DashboardTestList;

/** What only who may publish sees. */
typedef struct DashboardOfferings {
    int64_t product_count;
    OperatorProductList products; // the newest
    DraftList drafts;             // the newest
    DashboardTestList tests;      // the newest
} DashboardOfferings;

/** A request that nobody has answered yet. */
typedef struct DashboardLead {
    Id id;
    const char *reference;
    LeadState state;
    const char *product_name, *organization_name, *assigned_to_name;
    Time applied_at;
} DashboardLead;

typedef LIST_OF(DashboardLead) DashboardLeadList;

typedef struct LeadCount {
    LeadState state;
    int64_t count;
} LeadCount;

typedef LIST_OF(LeadCount) LeadCountList;

typedef struct SellerDashboard {
    Time from, to;                 // this month
    DashboardOfferings *offerings; // NULL: the actor may not see them
    LeadCountList lead_counts;     // open ones, and those that ended this month
    DashboardLeadList unanswered;  // the oldest
    SaleList sales;                // of this month, the newest
    Statistic total;               // of this month
} SellerDashboard;

extern const Shape seller_dashboard_shape, dashboard_test_shape, dashboard_lead_shape,
    lead_count_shape;

/** Of the actor's organization as a seller; empty if it sells nothing. */
Error seller_dashboard_read(Ctx *ctx, SellerDashboard *ret_dashboard);
