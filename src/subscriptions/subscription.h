// subscription.h — what an organization has ordered, uses and pays for until it ends.
//
// A subscription is bound to the revision and plan that were ordered: later revisions of the
// product change neither its prices nor its texts. It is never deleted; cancelled ones stay
// readable with everything that belongs to them.
#pragma once

#include "base/ctx.h"
#include "catalog/product.h"
#include "shape/shape.h"

typedef enum SubscriptionState {
    SUBSCRIPTION_PENDING,   // ordered, not provisioned yet
    SUBSCRIPTION_ACTIVE,    // usable
    SUBSCRIPTION_SUSPENDED, // not usable for now
    SUBSCRIPTION_CANCELLED, // by the customer; final
    SUBSCRIPTION_ENDED,     // its term is over; final
    SUBSCRIPTION_STATES,
} SubscriptionState;

extern const char *const subscription_state_names[]; // "pending" …, ended by NULL

typedef struct Subscription {
    Id id; // sub_…
    Id order_id, product_id, revision_id, plan_id, seller_id;
    Id quote_id;      // the private quote that was accepted; ID_NONE: the catalogue's price
    const char *name; // the customer's own label
    SubscriptionState state;
    ServiceType service_type; // of the product
    const char *product_slug, *product_name, *plan_name, *seller_name;
    Digest logo_digest;
    ProductState product_state;
    const char *unpublished_reason; // of the product; NULL: it is offered
    Date expected_return, last_day;
    int64_t revision_number;
    Time started_at, cancelled_at, created_at;
    int64_t version;
    int64_t cost_this_month_micros; // with its currency, from subscription_sum_costs
    const char *currency;
    int64_t active_keys; // neither revoked nor expired
} Subscription;

typedef LIST_OF(Subscription) SubscriptionList;

/** What the API shows of it: also for records that begin with a Subscription. */
#define SUBSCRIPTION_FIELDS                                                                        \
    FIELD(Subscription, id, .required = true), FIELD(Subscription, name, .required = true),        \
        FIELD_ENUM(Subscription, state, subscription_state_names),                                 \
        FIELD(Subscription, product_id, .required = true),                                         \
        FIELD(Subscription, product_slug, .required = true),                                       \
        FIELD(Subscription, product_name, .required = true),                                       \
        FIELD_ENUM(Subscription, service_type, service_type_names),                                \
        FIELD_ENUM(Subscription, product_state, product_state_names),                              \
        FIELD(Subscription, unpublished_reason, .about = "Why the product is not offered."),       \
        FIELD(Subscription, expected_return),                                                      \
        FIELD(Subscription, last_day, .about = "Of the product, once its end was asked for."),     \
        FIELD(Subscription, logo_digest), FIELD(Subscription, seller_id, .required = true),        \
        FIELD(Subscription, seller_name, .required = true),                                        \
        FIELD(Subscription, plan_id, .required = true),                                            \
        FIELD(Subscription, plan_name, .required = true), FIELD(Subscription, revision_number),    \
        FIELD(Subscription, started_at), FIELD(Subscription, cancelled_at),                        \
        FIELD(Subscription, created_at, .required = true), FIELD(Subscription, version),           \
        FIELD(Subscription, quote_id, .about = "The private quote that was accepted."),            \
        FIELD(Subscription, cost_this_month_micros),                                               \
        FIELD(Subscription, currency, .required = true), FIELD(Subscription, active_keys)

extern const Shape subscription_shape;

/** Creates a pending one for the actor's organization; *subscription says what was ordered, its id
 * included, and gets the rest. */
Error subscription_create(Ctx *ctx, Subscription *subscription);

/** NOT_FOUND if the actor's organization has none of that id. */
Error subscription_get(Ctx *ctx, Id id, Subscription *ret_subscription);

/** Reads it and holds it unchanged until the end of the transaction. NOT_FOUND. */
Error subscription_lock(Ctx *ctx, Id id, Subscription *ret_subscription);

typedef struct SubscriptionFilter {
    const char *state; // NULL: all
    const char *q;     // within its name, product or seller; NULL: all
    Id after;          // the last one of the page before; ID_NONE: from the newest
    int64_t limit;
} SubscriptionFilter;

/** The newest active one of the product; ID_NONE if there is none. */
Error subscription_find(Ctx *ctx, Id product_id, Id *ret_id);

/** Whether there ever was one of the product. */
Error subscription_has(Ctx *ctx, Id product_id, bool *ret_has_it);

/** Newest first, in one statement. */
Error subscription_list(
    Ctx *ctx, const SubscriptionFilter *filter, SubscriptionList *ret_subscriptions);

/** Fills in what they cost this month, in one statement however many they are. */
Error subscription_sum_costs(Ctx *ctx, Subscription *subscriptions, size_t count);

/**
 * The only door by which the state changes: checks the table of moves, writes the row and the
 * event. CONFLICT "wrong_state" if the table has no such move.
 */
Error subscription_move(Ctx *ctx, Subscription *subscription, SubscriptionState state);

/** Gives it another name. The same name again changes nothing. */
Error subscription_rename(Ctx *ctx, Subscription *subscription, const char *name);

/** CONFLICT "subscription_not_active", saying what it is instead. */
Error subscription_require_active(Ctx *ctx, const Subscription *subscription);
