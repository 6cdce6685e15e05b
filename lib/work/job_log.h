// job_log.h — the jobs that wait, run, are done or dead, for whoever looks after them.
#pragma once

#include "work/work.h"

typedef enum JobState { JOB_WAITING, JOB_RUNNING, JOB_DONE, JOB_DEAD } JobState;

extern const char *const job_state_names[]; // "waiting" …, ended by NULL

typedef struct JobRow {
    Id id;
    const char *kind;
    Id organization_id; // ID_NONE: of none
    const char *key;    // mostly the id of what it is about; NULL: none
    JobState state;
    int64_t attempts;
    const char *problem; // of the last attempt; NULL: none
    Time run_at;         // when it is due next
    Time created_at, finished_at;
} JobRow;

extern const Shape job_row_shape;
typedef LIST_OF(JobRow) JobRowList;

/** Newest first; state NULL: all; after: the last one of the page before, or NULL. */
Error job_list(Ctx *ctx, const char *state, const char *after, int64_t limit, JobRowList *ret_jobs);

/**
 * Lets a dead job try anew, from its first attempt.
 * NOT_FOUND  there is none of that id
 * CONFLICT   job_not_dead: it still runs by itself, or is done
 */
Error job_start_again(Ctx *ctx, Id id, JobRow *ret_job);
