// submission.h — what an organization asks the operator to decide upon: its profile, and to become
// a seller. What it says is a row of its own for each kind, under the submission's id.
//
// submitted → approved | rejected (by the operator) | withdrawn (by the organization, also by
// submitting again). Of each kind at most one of an organization waits; a decision is made once.
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"

typedef enum SubmissionKind {
    SUBMISSION_PROFILE,            // pro_…
    SUBMISSION_SELLER_APPLICATION, // sap_…
} SubmissionKind;

typedef enum SubmissionState {
    SUBMISSION_SUBMITTED,
    SUBMISSION_APPROVED,
    SUBMISSION_REJECTED,
    SUBMISSION_WITHDRAWN,
} SubmissionState;

extern const char *const submission_kind_names[], *const submission_state_names[];

// What is known of every submission; C has no way to include a struct's members by name.
#define SUBMISSION_DATA                                                                            \
    Id id;                                                                                         \
    Id organization_id;                                                                            \
    SubmissionState state;                                                                         \
    Id submitted_by;                                                                               \
    Time submitted_at;                                                                             \
    Id decided_by;                                                                                 \
    Time decided_at;                                                                               \
    const char *reason /* of a rejection */

typedef struct Submission {
    SubmissionKind kind;
    SUBMISSION_DATA;
} Submission;

// The fields of anything that shows a submission, beside its id and organization.
#define SUBMISSION_FIELDS(Type)                                                                    \
    FIELD_ENUM(Type, state, submission_state_names), FIELD(Type, submitted_by, .required = true),  \
        FIELD(Type, submitted_at, .required = true), FIELD(Type, decided_by, .hidden = true),      \
        FIELD(Type, decided_at), FIELD(Type, reason, .about = "Why it was rejected.")

/** The operator's words to the organization. */
typedef struct Rejection {
    const char *reason;
} Rejection;

extern const Shape rejection_shape;

/**
 * A submission of the actor's organization, from now on; one of that kind that waited is withdrawn.
 * Emits "<kind>.submitted". Others of the organization wait for this transaction to end.
 */
Error submission_create(Ctx *ctx, SubmissionKind kind, Submission *ret_submission);

/**
 * The one way from submitted to another state; emits "<kind>.<state>". Withdrawing is for the
 * organization itself, deciding for the operator.
 *
 * NOT_FOUND  there is none of that kind for the actor
 * CONFLICT   already_decided
 */
Error submission_move(Ctx *ctx, SubmissionKind kind, Id id, SubmissionState state,
    const char *reason, Submission *ret_submission);
