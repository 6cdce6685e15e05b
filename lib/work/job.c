#include "base/text.h"
#include "db/db.h"
#include "log/log.h"
#include "metrics/metrics.h"
#include "parts.h"
#include "json/json.h"

#include <string.h>

// What failed is tried again after 1 s, 2 s, 4 s …, at most an hour, and not all at once.
#define FIRST_DELAY SECONDS(1)
#define LAST_DELAY  HOURS(1)

#define REACT_LEASE MINUTES(1)
enum { REACT_ATTEMPTS = 15 };

static const int64_t job_bounds[] = {
    SECOND / 100, SECOND / 10, SECONDS(1), SECONDS(10), MINUTES(1), MINUTES(10), 0};
static Metric jobs_total =
    COUNTER("kontor_jobs_total", "Runs of jobs, by how they ended.", "kind", "outcome");
static Metric job_seconds =
    HISTOGRAM("kontor_job_seconds", "How long a job ran.", "kind", NULL, job_bounds);

static SHAPE(job_shape, Job, FIELD(Job, id), FIELD(Job, kind), FIELD(Job, organization_id),
    FIELD(Job, share), FIELD(Job, arguments), FIELD(Job, attempts));

const JsonValue *job_read_arguments(Ctx *ctx, const Job *job)
{
    const char *problem;
    return json_parse(ctx->arena, job->arguments, strlen(job->arguments), &problem);
}

Error job_add_for(Ctx *ctx, Id share, const char *kind, Id organization_id, const char *key,
    const char *arguments, Time run_at)
{
    db_tell(ctx);
    return db_exec(ctx,
        "INSERT INTO job (id, organization_id, kind, key, arguments, state, run_at, attempts,"
        " created_at, share) VALUES ($1, $2, $3, $4, $5, 'waiting', $6, 0, $7, $8)"
        " ON CONFLICT (kind, key) WHERE state = 'waiting' DO NOTHING",
        id_new("job"), organization_id, kind, key, arguments ? arguments : "{}",
        time_is_set(run_at) ? run_at : ctx->now, ctx->now, share);
}

Error job_add(Ctx *ctx, const char *kind, Id organization_id, const char *key,
    const char *arguments, Time run_at)
{
    return job_add_for(ctx, organization_id, kind, organization_id, key, arguments, run_at);
}

// ── which kinds this node knows: during an update others may know more ───────────────────────

static JobKind kind_named(const WorkSettings *settings, const char *name)
{
    if (strcmp(name, react_job_kind) == 0)
        return (JobKind){react_job_kind, NULL, REACT_LEASE, REACT_ATTEMPTS};
    const JobKind *kind = settings->jobs;
    while (strcmp(kind->name, name) != 0)
        kind++;
    return *kind;
}

static const char *known_kinds(Arena *arena, const WorkSettings *settings, JobLane lane)
{
    size_t known = 0, count = 0;
    while (settings->jobs[known].name)
        known++;
    const char **names = arena_array_of(arena, const char *, known + 1);
    for (size_t i = 0; i < known; i++)
        if (lane == JOBS_ALL || settings->jobs[i].lane == lane)
            names[count++] = settings->jobs[i].name;
    if (lane == JOBS_ALL || lane == JOBS_SHORT)
        names[count++] = react_job_kind;
    return json_of_texts(arena, (TextList){names, count});
}

// ── taking one ───────────────────────────────────────────────────────────────────────────────
// A running job has its lease's end as run_at, so that what nobody works on any more is due again.
// The number of attempts tells the runs of a job apart: who lost the lease changes nothing.

typedef struct Claim {
    const WorkSettings *settings;
    JobLane lane;
    TextList full; // shares that may take no thread more
    bool found;
    Job job;
    JobKind kind;
} Claim;

typedef struct DueKind {
    const char *kind;
} DueKind;

typedef LIST_OF(DueKind) DueKindList;

static SHAPE(due_kind_shape, DueKind, FIELD(DueKind, kind));

