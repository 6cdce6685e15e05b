#include "seller.h"

SHAPE(seller_company_shape, SellerCompany, FIELD(SellerCompany, name, .required = true),
    FIELD(SellerCompany, registration_number), FIELD(SellerCompany, vat_id),
    FIELD(SellerCompany, country, .required = true, .about = "ISO 3166"),
    FIELD(SellerCompany, checked_at, .required = true));

#define SELLER_FIELDS                                                                              \
    FIELD(Seller, id, .required = true), FIELD(Seller, slug, .required = true),                    \
        FIELD(Seller, name, .required = true),                                                     \
        FIELD(Seller, about, .required = true, .about = "Markdown"),                               \
        FIELD(Seller, about_html, .required = true), FIELD(Seller, website, .required = true),     \
        FIELD(Seller, contact_email, .required = true),                                            \
        FIELD(Seller, support_email, .required = true), FIELD(Seller, support_url),                \
        FIELD(Seller, country, .required = true, .about = "ISO 3166"), FIELD(Seller, logo_digest), \
        FIELD(Seller, product_count, .about = "published products"),                               \
        FIELD_OPTION(Seller, company, seller_company_shape,                                        \
            .about = "The organization as the operator checked it.")

SHAPE(seller_shape, Seller, SELLER_FIELDS, FIELD(Seller, organization_id, .hidden = true),
    FIELD(Seller, created_at, .hidden = true), FIELD(Seller, edited_at, .hidden = true),
    FIELD(Seller, version, .hidden = true));

SHAPE_NAMED(own_seller_shape, Seller, "OwnSeller", SELLER_FIELDS,
    FIELD(Seller, version, .required = true, .about = "For If-Match: \"v3\"."));

SHAPE_NAMED(seller_card_shape, Seller, "SellerCard", FIELD(Seller, id, .required = true),
    FIELD(Seller, slug, .required = true), FIELD(Seller, name, .required = true),
    FIELD(Seller, about, .required = true, .about = "Markdown"),
    FIELD(Seller, country, .required = true, .about = "ISO 3166"), FIELD(Seller, logo_digest),
    FIELD(Seller, product_count, .about = "published products"));

SHAPE_NAMED(seller_link_shape, Seller, "SellerLink", FIELD(Seller, id, .required = true),
    FIELD(Seller, slug, .required = true), FIELD(Seller, name, .required = true));
