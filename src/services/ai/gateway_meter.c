#include "gateway_meter.h"

#include "http/server.h"
#include "log/log.h"
#include "work/work.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

enum { MAX_BATCH = 512, MANY = 4, GATHER_US = 1500, MAX_NOTICES = 512 };
static const int64_t notice_us = SECONDS(1);

// A subscription with new usage that pages were not told of.
typedef struct Notice {
    Id organization_id, subscription_id;
} Notice;

struct GatewayMeter {
    Database *database;
    pthread_t thread;
    pthread_mutex_t lock; // around the queue
    pthread_cond_t changed;
    MeterJob *first, **last;
    bool stops;

    // Of the thread alone.
    Ctx ctx;
    MeterJob *batch[MAX_BATCH];
    size_t batch_count;
    Notice notices[MAX_NOTICES];
    size_t notice_count;
    Time noticed_at;
};

// ── the batch ────────────────────────────────────────────────────────────────────────────────

static struct timespec next_notice(const GatewayMeter *meter)
{
    int64_t at = meter->noticed_at.us + notice_us;
    return (struct timespec){at / SECOND, at % SECOND * 1000};
}

// When calls end one upon the other, a moment's patience lets many more share a commit.
static void gather(const GatewayMeter *meter)
{
    if (meter->batch_count >= MANY)
        usleep(GATHER_US);
}

// Waits for jobs, or until pages are to be told; false when there is nothing left to do.
static bool take_batch(GatewayMeter *meter)
{
    pthread_mutex_lock(&meter->lock);
    int waited = 0;
    struct timespec until = next_notice(meter);
    while (!meter->first && !meter->stops && !waited)
        waited = meter->notice_count ? pthread_cond_timedwait(&meter->changed, &meter->lock, &until)
                                     : pthread_cond_wait(&meter->changed, &meter->lock);
    meter->batch_count = 0;
    while (meter->first && meter->batch_count < MAX_BATCH) {
        meter->batch[meter->batch_count++] = meter->first;
        meter->first = meter->first->next;
    }
    if (!meter->first)
        meter->last = &meter->first;
    bool goes_on = meter->batch_count || !meter->stops;
    pthread_mutex_unlock(&meter->lock);
    return goes_on;
}

static bool record(GatewayMeter *meter, MeterJob *const *jobs, size_t count)
{
    const AiCall *calls[MAX_BATCH] = {0};
    for (size_t i = 0; i < count; i++)
        calls[i] = &jobs[i]->call;
    Error error = ai_calls_record(&meter->ctx, calls, count);
    if (error && count == 1)
        log_line(LOG_ERROR, "AI call was not recorded", "request_id=%s problem=%s",
            calls[0]->request_id.text, log_value(meter->ctx.arena, meter->ctx.failure.message));
    return !error;
}

static void write_batch(GatewayMeter *meter)
{
    bool is_written = record(meter, meter->batch, meter->batch_count);
    for (size_t i = 0; i < meter->batch_count; i++)
        // What one row is to blame for should not be the others' loss.
        meter->batch[i]->is_written =
            is_written || (meter->batch_count > 1 && record(meter, &meter->batch[i], 1));
}

static void run_done(void *arg)
{
    for (MeterJob *job = arg, *next; job; job = next) {
        next = job->next; // done() may end the job's life
        job->done(job->arg);
    }
}

// Tells each loop once.
static void report_batch(GatewayMeter *meter)
{
    MeterJob *of_loop[MAX_LOOPS] = {0};
    for (size_t i = meter->batch_count; i--;) {
        MeterJob *job = meter->batch[i];
        job->next = of_loop[loop_number(job->loop)];
        of_loop[loop_number(job->loop)] = job;
    }
    for (size_t i = 0; i < MAX_LOOPS; i++)
        if (of_loop[i])
            loop_post(of_loop[i]->loop, run_done, of_loop[i]);
}

// ── telling pages ────────────────────────────────────────────────────────────────────────────

static Error emit_notices(Ctx *ctx, void *arg)
{
    const GatewayMeter *meter = arg;
    for (size_t i = 0; i < meter->notice_count; i++)
        TRY(event_emit(ctx, "usage.recorded", meter->notices[i].organization_id,
            meter->notices[i].subscription_id, NULL));
    return OK;
}

static void tell(GatewayMeter *meter)
{
    if (tx_run(&meter->ctx, TX_WRITE, emit_notices, meter))
        log_line(LOG_WARNING, "usage.recorded was not told", "problem=%s",
            log_value(meter->ctx.arena, meter->ctx.failure.message));
    meter->notice_count = 0;
    meter->noticed_at = meter->ctx.now;
}

static void note(GatewayMeter *meter, const AiCall *call)
{
    for (size_t i = 0; i < meter->notice_count; i++)
        if (id_same(meter->notices[i].subscription_id, call->subscription_id))
            return;
    if (meter->notice_count == MAX_NOTICES)
        tell(meter);
    meter->notices[meter->notice_count++] = (Notice){call->organization_id, call->subscription_id};
}

// ── the thread ───────────────────────────────────────────────────────────────────────────────

static void *run(void *arg)
{
    GatewayMeter *meter = arg;
    Ctx *ctx = &meter->ctx;
    *ctx = (Ctx){.arena = arena_new(), .db = db_new(meter->database), .actor.is_system = true};
    while (gather(meter), take_batch(meter)) {
        ctx->now = time_now();
        if (meter->batch_count) {
            write_batch(meter);
            for (size_t i = 0; i < meter->batch_count; i++)
                if (meter->batch[i]->is_written)
                    note(meter, &meter->batch[i]->call);
            report_batch(meter);
        }
        if (meter->notice_count && ctx->now.us - meter->noticed_at.us >= notice_us)
            tell(meter);
        arena_reset(ctx->arena);
    }
    db_free(ctx->db);
    arena_free(ctx->arena);
    return NULL;
}

GatewayMeter *gateway_meter_start(Database *database)
{
    GatewayMeter *meter = calloc(1, sizeof *meter);
    if (!meter)
        abort();
    meter->database = database;
    meter->last = &meter->first;
    pthread_mutex_init(&meter->lock, NULL);
    pthread_cond_init(&meter->changed, NULL);
    if (pthread_create(&meter->thread, NULL, run, meter))
        abort();
    return meter;
}

void gateway_meter_write(GatewayMeter *meter, MeterJob *job)
{
    pthread_mutex_lock(&meter->lock);
    job->next = NULL;
    *meter->last = job;
    meter->last = &job->next;
    pthread_cond_signal(&meter->changed);
    pthread_mutex_unlock(&meter->lock);
}

void gateway_meter_stop(GatewayMeter *meter)
{
    pthread_mutex_lock(&meter->lock);
    meter->stops = true;
    pthread_cond_signal(&meter->changed);
    pthread_mutex_unlock(&meter->lock);
    pthread_join(meter->thread, NULL);
    pthread_cond_destroy(&meter->changed);
    pthread_mutex_destroy(&meter->lock);
    free(meter);
}
