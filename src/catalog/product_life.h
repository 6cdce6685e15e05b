// product_life.h — taking a product out of the catalogue for a time, and for good.
//
// Whatever is subscribed goes on while a product is not published: only nobody new gets it. The end
// of life is announced: asked for in the first half of a month it comes with the end of that month,
// else with the end of the next. From the request on the product is not offered any more; on its
// last day it is still supported.
#pragma once

#include "catalog/product.h"
#include "work/work.h"

typedef struct Unpublication {
    const char *reason;
    Date expected_return; // DATE_NONE: not known
} Unpublication;

typedef struct EndOfLife {
    const char *reason;
    Date last_day; // the one that was shown before
} EndOfLife;

extern const Shape unpublication_shape, end_of_life_shape;

/**
 * Takes a published product out of the catalogue; *product is locked.
 * INVALID   expected_return is not after today
 * CONFLICT  wrong_state
 */
Error unpublication_place(
    Ctx *ctx, Product *product, const Unpublication *wanted, bool is_by_operator);

/**
 * Publishes it again.
 * CONFLICT  withheld: the operator took it out, and a seller asks
 * CONFLICT  wrong_state, no_active_revision, product_ending
 */
Error unpublication_cancel(Ctx *ctx, Product *product, bool is_by_operator);

/** The last day of a product whose end is asked for now, in the billing time zone. */
Date end_of_life_day(const Ctx *ctx);

/**
 * Ends a product for good: takes it out of the catalogue now, and moves it to end_of_life when its
 * last day is over. *product is locked.
 * CONFLICT  last_day_changed: another day would be the last by now
 * CONFLICT  product_ending, product_ended
 */
Error end_of_life_place(Ctx *ctx, Product *product, const EndOfLife *wanted);

/** Job "end_products": moves those whose last day is over. */
Error end_of_life_run(Ctx *ctx, const Job *job);
