#include "share.h"

#include <pthread.h>
#include <stdlib.h>

struct Shares {
    pthread_mutex_t choice; // while a job is looked for in the database; before mutex
    pthread_mutex_t mutex;  // of takers: who gives a thread back waits for no choice
    size_t threads;
    Id takers[]; // of each thread; ID_NONE: of none
};

Shares *shares_new(int threads)
{
    Shares *shares = calloc(1, sizeof *shares + (size_t)threads * sizeof *shares->takers);
    if (!shares)
        abort();
    pthread_mutex_init(&shares->choice, NULL);
    pthread_mutex_init(&shares->mutex, NULL);
    shares->threads = (size_t)threads;
    return shares;
}

void shares_free(Shares *shares)
{
    pthread_mutex_destroy(&shares->mutex);
    pthread_mutex_destroy(&shares->choice);
    free(shares);
}

static bool takes_half(const Shares *shares, Id taker)
{
    size_t count = 0;
    for (size_t i = 0; i < shares->threads; i++)
        count += id_same(shares->takers[i], taker);
    return count > 0 && 2 * (count + 1) > shares->threads;
}

TextList shares_begin_choice(Shares *shares, Arena *arena)
{
    pthread_mutex_lock(&shares->choice);
    pthread_mutex_lock(&shares->mutex);
    TextList full = {arena_array_of(arena, const char *, shares->threads), 0};
    for (size_t i = 0; i < shares->threads; i++)
        if (id_is_set(shares->takers[i]) && takes_half(shares, shares->takers[i]))
            full.items[full.count++] = arena_printf(arena, "%s", shares->takers[i].text);
    pthread_mutex_unlock(&shares->mutex);
    return full;
}

static void change_taker(Shares *shares, Id from, Id to)
{
    pthread_mutex_lock(&shares->mutex);
    size_t i = 0;
    while (i < shares->threads && !id_same(shares->takers[i], from))
        i++;
    if (i < shares->threads)
        shares->takers[i] = to;
    pthread_mutex_unlock(&shares->mutex);
}

void shares_end_choice(Shares *shares, Id chosen)
{
    change_taker(shares, ID_NONE, chosen);
    pthread_mutex_unlock(&shares->choice);
}

void shares_remove(Shares *shares, Id chosen)
{
    change_taker(shares, chosen, ID_NONE);
}
