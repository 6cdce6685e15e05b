#include "review_http.h"

#include "catalog.h"
#include "catalog/product_review_http.h"
#include "difference.h"
#include "identity/throttle.h"
#include "organizations/role.h"
#include "review.h"

// Operator and seller look at revisions in the same ways; a seller only at its own.
static Id owner_for(const Ctx *ctx, const Request *req)
{
    return req->route->permission == PERMIT_OPERATE ? ID_NONE : ctx->actor.organization_id;
}

static Error find_revision(Ctx *ctx, const Request *req, RevisionDetail *ret_detail)
{
    return review_get(ctx, id_from(req->args[0]), owner_for(ctx, req), ret_detail);
}

static Error get_reviews(Ctx *ctx, const Request *req, Response *res)
{
    const ReviewQuery *query = req->query;
    ReviewEntryList entries;
    TRY(review_list_queue(ctx, query, &entries));
    return page_respond(ctx, res, query, &entries, id.text);
}

static Error get_revision(Ctx *ctx, const Request *req, Response *res)
{
    RevisionDetail detail;
    TRY(find_revision(ctx, req, &detail));
    return respond(ctx, res, &detail);
}

typedef struct DifferenceQuery {
    Id against;
} DifferenceQuery;

static SHAPE(difference_query_shape, DifferenceQuery,
    FIELD(DifferenceQuery, against,
        .about = "A revision of the same product; absent: the one in force before it."));

static Error get_differences(Ctx *ctx, const Request *req, Response *res)
{
    const DifferenceQuery *query = req->query;
    RevisionDetail detail;
    Differences differences;
    TRY(find_revision(ctx, req, &detail));
    TRY(difference_list(ctx, detail.revision.id, query->against, &differences));
    return respond(ctx, res, &differences);
}

static Error get_preview(Ctx *ctx, const Request *req, Response *res)
{
    RevisionDetail detail;
    CatalogProduct product;
    TRY(find_revision(ctx, req, &detail));
    TRY(catalog_preview(ctx, detail.revision.id, &product));
    product = catalog_product_rendered(ctx->arena, &product);
    return respond(ctx, res, &product);
}

// ── decisions ────────────────────────────────────────────────────────────────────────────────

static SHAPE(approval_shape, RevisionApproval,
    FIELD(RevisionApproval, review_id,
        .about = "The submission that was looked at; 409 if another one waits by now."),
    FIELD(RevisionApproval, release_at, .about = "Absent: the time that was asked for, or now."),
    FIELD(RevisionApproval, is_at_once, .about = "Now, though its seller asks for another time."),
    FIELD(RevisionApproval, override_reason, .max = 2000,
        .about = "Why it is approved though the verdict blocks."));

static SHAPE(rejection_shape, RevisionRejection,
    FIELD(RevisionRejection, review_id,
        .about = "The submission that was looked at; 409 if another one waits by now."),
    FIELD(RevisionRejection, reason, .required = true, .max = 2000,
        .about = "For all of it; sent to the seller."),
    FIELD_LIST(RevisionRejection, reasons, field_reason_shape, .max = 100,
        .about = "What is wrong with single fields; sent to the seller."));

typedef struct Reason {
    const char *reason;
} Reason;

static SHAPE_NAMED(withdrawal_shape, Reason, "RevisionWithdrawal",
    FIELD(Reason, reason, .required = true, .max = 2000, .about = "Told to the other side."));

static SHAPE_NAMED(restoration_shape, Reason, "RevisionRestoration",
    FIELD(Reason, reason, .required = true, .max = 2000, .about = "Why one goes back to it."));

typedef struct ReleaseChange {
    Time release_at;
} ReleaseChange;

static SHAPE(release_change_shape, ReleaseChange,
    FIELD(ReleaseChange, release_at, .about = "When it becomes active; absent: now."));

static Error answer(Ctx *ctx, const Request *req, Response *res, const Revision *revision)
{
    TRY(product_record(ctx, req, revision->product_id, revision->id));
    return respond(ctx, res, revision);
}

static Error post_approval(Ctx *ctx, const Request *req, Response *res)
{
    Revision revision;
    TRY(review_approve(ctx, id_from(req->args[0]), req->body, &revision));
    return answer(ctx, req, res, &revision);
}

static Error post_rejection(Ctx *ctx, const Request *req, Response *res)
{
    Revision revision;
    TRY(review_reject(ctx, id_from(req->args[0]), req->body, &revision));
    return answer(ctx, req, res, &revision);
}

static Error put_category(Ctx *ctx, const Request *req, Response *res)
{
    Revision revision;
    TRY(revision_place_category(ctx, id_from(req->args[0]), req->body, &revision));
    return answer(ctx, req, res, &revision);
}

static Error patch_revision(Ctx *ctx, const Request *req, Response *res)
{
    const ReleaseChange *body = req->body;
    Revision revision;
    TRY(revision_schedule(ctx, id_from(req->args[0]), body->release_at, &revision));
    return answer(ctx, req, res, &revision);
}

