// product.h — what is for sale, whatever its revision says.
//
// unpublished -> published <-> unpublished -> end_of_life, which is final.
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"

typedef enum ProductState {
    PRODUCT_UNPUBLISHED,
    PRODUCT_PUBLISHED,
    PRODUCT_END_OF_LIFE,
} ProductState;
extern const char *const product_state_names[];

typedef enum ServiceType {
    SERVICE_PRIVATE_OFFER,
    SERVICE_AI,
    SERVICE_KUBERNETES,
    SERVICE_IMAGE,
    SERVICE_MANAGED,
    SERVICE_INFRASTRUCTURE,
    SERVICE_LICENCE,
} ServiceType;
extern const char *const service_type_names[]; // "private_offer", "ai", …

typedef enum LicenceType {
    LICENCE_FREE,
    LICENCE_OPEN_SOURCE,
    LICENCE_TRIAL,
    LICENCE_BYOL,
    LICENCE_HOURLY,
    LICENCE_SUBSCRIPTION,
    LICENCE_USAGE,
    LICENCE_ON_REQUEST,
} LicenceType;
extern const char *const licence_type_names[];

typedef struct Product {
    Id id; // prd_…
    Id seller_id;
    const char *slug;
    const char *name; // fixed once the product was published
    ServiceType service_type;
    LicenceType licence_type;
    ProductState state;
    Id active_revision_id; // ID_NONE: none yet
    bool is_recommended;
    int64_t
        recommended_position; // in the first row of the catalogue; 0: behind those that have one
    Time published_at;        // first publication; TIME_NONE: never yet
    const char *unpublished_reason; // of one that was taken out; NULL otherwise
    Date expected_return;           // DATE_NONE: not known
    bool is_withheld;               // taken out by the operator: its seller cannot publish it
    Date last_day; // DATE_NONE: no end was asked for; then it is never offered again
    const char *end_of_life_reason;
    Time created_at;
    int64_t version;
} Product;

typedef LIST_OF(Product) ProductList;

extern const Shape product_shape; // the row

/** By id or slug. NOT_FOUND  there is none. Does not ask whether it is published. */
Error product_get(Ctx *ctx, const char *id_or_slug, Product *ret_product);
Error product_get_of_revision(Ctx *ctx, Id revision_id, Product *ret_product);
Error product_lock(Ctx *ctx, Id id, Product *ret_product);

Error product_create(Ctx *ctx, const Product *product);

/** Writes all that may change but the state; version grows. */
Error product_change(Ctx *ctx, Product *product);

/**
 * The only writer of a state; *product must be locked. Emits the event, tells the catalogue.
 * CONFLICT  wrong_state: the table of states does not have that step
 * CONFLICT  no_active_revision: there is nothing to publish
 */
Error product_move(Ctx *ctx, Product *product, ProductState state, const char *reason);

/** Writes an event to the log of the product's seller. */
Error product_emit(Ctx *ctx, const char *kind, Id product_id, Id subject_id, const char *data);

/** Tells that its last day is known: product.ending. */
Error product_emit_ending(Ctx *ctx, const Product *product);

/** Whether services of the type can be provisioned here. */
bool service_can_be_ordered(ServiceType type);

/**
 * CONFLICT product_not_available unless the product is published and the revision its active one;
 * CONFLICT not_requestable unless its seller makes private offers of it.
 */
Error product_require_requestable(Ctx *ctx, const Product *product, Id revision_id);

/**
 * CONFLICT product_not_available unless the product is published and the revision its active one;
 * CONFLICT not_orderable unless its type of service can be ordered.
 */
Error product_require_orderable(Ctx *ctx, const Product *product, Id revision_id);
