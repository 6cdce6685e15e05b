// work.h — jobs, events and schedules: rows written with the change that causes them (outbox),
// worked off by leases, at least once.
#pragma once

#include "base/ctx.h"
#include "db/db.h"
#include "shape/shape.h"
#include "json/json.h"

/** A removal is many short transactions: on SQLite nobody else writes meanwhile. */
enum { REMOVED_AT_ONCE = 1000 };

// ── jobs ─────────────────────────────────────────────────────────────────────────────────────

typedef struct Job {
    Id id; // job_…
    const char *kind;
    Id organization_id;    // ID_NONE: the platform's own
    Id share;              // on whose account it takes a thread; ID_NONE: nobody's
    const char *arguments; // a JSON object
    int64_t attempts;      // this one included
} Job;

const JsonValue *job_read_arguments(Ctx *ctx, const Job *job);

/** Threads of their own, so that one kind of work holds up no other. */
typedef enum JobLane {
    JOBS_SHORT,
    JOBS_LONG,    // take minutes, and renew their lease
    JOBS_OUTWARD, // wait for servers of others
    JOBS_LOOKING, // the same for minutes, and hardly anybody waits for them
    JOB_LANES,
    JOBS_ALL = JOB_LANES
} JobLane;

typedef struct JobKind {
    const char *name; // "send_mail"; ended by a NULL name
    /** Outside a transaction; opens its own. What fails is tried again with growing pauses, but
     * INVALID is dead at once: it would fail the same way for ever. */
    Error (*run)(Ctx *ctx, const Job *job);
    int64_t lease_us;     // how long one run may take before another worker takes over
    int64_t max_attempts; // then the job is dead: kept, shown to the operator
    JobLane lane;
    bool is_routine; // runs so often that one which went well is not kept
} JobKind;

/**
 * For a job that takes long: its lease begins anew, and ctx->now is the present again.
 * CONFLICT lease_lost: another worker has taken over, so end without changing anything more.
 * UNAVAILABLE stopping: this process ends; give up, and the job runs again elsewhere.
 */
Error job_renew(Ctx *ctx, const Job *job, int64_t lease_us);

/**
 * Adds a job to the current transaction. With a key, a waiting job of that kind and key is not
 * added twice. run_at TIME_NONE is now.
 */
Error job_add(Ctx *ctx, const char *kind, Id organization_id, const char *key,
    const char *arguments, Time run_at);

/** The same on the account of share, not of the organization. Where jobs wait for servers of
 * others, they take half of the lane's threads at most on one account. */
Error job_add_for(Ctx *ctx, Id share, const char *kind, Id organization_id, const char *key,
    const char *arguments, Time run_at);

/** Removes at most REMOVED_AT_ONCE that ended before, and says how many. */
Error job_remove_old(Ctx *ctx, Time before, int64_t *ret_count);

/** Repeats without drift; the next run is planned even when a node was down. */
typedef struct Schedule {
    const char *job_kind; // ended by NULL
    int64_t every_us;
} Schedule;

// ── events ───────────────────────────────────────────────────────────────────────────────────

/** Something that happened, in the log that feeds pages, mail, webhooks and caches. */
typedef struct Event {
    const char *cursor; // position in the log; opaque, grows
    Id id;              // evt_…
    Id organization_id; // whose it is; ID_NONE: the operator's
    const char *kind;   // "subscription.cancelled"
    Id subject_id;
    Id actor_user_id;
    RawJson data;
    Time created_at;
} Event;

extern const Shape event_shape;
typedef LIST_OF(Event) EventList;

const JsonValue *event_read_data(Ctx *ctx, const Event *event); // that it was emitted with

/** Writes an event in the current transaction. data: a JSON object without secrets, or NULL. */
Error event_emit(Ctx *ctx, const char *kind, Id organization_id, Id subject_id, const char *data);

/** At most limit finished events after the cursor (NULL or "": from the beginning), of one
 * organization (ID_NONE: of all). INVALID bad_cursor. */
Error event_list(
    Ctx *ctx, const char *after, Id organization_id, int64_t limit, EventList *ret_events);

/** The cursor of the newest finished event. */
Error event_newest(Ctx *ctx, const char **ret_cursor);

/** Removes at most REMOVED_AT_ONCE that are older, the oldest first, and says how many. */
Error event_remove_old(Ctx *ctx, Time before, int64_t *ret_count);

#define EVERY_EVENT "*"

/** Who reacts to which event, each once per event, in order, inside one transaction with its
 * cursor. */
typedef struct Subscriber {
    const char *kind; // of the event, or EVERY_EVENT; ended by NULL
    Error (*react)(Ctx *ctx, const Event *event);
    /** With EVERY_EVENT: sets ret_wanted[i] where react may have something to do, asked once for
     * many events, so that the others cost nothing. As Kontor itself. */
    Error (*find)(Ctx *ctx, const EventList *events, bool *ret_wanted);
} Subscriber;

// ── the engine ───────────────────────────────────────────────────────────────────────────────

typedef struct WorkSettings {
    Database *database;
    const JobKind *jobs;
    const Schedule *schedules;
    const Subscriber *subscribers;
    int threads[JOB_LANES]; // that run jobs
    /** Called on each node for every event within a second of its commit: caches, SSE. Not in a
     * transaction. */
    void (*observe)(void *arg, const Event *event);
    void *observe_arg;
} WorkSettings;

typedef struct Work Work;

Work *work_start(const WorkSettings *settings);
void work_stop(Work *work); // waits for running jobs

/** Without an engine (tests, commands): runs due jobs and reactions in this thread until nothing is
 * due, and waits for events that are still hidden. Jobs of other kinds than the settings' stay. */
Error work_drain(Ctx *ctx, const WorkSettings *settings);
