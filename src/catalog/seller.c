#include "seller.h"

#include "base/text.h"
#include "catalog.h"
#include "organizations/organization.h"
#include "organizations/profile.h"
#include "seller_store.h"
#include "slug.h"
#include "json/json.h"

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

Error seller_get_of(Ctx *ctx, Id organization_id, Seller *ret_seller)
{
    return seller_store_get_of(ctx, organization_id, ret_seller);
}

Error seller_lock_of(Ctx *ctx, Id organization_id, Seller *ret_seller)
{
    return seller_store_lock_of(ctx, organization_id, ret_seller);
}

Error seller_is_name_taken(Ctx *ctx, Id id, const char *name, bool *ret_is_taken)
{
    int64_t count;
    TRY(seller_store_count_named(ctx, id, name, &count));
    *ret_is_taken = count > 0;
    return OK;
}

// ── its own ──────────────────────────────────────────────────────────────────────────────────

static Error find_slug(Ctx *ctx, const char *name, const char **ret_slug)
{
    const char *wanted = slug_of(ctx->arena, name, "seller"), *slug = wanted;
    for (int number = 2;; number++) {
        Seller other;
        Error error = seller_store_find(ctx, slug, &other);
        if (error == NOT_FOUND)
            break;
        TRY(error);
        slug = arena_printf(ctx->arena, "%s-%d", wanted, number);
    }
    ctx->failure = (Failure){0};
    *ret_slug = slug;
    return OK;
}

static Error company_find(Ctx *ctx, Id organization_id, SellerCompany **ret_company)
{
    Profile profile;
    TRY(profile_find_approved(ctx, organization_id, &profile));
    if (!id_is_set(profile.id))
        return OK;
    SellerCompany *company = arena_new_of(ctx->arena, SellerCompany);
    *company = (SellerCompany){
        .name = profile.company_name,
        .registration_number = profile.registration_number,
        .vat_id = profile.vat_id,
        .country = profile.country,
        .checked_at = profile.decided_at,
    };
    *ret_company = company;
    return OK;
}

Error seller_create(Ctx *ctx, Seller *seller)
{
    seller->id = id_new("sel");
    seller->created_at = seller->edited_at = ctx->now;
    seller->version = 1;
    TRY(find_slug(ctx, seller->name, &seller->slug));
    TRY(company_find(ctx, seller->organization_id, &seller->company));
    TRY(seller_store_create(ctx, seller));
    return catalog_changed(ctx);
}

Error seller_change(Ctx *ctx, Seller *seller)
{
    seller->edited_at = ctx->now;
    seller->version++;
    TRY(seller_store_change(ctx, seller));
    TRY(event_emit(ctx, "seller.changed", seller->organization_id, seller->id, NULL));
    return catalog_changed(ctx);
}

Error seller_profile_approved(Ctx *ctx, const Event *event)
{
    Seller seller;
    Error error = seller_store_lock_of(ctx, event->organization_id, &seller);
    if (error == NOT_FOUND) {
        ctx->failure = (Failure){0};
        return OK;
    }
    TRY(error);
    TRY(company_find(ctx, event->organization_id, &seller.company));
    TRY(seller_store_change(ctx, &seller));
    return catalog_changed(ctx);
}

// ── as the operator describes it ─────────────────────────────────────────────────────────────

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
        seller->created_at = ctx->now;
        seller->version = 1;
        TRY(organization_create(ctx, seller->name, "en", false, true, &seller->organization_id));
        TRY(seller_store_create(ctx, seller));
        return catalog_changed(ctx);
    }
    if (time_is_set(old.edited_at)) {
        *seller = old;
        *ret_changed = false;
        return OK;
    }
    seller->id = old.id;
    seller->organization_id = old.organization_id;
    seller->company = old.company;
    seller->created_at = old.created_at;
    seller->version = old.version + 1;
    *ret_changed = !says_the_same(ctx, seller, &old);
    if (!*ret_changed)
        return OK;
    TRY(seller_store_change(ctx, seller));
    return catalog_changed(ctx);
}
