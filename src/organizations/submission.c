#include "submission.h"

#include "organization_store.h"
#include "submission_store.h"
#include "work/work.h"

const char *const submission_kind_names[] = {"profile", "seller_application", NULL};
const char *const submission_state_names[] = {
    "submitted", "approved", "rejected", "withdrawn", NULL};

SHAPE(rejection_shape, Rejection,
    FIELD(Rejection, reason, .required = true, .max = 2000, .about = "Sent to the organization."));

static Error event_of(Ctx *ctx, const Submission *submission)
{
    const char *kind = arena_printf(ctx->arena, "%s.%s", submission_kind_names[submission->kind],
        submission_state_names[submission->state]);
    return event_emit(ctx, kind, submission->organization_id, submission->id, NULL);
}

Error submission_create(Ctx *ctx, SubmissionKind kind, Submission *ret_submission)
{
    static const char *const prefixes[] = {"pro", "sap"};
    Submission submission = {
        .kind = kind,
        .id = id_new(prefixes[kind]),
        .organization_id = ctx->actor.organization_id,
        .state = SUBMISSION_SUBMITTED,
        .submitted_by = ctx->actor.user_id,
        .submitted_at = ctx->now,
    };
    TRY(organization_store_lock(ctx, submission.organization_id)); // one after the other
    TRY(submission_store_withdraw(ctx, submission.organization_id, kind));
    TRY(submission_store_create(ctx, &submission));
    TRY(event_of(ctx, &submission));
    *ret_submission = submission;
    return OK;
}

// An organization takes back what is its own; everything else is the operator's.
static bool is_for_actor(const Ctx *ctx, const Submission *submission, SubmissionState state)
{
    return state == SUBMISSION_WITHDRAWN
               ? id_same(submission->organization_id, ctx->actor.organization_id)
               : (ctx->actor.permissions & PERMIT_EVERYWHERE) != 0;
}

Error submission_move(Ctx *ctx, SubmissionKind kind, Id id, SubmissionState state,
    const char *reason, Submission *ret_submission)
{
    Submission submission = {0};
    TRY(submission_store_get(ctx, kind, id, &submission));
    if (!is_for_actor(ctx, &submission, state))
        return fail(ctx, NOT_FOUND, "not_found", "There is no such submission.");
    TRY(organization_store_lock(ctx, submission.organization_id)); // as submitting does
    TRY(submission_store_get(ctx, kind, id, &submission));
    if (submission.state != SUBMISSION_SUBMITTED)
        return fail(ctx, CONFLICT, "already_decided", "This submission is %s already.",
            submission_state_names[submission.state]);
    submission.state = state;
    submission.reason = reason;
    submission.decided_by = state == SUBMISSION_WITHDRAWN ? ID_NONE : ctx->actor.user_id;
    submission.decided_at = ctx->now;
    TRY(submission_store_move(ctx, &submission));
    TRY(event_of(ctx, &submission));
    *ret_submission = submission;
    return OK;
}
