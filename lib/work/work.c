#include "work.h"

#include "db/db.h"
#include "log/log.h"
#include "parts.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

// One thread watches: it shows new events to this node, reacts to them, plans schedules and looks
// whether a job is due. The others sleep until it finds one. It is woken by what this process
// commits and what others tell; the poll is the net, and finds what becomes due or visible later.

#define POLL      (SECOND / 2)
#define GATHER    (SECOND / 100) // so that it looks once for many transactions
#define PLAN      SECONDS(1)
#define AFTER_BAD SECONDS(1)

enum { OBSERVED_AT_ONCE = 500, CURSOR_ROOM = 48, WAIT_FOR_EVENTS_US = 1000 };

struct Work {
    WorkSettings settings;
    pthread_t watcher, *workers;
    Shares *shares[JOB_LANES]; // NULL: anybody may take all threads
    atomic_bool is_stopping;
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    uint64_t rounds[JOB_LANES]; // of jobs found due
    char cursor[CURSOR_ROOM];   // of the last event shown; "" until the newest is known
    bool is_behind;             // there may be events to react to
    Time planned;
};

// Jobs and requests have no Work to name: they know of none, and there is one in a process.
static atomic_bool is_stopping;

bool work_is_stopping(void)
{
    return is_stopping;
}

static struct {
    pthread_mutex_t mutex;
    pthread_cond_t rung;
    atomic_uint_fast64_t count;
} bell = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0};

static void wake(void)
{
    pthread_mutex_lock(&bell.mutex);
    bell.count++;
    pthread_cond_broadcast(&bell.rung);
    pthread_mutex_unlock(&bell.mutex);
}

static struct timespec moment_after(int64_t us)
{
    struct timespec moment;
    clock_gettime(CLOCK_MONOTONIC, &moment);
    int64_t ns = moment.tv_nsec + us % SECOND * 1000;
    moment.tv_sec += us / SECOND + ns / 1000000000;
    moment.tv_nsec = ns % 1000000000;
    return moment;
}

static void bell_wait(uint64_t *heard, int64_t at_most_us)
{
    struct timespec until = moment_after(at_most_us);
    int late = 0;
    pthread_mutex_lock(&bell.mutex);
    while (bell.count == *heard && !late)
        late = pthread_cond_clockwait(&bell.rung, &bell.mutex, CLOCK_MONOTONIC, &until);
    pthread_mutex_unlock(&bell.mutex);
    if (!late)
        usleep(GATHER);
    *heard = bell.count;
}

// ── a thread's piece of work ─────────────────────────────────────────────────────────────────

static Ctx hand_new(const Work *work)
{
    return (Ctx){
        .arena = arena_new(),
        .db = db_new(work->settings.database),
        .actor = {.is_system = true},
        .now = time_now(),
        .language = "en",
        .request_id = "work",
    };
}

static void hand_refresh(Ctx *ctx)
{
    arena_reset(ctx->arena);
    ctx->now = time_now();
    ctx->failure = (Failure){0};
}

static void hand_free(Ctx *ctx)
{
    db_free(ctx->db);
    arena_free(ctx->arena);
}

static bool is_well(Ctx *ctx, Error error, const char *what)
{
    if (error)
        log_line(LOG_ERROR, what, "code=%s problem=%s", ctx->failure.code,
            log_value(ctx->arena, ctx->failure.message));
    return !error;
}

// ── the watcher ──────────────────────────────────────────────────────────────────────────────

static Error observe_start(Ctx *ctx, Work *work)
{
    const char *newest;
    TRY(event_newest(ctx, &newest));
    snprintf(work->cursor, sizeof work->cursor, "%s", newest);
    return OK;
}

static Error observe_next(Ctx *ctx, Work *work)
{
    EventList events;
    if (!work->cursor[0])
        TRY(observe_start(ctx, work));
    TRY(event_list(ctx, work->cursor, ID_NONE, OBSERVED_AT_ONCE, &events));
    for (size_t i = 0; i < events.count; i++) {
        if (work->settings.observe)
            work->settings.observe(work->settings.observe_arg, &events.items[i]);
        snprintf(work->cursor, sizeof work->cursor, "%s", events.items[i].cursor);
        work->is_behind = true;
    }
    return OK;
}

static Error plan(Ctx *ctx, Work *work)
{
    work->planned = ctx->now;
    work->is_behind = true; // another node may have been at it and ended
    return schedules_plan(ctx, &work->settings);
}

static void workers_wake(Work *work, JobLane lane)
{
    pthread_mutex_lock(&work->mutex);
    work->rounds[lane]++;
    pthread_cond_broadcast(&work->changed);
    pthread_mutex_unlock(&work->mutex);
}

static Error watch(Ctx *ctx, Work *work)
{
    TRY(observe_next(ctx, work));
    if (!time_before(ctx->now, time_after(work->planned, PLAN)))
        TRY(plan(ctx, work));
    if (work->is_behind)
        TRY(react_next(ctx, &work->settings, &work->is_behind));
    for (JobLane lane = 0; lane < JOB_LANES; lane++) {
        bool due;
        TRY(job_is_due(ctx, &work->settings, lane, &due));
        if (due)
            workers_wake(work, lane);
    }
    return OK;
}