// Asked kind by kind, so that a lane does not read through what waits in the other.
static Error kinds_due(Ctx *ctx, const WorkSettings *settings, JobLane lane, DueKindList *ret_kinds)
{
    return db_all(ctx, due_kind_shape, ret_kinds,
        "SELECT kind FROM (SELECT item AS kind, (SELECT min(run_at) FROM job WHERE kind = item"
        " AND state IN ('waiting', 'running') AND run_at <= $1) AS since FROM {list $2} AS known)"
        " AS due WHERE since IS NOT NULL ORDER BY since, kind",
        ctx->now, known_kinds(ctx->arena, settings, lane));
}

Error job_is_due(Ctx *ctx, const WorkSettings *settings, JobLane lane, bool *ret_due)
{
    DueKindList kinds;
    TRY(kinds_due(ctx, settings, lane, &kinds));
    *ret_due = kinds.count > 0;
    return OK;
}

static Error claim_of_kind(Ctx *ctx, const char *kind, Claim *claim)
{
    Job *job = &claim->job;
    Error error = db_one(ctx, job_shape, job,
        "SELECT id, kind, organization_id, coalesce(share, organization_id) AS share, arguments,"
        " attempts + 1 AS attempts FROM job"
        " WHERE kind = $2 AND state IN ('waiting', 'running') AND run_at <= $1"
        " AND coalesce(share, organization_id, '') NOT IN {list $3}"
        " ORDER BY run_at, id LIMIT 1 {skip}",
        ctx->now, kind, json_of_texts(ctx->arena, claim->full));
    claim->found = error != NOT_FOUND;
    if (error)
        return claim->found ? error : OK;
    claim->kind = kind_named(claim->settings, job->kind);
    Time lease_end = time_after(ctx->now, claim->kind.lease_us);
    return db_exec(ctx,
        "UPDATE job SET state = 'running', attempts = $2, run_at = $3"
        " WHERE id = $1",
        job->id, job->attempts, lease_end);
}

static Error claim(Ctx *ctx, void *arg)
{
    Claim *claim = arg;
    DueKindList kinds;
    claim->found = false;
    TRY(kinds_due(ctx, claim->settings, claim->lane, &kinds));
    for (size_t i = 0; i < kinds.count && !claim->found; i++)
        TRY(claim_of_kind(ctx, kinds.items[i].kind, claim));
    return OK;
}

Error job_renew(Ctx *ctx, const Job *job, int64_t lease_us)
{
    int64_t count;
    ctx->now = time_now();
    if (work_is_stopping())
        return fail(ctx, UNAVAILABLE, "stopping", "Kontor is being stopped.");
    TRY(db_exec_count(ctx, &count,
        "UPDATE job SET run_at = $3 WHERE id = $1 AND attempts = $2 AND state = 'running'", job->id,
        job->attempts, time_after(ctx->now, lease_us)));
    if (!count)
        return fail(ctx, CONFLICT, "lease_lost", "Another worker has taken over the job.");
    return OK;
}

// ── how it ended ─────────────────────────────────────────────────────────────────────────────

static Error finish(Ctx *ctx, const Job *job, const char *state, const char *problem)
{
    metric_add(&jobs_total, 1, job->kind, state);
    return db_exec(ctx,
        "UPDATE job SET state = $3, problem = $4, finished_at = $5"
        " WHERE id = $1 AND attempts = $2 AND state = 'running'",
        job->id, job->attempts, state, problem, ctx->now);
}

static int64_t delay(const Job *job)
{
    int64_t delay_us = FIRST_DELAY;
    for (int64_t i = 1; i < job->attempts && delay_us < LAST_DELAY; i++)
        delay_us *= 2;
    if (delay_us > LAST_DELAY)
        delay_us = LAST_DELAY;
    uint32_t random;
    random_bytes(&random, sizeof random);
    return delay_us / 2 + (int64_t)(random % (uint64_t)(delay_us / 2));
}

