#include "work/work.h"

#include "base/text.h"
#include "db/engine.h"
#include "testing/database_scenario.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

enum { WRITERS = 8, EVENTS = 60, STEP_US = 5000 };

// ── what the jobs and reactions of these scenarios do ────────────────────────────────────────

static atomic_int runs, dwellers, holders;
static atomic_bool is_held;
static _Atomic Error outcome;    // of the next runs of "greet"
static _Atomic int64_t duration; // of them, in microseconds
static char order[1000];         // in which events were reacted to

static Error greet(Ctx *ctx, const Job *job)
{
    runs++;
    (void)job;
    usleep((unsigned)duration);
    return outcome ? fail(ctx, outcome, "not_today", "Come back later.") : OK;
}

// Goes on for as long as it may.
static Error dwell(Ctx *ctx, const Job *job)
{
    dwellers++;
    for (;;) {
        TRY(job_renew(ctx, job, MINUTES(1)));
        usleep(STEP_US);
    }
}

// Waits until it is let go.
static Error hold(Ctx *ctx, const Job *job)
{
    (void)ctx;
    (void)job;
    holders++;
    while (is_held)
        usleep(STEP_US);
    return OK;
}

static const JobKind kinds[] = {
    {"greet", greet, MINUTES(1), 3},
    {"glance", greet, MINUTES(1), 3, .is_routine = true},
    {"dwell", dwell, MINUTES(1), 3, .lane = JOBS_LONG},
    {"hold", hold, MINUTES(1), 3, .lane = JOBS_OUTWARD},
    {"call", greet, MINUTES(1), 3, .lane = JOBS_OUTWARD},
    {.name = NULL},
};

static const Schedule unplanned[] = {{.job_kind = NULL}};
static const Schedule hourly[] = {{"greet", HOURS(1)}, {.job_kind = NULL}};

// Writes down that it happened, in the same transaction.
static Error note(Ctx *ctx, const Event *event)
{
    strncat(order, event->subject_id.text, sizeof order - strlen(order) - 1);
    return job_add(ctx, "noted", ID_NONE, NULL, NULL, TIME_NONE);
}

static Error note_and_refuse(Ctx *ctx, const Event *event)
{
    TRY(note(ctx, event));
    return outcome ? fail(ctx, outcome, "not_today", "Come back later.") : OK;
}

static const Subscriber noters[] = {
    {"seen", note},
    {"refused", note_and_refuse},
    {NULL, NULL},
};

static WorkSettings settings_of(Ctx *ctx)
{
    runs = dwellers = holders = 0;
    duration = 0;
    outcome = OK;
    order[0] = '\0';
    return (WorkSettings){
        .database = db_database(ctx->db),
        .jobs = kinds,
        .schedules = unplanned,
        .subscribers = noters,
        .threads = {[JOBS_SHORT] = 2},
    };
}

static int64_t jobs_in(Ctx *ctx, const char *kind, const char *state)
{
    int64_t count;
    must(ctx, db_number(ctx, &count, "SELECT count(*) FROM job WHERE kind = $1 AND state = $2",
                  kind, state));
    return count;
}

static void add_greeting(Ctx *ctx, const char *key)
{
    must(ctx, job_add(ctx, "greet", ID_NONE, key, NULL, TIME_NONE));
}

static void drain_after(Ctx *ctx, const WorkSettings *settings, int64_t us)
{
    ctx->now = time_after(ctx->now, us);
    must(ctx, work_drain(ctx, settings));
}

// ── jobs ─────────────────────────────────────────────────────────────────────────────────────

DATABASE_SCENARIO("a job runs once, when it is due")
{
    WorkSettings settings = settings_of(ctx);
    add_greeting(ctx, NULL);
    must(ctx, job_add(ctx, "greet", ID_NONE, NULL, NULL, time_after(ctx->now, HOURS(1))));
    drain_after(ctx, &settings, 0);
    drain_after(ctx, &settings, 0);
    EXPECT_INT(runs, 1);
    EXPECT_INT(jobs_in(ctx, "greet", "done"), 1);
    drain_after(ctx, &settings, HOURS(1));
    EXPECT_INT(runs, 2);
}