static void *watcher_run(void *arg)
{
    Work *work = arg;
    Ctx ctx = hand_new(work);
    uint64_t heard = 0;
    while (!work->is_stopping) {
        hand_refresh(&ctx);
        bool is_fine = is_well(&ctx, watch(&ctx, work), "watching for work failed");
        if (!is_fine || !work->is_behind)
            bell_wait(&heard, is_fine ? POLL : AFTER_BAD);
    }
    hand_free(&ctx);
    return NULL;
}

// ── the workers ──────────────────────────────────────────────────────────────────────────────

static void round_wait(Work *work, JobLane lane, uint64_t *round)
{
    pthread_mutex_lock(&work->mutex);
    while (work->rounds[lane] == *round && !work->is_stopping)
        pthread_cond_wait(&work->changed, &work->mutex);
    *round = work->rounds[lane];
    pthread_mutex_unlock(&work->mutex);
}

static void worker_run(Work *work, JobLane lane)
{
    Ctx ctx = hand_new(work);
    uint64_t round = 0;
    while (!work->is_stopping) {
        bool ran = false;
        hand_refresh(&ctx);
        is_well(&ctx, job_run_next(&ctx, &work->settings, lane, work->shares[lane], &ran),
            "running a job failed");
        if (ran)
            wake(); // to what it wrote
        else
            round_wait(work, lane, &round);
    }
    hand_free(&ctx);
}

static void *short_run(void *work)
{
    worker_run(work, JOBS_SHORT);
    return NULL;
}

static void *long_run(void *work)
{
    worker_run(work, JOBS_LONG);
    return NULL;
}

static void *outward_run(void *work)
{
    worker_run(work, JOBS_OUTWARD);
    return NULL;
}

static void *looking_run(void *work)
{
    worker_run(work, JOBS_LOOKING);
    return NULL;
}

// ── start and stop ───────────────────────────────────────────────────────────────────────────

static void thread_start(pthread_t *thread, void *(*run)(void *), Work *work)
{
    if (pthread_create(thread, NULL, run, work))
        abort();
}

static int count_workers(const WorkSettings *settings)
{
    int count = 0;
    for (JobLane lane = 0; lane < JOB_LANES; lane++)
        count += settings->threads[lane];
    return count;
}

static void workers_start(Work *work)
{
    static void *(*const run[])(void *) = {[JOBS_SHORT] = short_run,
        [JOBS_LONG] = long_run,
        [JOBS_OUTWARD] = outward_run,
        [JOBS_LOOKING] = looking_run};
    pthread_t *worker = work->workers;
    for (JobLane lane = 0; lane < JOB_LANES; lane++)
        for (int i = 0; i < work->settings.threads[lane]; i++)
            thread_start(worker++, run[lane], work);
}

Work *work_start(const WorkSettings *settings)
{
    Work *work = calloc(1, sizeof *work);
    if (!work)
        abort();
    work->settings = *settings;
    is_stopping = false;
    pthread_mutex_init(&work->mutex, NULL);
    pthread_cond_init(&work->changed, NULL);
    work->workers = calloc((size_t)count_workers(settings) + 1, sizeof *work->workers);
    if (!work->workers)
        abort();
    work->shares[JOBS_OUTWARD] = shares_new(settings->threads[JOBS_OUTWARD]);
    work->shares[JOBS_LOOKING] = shares_new(settings->threads[JOBS_LOOKING]);
    // Before the caller fills what the events keep fresh.
    Ctx ctx = hand_new(work);
    is_well(&ctx, events_settle(&ctx), "settling restored events failed");
    is_well(&ctx, observe_start(&ctx, work), "watching for work failed");
    hand_free(&ctx);
    thread_start(&work->watcher, watcher_run, work);
    workers_start(work);
    database_listen(settings->database, wake);
    return work;
}

void work_stop(Work *work)
{
    if (!work)
        return;
    database_listen(work->settings.database, NULL);
    work->is_stopping = is_stopping = true;
    wake();
    for (JobLane lane = 0; lane < JOB_LANES; lane++)
        workers_wake(work, lane);
    pthread_join(work->watcher, NULL);
    for (int i = 0; i < count_workers(&work->settings); i++)
        pthread_join(work->workers[i], NULL);
    pthread_cond_destroy(&work->changed);
    pthread_mutex_destroy(&work->mutex);
    shares_free(work->shares[JOBS_OUTWARD]);
    shares_free(work->shares[JOBS_LOOKING]);
    free(work->workers);
    free(work);
}

Error work_drain(Ctx *ctx, const WorkSettings *settings)
{
    for (bool busy = true; busy;) {
        bool ran, reacted, is_any_hidden = false;
        TRY(schedules_plan(ctx, settings));
        TRY(react_next(ctx, settings, &reacted));
        TRY(job_run_next(ctx, settings, JOBS_ALL, NULL, &ran));
        if (!ran && !reacted)
            TRY(event_is_any_hidden(ctx, &is_any_hidden));
        if (is_any_hidden)
            usleep(WAIT_FOR_EVENTS_US);
        busy = ran || reacted || is_any_hidden;
    }
    return OK;
}
