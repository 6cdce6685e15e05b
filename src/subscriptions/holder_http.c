#include "holder_http.h"

#include "agreement_change.h"
#include "catalog/catalog.h"
#include "catalog/product_life.h"
#include "catalog/review.h"
#include "holder.h"
#include "organizations/role.h"
#include "subscription.h"

typedef struct EndOfLifePreview {
    Date last_day;
    int64_t subscriptions, organizations;
} EndOfLifePreview;

static SHAPE(end_of_life_preview_shape, EndOfLifePreview,
    FIELD(EndOfLifePreview, last_day, .required = true, .about = "Were it asked for now."),
    FIELD(EndOfLifePreview, subscriptions, .about = "That have not ended."),
    FIELD(EndOfLifePreview, organizations, .about = "That have those."));

static Error require_own(Ctx *ctx, const Product *product)
{
    Seller seller;
    TRY(seller_get(ctx, product->seller_id, &seller));
    if (!id_same(seller.organization_id, ctx->actor.organization_id))
        return fail(ctx, NOT_FOUND, "not_found", "Your organization sells no such product.");
    return OK;
}

static Error get_end_of_life(Ctx *ctx, const Request *req, Response *res)
{
    Product product;
    HolderCount count;
    TRY(product_get(ctx, req->args[0], &product));
    if (req->route->permission != PERMIT_OPERATE)
        TRY(require_own(ctx, &product));
    TRY(holder_count(ctx, product.id, &count));
    EndOfLifePreview preview = {
        .last_day = date_is_set(product.last_day) ? product.last_day : end_of_life_day(ctx),
        .subscriptions = count.subscriptions,
        .organizations = count.organizations,
    };
    return respond(ctx, res, &preview);
}

static Error get_agreement_change(Ctx *ctx, const Request *req, Response *res)
{
    bool is_operator = req->route->permission == PERMIT_OPERATE;
    RevisionDetail detail;
    AgreementChange change;
    TRY(review_get(
        ctx, id_from(req->args[0]), is_operator ? ID_NONE : ctx->actor.organization_id, &detail));
    TRY(agreement_change_get(ctx, detail.revision.id, &change));
    return respond(ctx, res, &change);
}

static Error get_subscribed_product(Ctx *ctx, const Request *req, Response *res)
{
    Product product;
    bool has_it;
    CatalogProduct page;
    TRY(product_get(ctx, req->args[0], &product));
    TRY(subscription_has(ctx, product.id, &has_it));
    if (!has_it)
        return fail(ctx, NOT_FOUND, "not_found", "Your organization never subscribed to it.");
    TRY(catalog_preview(ctx, product.active_revision_id, &page));
    page = catalog_product_rendered(ctx->arena, &page);
    bool is_offered = product.state == PRODUCT_PUBLISHED;
    page.can_be_ordered = page.can_be_ordered && is_offered;
    page.can_be_requested = page.can_be_requested && is_offered;
    return respond(ctx, res, &page);
}

const Route holder_routes[] = {
    {GET, "/v1/operator/products/{id}/end-of-life", get_end_of_life, PERMIT_OPERATE,
        .answer = &end_of_life_preview_shape,
        .summary = "Tell what ending a product would mean: its last day, and how many use it."},
    {GET, "/v1/seller/products/{id}/end-of-life", get_end_of_life, PERMIT_OFFERINGS,
        .answer = &end_of_life_preview_shape,
        .summary = "Tell what ending one's own product would mean: its last day, and how many use"
                   " it."},
    {GET, "/v1/operator/revisions/{id}/agreement-change", get_agreement_change, PERMIT_OPERATE,
        .answer = &agreement_change_shape,
        .summary = "Tell whether a licence agreement applies to who subscribed before, and to how"
                   " many."},
    {GET, "/v1/seller/revisions/{id}/agreement-change", get_agreement_change, PERMIT_OFFERINGS,
        .answer = &agreement_change_shape, .summary = "Tell the same of a revision of one's own."},
    {GET, "/v1/subscribed-products/{product}", get_subscribed_product, PERMIT_REPORTS,
        .answer = &catalog_product_shape,
        .summary = "Tell all about a product that one subscribed to, published or not."},
    ROUTES_END,
};
