#include "seller.h"

#include "base/text.h"
#include "catalog.h"
#include "organizations/organization.h"
#include "seller_store.h"
#include "json/json.h"

SHAPE(seller_shape, Seller, FIELD(Seller, id, .required = true),
    FIELD(Seller, slug, .required = true), FIELD(Seller, name, .required = true),
    FIELD(Seller, about, .required = true, .about = "Markdown"),
    FIELD(Seller, about_html, .required = true), FIELD(Seller, website, .required = true),
    FIELD(Seller, contact_email, .required = true), FIELD(Seller, support_email, .required = true),
    FIELD(Seller, support_url), FIELD(Seller, country, .required = true, .about = "ISO 3166"),
    FIELD(Seller, logo_digest), FIELD(Seller, product_count, .about = "published products"),
    FIELD(Seller, organization_id, .hidden = true), FIELD(Seller, created_at, .hidden = true));

SHAPE_NAMED(seller_card_shape, Seller, "SellerCard", FIELD(Seller, id, .required = true),
    FIELD(Seller, slug, .required = true), FIELD(Seller, name, .required = true),
    FIELD(Seller, about, .required = true, .about = "Markdown"),
    FIELD(Seller, country, .required = true, .about = "ISO 3166"), FIELD(Seller, logo_digest),
    FIELD(Seller, product_count, .about = "published products"));

SHAPE_NAMED(seller_link_shape, Seller, "SellerLink", FIELD(Seller, id, .required = true),
    FIELD(Seller, slug, .required = true), FIELD(Seller, name, .required = true));

Error seller_get(Ctx *ctx, Id id, Seller *ret_seller)
{
    return seller_store_get(ctx, id, ret_seller);
}

Error seller_find(Ctx *ctx, const char *slug, Seller *ret_seller)
{
    return seller_store_find(ctx, slug, ret_seller);
}

Error seller_list(Ctx *ctx, SellerList *ret_sellers)
{
    return seller_store_list(ctx, ret_sellers);
}

static bool says_the_same(Ctx *ctx, const Seller *a, const Seller *b)
{
    return text_same(json_of(ctx->arena, &seller_shape, a), json_of(ctx->arena, &seller_shape, b));
}

Error seller_place(Ctx *ctx, Seller *seller, bool *ret_changed)
{
    Seller old;
    Error error = seller_store_find(ctx, seller->slug, &old);
    if (error && error != NOT_FOUND)
        return error;
    ctx->failure = (Failure){0};
    *ret_changed = true;
    if (error) {
        seller->id = id_new("sel");
        TRY(organization_create(ctx, seller->name, "en", false, true, &seller->organization_id));
        TRY(seller_store_create(ctx, seller));
        return catalog_changed(ctx);
    }
    seller->id = old.id;
    seller->organization_id = old.organization_id;
    seller->created_at = old.created_at;
    *ret_changed = !says_the_same(ctx, seller, &old);
    if (!*ret_changed)
        return OK;
    TRY(seller_store_change(ctx, seller));
    return catalog_changed(ctx);
}