DATABASE_SCENARIO("a job of a transaction that is rolled back never was")
{
    WorkSettings settings = settings_of(ctx);
    TX tx = {0};
    must(ctx, tx_begin(ctx, TX_WRITE, &tx));
    add_greeting(ctx, NULL);
    must(ctx, event_emit(ctx, "seen", ID_NONE, id_from("a"), NULL));
    tx_end(&tx);
    drain_after(ctx, &settings, 0);
    EXPECT_INT(runs, 0);
    EXPECT_TEXT(order, "");
}

DATABASE_SCENARIO("a job that fails is tried again ever later, and is dead after its last attempt")
{
    WorkSettings settings = settings_of(ctx);
    outcome = UNAVAILABLE;
    add_greeting(ctx, NULL);
    drain_after(ctx, &settings, 0);
    drain_after(ctx, &settings, SECOND / 3);
    EXPECT_INT(runs, 1);
    drain_after(ctx, &settings, SECONDS(1));
    EXPECT_INT(runs, 2);
    drain_after(ctx, &settings, SECOND / 2);
    EXPECT_INT(runs, 2);
    EXPECT_INT(jobs_in(ctx, "greet", "waiting"), 1);
    drain_after(ctx, &settings, HOURS(1));
    drain_after(ctx, &settings, HOURS(1));
    EXPECT_INT(runs, 3);
    EXPECT_INT(jobs_in(ctx, "greet", "dead"), 1);
    const char *problem;
    must(ctx, db_text(ctx, &problem, "SELECT problem FROM job"));
    EXPECT_TEXT(problem, "not_today: Come back later.");
}

DATABASE_SCENARIO("a job whose key is waiting already is not added; one that runs may be")
{
    WorkSettings settings = settings_of(ctx);
    add_greeting(ctx, "daily");
    add_greeting(ctx, "daily");
    add_greeting(ctx, "other");
    EXPECT_INT(jobs_in(ctx, "greet", "waiting"), 2);
    must(ctx, db_exec(ctx, "UPDATE job SET state = 'running' WHERE key = 'daily'"));
    add_greeting(ctx, "daily");
    EXPECT_INT(jobs_in(ctx, "greet", "waiting"), 2);
    drain_after(ctx, &settings, 0);
    EXPECT_INT(runs, 3);
}

static Error greet_and_add(Ctx *ctx, const Job *job)
{
    runs++;
    (void)job;
    if (runs == 1)
        TRY(job_add(ctx, "greet", ID_NONE, "daily", NULL, TIME_NONE));
    return fail(ctx, UNAVAILABLE, "not_today", "Come back later.");
}

DATABASE_SCENARIO("a job that fails gives way to one of its key that was added meanwhile")
{
    static const JobKind adding[] = {{"greet", greet_and_add, MINUTES(1), 9}, {.name = NULL}};
    WorkSettings settings = settings_of(ctx);
    settings.jobs = adding;
    add_greeting(ctx, "daily");
    drain_after(ctx, &settings, 0);
    EXPECT_INT(runs, 2);
    EXPECT_INT(jobs_in(ctx, "greet", "waiting"), 1);
    EXPECT_INT(jobs_in(ctx, "greet", "done"), 1);
}

DATABASE_SCENARIO("a job of a kind that this node does not know waits for one that does")
{
    WorkSettings settings = settings_of(ctx);
    must(ctx, job_add(ctx, "unheard_of", ID_NONE, NULL, NULL, TIME_NONE));
    drain_after(ctx, &settings, 0);
    EXPECT_INT(jobs_in(ctx, "unheard_of", "waiting"), 1);
}

static const WorkSettings *taking_over;

// While the first run goes on, its lease ends, and another worker takes the job over.
static Error outlive_lease(Ctx *ctx, const Job *job)
{
    if (++runs > 1)
        return OK;
    Ctx other = ctx_beside(ctx);
    EXPECT_INT(job->attempts, 1);
    drain_after(&other, taking_over, MINUTES(2));
    ctx_free(&other);
    return fail(ctx, UNAVAILABLE, "too_late", "The other has done it.");
}

DATABASE_SCENARIO(
    "a job whose lease ended is taken over, and its first worker changes nothing more")
{
    static const JobKind outliving[] = {{"greet", outlive_lease, MINUTES(1), 3}, {.name = NULL}};
    WorkSettings settings = settings_of(ctx);
    settings.jobs = outliving;
    taking_over = &settings;
    add_greeting(ctx, NULL);
    drain_after(ctx, &settings, 0);
    EXPECT_INT(runs, 2);
    EXPECT_INT(jobs_in(ctx, "greet", "done"), 1);
}

