// worker.h — threads that may wait: they run what would hold up a loop, each with its own database
// connection. Private to lib/http.
#pragma once

#include "db/db.h"

typedef struct WorkerPool WorkerPool;
typedef void WorkerTask(Db *db, void *arg); // db NULL if the pool has no database

/** Threads are started when they are needed, up to `threads`; at most `waiting` tasks wait. */
WorkerPool *worker_pool_new(Database *database, int threads, int waiting);

/** Runs what still waits, then ends the threads. */
void worker_pool_free(WorkerPool *pool);

/** False if too many wait already: then nothing will run. From any thread. */
bool worker_post(WorkerPool *pool, WorkerTask *task, void *arg);
