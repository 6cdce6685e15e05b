#include "product.h"

const char *const product_state_names[] = {"unpublished", "published", "end_of_life", NULL};
const char *const service_type_names[] = {
    "private_offer", "ai", "kubernetes", "image", "managed", "infrastructure", "licence", NULL};
const char *const licence_type_names[] = {
    "free", "open_source", "trial", "byol", "hourly", "subscription", "usage", "on_request", NULL};

SHAPE(product_shape, Product, FIELD(Product, id), FIELD(Product, seller_id), FIELD(Product, slug),
    FIELD(Product, name), FIELD_ENUM(Product, service_type, service_type_names),
    FIELD_ENUM(Product, licence_type, licence_type_names),
    FIELD_ENUM(Product, state, product_state_names), FIELD(Product, active_revision_id),
    FIELD(Product, is_recommended), FIELD(Product, recommended_position),
    FIELD(Product, published_at), FIELD(Product, unpublished_reason),
    FIELD(Product, expected_return), FIELD(Product, is_withheld), FIELD(Product, last_day),
    FIELD(Product, end_of_life_reason), FIELD(Product, created_at), FIELD(Product, version));
