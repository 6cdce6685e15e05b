#include "job_log.h"

#include "db/db.h"

const char *const job_state_names[] = {"waiting", "running", "done", "dead", NULL};

SHAPE(job_row_shape, JobRow, FIELD(JobRow, id, .required = true),
    FIELD(JobRow, kind, .required = true), FIELD(JobRow, organization_id),
    FIELD(JobRow, key, .about = "Mostly the id of what it is about."),
    FIELD_ENUM(JobRow, state, job_state_names), FIELD(JobRow, attempts), FIELD(JobRow, problem),
    FIELD(JobRow, run_at, .required = true), FIELD(JobRow, created_at, .required = true),
    FIELD(JobRow, finished_at));

#define JOB_ROW                                                                                    \
    "id, kind, organization_id, key, state, attempts, problem, run_at, created_at, finished_at"

Error job_list(Ctx *ctx, const char *state, const char *after, int64_t limit, JobRowList *ret_jobs)
{
    return db_all(ctx, job_row_shape, ret_jobs,
        "SELECT " JOB_ROW
        " FROM job"
        " WHERE (CAST($1 AS TEXT) IS NULL OR state = $1)"
        " AND (CAST($2 AS TEXT) IS NULL OR id < $2) ORDER BY id DESC LIMIT $3",
        state, after, limit);
}

static Error job_get(Ctx *ctx, Id id, JobRow *ret_job)
{
    return db_one(
        ctx, job_row_shape, ret_job, "SELECT " JOB_ROW " FROM job WHERE id = $1 {lock}", id);
}

Error job_start_again(Ctx *ctx, Id id, JobRow *ret_job)
{
    TRY(job_get(ctx, id, ret_job));
    if (ret_job->state != JOB_DEAD)
        return fail(ctx, CONFLICT, "job_not_dead", "The job is %s; only a dead one needs that.",
            job_state_names[ret_job->state]);
    TRY(db_exec(ctx,
        "UPDATE job SET state = 'waiting', attempts = 0, run_at = $1, finished_at = NULL"
        " WHERE id = $2",
        ctx->now, id));
    return job_get(ctx, id, ret_job);
}
