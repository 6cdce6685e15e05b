#include "sqlite.h"

#include <stdlib.h>

struct Waiter {
    pthread_cond_t wake;
    bool has_turn;
    Waiter *next;
};

static bool succeeds(Writer *writer, const char *sql)
{
    return sqlite3_exec(writer->connection.sqlite, sql, NULL, NULL, NULL) == SQLITE_OK;
}

const char *writer_open(Writer *writer, const char *path)
{
    pthread_mutex_init(&writer->mutex, NULL);
    pthread_cond_init(&writer->settled, NULL);
    writer->last = &writer->first;
    return connection_open(&writer->connection, path, TX_WRITE);
}

void writer_close(Writer *writer)
{
    connection_close(&writer->connection);
    pthread_cond_destroy(&writer->settled);
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

static void batch_leave(Writer *writer, Batch *batch)
{
    pthread_mutex_lock(&writer->mutex);
    bool is_last = --batch->references == 0;
    pthread_mutex_unlock(&writer->mutex);
    if (is_last)
        free(batch);
}

static void batch_settle(Writer *writer, const char *problem)
{
    pthread_mutex_lock(&writer->mutex);
    writer->commits += writer->batch->is_led && !problem;
    writer->batch->problem = problem;
    writer->batch->is_settled = true;
    writer->batch = NULL;
    pthread_cond_broadcast(&writer->settled);
    pthread_mutex_unlock(&writer->mutex);
}

static Batch *batch_join(Writer *writer)
{
    if (!writer->batch && !(writer->batch = calloc(1, sizeof(Batch))))
        abort();
    pthread_mutex_lock(&writer->mutex);
    writer->batch->references++;
    pthread_mutex_unlock(&writer->mutex);
    return writer->batch;
}

static void batch_commit(Writer *writer)
{
    if (succeeds(writer, "COMMIT")) {
        batch_settle(writer, NULL);
        return;
    }
    succeeds(writer, "ROLLBACK");
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
    bool is_open = writer->batch || succeeds(writer, "BEGIN IMMEDIATE");
    if (is_open && succeeds(writer, "SAVEPOINT tx1")) {
        *ret_batch = batch_join(writer);
        return OK;
    }
    Error error = sqlite_fail(ctx, &writer->connection);
    if (is_open && !writer->batch)
        succeeds(writer, "ROLLBACK");
    turn_give(writer);
    return error;
}

// Waits until the batch is durable or lost.
static Error batch_result(Ctx *ctx, Writer *writer, Batch *batch)
{
    pthread_mutex_lock(&writer->mutex);
    while (!batch->is_settled)
        pthread_cond_wait(&writer->settled, &writer->mutex);
    const char *problem = batch->problem;
    pthread_mutex_unlock(&writer->mutex);
    batch_leave(writer, batch);
    return problem ? fail(ctx, UNAVAILABLE, "database_unavailable", "%s", problem) : OK;
}

Error writer_commit(Ctx *ctx, Writer *writer, Batch *batch)
{
    bool leads = false;
    if (!batch->is_settled) {
        if (!succeeds(writer, "RELEASE tx1")) {
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
    return batch_result(ctx, writer, batch);
}

void writer_rollback(Writer *writer, Batch *batch)
{
    if (!batch->is_settled && batch->is_led) {
        if (!succeeds(writer, "ROLLBACK TO tx1") || !succeeds(writer, "RELEASE tx1")) {
            succeeds(writer, "ROLLBACK");
            batch_settle(writer, "The database had to give up the change.");
        }
    } else if (!batch->is_settled) { // nobody else's work is in it
        succeeds(writer, "ROLLBACK");
        batch_settle(writer, NULL);
    }
    turn_give(writer);
    batch_leave(writer, batch);
}
