#include "job_http.h"

#include "organizations/role.h"
#include "page.h"
#include "work/job_log.h"

typedef struct JobQuery {
    const char *state;
    int64_t limit;
    const char *after;
} JobQuery;

static SHAPE(job_query_shape, JobQuery,
    FIELD(JobQuery, state, .pattern = "waiting|running|done|dead", .about = "All if absent."),
    PAGE_QUERY_FIELDS(JobQuery));

static Error get_jobs(Ctx *ctx, const Request *req, Response *res)
{
    const JobQuery *query = req->query;
    JobRowList jobs;
    TRY(job_list(ctx, query->state, query->after, page_limit(query) + 1, &jobs));
    return page_respond(ctx, res, query, &jobs, id.text);
}

static Error post_retry(Ctx *ctx, const Request *req, Response *res)
{
    JobRow job;
    TRY(job_start_again(ctx, id_from(req->args[0]), &job));
    return respond(ctx, res, &job);
}

const Route job_routes[] = {
    {GET, "/v1/operator/jobs", get_jobs, PERMIT_OPERATE, .query = &job_query_shape,
        .answer = &job_row_shape, .is_page = true,
        .summary = "List what runs in the background, newest first, and why something failed."},
    {POST, "/v1/operator/jobs/{id}/retry", post_retry, PERMIT_OPERATE, .answer = &job_row_shape,
        .summary = "Let a dead job try anew."},
    ROUTES_END,
};
