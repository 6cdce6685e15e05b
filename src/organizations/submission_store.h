// submission_store.h — submission rows. Private to src/organizations.
#pragma once

#include "submission.h"

Error submission_store_create(Ctx *ctx, const Submission *submission);
Error submission_store_withdraw(Ctx *ctx, Id organization_id, SubmissionKind kind); // what waits
Error submission_store_get(Ctx *ctx, SubmissionKind kind, Id id, Submission *ret_submission);
Error submission_store_move(Ctx *ctx, const Submission *submission);
