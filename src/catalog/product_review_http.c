#include "product_review_http.h"

#include "audit/audit_record.h"
#include "organizations/role.h"
#include "product_review.h"
#include "seller.h"

typedef struct Approval {
    Time release_at;
} Approval;

typedef struct Reason {
    const char *reason;
} Reason;

static SHAPE_NAMED(approval_shape, Approval, "RevisionApproval",
    FIELD(Approval, release_at, .about = "Absent: the time that was asked for, or now."));

static SHAPE_NAMED(rejection_shape, Reason, "RevisionRejection",
    FIELD(Reason, reason, .required = true, .max = 2000, .about = "Sent to the seller."));

static SHAPE_NAMED(unpublication_shape, Reason, "Unpublication",
    FIELD(Reason, reason, .required = true, .max = 2000, .about = "Told to the seller."));

typedef struct ProductChange {
    bool is_recommended;
} ProductChange;

static SHAPE(
    product_change_shape, ProductChange, FIELD(ProductChange, is_recommended, .required = true));

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

// What the operator does to a product is recorded where its seller sees it, too.
static Error record(Ctx *ctx, const Request *req, Id product_id, Id subject_id)
{
    Product product;
    Seller seller;
    TRY(product_get(ctx, product_id.text, &product));
    TRY(seller_get(ctx, product.seller_id, &seller));
    return audit_record_write_for(ctx, req, seller.organization_id, subject_id);
}

static Error answer_revision(Ctx *ctx, const Request *req, Response *res, const Revision *revision)
{
    TRY(record(ctx, req, revision->product_id, revision->id));
    return respond(ctx, res, revision);
}

static Error post_approval(Ctx *ctx, const Request *req, Response *res)
{
    const Approval *body = req->body;
    Revision revision;
    TRY(revision_approve(ctx, id_from(req->args[0]), body->release_at, &revision));
    return answer_revision(ctx, req, res, &revision);
}

static Error post_rejection(Ctx *ctx, const Request *req, Response *res)
{
    const Reason *body = req->body;
    Revision revision;
    TRY(revision_reject(ctx, id_from(req->args[0]), body->reason, &revision));
    return answer_revision(ctx, req, res, &revision);
}

static Error move(
    Ctx *ctx, const Request *req, Response *res, ProductState state, const char *reason)
{
    Product product;
    TRY(product_lock(ctx, id_from(req->args[0]), &product));
    TRY(product_move(ctx, &product, state, reason));
    TRY(record(ctx, req, product.id, product.id));
    return answer_product(ctx, product.id, res);
}

static Error post_publication(Ctx *ctx, const Request *req, Response *res)
{
    return move(ctx, req, res, PRODUCT_PUBLISHED, NULL);
}

static Error post_unpublication(Ctx *ctx, const Request *req, Response *res)
{
    const Reason *body = req->body;
    return move(ctx, req, res, PRODUCT_UNPUBLISHED, body->reason);
}

static Error patch_product(Ctx *ctx, const Request *req, Response *res)
{
    const ProductChange *body = req->body;
    Product product;
    TRY(product_lock(ctx, id_from(req->args[0]), &product));
    TRY(require_version(ctx, req, product.version));
    if (product.is_recommended != body->is_recommended) {
        product.is_recommended = body->is_recommended;
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
        .summary = "Put a product into the first row of the catalogue, or take it out."},
    {POST, "/v1/operator/products/{id}/publication", post_publication, PERMIT_OPERATE,
        .answer = &operator_product_shape, .summary = "Publish a product again."},
    {POST, "/v1/operator/products/{id}/unpublication", post_unpublication, PERMIT_OPERATE,
        .body = &unpublication_shape, .answer = &operator_product_shape,
        .summary = "Take a product out of the catalogue; who subscribed keeps it."},
    {POST, "/v1/operator/revisions/{id}/approval", post_approval, PERMIT_OPERATE,
        .body = &approval_shape, .answer = &revision_summary_shape,
        .summary = "Approve a revision; it becomes active at its release time."},
    {POST, "/v1/operator/revisions/{id}/rejection", post_rejection, PERMIT_OPERATE,
        .body = &rejection_shape, .answer = &revision_summary_shape,
        .summary = "Refuse a revision, with a reason."},
    {GET, "/v1/seller/products", get_own_products, PERMIT_OFFERINGS,
        .query = &operator_product_query_shape, .answer = &operator_product_shape, .is_page = true,
        .summary = "List all products of one's own seller, published or not, newest first."},
    {GET, "/v1/seller/products/{id}", get_own_product, PERMIT_OFFERINGS,
        .answer = &operator_product_detail_shape,
        .summary = "Tell about the revisions of a product of one's own seller."},
    ROUTES_END,
};