DATABASE_SCENARIO("a job that kills its worker each time is dead in the end")
{
    WorkSettings settings = settings_of(ctx);
    add_greeting(ctx, NULL);
    must(ctx, db_exec(ctx, "UPDATE job SET state = 'running', attempts = 3"));
    drain_after(ctx, &settings, 0);
    EXPECT_INT(runs, 0);
    EXPECT_INT(jobs_in(ctx, "greet", "dead"), 1);
}

DATABASE_SCENARIO("a schedule repeats without drift and makes up once for what was missed")
{
    WorkSettings settings = settings_of(ctx);
    settings.schedules = hourly;
    Time start = ctx->now;
    drain_after(ctx, &settings, 0);
    EXPECT_INT(runs, 1);
    drain_after(ctx, &settings, MINUTES(59));
    EXPECT_INT(runs, 1);
    drain_after(ctx, &settings, MINUTES(11)); // ten minutes late
    EXPECT_INT(runs, 2);
    drain_after(ctx, &settings, HOURS(30)); // nobody was there
    EXPECT_INT(runs, 3);
    int64_t next;
    must(ctx, db_number(ctx, &next, "SELECT next_run_at FROM schedule"));
    EXPECT_INT((next - start.us) % HOURS(1), 0);
    EXPECT(next > ctx->now.us && next <= ctx->now.us + HOURS(1));
}

// ── events ───────────────────────────────────────────────────────────────────────────────────

DATABASE_SCENARIO("events are listed in order from a cursor, of one organization or of all")
{
    EventList events;
    const char *newest;
    must(ctx, event_newest(ctx, &newest));
    ctx->actor.user_id = id_from("usr_1");
    for (int i = 0; i < 6; i++)
        must(ctx, event_emit(ctx, "seen", id_from(i % 2 ? "org_a" : "org_b"),
                      id_from(arena_printf(ctx->arena, "sub_%d", i)), "{\"a\":1}"));
    must(ctx, event_list(ctx, newest, ID_NONE, 4, &events));
    EXPECT_INT(events.count, 4);
    EXPECT_TEXT(events.items[3].subject_id.text, "sub_3");
    must(ctx, event_list(ctx, events.items[3].cursor, ID_NONE, 4, &events));
    EXPECT_INT(events.count, 2);
    must(ctx, event_list(ctx, NULL, id_from("org_a"), 10, &events));
    EXPECT_INT(events.count, 3);
    EXPECT_TEXT(events.items[2].subject_id.text, "sub_5");
    EXPECT_TEXT(events.items[2].actor_user_id.text, "usr_1");
    EXPECT(strstr(events.items[2].data.text, "\"a\"") != NULL);
    must(ctx, event_newest(ctx, &newest));
    EXPECT_TEXT(newest, events.items[2].cursor);
    EXPECT_INT(event_list(ctx, "1-2; DROP", ID_NONE, 10, &events), INVALID);
    EXPECT_TEXT(ctx->failure.code, "bad_cursor");
}

typedef struct Writer {
    Ctx ctx;
    pthread_t thread;
    int number;
} Writer;

static atomic_int writing;

static void *emit_many(void *arg)
{
    Writer *writer = arg;
    Ctx *ctx = &writer->ctx;
    for (int i = 0; i < EVENTS; i++) {
        TX tx = {0};
        must(ctx, tx_begin(ctx, TX_WRITE, &tx));
        must(ctx, event_emit(ctx, "seen", ID_NONE, id_new("x"), NULL));
        if (database_is_postgresql(db_database(ctx->db)))
            usleep((unsigned)((i * 7 + writer->number * 13) % 5) * 1000); // end out of order
        must(ctx, event_emit(ctx, "seen", ID_NONE, id_new("x"), NULL));
        must(ctx, tx_commit(&tx));
    }
    writing--;
    return NULL;
}

