// seller.h — who sells: an organization's face in the catalogue.
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"

typedef struct Seller {
    Id id; // sel_…
    Id organization_id;
    const char *slug;
    const char *name;
    Texts about; // Markdown
    const char *website, *contact_email, *support_email;
    const char *support_url; // NULL: none
    const char *country;     // ISO 3166, "DE"
    Digest logo_digest;      // DIGEST_NONE: none
    Time created_at;
    int64_t product_count; // published products
    Texts about_html;
} Seller;

typedef LIST_OF(Seller) SellerList;

extern const Shape seller_shape;
extern const Shape seller_card_shape; // for lists
extern const Shape seller_link_shape; // id, slug and name

/** NOT_FOUND  there is none; product_count and about_html are not filled by these. */
Error seller_get(Ctx *ctx, Id id, Seller *ret_seller);
Error seller_find(Ctx *ctx, const char *slug, Seller *ret_seller);
Error seller_list(Ctx *ctx, SellerList *ret_sellers);

/**
 * Makes the seller of that slug be as described: creates it, with an organization of its own, or
 * changes it. *ret_changed says whether anything did; id and organization are filled in.
 */
Error seller_place(Ctx *ctx, Seller *seller, bool *ret_changed);
