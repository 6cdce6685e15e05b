#include "postgresql.h"

#include <stdio.h>
#include <stdlib.h>

static void ignore_notice(void *unused, const PGresult *notice)
{
    (void)unused;
    (void)notice;
}

const char *link_open(Link *link, const char *url)
{
    static _Thread_local char problem[512];
    // Before dbname, so that the address may say otherwise.
    const char *const names[] = {"connect_timeout", "fallback_application_name", "dbname", NULL};
    const char *const values[] = {"10", "kontor", url, NULL};
    link->conn = PQconnectdbParams(names, values, 1);
    if (PQstatus(link->conn) == CONNECTION_OK) {
        PQsetNoticeReceiver(link->conn, ignore_notice, NULL);
        return NULL;
    }
    snprintf(
        problem, sizeof problem, "The database cannot be reached: %s", PQerrorMessage(link->conn));
    link_close(link);
    return problem;
}

void link_close(Link *link)
{
    for (size_t i = 0; i < link->statements.room; i++)
        free(link->statements.places[i].handle);
    statements_free(&link->statements);
    PQfinish(link->conn);
    link->conn = NULL;
}

bool link_is_dead(const Link *link)
{
    return PQstatus(link->conn) != CONNECTION_OK;
}

Pool *pool_new(int bound)
{
    Pool *pool = calloc(1, sizeof *pool);
    if (!pool)
        abort();
    pthread_mutex_init(&pool->mutex, NULL);
    pthread_cond_init(&pool->freed, NULL);
    pool->bound = bound;
    pool->news = news_new();
    return pool;
}

void pool_free(Pool *pool)
{
    news_free(pool->news);
    for (Link *link = pool->free, *next; link; link = next) {
        next = link->next;
        link_close(link);
        free(link);
    }
    pthread_cond_destroy(&pool->freed);
    pthread_mutex_destroy(&pool->mutex);
    free(pool);
}

Link *pool_take(Pool *pool)
{
    pthread_mutex_lock(&pool->mutex);
    while (!pool->free && pool->open >= pool->bound)
        pthread_cond_wait(&pool->freed, &pool->mutex);
    Link *link = pool->free;
    if (link)
        pool->free = link->next;
    else
        pool->open++;
    pthread_mutex_unlock(&pool->mutex);
    if (!link && !(link = calloc(1, sizeof *link)))
        abort();
    return link;
}

void pool_give(Pool *pool, Link *link)
{
    if (link->conn && PQtransactionStatus(link->conn) != PQTRANS_IDLE) // dead, too
        link_close(link);
    pthread_mutex_lock(&pool->mutex);
    link->next = pool->free;
    pool->free = link;
    pthread_cond_signal(&pool->freed);
    pthread_mutex_unlock(&pool->mutex);
}
