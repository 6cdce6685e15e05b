#include "sqlite.h"

#include <stdlib.h>

struct Waiter {
    pthread_cond_t wake;
    bool has_turn;
    Waiter *next;
};

const char *writer_open(Writer *writer, const char *path)
{
    pthread_mutex_init(&writer->mutex, NULL);
    writer->last = &writer->first;
    return connection_open(&writer->connection, path, TX_WRITE);
}

void writer_close(Writer *writer)
{
    connection_close(&writer->connection);
    pthread_mutex_destroy(&writer->mutex);
}

// ── turns ────────────────────────────────────────────────────────────────────────────────────

static void turn_take(Writer *writer)
{
    Waiter me = {.wake = PTHREAD_COND_INITIALIZER};
    pthread_mutex_lock(&writer->mutex);
    me.has_turn = !writer->is_taken;
    writer->is_taken = true;
    if (!me.has_turn) {
        writer->waiting++;
        *writer->last = &me;
        writer->last = &me.next;
    }
    while (!me.has_turn)
        pthread_cond_wait(&me.wake, &writer->mutex);
    pthread_mutex_unlock(&writer->mutex);
}

static void turn_give(Writer *writer)
{
    pthread_mutex_lock(&writer->mutex);
    Waiter *next = writer->first;
    if (next) {
        writer->waiting--;
        writer->first = next->next;
        if (!writer->first)
            writer->last = &writer->first;
        next->has_turn = true;
        pthread_cond_signal(&next->wake);
    } else {
        writer->is_taken = false;
    }
    pthread_mutex_unlock(&writer->mutex);
}

// ── batches; what changes one has the turn, except for leaving it ────────────────────────────

static void batch_leave(Batch *batch)
{
    if (--batch->references)
        return;
    sem_destroy(&batch->settled);
    free(batch);
}

// Who has the turn looks at it still, so it lasts until all are told.
static void batch_settle(Writer *writer, const char *problem)
{
    Batch *batch = writer->batch;
    pthread_mutex_lock(&writer->mutex);
    writer->commits += batch->is_led && !problem;
    pthread_mutex_unlock(&writer->mutex);
    writer->batch = NULL;
    batch->problem = problem;
    batch->is_settled = true;
    for (int waiting = batch->references; waiting; waiting--)
        sem_post(&batch->settled);
}

static Batch *batch_join(Writer *writer)
{
    if (!writer->batch) {
        writer->batch = calloc(1, sizeof(Batch));
        if (!writer->batch)
            abort();
        sem_init(&writer->batch->settled, 0, 0);
    }
    writer->batch->references++;
    return writer->batch;
}

static void batch_commit(Writer *writer)
{
    if (connection_run(&writer->connection, "COMMIT")) {
        batch_settle(writer, NULL);
        return;
    }
    connection_run(&writer->connection, "ROLLBACK");
    batch_settle(writer, "The database could not keep the change.");
}

void writer_notice(Writer *writer)
{
    if (writer->batch && sqlite3_get_autocommit(writer->connection.sqlite))
        batch_settle(writer, "The database had to give up the change.");
}

// ── transactions ─────────────────────────────────────────────────────────────────────────────

Error writer_begin(Ctx *ctx, Writer *writer, Batch **ret_batch)
{
    turn_take(writer);
    bool is_open = writer->batch || connection_run(&writer->connection, "BEGIN IMMEDIATE");
    if (is_open && connection_run(&writer->connection, "SAVEPOINT tx1")) {
        *ret_batch = batch_join(writer);
        return OK;
    }
    Error error = sqlite_fail(ctx, &writer->connection);
    if (is_open && !writer->batch)
        connection_run(&writer->connection, "ROLLBACK");
    turn_give(writer);
    return error;
}

// Waits until the batch is durable or lost.
static Error batch_result(Ctx *ctx, Batch *batch)
{
    while (sem_wait(&batch->settled)) // interrupted
        ;
    const char *problem = batch->problem;
    batch_leave(batch);
    return problem ? fail(ctx, UNAVAILABLE, "database_unavailable", "%s", problem) : OK;
}

Error writer_commit(Ctx *ctx, Writer *writer, Batch *batch)
{
    bool leads = false;
    if (!batch->is_settled) {
        if (!connection_run(&writer->connection, "RELEASE tx1")) {
            Error error = sqlite_fail(ctx, &writer->connection);
            writer_rollback(writer, batch);
            return error;
        }
        leads = !batch->is_led;
        batch->is_led = true;
    }
    turn_give(writer);
    if (leads) {
        turn_take(writer);
        if (!batch->is_settled)
            batch_commit(writer);
        turn_give(writer);
    }
    return batch_result(ctx, batch);
}

void writer_rollback(Writer *writer, Batch *batch)
{
    if (!batch->is_settled && batch->is_led) {
        if (!connection_run(&writer->connection, "ROLLBACK TO tx1") ||
            !connection_run(&writer->connection, "RELEASE tx1")) {
            connection_run(&writer->connection, "ROLLBACK");
            batch_settle(writer, "The database had to give up the change.");
        }
    } else if (!batch->is_settled) { // nobody else's work is in it
        connection_run(&writer->connection, "ROLLBACK");
        batch_settle(writer, NULL);
    }
    turn_give(writer);
    batch_leave(batch);
}
