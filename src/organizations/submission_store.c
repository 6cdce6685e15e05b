#include "submission_store.h"

#include "db/db.h"

static SHAPE(submission_shape, Submission, FIELD(Submission, id),
    FIELD(Submission, organization_id), FIELD_ENUM(Submission, kind, submission_kind_names),
    SUBMISSION_FIELDS(Submission));

Error submission_store_create(Ctx *ctx, const Submission *submission)
{
    return db_exec(ctx,
        "INSERT INTO submission (organization_id, id, kind, state, submitted_by, submitted_at)"
        " VALUES ($1, $2, $3, $4, $5, $6)",
        submission->organization_id, submission->id, submission_kind_names[submission->kind],
        submission_state_names[submission->state], submission->submitted_by,
        submission->submitted_at);
}

Error submission_store_withdraw(Ctx *ctx, Id organization_id, SubmissionKind kind)
{
    return db_exec(ctx,
        "UPDATE submission SET state = 'withdrawn', decided_at = $3"
        " WHERE organization_id = $1 AND kind = $2 AND state = 'submitted'",
        organization_id, submission_kind_names[kind], ctx->now);
}

Error submission_store_get(Ctx *ctx, SubmissionKind kind, Id id, Submission *ret_submission)
{
    return db_one(ctx, submission_shape, ret_submission,
        "SELECT id, organization_id, kind, state, submitted_by, submitted_at, decided_by,"
        " decided_at, reason FROM submission WHERE id = $1 AND kind = $2",
        id, submission_kind_names[kind]);
}

Error submission_store_move(Ctx *ctx, const Submission *submission)
{
    return db_exec(ctx,
        "UPDATE submission SET state = $3, decided_by = $4, decided_at = $5, reason = $6"
        " WHERE organization_id = $1 AND id = $2",
        submission->organization_id, submission->id, submission_state_names[submission->state],
        submission->decided_by, submission->decided_at, submission->reason);
}
