#include "gateway_lookup.h"

#include "log/log.h"

#include <pthread.h>
#include <stdlib.h>

enum { MAX_WAITING = 10000 };

struct GatewayLookup {
    Database *database;
    GatewayKeys *keys;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    LookupJob *first, **last;
    size_t waiting;
    bool stops;
};

static LookupJob *next_job(GatewayLookup *lookup)
{
    pthread_mutex_lock(&lookup->lock);
    while (!lookup->first && !lookup->stops)
        pthread_cond_wait(&lookup->changed, &lookup->lock);
    LookupJob *job = lookup->stops ? NULL : lookup->first;
    if (job) {
        lookup->first = job->next;
        lookup->waiting--;
        if (!lookup->first)
            lookup->last = &lookup->first;
    }
    pthread_mutex_unlock(&lookup->lock);
    return job;
}

// Whoever waited behind the same question finds its answer in memory.
static void answer(GatewayLookup *lookup, Ctx *ctx, LookupJob *job)
{
    job->key = NULL;
    job->error = OK;
    if (!gateway_keys_get(lookup->keys, job->secret, ctx->now, &job->key))
        job->error = gateway_keys_find(lookup->keys, ctx, job->secret, &job->key);
    if (job->error)
        log_line(LOG_ERROR, "AI key cannot be read", "problem=%s",
            log_value(ctx->arena, ctx->failure.message));
    loop_post(job->loop, job->done, job->arg);
}

static void *run(void *arg)
{
    GatewayLookup *lookup = arg;
    Ctx ctx = {.arena = arena_new(), .db = db_new(lookup->database), .actor.is_system = true};
    for (LookupJob *job; (job = next_job(lookup));) {
        ctx.now = time_now();
        answer(lookup, &ctx, job);
        arena_reset(ctx.arena);
    }
    db_free(ctx.db);
    arena_free(ctx.arena);
    return NULL;
}

GatewayLookup *gateway_lookup_start(Database *database, GatewayKeys *keys)
{
    GatewayLookup *lookup = calloc(1, sizeof *lookup);
    if (!lookup)
        abort();
    lookup->database = database;
    lookup->keys = keys;
    lookup->last = &lookup->first;
    pthread_mutex_init(&lookup->lock, NULL);
    pthread_cond_init(&lookup->changed, NULL);
    if (pthread_create(&lookup->thread, NULL, run, lookup))
        abort();
    return lookup;
}

bool gateway_lookup_place(GatewayLookup *lookup, LookupJob *job)
{
    pthread_mutex_lock(&lookup->lock);
    bool has_room = lookup->waiting < MAX_WAITING;
    if (has_room) {
        job->next = NULL;
        *lookup->last = job;
        lookup->last = &job->next;
        lookup->waiting++;
        pthread_cond_signal(&lookup->changed);
    }
    pthread_mutex_unlock(&lookup->lock);
    return has_room;
}

void gateway_lookup_stop(GatewayLookup *lookup)
{
    pthread_mutex_lock(&lookup->lock);
    lookup->stops = true;
    pthread_cond_signal(&lookup->changed);
    pthread_mutex_unlock(&lookup->lock);
    pthread_join(lookup->thread, NULL);
    pthread_cond_destroy(&lookup->changed);
    pthread_mutex_destroy(&lookup->lock);
    free(lookup);
}