DATABASE_SCENARIO("a reader that follows the log misses no event of concurrent writers")
{
    Writer writers[WRITERS];
    writing = WRITERS;
    for (int i = 0; i < WRITERS; i++) {
        writers[i] = (Writer){.ctx = ctx_beside(ctx), .number = i};
        pthread_create(&writers[i].thread, NULL, emit_many, &writers[i]);
    }
    const char *cursor = NULL;
    size_t seen = 0;
    for (bool last = false;;) {
        EventList events;
        bool were_writing = writing > 0;
        must(ctx, event_list(ctx, cursor, ID_NONE, 50, &events));
        seen += events.count;
        if (events.count)
            cursor = events.items[events.count - 1].cursor;
        else if (last)
            break;
        last = !were_writing;
    }
    for (int i = 0; i < WRITERS; i++) {
        pthread_join(writers[i].thread, NULL);
        ctx_free(&writers[i].ctx);
    }
    EXPECT_INT(seen, 2 * WRITERS * EVENTS);
}

DATABASE_SCENARIO("each event is reacted to once and in order")
{
    WorkSettings settings = settings_of(ctx);
    for (const char *name = "abcdefghijklmnopqrstuvwxyz"; *name; name++)
        must(ctx, event_emit(ctx, "seen", ID_NONE, id_from((char[]){*name, '\0'}), NULL));
    must(ctx, event_emit(ctx, "ignored", ID_NONE, ID_NONE, NULL));
    drain_after(ctx, &settings, 0);
    drain_after(ctx, &settings, 0);
    EXPECT_TEXT(order, "abcdefghijklmnopqrstuvwxyz");
    EXPECT_INT(jobs_in(ctx, "noted", "waiting"), 26);
}

DATABASE_SCENARIO("a reaction that fails leaves no trace, holds up no other, and is tried again")
{
    WorkSettings settings = settings_of(ctx);
    outcome = CONFLICT;
    must(ctx, event_emit(ctx, "refused", ID_NONE, id_from("a"), NULL));
    must(ctx, event_emit(ctx, "seen", ID_NONE, id_from("b"), NULL));
    drain_after(ctx, &settings, 0);
    EXPECT_TEXT(order, "aba"); // the second time as a job
    EXPECT_INT(jobs_in(ctx, "noted", "waiting"), 1);
    EXPECT_INT(jobs_in(ctx, "react_again", "waiting"), 1);
    outcome = OK;
    drain_after(ctx, &settings, HOURS(1));
    EXPECT_INT(jobs_in(ctx, "noted", "waiting"), 2);
    EXPECT_INT(jobs_in(ctx, "react_again", "done"), 1);
}

DATABASE_SCENARIO("a reaction that a passing trouble stops is made later, as if it had not begun")
{
    WorkSettings settings = settings_of(ctx);
    outcome = UNAVAILABLE;
    must(ctx, event_emit(ctx, "refused", ID_NONE, id_from("a"), NULL));
    EXPECT_INT(work_drain(ctx, &settings), UNAVAILABLE);
    EXPECT_INT(jobs_in(ctx, "noted", "waiting"), 0);
    outcome = OK;
    drain_after(ctx, &settings, 0);
    EXPECT_INT(jobs_in(ctx, "noted", "waiting"), 1);
}

DATABASE_SCENARIO("events of a restored backup are neither hidden nor reacted to again")
{
    if (!database_is_postgresql(db_database(ctx->db)))
        return; // there transactions have no numbers
    WorkSettings settings = settings_of(ctx);
    for (int i = 0; i < 3; i++)
        must(ctx, event_emit(ctx, "seen", ID_NONE, id_from("a"), NULL));
    must(ctx, db_exec(ctx, "UPDATE event SET xid = 1000000000000 + seq % 2"));
    must(ctx, db_exec(ctx,
                  "INSERT INTO event_consumer (name, cursor) SELECT 'subscribers',"
                  " xid || '-' || seq FROM event WHERE seq = 1"));
    Work *work = work_start(&settings); // 2, which is first, and 1 have been reacted to; not 3
    must(ctx, event_emit(ctx, "seen", ID_NONE, id_from("b"), NULL));
    for (int waited = 0; jobs_in(ctx, "noted", "waiting") < 2 && waited < PATIENCE_US;)
        waited += usleep(STEP_US) + STEP_US;
    work_stop(work);
    EXPECT_TEXT(order, "ab");
    EventList events;
    must(ctx, event_list(ctx, NULL, ID_NONE, 10, &events));
    EXPECT_INT(events.count, 4);
    EXPECT_TEXT(events.items[3].subject_id.text, "b");
}

