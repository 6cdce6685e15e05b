#include "worker.h"

#include <pthread.h>
#include <stdlib.h>

enum { STACK = 1024 * 1024 };

typedef struct Waiting {
    WorkerTask *task;
    void *arg;
} Waiting;

struct WorkerPool {
    Database *database;
    pthread_mutex_t lock;
    pthread_cond_t something;
    bool is_ending;
    int idle, started, max_threads;
    pthread_t *threads;
    Waiting *ring; // of what waits
    size_t first, count, room;
};

WorkerPool *worker_pool_new(Database *database, int threads, int waiting)
{
    WorkerPool *pool = calloc(1, sizeof *pool);
    pthread_t *all = calloc((size_t)threads, sizeof *all);
    Waiting *ring = calloc((size_t)waiting, sizeof *ring);
    if (!pool || !all || !ring)
        abort();
    *pool = (WorkerPool){.database = database,
        .max_threads = threads,
        .threads = all,
        .ring = ring,
        .room = (size_t)waiting};
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->something, NULL);
    return pool;
}

// Called under the lock; false when the pool ends and nothing is left.
static bool take(WorkerPool *pool, Waiting *ret_next)
{
    while (!pool->count) {
        if (pool->is_ending)
            return false;
        pool->idle++;
        pthread_cond_wait(&pool->something, &pool->lock);
        pool->idle--;
    }
    *ret_next = pool->ring[pool->first];
    pool->first = (pool->first + 1) % pool->room;
    pool->count--;
    return true;
}

static void *work(void *arg)
{
    WorkerPool *pool = arg;
    Db *db = pool->database ? db_new(pool->database) : NULL;
    Waiting next;
    pthread_mutex_lock(&pool->lock);
    while (take(pool, &next)) {
        pthread_mutex_unlock(&pool->lock);
        next.task(db, next.arg);
        pthread_mutex_lock(&pool->lock);
    }
    pthread_mutex_unlock(&pool->lock);
    if (db)
        db_free(db);
    return NULL;
}

// Called under the lock.
static void start_thread(WorkerPool *pool)
{
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, STACK);
    if (!pthread_create(&pool->threads[pool->started], &attributes, work, pool))
        pool->started++;
    else if (!pool->started)
        abort(); // not one thread: nothing would ever be answered
    pthread_attr_destroy(&attributes);
}

bool worker_post(WorkerPool *pool, WorkerTask *task, void *arg)
{
    pthread_mutex_lock(&pool->lock);
    bool has_room = pool->count < pool->room;
    if (has_room) {
        pool->ring[(pool->first + pool->count++) % pool->room] = (Waiting){task, arg};
        if ((size_t)pool->idle < pool->count && pool->started < pool->max_threads)
            start_thread(pool);
        pthread_cond_signal(&pool->something);
    }
    pthread_mutex_unlock(&pool->lock);
    return has_room;
}

void worker_pool_free(WorkerPool *pool)
{
    pthread_mutex_lock(&pool->lock);
    pool->is_ending = true;
    pthread_cond_broadcast(&pool->something);
    pthread_mutex_unlock(&pool->lock);
    for (int i = 0; i < pool->started; i++)
        pthread_join(pool->threads[i], NULL);
    pthread_cond_destroy(&pool->something);
    pthread_mutex_destroy(&pool->lock);
    free(pool->threads);
    free(pool->ring);
    free(pool);
}
