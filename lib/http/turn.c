#include "turn.h"

#include "base/text.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

enum { HOLDER = 64, RETRY_AFTER = 5 };

// Of the process: what runs at once is a matter of its threads, not of the data.
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char holders[MAX_TURNS][HOLDER]; // "" is free

static const char *holder_of(const Ctx *ctx)
{
    if (id_is_set(ctx->actor.organization_id))
        return ctx->actor.organization_id.text;
    return ctx->actor.address ? ctx->actor.address : "nobody";
}

// The number of a free one, counted from 1; 0: none is left for the holder.
static size_t take(const char *holder)
{
    size_t number = 0;
    int held = 0;
    pthread_mutex_lock(&lock);
    for (size_t i = 0; i < MAX_TURNS; i++) {
        held += text_same(holders[i], holder);
        if (!holders[i][0])
            number = i + 1;
    }
    if (held >= MAX_TURNS_OF_ONE)
        number = 0;
    if (number)
        snprintf(holders[number - 1], HOLDER, "%s", holder);
    pthread_mutex_unlock(&lock);
    return number;
}

Error turn_begin(Ctx *ctx, Turn *ret_turn)
{
    size_t number = take(holder_of(ctx));
    if (!number) {
        Error error = fail(ctx, LIMITED, "too_many_at_once",
            "Several exports or uploads run already; try again when one of them has ended.");
        ctx->failure.retry_after = RETRY_AFTER;
        return error;
    }
    ret_turn->number = number;
    return OK;
}

void turn_end(Turn *turn)
{
    if (!turn->number)
        return;
    pthread_mutex_lock(&lock);
    holders[turn->number - 1][0] = '\0';
    pthread_mutex_unlock(&lock);
}