// ── the engine ───────────────────────────────────────────────────────────────────────────────

static void observe(void *arg, const Event *event)
{
    *(atomic_int *)arg += strcmp(event->kind, "seen") == 0;
}

static void ignore(void) {}

static bool soon(atomic_int *counter, int wanted)
{
    for (int waited = 0; *counter < wanted && waited < PATIENCE_US; waited += STEP_US)
        usleep(STEP_US);
    return *counter == wanted;
}

DATABASE_SCENARIO("nodes show each event to themselves, and react and run each job once together")
{
    WorkSettings settings = settings_of(ctx);
    must(ctx, event_emit(ctx, "seen", ID_NONE, id_from("a"), NULL)); // before: reacted to only
    atomic_int seen[2] = {0, 0};
    Work *nodes[2];
    for (int i = 0; i < 2; i++) {
        settings.observe = observe;
        settings.observe_arg = &seen[i];
        nodes[i] = work_start(&settings);
    }
    TX tx = {0};
    must(ctx, tx_begin(ctx, TX_WRITE, &tx));
    for (int i = 0; i < 30; i++) {
        must(ctx, event_emit(ctx, "seen", ID_NONE, id_from("b"), NULL));
        add_greeting(ctx, NULL);
    }
    must(ctx, tx_commit(&tx));
    EXPECT(soon(&seen[0], 30));
    EXPECT(soon(&seen[1], 30));
    EXPECT(soon(&runs, 30));
    usleep(300000); // would anything come twice?
    work_stop(nodes[0]);
    work_stop(nodes[1]);
    EXPECT_INT(seen[0], 30);
    EXPECT_INT(runs, 30);
    EXPECT_INT(jobs_in(ctx, "greet", "done"), 30);
    EXPECT_INT(jobs_in(ctx, "noted", "waiting"), 31);
}

// With nothing but the poll each would take half a second; a loaded machine may hold up some.
static void expect_woken(Work *work, Ctx *teller, atomic_int *seen)
{
    int64_t quickest = SECONDS(60);
    for (int i = 1; i <= 6; i++) {
        Time before = time_now();
        must(teller, event_emit(teller, "seen", ID_NONE, id_from("a"), NULL));
        EXPECT(soon(seen, i));
        int64_t took = time_now().us - before.us;
        quickest = took < quickest ? took : quickest;
    }
    EXPECT(quickest < SECOND / 4);
    work_stop(work);
}

DATABASE_SCENARIO("a node is woken by what its own process commits")
{
    WorkSettings settings = settings_of(ctx);
    atomic_int seen = 0;
    settings.observe = observe;
    settings.observe_arg = &seen;
    expect_woken(work_start(&settings), ctx, &seen);
}

DATABASE_SCENARIO("a node is woken by what another process commits")
{
    if (!database_is_postgresql(db_database(ctx->db)))
        return; // there is one process
    WorkSettings settings = settings_of(ctx);
    atomic_int seen = 0;
    settings.observe = observe;
    settings.observe_arg = &seen;
    const char *problem;
    Database *others = database_open(db_database(ctx->db)->url, 4, &problem);
    Work *work = work_start(&settings);
    database_listen(others, ignore); // as another process does: so its commits are told
    Ctx other = *ctx;
    other.db = db_new(others);
    usleep(100000); // until both listen
    expect_woken(work, &other, &seen);
    db_free(other.db);
    database_listen(others, NULL);
    database_close(others);
}

DATABASE_SCENARIO("stopping waits for the job that runs")
{
    WorkSettings settings = settings_of(ctx);
    duration = 200000;
    add_greeting(ctx, NULL);
    Work *work = work_start(&settings);
    EXPECT(soon(&runs, 1));
    work_stop(work);
    EXPECT_INT(jobs_in(ctx, "greet", "done"), 1);
}

static int64_t processor_us(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * INT64_C(1000000) +
           usage.ru_utime.tv_usec + usage.ru_stime.tv_usec;
}

