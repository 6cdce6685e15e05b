#include "seller_application_review_http.h"

#include "audit/audit_record.h"
#include "organizations/role.h"
#include "seller_application_review.h"

static Error get_applications(Ctx *ctx, const Request *req, Response *res)
{
    const SellerApplicationQuery *query = req->query;
    OperatorSellerApplicationList applications;
    TRY(seller_application_review_list(ctx, query, &applications));
    return page_respond(ctx, res, query, &applications, id.text);
}

static Error get_application(Ctx *ctx, const Request *req, Response *res)
{
    OperatorSellerApplication application;
    TRY(seller_application_review_get(ctx, id_from(req->args[0]), &application));
    return respond(ctx, res, &application);
}

static Error decide(
    Ctx *ctx, const Request *req, Response *res, SubmissionState state, const char *reason)
{
    Submission submission;
    TRY(seller_application_decide(ctx, id_from(req->args[0]), state, reason, &submission));
    TRY(audit_record_write_for(ctx, req, submission.organization_id, submission.id));
    return get_application(ctx, req, res);
}

static Error post_approval(Ctx *ctx, const Request *req, Response *res)
{
    return decide(ctx, req, res, SUBMISSION_APPROVED, NULL);
}

static Error post_rejection(Ctx *ctx, const Request *req, Response *res)
{
    const Rejection *body = req->body;
    return decide(ctx, req, res, SUBMISSION_REJECTED, body->reason);
}

const Route seller_application_review_routes[] = {
    {GET, "/v1/operator/seller-applications", get_applications, PERMIT_OPERATE,
        .query = &seller_application_query_shape, .answer = &operator_seller_application_shape,
        .is_page = true, .summary = "List who applied to become a seller, newest first."},
    {GET, "/v1/operator/seller-applications/{id}", get_application, PERMIT_OPERATE,
        .answer = &operator_seller_application_detail_shape,
        .summary = "Tell about an application, the organization and what it agreed to."},
    {POST, "/v1/operator/seller-applications/{id}/approval", post_approval,
        PERMIT_OPERATE | PERMIT_VERIFIED, .answer = &operator_seller_application_detail_shape,
        .summary = "Make the organization a seller; its owners get the role offerings."},
    {POST, "/v1/operator/seller-applications/{id}/rejection", post_rejection, PERMIT_OPERATE,
        .body = &rejection_shape, .answer = &operator_seller_application_detail_shape,
        .summary = "Refuse the application, with a reason; it can be corrected and sent again."},
    ROUTES_END,
};
