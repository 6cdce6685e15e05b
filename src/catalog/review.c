#include "review.h"

#include "base/text.h"
#include "db/db.h"
#include "review_store.h"
#include "settings.h"

const char *const review_state_names[] = {"waiting", "approved", "rejected", "withdrawn", NULL};

SHAPE(field_reason_shape, FieldReason,
    FIELD(FieldReason, field, .required = true, .max = 200, .pattern = "[A-Za-z0-9_.\\[\\]-]+",
        .about = "Of the offer: plans[1].name"),
    FIELD(FieldReason, reason, .required = true, .max = 1000));

#define REVIEW_FIELDS                                                                              \
    FIELD(Review, id, .required = true), FIELD_ENUM(Review, state, review_state_names),            \
        FIELD(Review, submitted_at, .required = true),                                             \
        FIELD(Review, due_at, .required = true, .about = "When it is meant to be decided."),       \
        FIELD(Review, submitted_by_name), FIELD(Review, decided_at),                               \
        FIELD(Review, reason, .about = "Why it was rejected."),                                    \
        FIELD_LIST(Review, reasons, field_reason_shape),                                           \
        FIELD(Review, submitted_by, .hidden = true)

static SHAPE(review_shape, Review, REVIEW_FIELDS);

SHAPE_NAMED(operator_review_shape, Review, "OperatorReview", REVIEW_FIELDS,
    FIELD(Review, decided_by_name),
    FIELD(Review, override_reason, .about = "Why it was approved though the verdict blocks."));

SHAPE(review_entry_shape, ReviewEntry, FIELD(ReviewEntry, id, .required = true),
    FIELD(ReviewEntry, revision_id, .required = true), FIELD(ReviewEntry, revision_number),
    FIELD(ReviewEntry, product_id, .required = true),
    FIELD(ReviewEntry, product_name, .required = true),
    FIELD(ReviewEntry, product_version, .required = true),
    FIELD(ReviewEntry, seller_name, .required = true),
    FIELD_ENUM(ReviewEntry, service_type, service_type_names),
    FIELD_ENUM(ReviewEntry, state, review_state_names),
    FIELD(ReviewEntry, is_first, .about = "No revision of the product is in force."),
    FIELD(ReviewEntry, submitted_at, .required = true), FIELD(ReviewEntry, submitted_by_name),
    FIELD(ReviewEntry, due_at, .required = true), FIELD(ReviewEntry, is_overdue),
    FIELD(ReviewEntry, release_at, .about = "As the seller asks, or as it was decided."),
    FIELD(ReviewEntry, decided_at), FIELD(ReviewEntry, decided_by_name),
    FIELD(ReviewEntry, verdict_state, .about = "waiting or done; null: there is none"),
    FIELD(ReviewEntry, warnings), FIELD(ReviewEntry, blocking));

SHAPE(review_query_shape, ReviewQuery,
    FIELD(ReviewQuery, state, .pattern = "waiting|approved|rejected|withdrawn",
        .about = "waiting if absent"),
    FIELD(ReviewQuery, q, .max = 200, .about = "In the names of product and seller."),
    PAGE_QUERY_FIELDS(ReviewQuery));

SHAPE(revision_detail_shape, RevisionDetail,
    FIELD_OBJECT(RevisionDetail, revision, revision_summary_shape, .required = true),
    FIELD_OBJECT(RevisionDetail, product, operator_product_detail_shape, .required = true),
    FIELD_LIST(RevisionDetail, reviews, review_shape, .about = "Newest first."),
    FIELD_OPTION(
        RevisionDetail, verdict, verdict_shape, .about = "null: it was not checked as it is now."),
    FIELD_LIST(RevisionDetail, test_calls, test_call_shape,
        .about = "Of its models, by the seller before it was submitted."));

SHAPE_NAMED(operator_revision_detail_shape, RevisionDetail, "OperatorRevisionDetail",
    FIELD_OBJECT(RevisionDetail, revision, revision_summary_shape, .required = true),
    FIELD_OBJECT(RevisionDetail, product, operator_product_detail_shape, .required = true),
    FIELD_LIST(RevisionDetail, reviews, operator_review_shape, .about = "Newest first."),
    FIELD_OPTION(
        RevisionDetail, verdict, verdict_shape, .about = "null: it was not checked as it is now."),
    FIELD_LIST(RevisionDetail, test_calls, test_call_shape,
        .about = "Of its models, by the seller before it was submitted."));

// ── submissions ──────────────────────────────────────────────────────────────────────────────

Error review_begin(Ctx *ctx, const Revision *revision)
{
    Review review = {
        .id = id_new("rvw"),
        .revision_id = revision->id,
        .state = REVIEW_WAITING,
        .submitted_by = ctx->actor.user_id,
        .submitted_at = ctx->now,
    };
    return review_store_create(ctx, &review);
}

Error review_end(Ctx *ctx, const Revision *revision)
{
    static const ReviewState states[] = {
        [REVISION_DRAFT] = REVIEW_WITHDRAWN,
        [REVISION_REJECTED] = REVIEW_REJECTED,
        [REVISION_APPROVED] = REVIEW_APPROVED,
    };
    return review_store_end(ctx, revision->id, states[revision->state], revision->reason);
}

