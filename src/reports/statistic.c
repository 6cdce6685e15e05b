#include "statistic.h"

#include "base/text.h"
#include "settings.h"
#include "statistic_store.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_DAYS = 400 };

#define COUNT_FIELDS                                                                               \
    FIELD(Statistic, views, .about = "Of the product's page."), FIELD(Statistic, requests),        \
        FIELD(Statistic, subscriptions)

SHAPE_NAMED(statistic_sums_shape, Statistic, "StatisticSums", COUNT_FIELDS);
static SHAPE_NAMED(
    day_shape, Statistic, "StatisticOfDay", FIELD(Statistic, day, .required = true), COUNT_FIELDS);
static SHAPE_NAMED(product_shape, Statistic, "StatisticOfProduct",
    FIELD(Statistic, product_id, .required = true),
    FIELD(Statistic, product_name, .required = true), COUNT_FIELDS);

SHAPE(statistics_shape, Statistics, FIELD(Statistics, from, .required = true),
    FIELD(Statistics, to, .required = true), FIELD_OBJECT(Statistics, total, statistic_sums_shape),
    FIELD_LIST(Statistics, days, day_shape), FIELD_LIST(Statistics, products, product_shape));

typedef enum Counted { VIEWS, REQUESTS, SUBSCRIPTIONS } Counted;

static void add(Statistic *statistic, Counted counted, int64_t count)
{
    int64_t *sums[] = {&statistic->views, &statistic->requests, &statistic->subscriptions};
    *sums[counted] += count;
}

// Later days than today are not told: nothing can be on them.
static Error put_days(Ctx *ctx, const Period *period, Statistics *statistics)
{
    const char *zone = settings()->billing_zone;
    Time tomorrow = date_start(date_add_days(date_of(ctx->now, zone), 1), zone);
    Time end = time_before(period->to, tomorrow) ? period->to : tomorrow;
    statistics->days.items = arena_array_of(ctx->arena, Statistic, MAX_DAYS);
    for (Date day = date_of(period->from, zone); time_before(date_start(day, zone), end);
         day = date_add_days(day, 1)) {
        if (statistics->days.count == MAX_DAYS) {
            fault(ctx, "to", "too_long", "Ask for %d days at most.", MAX_DAYS);
            return faults(ctx);
        }
        statistics->days.items[statistics->days.count++].day = date_text(ctx->arena, day);
    }
    return OK;
}

static Statistic *product_of(StatisticList *products, const StatisticRow *row)
{
    for (size_t i = 0; i < products->count; i++)
        if (id_same(products->items[i].product_id, row->product_id))
            return &products->items[i];
    Statistic *product = &products->items[products->count++];
    product->product_id = row->product_id;
    product->product_name = row->product_name;
    return product;
}

static void put_rows(
    Ctx *ctx, const StatisticRowList *rows, Counted counted, Statistics *statistics)
{
    for (size_t i = 0; i < rows->count; i++) {
        const StatisticRow *row = &rows->items[i];
        const char *day =
            row->day ? row->day : date_text(ctx->arena, date_of(row->at, settings()->billing_zone));
        for (size_t k = 0; k < statistics->days.count; k++)
            if (text_same(statistics->days.items[k].day, day))
                add(&statistics->days.items[k], counted, row->count);
        add(product_of(&statistics->products, row), counted, row->count);
        add(&statistics->total, counted, row->count);
    }
}

static int by_views(const void *a, const void *b)
{
    const Statistic *left = a, *right = b;
    if (left->views != right->views)
        return left->views < right->views ? 1 : -1;
    return strcmp(left->product_name, right->product_name);
}

Error statistic_sum(Ctx *ctx, const Period *period, Statistics *ret_statistics)
{
    const char *zone = settings()->billing_zone;
    Statistics statistics = {.from = period->from, .to = period->to};
    StatisticRowList views, sales, requests;
    Date from = date_of(period->from, zone);
    Date to = date_add_days(date_of(time_after(period->to, -1), zone), 1);
    TRY(put_days(ctx, period, &statistics));
    TRY(statistic_store_list_views(ctx, from, to, &views));
    TRY(statistic_store_list_sales(ctx, from, to, &sales));
    TRY(statistic_store_list_requests(ctx, period, &requests));
    statistics.products.items =
        arena_array_of(ctx->arena, Statistic, views.count + sales.count + requests.count);
    put_rows(ctx, &views, VIEWS, &statistics);
    put_rows(ctx, &requests, REQUESTS, &statistics);
    put_rows(ctx, &sales, SUBSCRIPTIONS, &statistics);
    if (statistics.products.count)
        qsort(statistics.products.items, statistics.products.count, sizeof(Statistic), by_views);
    *ret_statistics = statistics;
    return OK;
}
