// review.h — the operator's decision about a submitted revision.
//
// Each submission of a revision is a review: waiting -> approved | rejected | withdrawn (taken back
// by its seller). revision_move begins and ends them, so the reviews of a revision are its history.
#pragma once

#include "catalog/product_review.h"
#include "catalog/revision.h"
#include "catalog/test_call.h"
#include "catalog/verdict.h"

typedef enum ReviewState {
    REVIEW_WAITING,
    REVIEW_APPROVED,
    REVIEW_REJECTED,
    REVIEW_WITHDRAWN,
} ReviewState;
extern const char *const review_state_names[]; // "waiting" …, ended by NULL

/** What is wrong with one field of the offer: "plans[1].name". */
typedef struct FieldReason {
    const char *field, *reason;
} FieldReason;

typedef LIST_OF(FieldReason) FieldReasonList;

extern const Shape field_reason_shape;

typedef struct Review {
    Id id; // rvw_…
    Id revision_id;
    ReviewState state;
    Id submitted_by;
    Time submitted_at;
    Time due_at; // when the operator means to have decided
    Id decided_by;
    Time decided_at;
    const char *submitted_by_name, *decided_by_name; // NULL: Kontor itself
    const char *reason;                              // a sentence for all of it
    FieldReasonList reasons;
    const char *override_reason; // why it was approved though the verdict blocks; the operator's
} Review;

typedef LIST_OF(Review) ReviewList;

extern const Shape operator_review_shape; // the row, and OperatorReview of the API

/** For revision_move: a revision was submitted, or left review for the state that it has now. */
Error review_begin(Ctx *ctx, const Revision *revision);
Error review_end(Ctx *ctx, const Revision *revision);

/** Of a revision, the newest first. */
Error review_list(Ctx *ctx, Id revision_id, ReviewList *ret_reviews);

// ── deciding ─────────────────────────────────────────────────────────────────────────────────

typedef struct RevisionApproval {
    Id review_id;    // the submission that was looked at; ID_NONE: whichever waits
    Time release_at; // TIME_NONE: as the seller asks, or at once
    bool is_at_once; // though the seller asks for a later time
    const char *override_reason;
} RevisionApproval;

typedef struct RevisionRejection {
    Id review_id;
    const char *reason;
    FieldReasonList reasons;
} RevisionRejection;

/**
 * Approves or rejects the submission that waits.
 * NOT_FOUND  there is no such revision, or it no such submission
 * CONFLICT   wrong_state: it was never submitted
 * CONFLICT   already_decided: nothing waits, or it is another submission than review_id; says by
 *            whom and when
 * CONFLICT   check_under_way: approved is only what was checked
 * CONFLICT   verdict_is_blocking: and there is no override_reason
 * CONFLICT   product_ended
 */
Error review_approve(
    Ctx *ctx, Id revision_id, const RevisionApproval *approval, Revision *ret_revision);
Error review_reject(
    Ctx *ctx, Id revision_id, const RevisionRejection *rejection, Revision *ret_revision);

// ── looking ──────────────────────────────────────────────────────────────────────────────────

/** A line of the operator's queue. */
typedef struct ReviewEntry {
    Id id;
    Id revision_id, product_id;
    int64_t revision_number;
    const char *product_version, *product_name, *seller_name;
    ServiceType service_type;
    ReviewState state;
    bool is_first; // the product never had another revision in force
    Time submitted_at, due_at, decided_at;
    Time release_at; // as the seller asks, or as it was decided
    bool is_overdue;
    const char *submitted_by_name, *decided_by_name;
    const char *verdict_state; // NULL: there is none
    int64_t warnings, blocking;
} ReviewEntry;

typedef LIST_OF(ReviewEntry) ReviewEntryList;
extern const Shape review_entry_shape;

typedef struct ReviewQuery {
    const char *state; // NULL: "waiting"
    const char *q;     // in the names of product and seller
    int64_t limit;
    const char *after;
} ReviewQuery;

extern const Shape review_query_shape;

/** What waits, the oldest first; what is decided, the newest first. One more than page_limit. */
Error review_list_queue(Ctx *ctx, const ReviewQuery *query, ReviewEntryList *ret_entries);

/** One revision with all that is known of it. */
typedef struct RevisionDetail {
    Revision revision;
    OperatorProduct product;
    ReviewList reviews;      // newest first
    Verdict *verdict;        // NULL: it was not checked as it is now
    TestCallList test_calls; // of its models, by the seller before it was submitted
} RevisionDetail;

extern const Shape revision_detail_shape;          // for its seller
extern const Shape operator_revision_detail_shape; // with what is the operator's only

/** NOT_FOUND, also if it is not of the organization's seller; ID_NONE: of any. */
Error review_get(Ctx *ctx, Id revision_id, Id organization_id, RevisionDetail *ret_detail);
