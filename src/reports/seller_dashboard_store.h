// seller_dashboard_store.h — what the dashboard reads of several tables. Private to src/reports.
#pragma once

#include "seller_dashboard.h"

Error seller_dashboard_store_count_products(Ctx *ctx, int64_t *ret_count);
Error seller_dashboard_store_list_tests(Ctx *ctx, DashboardTestList *ret_tests);
Error seller_dashboard_store_count_leads(Ctx *ctx, Time ended_from, LeadCountList *ret_counts);
Error seller_dashboard_store_list_unanswered(Ctx *ctx, DashboardLeadList *ret_leads);
Error seller_dashboard_store_list_sales(Ctx *ctx, Date from, SaleList *ret_sales);
Error seller_dashboard_store_sum(Ctx *ctx, Date from_day, Time from, Statistic *ret_total);
