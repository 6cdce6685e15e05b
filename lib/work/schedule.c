#include "base/text.h"
#include "db/db.h"
#include "parts.h"

typedef struct Planned {
    const char *job_kind;
    int64_t next_run_at;
} Planned;

static SHAPE(planned_shape, Planned, FIELD(Planned, job_kind), FIELD(Planned, next_run_at));
typedef LIST_OF(Planned) PlannedList;

typedef struct Plan {
    const Schedule *schedule;
    const Planned *planned; // NULL: the first run is now
} Plan;

// Whoever moves the row on adds the job. A run that was missed is made up for once.
static Error plan(Ctx *ctx, void *arg)
{
    const Plan *what = arg;
    const Schedule *schedule = what->schedule;
    int64_t was = what->planned ? what->planned->next_run_at : ctx->now.us;
    int64_t next = was + ((ctx->now.us - was) / schedule->every_us + 1) * schedule->every_us;
    int64_t moved;
    if (what->planned)
        TRY(db_exec_count(ctx, &moved,
            "UPDATE schedule SET next_run_at = $3 WHERE job_kind = $1 AND next_run_at = $2",
            schedule->job_kind, was, next));
    else
        TRY(db_exec_count(ctx, &moved,
            "INSERT INTO schedule (job_kind, next_run_at) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            schedule->job_kind, next));
    return moved ? job_add(ctx, schedule->job_kind, ID_NONE, schedule->job_kind, NULL, TIME_NONE)
                 : OK;
}

static const Planned *planned_of(const PlannedList *list, const char *job_kind)
{
    for (size_t i = 0; i < list->count; i++)
        if (text_same(list->items[i].job_kind, job_kind))
            return &list->items[i];
    return NULL;
}

Error schedules_plan(Ctx *ctx, const WorkSettings *settings)
{
    PlannedList list;
    TRY(db_all(
        ctx, planned_shape, &list, "SELECT job_kind, next_run_at FROM schedule ORDER BY job_kind"));
    for (const Schedule *schedule = settings->schedules; schedule->job_kind; schedule++) {
        Plan what = {schedule, planned_of(&list, schedule->job_kind)};
        if (!what.planned || what.planned->next_run_at <= ctx->now.us)
            TRY(tx_run(ctx, TX_WRITE, plan, &what));
    }
    return OK;
}
