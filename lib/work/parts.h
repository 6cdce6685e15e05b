// parts.h — one step of each kind of work. Private to lib/work; the engine and work_drain take
// them.
//
// Each runs on ctx->now as one actor, Kontor itself, outside a transaction.
#pragma once

#include "share.h"
#include "work/work.h"

/** Puts the events of a restored backup in order with those to come. */
Error events_settle(Ctx *ctx);

/** The event at this cursor. */
Error event_at(Ctx *ctx, const char *cursor, Event *ret_event);

/** Whether there are events that nobody is shown yet, since an older transaction runs on the
 * server: another program's, or one of its own upkeep. */
Error event_is_any_hidden(Ctx *ctx, bool *ret_is_any);

/** Runs the job of the lane that is due longest, of those whose share may take a thread; shares
 * NULL: of all. */
Error job_run_next(
    Ctx *ctx, const WorkSettings *settings, JobLane lane, Shares *shares, bool *ret_ran);
Error job_is_due(Ctx *ctx, const WorkSettings *settings, JobLane lane, bool *ret_due);

/** Reacts to the next events, unless another node is at it. */
Error react_next(Ctx *ctx, const WorkSettings *settings, bool *ret_reacted);

/** The job of an event whose reaction failed: the others do not wait for it. */
extern const char react_job_kind[];
Error react_again(Ctx *ctx, const WorkSettings *settings, const Job *job);

/** Whether the engine of this process is stopping. */
bool work_is_stopping(void);

/** Adds the jobs of the schedules that are due. */
Error schedules_plan(Ctx *ctx, const WorkSettings *settings);