static Error put_back(Ctx *ctx, const Job *job, const char *problem)
{
    Error error = db_exec(ctx,
        "UPDATE job SET state = 'waiting', problem = $3, run_at = $4"
        " WHERE id = $1 AND attempts = $2 AND state = 'running'",
        job->id, job->attempts, problem, time_after(ctx->now, delay(job)));
    if (error == CONFLICT && text_same(ctx->failure.code, "job_key"))
        return finish(ctx, job, "done", "The same job was added again while this one ran.");
    metric_add(&jobs_total, 1, job->kind, "retried");
    return error;
}

static Error bury(Ctx *ctx, const Job *job, const char *problem)
{
    log_line(LOG_ERROR, "job is dead", "job=%s kind=%s attempts=%d problem=%s", job->id.text,
        job->kind, (int)job->attempts, log_value(ctx->arena, problem));
    return finish(ctx, job, "dead", problem);
}

static Error forget(Ctx *ctx, const Job *job)
{
    metric_add(&jobs_total, 1, job->kind, "done");
    return db_exec(ctx, "DELETE FROM job WHERE id = $1 AND attempts = $2 AND state = 'running'",
        job->id, job->attempts);
}

static Error settle(Ctx *ctx, const Claim *claim, Error error, const char *problem)
{
    if (!error && claim->kind.is_routine)
        return forget(ctx, &claim->job);
    if (!error)
        return finish(ctx, &claim->job, "done", NULL);
    if (error == INVALID || claim->job.attempts >= claim->kind.max_attempts)
        return bury(ctx, &claim->job, problem);
    return put_back(ctx, &claim->job, problem);
}

// ── running it ───────────────────────────────────────────────────────────────────────────────

static Error run(Ctx *ctx, const Claim *claim, const char **ret_problem)
{
    const Job *job = &claim->job;
    Ctx work = *ctx;
    work.actor = (Actor){.organization_id = job->organization_id, .is_system = true};
    work.request_id = job->id.text;
    work.failure = (Failure){0};
    Error error =
        claim->kind.run ? claim->kind.run(&work, job) : react_again(&work, claim->settings, job);
    if (error)
        *ret_problem = arena_printf(ctx->arena, "%s: %s", work.failure.code, work.failure.message);
    return error;
}

static Error run_and_settle(Ctx *ctx, const Claim *taken)
{
    if (taken->job.attempts > taken->kind.max_attempts)
        return bury(ctx, &taken->job, "lease_expired: It never ended within its lease.");
    const char *problem = NULL;
    Time started = time_now(), kept = ctx->now;
    Error error = run(ctx, taken, &problem);
    int64_t took = time_now().us - started.us;
    metric_observe(&job_seconds, took, taken->job.kind, NULL);
    ctx->now = time_after(kept, took);
    error = settle(ctx, taken, error, problem);
    ctx->now = kept;
    return error;
}

static Error claim_next(Ctx *ctx, Claim *taken, Shares *shares)
{
    if (shares)
        taken->full = shares_begin_choice(shares, ctx->arena);
    Error error = tx_run(ctx, TX_WRITE, claim, taken);
    taken->found = taken->found && !error;
    if (shares)
        shares_end_choice(shares, taken->found ? taken->job.share : ID_NONE);
    return error;
}

Error job_run_next(
    Ctx *ctx, const WorkSettings *settings, JobLane lane, Shares *shares, bool *ret_ran)
{
    Claim taken = {.settings = settings, .lane = lane};
    TRY(claim_next(ctx, &taken, shares));
    *ret_ran = taken.found;
    if (!taken.found)
        return OK;
    Error error = run_and_settle(ctx, &taken);
    if (shares)
        shares_remove(shares, taken.job.share);
    return error;
}

Error job_remove_old(Ctx *ctx, Time before, int64_t *ret_count)
{
    return db_exec_count(ctx, ret_count,
        "DELETE FROM job WHERE id IN (SELECT id FROM job WHERE id < $1 AND finished_at < $2"
        " AND state IN ('done', 'dead') ORDER BY id LIMIT $3)",
        id_new_at("job", before), before, REMOVED_AT_ONCE);
}
