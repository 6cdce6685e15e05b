#include "gateway_health.h"

#include "base/text.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { FAILURES_TO_REST = 3 };
static const int64_t rest_us = SECONDS(10);

struct UpstreamHealth {
    UpstreamHealth *next;
    atomic_int failures; // in a row
    atomic_int_least64_t rests_until;
    char url[];
};

// As many as addresses were ever written into offers; what is learnt of one outlives its readers.
static UpstreamHealth *all;
static pthread_mutex_t all_lock = PTHREAD_MUTEX_INITIALIZER;

UpstreamHealth *upstream_health_get(const char *url)
{
    pthread_mutex_lock(&all_lock);
    UpstreamHealth *health = all;
    while (health && !text_same(health->url, url))
        health = health->next;
    if (!health) {
        health = calloc(1, sizeof *health + strlen(url) + 1);
        if (!health)
            abort();
        strcpy(health->url, url);
        health->next = all;
        all = health;
    }
    pthread_mutex_unlock(&all_lock);
    return health;
}

bool upstream_health_is_good(const UpstreamHealth *health, Time now)
{
    return health->rests_until <= now.us;
}

void upstream_health_change(UpstreamHealth *health, Time now, bool answered)
{
    if (answered)
        health->failures = 0;
    else if (++health->failures >= FAILURES_TO_REST)
        health->rests_until = now.us + rest_us;
}