static Error post_withdrawal(Ctx *ctx, const Request *req, Response *res)
{
    const Reason *body = req->body;
    RevisionDetail detail;
    Revision revision;
    TRY(find_revision(ctx, req, &detail));
    TRY(revision_withdraw(ctx, detail.revision.id, body->reason, &revision));
    return answer(ctx, req, res, &revision);
}

static Error post_restoration(Ctx *ctx, const Request *req, Response *res)
{
    const Reason *body = req->body;
    RevisionDetail detail;
    Revision revision;
    TRY(find_revision(ctx, req, &detail));
    TRY(revision_restore(ctx, detail.revision.id, body->reason, &revision));
    return answer(ctx, req, res, &revision);
}

// Each check asks servers of others, who did not ask for it.
static Error post_verdict(Ctx *ctx, const Request *req, Response *res)
{
    static const Throttle checks = {"verdict", 20, HOURS(1)};
    RevisionDetail detail;
    TRY(find_revision(ctx, req, &detail));
    TRY(throttle_count(ctx, &checks, ctx->actor.organization_id.text));
    TRY(verdict_issue(ctx, &detail.revision));
    TRY(verdict_find(ctx, &detail.revision, &detail.verdict));
    return respond(ctx, res, detail.verdict);
}

const Route review_routes[] = {
    {GET, "/v1/operator/reviews", get_reviews, PERMIT_OPERATE, .query = &review_query_shape,
        .answer = &review_entry_shape, .is_page = true,
        .summary = "List the revisions that wait for a decision, the oldest first; those decided, "
                   "the newest first."},
    {GET, "/v1/operator/revisions/{id}", get_revision, PERMIT_OPERATE,
        .answer = &operator_revision_detail_shape,
        .summary = "Tell about a revision, its product and what was decided of it."},
    {PATCH, "/v1/operator/revisions/{id}", patch_revision, PERMIT_OPERATE,
        .body = &release_change_shape, .answer = &revision_summary_shape,
        .summary = "Move the time at which an approved revision becomes active."},
    {GET, "/v1/operator/revisions/{id}/differences", get_differences, PERMIT_OPERATE,
        .query = &difference_query_shape, .answer = &differences_shape,
        .summary = "Compare a revision with the active one, or another, field by field."},
    {POST, "/v1/operator/revisions/{id}/approval", post_approval, PERMIT_OPERATE,
        .body = &approval_shape, .answer = &revision_summary_shape,
        .summary = "Approve a revision; it becomes active at its release time."},
    {POST, "/v1/operator/revisions/{id}/rejection", post_rejection, PERMIT_OPERATE,
        .body = &rejection_shape, .answer = &revision_summary_shape,
        .summary = "Refuse a revision, with a reason for it and for single fields."},
    {PUT, "/v1/operator/revisions/{id}/category", put_category, PERMIT_OPERATE,
        .body = &revision_category_shape, .answer = &revision_summary_shape,
        .summary = "Decide where a revision stands whose seller proposes a category."},
    {GET, "/v1/operator/revisions/{id}/preview", get_preview, PERMIT_OPERATE,
        .answer = &catalog_product_shape,
        .summary = "Tell all that the product's page shows with this revision."},
    {POST, "/v1/operator/revisions/{id}/verdict", post_verdict, PERMIT_OPERATE,
        .answer = &verdict_shape, .summary = "Check a revision anew; the result follows."},
    {POST, "/v1/operator/revisions/{id}/withdrawal", post_withdrawal, PERMIT_OPERATE,
        .body = &withdrawal_shape, .answer = &revision_summary_shape,
        .summary = "Take back a revision that waits or is scheduled; it is a draft again."},
    {POST, "/v1/operator/revisions/{id}/restoration", post_restoration, PERMIT_OPERATE,
        .body = &restoration_shape, .answer = &revision_summary_shape,
        .summary = "Go back to a revision that was in force before, at once."},
    {GET, "/v1/seller/revisions/{id}", get_revision, PERMIT_OFFERINGS,
        .answer = &revision_detail_shape,
        .summary = "Tell about a revision of one's own and what was decided of it."},
    {GET, "/v1/seller/revisions/{id}/differences", get_differences, PERMIT_OFFERINGS,
        .query = &difference_query_shape, .answer = &differences_shape,
        .summary = "Compare a revision of one's own with the active one, or another."},
    {GET, "/v1/seller/revisions/{id}/preview", get_preview, PERMIT_OFFERINGS,
        .answer = &catalog_product_shape,
        .summary = "Tell all that the product's page shows with this revision."},
    {POST, "/v1/seller/revisions/{id}/verdict", post_verdict, PERMIT_OFFERINGS,
        .answer = &verdict_shape,
        .summary = "Check a revision of one's own anew; the result follows."},
    {POST, "/v1/seller/revisions/{id}/withdrawal", post_withdrawal, PERMIT_OFFERINGS,
        .body = &withdrawal_shape, .answer = &revision_summary_shape,
        .summary = "Take back a revision that waits or is scheduled; it is a draft again."},
    {POST, "/v1/seller/revisions/{id}/restoration", post_restoration, PERMIT_OFFERINGS,
        .body = &restoration_shape, .answer = &revision_summary_shape,
        .summary = "Go back to a revision of one's own that was in force before, at once."},
    ROUTES_END,
};
