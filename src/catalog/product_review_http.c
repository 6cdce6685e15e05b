#include "product_review_http.h"

#include "audit/audit_record.h"
#include "organizations/role.h"
#include "product_review.h"
#include "seller.h"

typedef struct ProductChange {
    bool is_recommended;
    int64_t recommended_position;
} ProductChange;

static SHAPE(product_change_shape, ProductChange,
    FIELD(ProductChange, is_recommended, .required = true),
    FIELD(ProductChange, recommended_position, .max = 1000,
        .about = "From 1 on; 0 or left out: behind all that have a place"));

static Error get_products(Ctx *ctx, const Request *req, Response *res)
{
    const OperatorProductQuery *query = req->query;
    OperatorProductList products;
    TRY(product_review_list(ctx, query, ID_NONE, &products));
    return page_respond(ctx, res, query, &products, id.text);
}

static Error answer_product(Ctx *ctx, Id id, Response *res)
{
    OperatorProduct product;
    TRY(product_review_get(ctx, id, ID_NONE, &product));
    response_version(ctx, res, product.version);
    return respond(ctx, res, &product);
}

static Error get_product(Ctx *ctx, const Request *req, Response *res)
{
    return answer_product(ctx, id_from(req->args[0]), res);
}

// ── a seller's own ───────────────────────────────────────────────────────────────────────────

static Error get_own_products(Ctx *ctx, const Request *req, Response *res)
{
    const OperatorProductQuery *query = req->query;
    OperatorProductList products;
    TRY(product_review_list(ctx, query, ctx->actor.organization_id, &products));
    return page_respond(ctx, res, query, &products, id.text);
}

static Error get_own_product(Ctx *ctx, const Request *req, Response *res)
{
    OperatorProduct product;
    TRY(product_review_get(ctx, id_from(req->args[0]), ctx->actor.organization_id, &product));
    return respond(ctx, res, &product);
}

// ── decisions ────────────────────────────────────────────────────────────────────────────────

Error product_record(Ctx *ctx, const Request *req, Id product_id, Id subject_id)
{
    Product product;
    Seller seller;
    TRY(product_get(ctx, product_id.text, &product));
    TRY(seller_get(ctx, product.seller_id, &seller));
    if (id_same(seller.organization_id, ctx->actor.organization_id))
        return OK; // its own: the request's record says it
    return audit_record_write_for(ctx, req, seller.organization_id, subject_id);
}

static Error patch_product(Ctx *ctx, const Request *req, Response *res)
{
    const ProductChange *body = req->body;
    Product product;
    TRY(product_lock(ctx, id_from(req->args[0]), &product));
    TRY(require_version(ctx, req, product.version));
    int64_t position = body->is_recommended ? body->recommended_position : 0;
    if (product.is_recommended != body->is_recommended ||
        product.recommended_position != position) {
        product.is_recommended = body->is_recommended;
        product.recommended_position = position;
        TRY(product_change(ctx, &product));
    }
    return answer_product(ctx, product.id, res);
}

const Route product_review_routes[] = {
    {GET, "/v1/operator/products", get_products, PERMIT_OPERATE,
        .query = &operator_product_query_shape, .answer = &operator_product_shape, .is_page = true,
        .summary = "List all products, newest first."},
    {GET, "/v1/operator/products/{id}", get_product, PERMIT_OPERATE,
        .answer = &operator_product_detail_shape, .summary = "Tell about a product's revisions."},
    {PATCH, "/v1/operator/products/{id}", patch_product, PERMIT_OPERATE,
        .body = &product_change_shape, .answer = &operator_product_shape,
        .summary = "Recommend a product, at a place among the recommended ones, or no longer."},
    {GET, "/v1/seller/products", get_own_products, PERMIT_OFFERINGS,
        .query = &operator_product_query_shape, .answer = &operator_product_shape, .is_page = true,
        .summary = "List all products of one's own seller, published or not, newest first."},
    {GET, "/v1/seller/products/{id}", get_own_product, PERMIT_OFFERINGS,
        .answer = &operator_product_detail_shape,
        .summary = "Tell about the revisions of a product of one's own seller."},
    ROUTES_END,
};
