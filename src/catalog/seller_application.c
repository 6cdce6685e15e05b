#include "seller_application.h"

#include "organizations/organization.h"
#include "seller.h"
#include "seller_application_store.h"
#include "terms.h"

SHAPE(new_seller_application_shape, NewSellerApplication,
    FIELD(NewSellerApplication, name, .required = true, .max = MAX_SELLER_NAME, .pattern = ONE_LINE,
        .about = "As customers see it."),
    FIELD(NewSellerApplication, contact_email, .required = true, .max = 254, .format = "email",
        .about = "For who wants to buy."),
    FIELD(NewSellerApplication, support_email, .required = true, .max = 254, .format = "email",
        .about = "For who has bought."),
    FIELD(NewSellerApplication, support_url, .max = 500, .format = "uri"),
    FIELD(NewSellerApplication, website, .required = true, .max = 500, .format = "uri"),
    FIELD(NewSellerApplication, country, .required = true, .pattern = "[A-Z]{2}",
        .about = "ISO 3166."),
    FIELD(NewSellerApplication, accepted, .required = true,
        .about = "Digests of the platform's seller_terms that are agreed to."));

SHAPE(seller_application_shape, SellerApplication, FIELD(SellerApplication, id, .required = true),
    FIELD(SellerApplication, organization_id, .hidden = true),
    SELLER_APPLICATION_FIELDS(SellerApplication));

// Called when no other submission of the organization can come between.
static Error require_no_seller(Ctx *ctx)
{
    Organization organization;
    TRY(organization_get(ctx, ctx->actor.organization_id, &organization));
    if (!organization.is_seller)
        return OK;
    return fail(ctx, CONFLICT, "already_seller", "The organization is a seller already.");
}

Error seller_application_submit(
    Ctx *ctx, const NewSellerApplication *said, SellerApplication *ret_application)
{
    TermList terms;
    Submission submission;
    TRY(organization_require_approved(ctx));
    TRY(term_require_accepted(ctx, ID_NONE, said->accepted, &terms));
    TRY(submission_create(ctx, SUBMISSION_SELLER_APPLICATION, &submission));
    TRY(require_no_seller(ctx));
    SellerApplication application = {
        .id = submission.id,
        .organization_id = submission.organization_id,
        .state = submission.state,
        .submitted_by = submission.submitted_by,
        .submitted_at = submission.submitted_at,
        .name = said->name,
        .contact_email = said->contact_email,
        .support_email = said->support_email,
        .support_url = said->support_url,
        .website = said->website,
        .country = said->country,
    };
    TRY(seller_application_store_create(ctx, &application));
    TRY(term_accept(ctx, &terms, &(Acceptance){.submission_id = application.id}));
    *ret_application = application;
    return OK;
}

Error seller_application_withdraw(Ctx *ctx, Id id, SellerApplication *ret_application)
{
    Submission submission;
    TRY(submission_move(
        ctx, SUBMISSION_SELLER_APPLICATION, id, SUBMISSION_WITHDRAWN, NULL, &submission));
    return seller_application_store_get(ctx, submission.organization_id, id, ret_application);
}

Error seller_application_list(
    Ctx *ctx, const char *after, int64_t limit, SellerApplicationList *ret_applications)
{
    return seller_application_store_list(ctx, after, limit, ret_applications);
}

static Error begin_selling(Ctx *ctx, const SellerApplication *application)
{
    Seller seller = {
        .organization_id = application->organization_id,
        .name = application->name,
        .website = application->website,
        .contact_email = application->contact_email,
        .support_email = application->support_email,
        .support_url = application->support_url,
        .country = application->country,
    };
    TRY(organization_change_to_seller(ctx, application->organization_id));
    return seller_create(ctx, &seller);
}

Error seller_application_decide(
    Ctx *ctx, Id id, SubmissionState state, const char *reason, Submission *ret_submission)
{
    SellerApplication application;
    TRY(submission_move(ctx, SUBMISSION_SELLER_APPLICATION, id, state, reason, ret_submission));
    if (state != SUBMISSION_APPROVED)
        return OK;
    TRY(seller_application_store_get(ctx, ret_submission->organization_id, id, &application));
    return begin_selling(ctx, &application);
}
