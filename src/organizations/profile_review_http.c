#include "profile_review_http.h"

#include "audit/audit_record.h"
#include "profile_review.h"
#include "role.h"

static Error get_registrations(Ctx *ctx, const Request *req, Response *res)
{
    const RegistrationQuery *query = req->query;
    RegistrationList registrations;
    TRY(profile_review_list(ctx, query, &registrations));
    return page_respond(ctx, res, query, &registrations, id.text);
}

static Error get_registration(Ctx *ctx, const Request *req, Response *res)
{
    Registration registration;
    TRY(profile_review_get(ctx, id_from(req->args[0]), &registration));
    return respond(ctx, res, &registration);
}

static Error decide(
    Ctx *ctx, const Request *req, Response *res, SubmissionState state, const char *reason)
{
    Submission submission;
    TRY(profile_decide(ctx, id_from(req->args[0]), state, reason, &submission));
    TRY(audit_record_write_for(ctx, req, submission.organization_id, submission.id));
    return get_registration(ctx, req, res);
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

const Route profile_review_routes[] = {
    {GET, "/v1/operator/registrations", get_registrations, PERMIT_OPERATE,
        .query = &registration_query_shape, .answer = &registration_shape, .is_page = true,
        .summary = "List what organizations submitted, newest first."},
    {GET, "/v1/operator/registrations/{id}", get_registration, PERMIT_OPERATE,
        .answer = &registration_shape,
        .summary = "Tell about a submission and what was in force before it."},
    {POST, "/v1/operator/registrations/{id}/approval", post_approval,
        PERMIT_OPERATE | PERMIT_VERIFIED, .answer = &registration_shape,
        .summary = "Put the submitted data in force; the organization can buy from now on."},
    {POST, "/v1/operator/registrations/{id}/rejection", post_rejection, PERMIT_OPERATE,
        .body = &rejection_shape, .answer = &registration_shape,
        .summary = "Refuse the submitted data, with a reason; what was in force stays."},
    ROUTES_END,
};
