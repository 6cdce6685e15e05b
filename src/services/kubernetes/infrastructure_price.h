// infrastructure_price.h — what the customer's cloud charges for what a product takes of it, as the
// operator tells it. Kontor does not bill these; it says them beside the fee of the product.
#pragma once

#include "base/ctx.h"
#include "base/money.h"
#include "shape/shape.h"

typedef enum InfrastructureKind {
    INFRASTRUCTURE_CPU,           // thousandths of a processor
    INFRASTRUCTURE_MEMORY,        // MiB
    INFRASTRUCTURE_DISK,          // GiB
    INFRASTRUCTURE_LOAD_BALANCER, // pieces
} InfrastructureKind;
extern const char *const infrastructure_kind_names[]; // "cpu", "memory", "disk", "load_balancer"
extern const char *const infrastructure_unit_names[]; // "millicpu", "mib", "gib", "piece"

/** For a month of so many units: 18.00 EUR for 1,000 thousandths of a processor. */
typedef struct InfrastructurePrice {
    Id id; // ifp_…
    InfrastructureKind kind;
    const char *storage_class; // of a disk; NULL: any that has no price of its own
    Rate rate;
} InfrastructurePrice;

typedef LIST_OF(InfrastructurePrice) InfrastructurePriceList;

extern const Shape infrastructure_price_shape;

Error infrastructure_price_list(Ctx *ctx, InfrastructurePriceList *ret_prices);

/**
 * Makes the prices be these. INVALID invalid_body: two for one thing, another currency than the
 * platform's, a storage class of something that is no disk.
 */
Error infrastructure_price_place(Ctx *ctx, const InfrastructurePriceList *prices);
