#include "postgresql.h"

#include <poll.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

// NOTIFY holds a lock of the whole server until its transaction is durable, so the transactions
// that have news do not send it: a thread does, for many of them at once.
#define GATHER (SECOND / 100)

enum { AFTER_BAD_MS = 5000 };

struct News {
    pthread_t thread;
    int bell; // rung when this process has news, and when the thread is to end
    atomic_bool is_ending;
};

News *news_new(void)
{
    News *news = calloc(1, sizeof *news);
    if (!news || (news->bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) < 0)
        abort();
    return news;
}

void news_free(News *news)
{
    close(news->bell);
    free(news);
}

static News *news_of(const Database *database)
{
    return ((Pool *)database->state)->news;
}

static bool succeeds(Link *link, const char *sql)
{
    PGresult *result = PQexec(link->conn, sql);
    bool is_done = PQresultStatus(result) == PGRES_COMMAND_OK;
    PQclear(result);
    return is_done;
}

static void hear(const Database *database)
{
    void (*heard)(void) = database->hear;
    if (heard)
        heard();
}

static bool have_others_told(Link *link)
{
    bool have_told = false;
    PQconsumeInput(link->conn);
    for (PGnotify *notice; (notice = PQnotifies(link->conn)); PQfreemem(notice))
        have_told |= notice->be_pid != PQbackendPID(link->conn);
    return have_told;
}

// Waits for the bell, and for the connection if there is one; true if the bell has rung.
static bool wait(const News *news, Link *link, int at_most_ms)
{
    struct pollfd sides[] = {
        {news->bell, POLLIN, 0}, {link ? PQsocket(link->conn) : -1, POLLIN, 0}};
    eventfd_t rung;
    poll(sides, COUNT_OF(sides), at_most_ms);
    return sides[0].revents && eventfd_read(news->bell, &rung) == 0;
}

// Until the thread is to end, or the connection is of no use any more.
static void exchange(const Database *database, const News *news, Link *link)
{
    while (!news->is_ending && !link_is_dead(link)) {
        if (wait(news, link, -1) && !news->is_ending) {
            if (!succeeds(link, "NOTIFY kontor"))
                return;
            usleep(GATHER);
        }
        if (have_others_told(link))
            hear(database);
    }
}

static void *run(void *arg)
{
    Database *database = arg;
    News *news = news_of(database);
    while (!news->is_ending) {
        Link link = {0};
        if (!link_open(&link, database->url) && succeeds(&link, "LISTEN kontor")) {
            hear(database); // what was told before
            exchange(database, news, &link);
        }
        link_close(&link);
        if (!news->is_ending)
            wait(news, NULL, AFTER_BAD_MS);
    }
    return NULL;
}

void postgresql_tell(Database *database)
{
    eventfd_write(news_of(database)->bell, 1);
}

void postgresql_listen(Database *database)
{
    News *news = news_of(database);
    news->is_ending = false;
    if (pthread_create(&news->thread, NULL, run, database))
        abort();
}

void postgresql_listen_end(Database *database)
{
    News *news = news_of(database);
    news->is_ending = true;
    postgresql_tell(database);
    pthread_join(news->thread, NULL);
}
