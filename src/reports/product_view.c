#include "product_view.h"

#include "base/text.h"
#include "db/db.h"
#include "settings.h"
#include "statistic_store.h"

#include <pthread.h>
#include <string.h>

#define WAIT SECONDS(30)

// Looked through from the start: what is looked at most comes soon, and a full table is written.
enum { MAX_COUNTED = 512 };

typedef struct Counted {
    ProductViews views[MAX_COUNTED];
    size_t count;
} Counted;

static struct {
    pthread_mutex_t lock;
    Counted counted;
    Time written_at;
} state = {.lock = PTHREAD_MUTEX_INITIALIZER};

static void add(Id product_id, Date day, int64_t views)
{
    Counted *counted = &state.counted;
    for (size_t i = 0; i < counted->count; i++)
        if (id_same(counted->views[i].product_id, product_id) &&
            counted->views[i].day.yyyymmdd == day.yyyymmdd) {
            counted->views[i].views += views;
            return;
        }
    if (counted->count < MAX_COUNTED)
        counted->views[counted->count++] = (ProductViews){product_id, day, views};
}

void product_view_count(const Ctx *ctx, Id product_id)
{
    Date today = date_of(ctx->now, settings()->billing_zone);
    pthread_mutex_lock(&state.lock);
    add(product_id, today, 1);
    pthread_mutex_unlock(&state.lock);
}

bool product_view_is_due(const Ctx *ctx)
{
    pthread_mutex_lock(&state.lock);
    bool is_full = state.counted.count == MAX_COUNTED;
    bool has_waited = !time_before(ctx->now, time_after(state.written_at, WAIT));
    bool is_due = state.counted.count && (is_full || has_waited);
    if (is_due)
        state.written_at = ctx->now; // others need not come, too
    pthread_mutex_unlock(&state.lock);
    return is_due;
}

static Error write_all(Ctx *ctx, void *arg)
{
    const Counted *taken = arg;
    for (size_t i = 0; i < taken->count; i++)
        TRY(statistic_store_add_views(ctx, &taken->views[i]));
    return OK;
}

Error product_view_write(Ctx *ctx)
{
    Counted *taken = arena_new_of(ctx->arena, Counted);
    pthread_mutex_lock(&state.lock);
    *taken = state.counted;
    state.counted.count = 0;
    pthread_mutex_unlock(&state.lock);
    if (!taken->count)
        return OK;
    Error error = tx_run(ctx, TX_WRITE, write_all, taken);
    if (!error)
        return OK;
    pthread_mutex_lock(&state.lock); // another time
    for (size_t i = 0; i < taken->count; i++)
        add(taken->views[i].product_id, taken->views[i].day, taken->views[i].views);
    pthread_mutex_unlock(&state.lock);
    return error;
}