DATABASE_SCENARIO("an idle node takes next to no processor time")
{
    WorkSettings settings = settings_of(ctx);
    settings.schedules = hourly;
    Work *work = work_start(&settings);
    EXPECT(soon(&runs, 1));
    usleep(300000);
    int64_t before = processor_us();
    usleep(1000000);
    EXPECT(processor_us() - before < 50000); // 5 % even under the sanitizers
    printf("# idle: %d us of processor time a second\n", (int)(processor_us() - before));
    work_stop(work);
}

DATABASE_SCENARIO("jobs that take long hold up no others, and give up when Kontor stops")
{
    WorkSettings settings = settings_of(ctx);
    settings.threads[JOBS_SHORT] = settings.threads[JOBS_LONG] = 1;
    must(ctx, job_add(ctx, "dwell", ID_NONE, NULL, NULL, TIME_NONE));
    must(ctx, job_add(ctx, "dwell", ID_NONE, NULL, NULL, TIME_NONE));
    Work *work = work_start(&settings);
    EXPECT(soon(&dwellers, 1));
    add_greeting(ctx, NULL);
    EXPECT(soon(&runs, 1));
    work_stop(work);
    EXPECT_INT(dwellers, 1);
    EXPECT_INT(jobs_in(ctx, "dwell", "waiting"), 2);
}

// Many for slow, then one for quick, which is not held up; all run in the end.
static void expect_fair(Ctx *ctx, int threads, void (*add)(Ctx *ctx, const char *kind, Id whose))
{
    WorkSettings settings = settings_of(ctx);
    settings.threads[JOBS_OUTWARD] = threads;
    is_held = true;
    for (int i = 0; i < 3 * threads; i++)
        add(ctx, "hold", id_from("slow"));
    add(ctx, "call", id_from("quick"));
    Work *work = work_start(&settings);
    EXPECT(soon(&runs, 1));
    EXPECT(soon(&holders, threads / 2));
    for (int i = 0; i < threads; i++)
        add(ctx, "hold", id_from("slower"));
    EXPECT(soon(&holders, threads));
    usleep(20 * STEP_US);
    EXPECT_INT(holders, threads);
    is_held = false;
    EXPECT(soon(&holders, 4 * threads));
    work_stop(work);
    EXPECT_INT(jobs_in(ctx, "hold", "done"), 4 * threads);
}

static void add_on_account(Ctx *ctx, const char *kind, Id whose)
{
    must(ctx, job_add_for(ctx, whose, kind, ID_NONE, NULL, NULL, TIME_NONE));
}

static void add_of_organization(Ctx *ctx, const char *kind, Id whose)
{
    must(ctx, job_add(ctx, kind, whose, NULL, NULL, TIME_NONE));
}

DATABASE_SCENARIO("whoever is slow takes half of the threads that wait for others, and no more")
{
    expect_fair(ctx, 4, add_on_account);
}

DATABASE_SCENARIO("the same goes for an organization")
{
    expect_fair(ctx, 2, add_of_organization);
}

DATABASE_SCENARIO("a job whose lease was taken by another is told")
{
    WorkSettings settings = settings_of(ctx);
    settings.threads[JOBS_LONG] = 1;
    must(ctx, job_add(ctx, "dwell", ID_NONE, NULL, NULL, TIME_NONE));
    Work *work = work_start(&settings);
    EXPECT(soon(&dwellers, 1));
    must(ctx, db_exec(ctx, "UPDATE job SET attempts = attempts + 1, run_at = $1",
                  time_after(ctx->now, HOURS(1))));
    usleep(20 * STEP_US);
    work_stop(work);
    EXPECT_INT(jobs_in(ctx, "dwell", "running"), 1); // the other's
}

DATABASE_SCENARIO("of a routine only what went wrong is kept")
{
    WorkSettings settings = settings_of(ctx);
    must(ctx, job_add(ctx, "glance", ID_NONE, NULL, NULL, TIME_NONE));
    drain_after(ctx, &settings, 0);
    EXPECT_INT(runs, 1);
    EXPECT_INT(jobs_in(ctx, "glance", "done"), 0);
    outcome = INVALID;
    must(ctx, job_add(ctx, "glance", ID_NONE, NULL, NULL, TIME_NONE));
    drain_after(ctx, &settings, 0);
    EXPECT_INT(jobs_in(ctx, "glance", "dead"), 1);
}
