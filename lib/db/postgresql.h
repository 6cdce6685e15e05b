// postgresql.h — the parts of the PostgreSQL engine. Private to lib/db.
#pragma once

#include "engine.h"

#include <libpq-fe.h>
#include <pthread.h>

typedef struct Link Link;
struct Link {
    PGconn *conn;
    Statements statements; // their handles are their names
    int named;             // so many names were given out
    char scope[32];        // kontor.organization_id, as this transaction has set it
    Link *next;            // in the pool
};

typedef struct News News;

/** The connections of this process: at most `bound`; who finds none waits. */
typedef struct Pool {
    News *news;
    pthread_mutex_t mutex;
    pthread_cond_t freed;
    Link *free;
    int open, bound;
} Pool;

/** A connected link. A sentence, valid until the next call, or NULL when it is connected. */
const char *link_open(Link *link, const char *url);
void link_close(Link *link);
bool link_is_dead(const Link *link);

Pool *pool_new(int bound);
void pool_free(Pool *pool);
Link *pool_take(Pool *pool); // perhaps not connected
void pool_give(Pool *pool, Link *link);

/** The server's error as ours. result may be NULL. */
Error postgresql_fail(Ctx *ctx, const Link *link, const PGresult *result);

/** News between processes, by LISTEN and NOTIFY on one more connection. */
News *news_new(void);
void news_free(News *news);
void postgresql_tell(Database *database);
void postgresql_listen(Database *database);
void postgresql_listen_end(Database *database);

Error postgresql_backup(Ctx *ctx, const char *path);
