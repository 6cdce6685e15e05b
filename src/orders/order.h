// order.h — one flow for whatever is sold: an order is placed, its service provisioned, and the
// order is completed, or failed, or cancelled. Its history are its events.
#pragma once

#include "catalog/plan.h"
#include "catalog/product.h"
#include "catalog/terms.h"

typedef enum OrderState {
    ORDER_DRAFT,
    ORDER_PLACED,
    ORDER_PROVISIONING, // a job makes the subscription usable
    ORDER_COMPLETED,    // final
    ORDER_FAILED,
    ORDER_CANCELLED, // final
    ORDER_STATES,
} OrderState;

extern const char *const order_state_names[]; // "draft" …, ended by NULL

typedef struct Order {
    Id id; // ord_…
    OrderState state;
    Id product_id, revision_id, plan_id;
    const char *product_name, *product_slug, *plan_name;
    Id subscription_id;
    Id placed_by;
    Time placed_at;
    Time completed_at;   // TIME_NONE: not yet
    const char *problem; // why it failed; NULL if it did not
} Order;

extern const Shape order_shape;
typedef LIST_OF(Order) OrderList;

/** What one asks for; also the body of the request. */
typedef struct NewOrder {
    Id plan_id;
    const char *name;    // of the subscription; NULL: the product's
    TextList accepted;   // digests of the agreements, hexadecimal
    Id configuration_id; // of a product that is configured; ID_NONE: none
} NewOrder;

extern const Shape new_order_shape;

/**
 * Places an order for the actor's organization: writes order, acceptances and subscription, and
 * provisions what can be had at once, all or nothing. What is free is ordered like anything else.
 *
 * CONFLICT  profile_not_approved, product_not_available, not_orderable
 * INVALID   plan_id is not known; agreements_not_accepted; configuration_id is missing or wrong
 * and what the kind of service refuses
 */
Error order_place(Ctx *ctx, const NewOrder *wanted, Order *ret_order);

/** What is ordered, once somebody has decided that it may be. */
typedef struct Ordered {
    Plan plan;
    Product product;
    TermList terms;   // that the actor accepts with it
    const char *name; // of the subscription; NULL: the product's
    Id configuration_id;
    bool is_delivered_later; // by hand: provisioning goes on until the seller says so
} Ordered;

/** The one flow behind order_place and quote_accept, which check before. Fails with the service. */
Error order_create(Ctx *ctx, const Ordered *ordered, Order *ret_order);

/**
 * The only door by which the state changes: checks the table of moves, writes the row and the
 * event. CONFLICT "wrong_state" if the table has no such move.
 */
Error order_move(Ctx *ctx, Order *order, OrderState state);

/** NOT_FOUND if the actor's organization has none of that id. */
Error order_get(Ctx *ctx, Id id, Order *ret_order);

/** Newest first; after: the last one of the page before, or ID_NONE. */
Error order_list(Ctx *ctx, Id after, int64_t limit, OrderList *ret_orders);
