#include "product_life_http.h"

#include "organizations/role.h"
#include "product_life.h"
#include "product_review.h"
#include "product_review_http.h"
#include "seller.h"

typedef struct Moved {
    Product product;
    bool is_by_operator; // who may change any product
} Moved;

// The operator's routes and the seller's differ in whose products they find.
static Error lock_moved(Ctx *ctx, const Request *req, Moved *ret_moved)
{
    Seller seller;
    Product product;
    bool is_by_operator = req->route->permission == PERMIT_OPERATE;
    TRY(product_lock(ctx, id_from(req->args[0]), &product));
    TRY(seller_get(ctx, product.seller_id, &seller));
    if (!is_by_operator && !id_same(seller.organization_id, ctx->actor.organization_id))
        return fail(ctx, NOT_FOUND, "not_found", "Your organization sells no such product.");
    *ret_moved = (Moved){product, is_by_operator};
    return product_record(ctx, req, product.id, product.id);
}

static Error respond_moved(Ctx *ctx, Response *res, const Moved *moved)
{
    OperatorProduct product;
    TRY(product_review_get(ctx, moved->product.id, ID_NONE, &product));
    response_version(ctx, res, product.version);
    return respond(ctx, res, &product);
}

static Error post_unpublication(Ctx *ctx, const Request *req, Response *res)
{
    Moved moved;
    TRY(lock_moved(ctx, req, &moved));
    TRY(unpublication_place(ctx, &moved.product, req->body, moved.is_by_operator));
    return respond_moved(ctx, res, &moved);
}

static Error post_publication(Ctx *ctx, const Request *req, Response *res)
{
    Moved moved;
    TRY(lock_moved(ctx, req, &moved));
    TRY(unpublication_cancel(ctx, &moved.product, moved.is_by_operator));
    return respond_moved(ctx, res, &moved);
}

static Error post_end_of_life(Ctx *ctx, const Request *req, Response *res)
{
    Moved moved;
    TRY(lock_moved(ctx, req, &moved));
    TRY(end_of_life_place(ctx, &moved.product, req->body));
    return respond_moved(ctx, res, &moved);
}

const Route product_life_routes[] = {
    {POST, "/v1/operator/products/{id}/publication", post_publication, PERMIT_OPERATE,
        .answer = &operator_product_shape, .summary = "Publish a product again."},
    {POST, "/v1/operator/products/{id}/unpublication", post_unpublication, PERMIT_OPERATE,
        .body = &unpublication_shape, .answer = &operator_product_shape,
        .summary = "Take a product out of the catalogue; who subscribed keeps it, and is told."},
    {POST, "/v1/operator/products/{id}/end-of-life", post_end_of_life, PERMIT_OPERATE,
        .body = &end_of_life_shape, .answer = &operator_product_shape,
        .summary = "End a product for good with the last day that was shown."},
    {POST, "/v1/seller/products/{id}/publication", post_publication, PERMIT_OFFERINGS,
        .answer = &operator_product_shape, .summary = "Publish one's own product again."},
    {POST, "/v1/seller/products/{id}/unpublication", post_unpublication, PERMIT_OFFERINGS,
        .body = &unpublication_shape, .answer = &operator_product_shape,
        .summary = "Take one's own product out of the catalogue; who subscribed keeps it, and is"
                   " told."},
    {POST, "/v1/seller/products/{id}/end-of-life", post_end_of_life, PERMIT_OFFERINGS,
        .body = &end_of_life_shape, .answer = &operator_product_shape,
        .summary = "End one's own product for good with the last day that was shown."},
    ROUTES_END,
};