Error review_list(Ctx *ctx, Id revision_id, ReviewList *ret_reviews)
{
    TRY(review_store_list(ctx, revision_id, ret_reviews));
    for (size_t i = 0; i < ret_reviews->count; i++)
        ret_reviews->items[i].due_at =
            time_after(ret_reviews->items[i].submitted_at, settings()->review_target);
    return OK;
}

// ── deciding ─────────────────────────────────────────────────────────────────────────────────

static Error already_decided(Ctx *ctx, const Review *review)
{
    return fail(ctx, CONFLICT, "already_decided", "This submission was %s%s%s at %s already.",
        review_state_names[review->state], review->decided_by_name ? " by " : "",
        review->decided_by_name ? review->decided_by_name : "",
        time_text(ctx->arena, review->decided_at));
}

// The submission that waits and was looked at; nobody else decides before the transaction ends.
static Error lock_waiting(Ctx *ctx, Id revision_id, Id review_id, Review *ret_review)
{
    Product product;
    Revision revision;
    ReviewList reviews;
    TRY(revision_get(ctx, revision_id, &revision));
    TRY(product_lock(ctx, revision.product_id, &product));
    TRY(review_list(ctx, revision_id, &reviews));
    for (size_t i = 0; i < reviews.count; i++) {
        if (id_is_set(review_id) && !id_same(reviews.items[i].id, review_id))
            continue;
        *ret_review = reviews.items[i];
        return ret_review->state == REVIEW_WAITING ? OK : already_decided(ctx, ret_review);
    }
    return id_is_set(review_id)
               ? fail(ctx, NOT_FOUND, "not_found", "The revision has no such submission.")
               : fail(ctx, CONFLICT, "wrong_state", "The revision was never submitted.");
}

// What was found of the same contents before counts while they are checked again. What blocks may
// be wrong, but then somebody says so.
static Error require_free(Ctx *ctx, Id revision_id, const char *override_reason)
{
    Revision revision;
    Verdict *verdict;
    TRY(revision_get(ctx, revision_id, &revision));
    TRY(verdict_find(ctx, &revision, &verdict));
    if (!verdict || !time_is_set(verdict->checked_at))
        return fail(ctx, CONFLICT, "check_under_way",
            "The automatic check of the revision has not ended yet; approve it once it has, which"
            " takes about a minute.");
    if (!verdict->blocking || !text_is_empty(override_reason))
        return OK;
    return fail(ctx, CONFLICT, "verdict_is_blocking",
        "The automatic check found what blocks the revision; say in override_reason why you"
        " approve it all the same.");
}

Error review_approve(
    Ctx *ctx, Id revision_id, const RevisionApproval *approval, Revision *ret_revision)
{
    Review review;
    TRY(lock_waiting(ctx, revision_id, approval->review_id, &review));
    TRY(require_free(ctx, revision_id, approval->override_reason));
    if (approval->is_at_once && time_is_set(approval->release_at))
        fault(ctx, "release_at", "not_both", "Say a time or is_at_once, not both.");
    TRY(faults(ctx));
    Time release_at = approval->is_at_once ? ctx->now : approval->release_at;
    TRY(revision_approve(ctx, revision_id, release_at, ret_revision));
    return review_store_explain(ctx, review.id, &(FieldReasonList){0}, approval->override_reason);
}

Error review_reject(
    Ctx *ctx, Id revision_id, const RevisionRejection *rejection, Revision *ret_revision)
{
    Review review;
    TRY(lock_waiting(ctx, revision_id, rejection->review_id, &review));
    TRY(revision_reject(ctx, revision_id, rejection->reason, ret_revision));
    return review_store_explain(ctx, review.id, &rejection->reasons, NULL);
}

// ── looking ──────────────────────────────────────────────────────────────────────────────────

static Error list_entries(Ctx *ctx, const ReviewQuery *query, ReviewEntryList *ret_entries)
{
    const char *pattern = db_pattern(ctx->arena, query->q);
    int64_t limit = page_limit(query) + 1;
    if (!query->state || text_same(query->state, "waiting"))
        return review_store_list_waiting(ctx, pattern, query->after, limit, ret_entries);
    return review_store_list_decided(ctx, query->state, pattern, query->after, limit, ret_entries);
}

Error review_list_queue(Ctx *ctx, const ReviewQuery *query, ReviewEntryList *ret_entries)
{
    TRY(list_entries(ctx, query, ret_entries));
    for (size_t i = 0; i < ret_entries->count; i++) {
        ReviewEntry *entry = &ret_entries->items[i];
        Time ended = time_is_set(entry->decided_at) ? entry->decided_at : ctx->now;
        entry->due_at = time_after(entry->submitted_at, settings()->review_target);
        entry->is_overdue = time_before(entry->due_at, ended);
    }
    return OK;
}

Error review_get(Ctx *ctx, Id revision_id, Id organization_id, RevisionDetail *ret_detail)
{
    RevisionDetail detail = {0};
    TRY(revision_get(ctx, revision_id, &detail.revision));
    TRY(product_review_get(ctx, detail.revision.product_id, organization_id, &detail.product));
    TRY(review_list(ctx, revision_id, &detail.reviews));
    TRY(verdict_find(ctx, &detail.revision, &detail.verdict));
    TRY(test_call_list_evidence(ctx, revision_id, &detail.test_calls));
    *ret_detail = detail;
    return OK;
}
