// seller.h — who sells: an organization's face in the catalogue.
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"
#include "work/work.h"

enum { MAX_SELLER_NAME = 80, MAX_SELLER_ABOUT = 4000 };

/** What the operator checked of the organization: its profile in force. */
typedef struct SellerCompany {
    const char *name, *registration_number, *vat_id, *country;
    Time checked_at;
} SellerCompany;

typedef struct Seller {
    Id id; // sel_…
    Id organization_id;
    const char *slug;
    const char *name;
    Texts about; // Markdown
    const char *website, *contact_email, *support_email;
    const char *support_url; // NULL: none
    const char *country;     // ISO 3166, "DE"
    SellerCompany *company;  // NULL: it was described by the operator, who knows no profile of it
    Digest logo_digest;      // DIGEST_NONE: none
    Time created_at;
    Time edited_at; // since when its page is its own; TIME_NONE: it is as the operator described it
    int64_t version;       // of what it can edit
    int64_t product_count; // published products
    Texts about_html;
} Seller;

typedef LIST_OF(Seller) SellerList;

extern const Shape seller_shape;
extern const Shape own_seller_shape; // for its own people, who edit it
extern const Shape seller_company_shape;
extern const Shape seller_card_shape; // for lists
extern const Shape seller_link_shape; // id, slug and name

/** NOT_FOUND  there is none; product_count and about_html are not filled by these. */
Error seller_get(Ctx *ctx, Id id, Seller *ret_seller);
Error seller_find(Ctx *ctx, const char *slug, Seller *ret_seller);
Error seller_list(Ctx *ctx, SellerList *ret_sellers);

/** The organization's own. NOT_FOUND: it is no seller. */
Error seller_get_of(Ctx *ctx, Id organization_id, Seller *ret_seller);

/** NOT_FOUND  the organization is no seller; holds until the transaction ends. */
Error seller_lock_of(Ctx *ctx, Id organization_id, Seller *ret_seller);

/** A new one, of seller->organization_id, under an address made of its name; its page is its own
 * from the beginning. The rest is filled in. */
Error seller_create(Ctx *ctx, Seller *seller);

/** Replaces what a seller can edit; seller is one that was locked. Its page is its own then. */
Error seller_change(Ctx *ctx, Seller *seller);

/** Whether another one is called the same, in whichever letters. */
Error seller_is_name_taken(Ctx *ctx, Id id, const char *name, bool *ret_is_taken);

/**
 * Makes the seller of that slug be as described: creates it, with an organization of its own, or
 * changes it, unless its page is its own already. *ret_changed says whether anything did; id and
 * organization are filled in.
 */
Error seller_place(Ctx *ctx, Seller *seller, bool *ret_changed);

/** To an event profile.approved: the public sees the company as the operator checked it. */
Error seller_profile_approved(Ctx *ctx, const Event *event);
