#include "catalog.h"

#define CARD_FIELDS                                                                                \
    FIELD(CatalogProduct, id, .required = true), FIELD(CatalogProduct, slug, .required = true),    \
        FIELD(CatalogProduct, name, .required = true),                                             \
        FIELD_ENUM(CatalogProduct, service_type, service_type_names),                              \
        FIELD_ENUM(CatalogProduct, licence_type, licence_type_names),                              \
        FIELD_OBJECT(CatalogProduct, category, category_link_shape),                               \
        FIELD(CatalogProduct, short_description, .required = true),                                \
        FIELD(CatalogProduct, logo_digest, .about = "GET /v1/files/{digest}"),                     \
        FIELD_ENUM(CatalogProduct, price_model, price_model_names),                                \
        FIELD_OPTION(CatalogProduct, price_from, price_from_shape,                                 \
            .about = "the lowest price; null if there is none"),                                   \
        FIELD(CatalogProduct, product_version, .required = true),                                  \
        FIELD(CatalogProduct, is_recommended), FIELD(CatalogProduct, published_at)

SHAPE_NAMED(product_card_shape, CatalogProduct, "ProductCard", CARD_FIELDS,
    FIELD_OBJECT(CatalogProduct, seller, seller_link_shape));

SHAPE_NAMED(catalog_product_shape, CatalogProduct, "Product", CARD_FIELDS,
    FIELD_OBJECT(CatalogProduct, seller, seller_shape),
    FIELD(CatalogProduct, description, .required = true, .about = "Markdown"),
    FIELD(CatalogProduct, description_html, .required = true, .about = "safe to show as it is"),
    FIELD(CatalogProduct, price_info, .about = "Markdown"), FIELD(CatalogProduct, price_info_html),
    FIELD(CatalogProduct, licence_info, .about = "Markdown"),
    FIELD(CatalogProduct, licence_info_html), FIELD_LIST(CatalogProduct, features, texts_shape),
    FIELD_LIST(CatalogProduct, used_software, used_software_shape),
    FIELD_LIST(CatalogProduct, guides, guide_shape),
    FIELD_LIST(CatalogProduct, screenshots, screenshot_shape),
    FIELD_LIST(CatalogProduct, documents, document_shape), FIELD(CatalogProduct, documentation_url),
    FIELD(CatalogProduct, data_location), FIELD(CatalogProduct, revision_id, .required = true),
    FIELD(CatalogProduct, revision_number), FIELD_LIST(CatalogProduct, plans, plan_shape),
    FIELD_LIST(CatalogProduct, ai_models, ai_model_shape),
    FIELD_OPTION(CatalogProduct, kubernetes, product_kubernetes_shape),
    FIELD(CatalogProduct, can_be_ordered),
    FIELD(CatalogProduct, can_be_requested, .about = "by POST /v1/requests"),
    FIELD_ENUM(CatalogProduct, state, product_state_names),
    FIELD(CatalogProduct, unpublished_reason, .about = "For those who have it already."),
    FIELD(CatalogProduct, expected_return), FIELD(CatalogProduct, last_day),
    FIELD(CatalogProduct, end_of_life_reason),
    FIELD(CatalogProduct, recommended_position, .hidden = true),
    FIELD(CatalogProduct, seller_id, .hidden = true),
    FIELD(CatalogProduct, category_id, .hidden = true));
