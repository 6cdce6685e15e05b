#include "seller_store.h"

#include "db/db.h"
#include "json/json.h"

#define SELLER_COLUMNS                                                                             \
    "id, organization_id, slug, name, about, website, contact_email, support_email,"               \
    " support_url, country, company, logo_digest, created_at, edited_at, version"

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

Error seller_store_get_of(Ctx *ctx, Id organization_id, Seller *ret_seller)
{
    Seller seller = {0}; // rows do not say all about it
    TRY(db_one(ctx, seller_shape, &seller,
        "SELECT " SELLER_COLUMNS " FROM seller WHERE organization_id = $1", organization_id));
    *ret_seller = seller;
    return OK;
}

Error seller_store_lock_of(Ctx *ctx, Id organization_id, Seller *ret_seller)
{
    Seller seller = {0}; // rows do not say all about it
    TRY(db_one(ctx, seller_shape, &seller,
        "SELECT " SELLER_COLUMNS " FROM seller WHERE organization_id = $1 {lock}",
        organization_id));
    *ret_seller = seller;
    return OK;
}

Error seller_store_count_named(Ctx *ctx, Id except, const char *name, int64_t *ret_count)
{
    return db_number(ctx, ret_count,
        "SELECT count(*) FROM seller WHERE lower(name) = lower($1) AND id <> $2", name, except);
}

Error seller_store_list(Ctx *ctx, SellerList *ret_sellers)
{
    return db_all(
        ctx, seller_shape, ret_sellers, "SELECT " SELLER_COLUMNS " FROM seller ORDER BY name, id");
}

static const char *company_text(Ctx *ctx, const Seller *seller)
{
    return seller->company ? json_of(ctx->arena, &seller_company_shape, seller->company) : NULL;
}

Error seller_store_create(Ctx *ctx, const Seller *seller)
{
    return db_exec(ctx,
        "INSERT INTO seller (id, organization_id, slug, name, about, website, contact_email,"
        " support_email, support_url, country, company, logo_digest, created_at, edited_at,"
        " version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        seller->id, seller->organization_id, seller->slug, seller->name,
        json_of(ctx->arena, &texts_shape, &seller->about), seller->website, seller->contact_email,
        seller->support_email, seller->support_url, seller->country, company_text(ctx, seller),
        seller->logo_digest, seller->created_at, seller->edited_at, seller->version);
}

Error seller_store_change(Ctx *ctx, const Seller *seller)
{
    return db_exec(ctx,
        "UPDATE seller SET name = $1, about = $2, website = $3, contact_email = $4,"
        " support_email = $5, support_url = $6, country = $7, company = $8, logo_digest = $9,"
        " edited_at = $10, version = $11 WHERE id = $12",
        seller->name, json_of(ctx->arena, &texts_shape, &seller->about), seller->website,
        seller->contact_email, seller->support_email, seller->support_url, seller->country,
        company_text(ctx, seller), seller->logo_digest, seller->edited_at, seller->version,
        seller->id);
}
