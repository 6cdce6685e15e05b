#include "demo_views.h"

#include "base/text.h"
#include "catalog/product.h"
#include "reports/product_view.h"

enum { DAYS_OF_VIEWS = 30 };

// On the busiest day.
static const struct {
    const char *product;
    int64_t views;
} looked_at[] = {{"almanac-assistant", 23}, {"almanac-embeddings", 11}};

// Busier by the middle of a week than at its ends, and a little more from week to week.
static int64_t views_of(int64_t busiest, int64_t day)
{
    static const int64_t percent_of_weekday[] = {60, 85, 100, 90, 70, 20, 15};
    return busiest * percent_of_weekday[day % 7] * (DAYS_OF_VIEWS + day) /
           (100 * 2 * DAYS_OF_VIEWS);
}

Error demo_views_add(Ctx *ctx, Time until)
{
    for (size_t i = 0; i < COUNT_OF(looked_at); i++) {
        Product product;
        TRY(product_get(ctx, looked_at[i].product, &product));
        for (int64_t day = 0; day < DAYS_OF_VIEWS; day++) {
            ctx->now = time_after(until, -DAYS(DAYS_OF_VIEWS - day));
            for (int64_t view = views_of(looked_at[i].views, day); view > 0; view--)
                product_view_count(ctx, product.id);
        }
    }
    ctx->now = until;
    return product_view_write(ctx);
}
