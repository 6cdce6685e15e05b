#include "gateway_limits.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

struct KeyLimits {
    atomic_int users;
    pthread_mutex_t lock;
    AiLimit requests, tokens;
};

KeyLimits *key_limits_new(void)
{
    KeyLimits *limits = calloc(1, sizeof *limits);
    if (!limits)
        abort();
    limits->users = 1;
    pthread_mutex_init(&limits->lock, NULL);
    return limits;
}

KeyLimits *key_limits_open(KeyLimits *limits)
{
    limits->users++;
    return limits;
}

void key_limits_close(KeyLimits *limits)
{
    if (--limits->users)
        return;
    pthread_mutex_destroy(&limits->lock);
    free(limits);
}

void key_limits_require(KeyLimits *limits, Time now, AiLimit requests, AiLimit tokens)
{
    pthread_mutex_lock(&limits->lock);
    ai_limit_require(&limits->requests, now, requests.current, requests.previous);
    ai_limit_require(&limits->tokens, now, tokens.current, tokens.previous);
    pthread_mutex_unlock(&limits->lock);
}

static LimitStanding standing_of(const AiLimit *limit, Time now, int64_t maximum, int64_t amount)
{
    if (!maximum)
        return (LimitStanding){0};
    int64_t remaining = maximum - ai_limit_sum(limit, now);
    return (LimitStanding){
        .remaining = remaining > 0 ? remaining : 0,
        .reset = ai_limit_reset(limit, now),
        .wait = ai_limit_wait(limit, now, maximum, amount),
    };
}

bool key_limits_begin(
    KeyLimits *limits, Time now, LimitMaxima maxima, int64_t tokens, LimitsStanding *ret_standing)
{
    pthread_mutex_lock(&limits->lock);
    bool has_room = !standing_of(&limits->requests, now, maxima.requests, 1).wait &&
                    !standing_of(&limits->tokens, now, maxima.tokens, tokens).wait;
    if (has_room) {
        ai_limit_change(&limits->requests, now, 1);
        ai_limit_change(&limits->tokens, now, tokens);
    }
    *ret_standing = (LimitsStanding){
        .maxima = maxima,
        .requests = standing_of(&limits->requests, now, maxima.requests, 1),
        .tokens = standing_of(&limits->tokens, now, maxima.tokens, tokens),
    };
    pthread_mutex_unlock(&limits->lock);
    return has_room;
}

void key_limits_change(KeyLimits *limits, Time now, int64_t tokens)
{
    pthread_mutex_lock(&limits->lock);
    ai_limit_change(&limits->tokens, now, tokens);
    pthread_mutex_unlock(&limits->lock);
}
