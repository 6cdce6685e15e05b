#include "work/work.h"

#include "base/text.h"
#include "testing/database_scenario.h"

#include <stdatomic.h>
#include <string.h>

// ── what the jobs and reactions of these scenarios do ────────────────────────────────────────

static atomic_int ran;
static Error outcome; // of the next runs of "greet"

static Error greet(Ctx *ctx, const Job *job)
{
    ran++;
    (void)job;
    return outcome ? fail(ctx, outcome, "not_today", "Come back later.") : OK;
}

static const JobKind kinds[] = {
    {"greet", greet, MINUTES(1), 3},
    {.name = NULL},
};

static const Schedule nothing_planned[] = {{.job_kind = NULL}};
static const Subscriber nobody[] = {{NULL, NULL}};

static WorkSettings settings_of(Ctx *ctx)
{
    ran = 0;
    outcome = OK;
    return (WorkSettings){
        .database = db_database(ctx->db),
        .jobs = kinds,
        .schedules = nothing_planned,
        .subscribers = nobody,
    };
}

static int64_t jobs_in(Ctx *ctx, const char *state)
{
    int64_t count;
    must(ctx, db_number(ctx, &count, "SELECT count(*) FROM job WHERE state = $1", state));
    return count;
}

DATABASE_SCENARIO("a job runs once and is done")
{
    WorkSettings settings = settings_of(ctx);
    must(ctx, job_add(ctx, "greet", ID_NONE, NULL, NULL, TIME_NONE));
    must(ctx, work_drain(ctx, &settings));
    must(ctx, work_drain(ctx, &settings));

    EXPECT_INT(ran, 1);
    EXPECT_INT(jobs_in(ctx, "done"), 1);
}

DATABASE_SCENARIO("a job that fails is tried again later, and is dead after its last attempt")
{
    WorkSettings settings = settings_of(ctx);
    outcome = UNAVAILABLE;
    must(ctx, job_add(ctx, "greet", ID_NONE, NULL, NULL, TIME_NONE));
    must(ctx, work_drain(ctx, &settings));
    EXPECT_INT(ran, 1);
    EXPECT_INT(jobs_in(ctx, "waiting"), 1);

    for (int i = 0; i < 5; i++) {
        ctx->now = time_after(ctx->now, HOURS(1));
        must(ctx, work_drain(ctx, &settings));
    }
    EXPECT_INT(ran, 3);
    EXPECT_INT(jobs_in(ctx, "dead"), 1);
    const char *problem;
    must(ctx, db_text(ctx, &problem, "SELECT problem FROM job"));
    EXPECT_TEXT(problem, "not_today: Come back later.");
}
