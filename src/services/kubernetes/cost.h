// cost.h — what the infrastructure of a rendered chart costs in a month.
#pragma once

#include "infrastructure_price.h"
#include "needs.h"

typedef struct CostLine {
    InfrastructureKind kind;
    const char *storage_class; // of a disk; NULL: the cluster's default
    int64_t quantity;
    const char *unit; // infrastructure_unit_names
    Rate rate;
    Money amount;
    int64_t amount_micros; // before rounding to the currency's smallest unit
} CostLine;

/** For a month. */
typedef struct InfrastructureCost {
    LIST_OF(CostLine) lines;
    Money total; // of the lines' amounts
    int64_t total_micros;
    TextList unknown; // sentences: what is not counted, and why
    bool is_current;  // of the configuration as it is now
} InfrastructureCost;

extern const Shape infrastructure_cost_shape;

/** Of so much for a month; no currency: no price is known, or it cannot be counted. storage_class
 * of a disk; NULL: not known. */
Money cost_of_one(const InfrastructurePriceList *prices, InfrastructureKind kind,
    const char *storage_class, int64_t quantity);

/** default_class: the storage class of volumes that name none; NULL: not known. */
InfrastructureCost cost_of(
    Ctx *ctx, const Needs *needs, const InfrastructurePriceList *prices, const char *default_class);
