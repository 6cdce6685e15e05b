// statistic_store.h — counts by product and day. Private to src/reports.
#pragma once

#include "statistic.h"

typedef struct ProductViews {
    Id product_id;
    Date day;
    int64_t views;
} ProductViews;

Error statistic_store_add_views(Ctx *ctx, const ProductViews *views);

/** What was counted of one product on one day. */
typedef struct StatisticRow {
    Id product_id;
    const char *product_name;
    const char *day;
    Time at; // instead of the day, of a request
    int64_t count;
} StatisticRow;

typedef LIST_OF(StatisticRow) StatisticRowList;

// Of products of the actor's organization, on days of [from, to).
Error statistic_store_list_views(Ctx *ctx, Date from, Date to, StatisticRowList *ret_rows);
Error statistic_store_list_sales(Ctx *ctx, Date from, Date to, StatisticRowList *ret_rows);
Error statistic_store_list_requests(Ctx *ctx, const Period *period, StatisticRowList *ret_rows);
