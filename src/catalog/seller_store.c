#include "seller_store.h"

#include "db/db.h"
#include "json/json.h"

#define SELLER_COLUMNS                                                                             \
    "id, organization_id, slug, name, about, website, contact_email, support_email,"               \
    " support_url, country, logo_digest, created_at"

Error seller_store_get(Ctx *ctx, Id id, Seller *ret_seller)
{
    Seller seller = {0}; // rows do not say all about it
    TRY(db_one(
        ctx, seller_shape, &seller, "SELECT " SELLER_COLUMNS " FROM seller WHERE id = $1", id));
    *ret_seller = seller;
    return OK;
}

Error seller_store_find(Ctx *ctx, const char *slug, Seller *ret_seller)
{
    Seller seller = {0}; // rows do not say all about it
    TRY(db_one(
        ctx, seller_shape, &seller, "SELECT " SELLER_COLUMNS " FROM seller WHERE slug = $1", slug));
    *ret_seller = seller;
    return OK;
}

Error seller_store_list(Ctx *ctx, SellerList *ret_sellers)
{
    return db_all(
        ctx, seller_shape, ret_sellers, "SELECT " SELLER_COLUMNS " FROM seller ORDER BY name, id");
}

Error seller_store_create(Ctx *ctx, const Seller *seller)
{
    return db_exec(ctx,
        "INSERT INTO seller (id, organization_id, slug, name, about, website, contact_email,"
        " support_email, support_url, country, logo_digest, created_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        seller->id, seller->organization_id, seller->slug, seller->name,
        json_of(ctx->arena, &texts_shape, &seller->about), seller->website, seller->contact_email,
        seller->support_email, seller->support_url, seller->country, seller->logo_digest, ctx->now);
}

Error seller_store_change(Ctx *ctx, const Seller *seller)
{
    return db_exec(ctx,
        "UPDATE seller SET name = $1, about = $2, website = $3, contact_email = $4,"
        " support_email = $5, support_url = $6, country = $7, logo_digest = $8 WHERE id = $9",
        seller->name, json_of(ctx->arena, &texts_shape, &seller->about), seller->website,
        seller->contact_email, seller->support_email, seller->support_url, seller->country,
        seller->logo_digest, seller->id);
}
