#include "product_life.h"

#include "product_store.h"
#include "settings.h"

SHAPE(unpublication_shape, Unpublication,
    FIELD(Unpublication, reason, .required = true, .max = 2000,
        .about = "Told to who subscribed, and to the seller."),
    FIELD(Unpublication, expected_return,
        .about = "When it may be offered again, if that is known."));

SHAPE(end_of_life_shape, EndOfLife,
    FIELD(EndOfLife, reason, .required = true, .max = 2000, .about = "Told to who subscribed."),
    FIELD(EndOfLife, last_day, .required = true, .about = "As GET of the same address says."));

static Date today(const Ctx *ctx)
{
    return date_of(ctx->now, settings()->billing_zone);
}

static Error require_later(Ctx *ctx, Date expected_return)
{
    if (date_is_set(expected_return) && expected_return.yyyymmdd <= today(ctx).yyyymmdd)
        fault(ctx, "expected_return", "not_later", "Name a day after today, or none.");
    return faults(ctx);
}

// A product that is out already is not told to be out once more.
static Error take_out(Ctx *ctx, Product *product, const char *reason)
{
    product->unpublished_reason = reason;
    return product_move(ctx, product, PRODUCT_UNPUBLISHED, reason);
}

Error unpublication_place(
    Ctx *ctx, Product *product, const Unpublication *wanted, bool is_by_operator)
{
    TRY(require_later(ctx, wanted->expected_return));
    product->expected_return = wanted->expected_return;
    product->is_withheld = is_by_operator;
    return take_out(ctx, product, wanted->reason);
}

Error unpublication_cancel(Ctx *ctx, Product *product, bool is_by_operator)
{
    if (product->is_withheld && !is_by_operator)
        return fail(ctx, CONFLICT, "withheld",
            "The operator of the marketplace took %s out; ask there.", product->name);
    if (date_is_set(product->last_day))
        return fail(ctx, CONFLICT, "product_ending", "The end of %s was asked for; that is final.",
            product->name);
    product->unpublished_reason = NULL;
    product->expected_return = DATE_NONE;
    product->is_withheld = false;
    return product_move(ctx, product, PRODUCT_PUBLISHED, NULL);
}

Date end_of_life_day(const Ctx *ctx)
{
    enum { FIRST_HALF = 15 };
    Date day = today(ctx), end = date_next_month_start(day);
    if (day.yyyymmdd % 100 > FIRST_HALF)
        end = date_next_month_start(end);
    return date_add_days(end, -1);
}

static Error require_endable(Ctx *ctx, const Product *product, Date last_day)
{
    if (product->state == PRODUCT_END_OF_LIFE)
        return fail(
            ctx, CONFLICT, "product_ended", "%s has reached its end of life.", product->name);
    if (date_is_set(product->last_day))
        return fail(
            ctx, CONFLICT, "product_ending", "The end of %s was asked for already.", product->name);
    Date day = end_of_life_day(ctx);
    if (last_day.yyyymmdd != day.yyyymmdd)
        return fail(ctx, CONFLICT, "last_day_changed",
            "Asked for now, the last day is %s; look at it again and confirm that.",
            date_text(ctx->arena, day));
    return OK;
}

Error end_of_life_place(Ctx *ctx, Product *product, const EndOfLife *wanted)
{
    TRY(require_endable(ctx, product, wanted->last_day));
    product->last_day = wanted->last_day;
    product->end_of_life_reason = wanted->reason;
    product->expected_return = DATE_NONE;
    if (product->state == PRODUCT_PUBLISHED)
        TRY(take_out(ctx, product, wanted->reason));
    else
        TRY(product_change(ctx, product));
    TRY(product_emit_ending(ctx, product));
    Time end = date_start(date_add_days(product->last_day, 1), settings()->billing_zone);
    return job_add(ctx, "end_products", ID_NONE, product->id.text, "{}", end);
}

static Error end_product(Ctx *ctx, void *arg)
{
    const Product *ended = arg;
    Product product;
    TRY(product_lock(ctx, ended->id, &product));
    if (product.state == PRODUCT_END_OF_LIFE)
        return OK; // another run was faster
    return product_move(ctx, &product, PRODUCT_END_OF_LIFE, product.end_of_life_reason);
}

Error end_of_life_run(Ctx *ctx, const Job *job)
{
    (void)job;
    ProductList ended;
    TRY(product_store_list_ended(ctx, today(ctx), &ended));
    return tx_run_each(ctx, TX_WRITE, end_product, &ended);
}
