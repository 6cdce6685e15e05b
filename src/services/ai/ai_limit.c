#include "ai_limit.h"

static const int64_t minute_us = MINUTES(1);

// The two minutes as they stand now.
static AiLimit limit_at(const AiLimit *limit, Time now)
{
    int64_t minute = now.us / minute_us;
    if (minute <= limit->minute)
        return *limit;
    return (AiLimit){minute, 0, minute == limit->minute + 1 ? limit->current : 0};
}

static int64_t us_into(const AiLimit *limit, Time now)
{
    int64_t into = now.us - limit->minute * minute_us;
    return into < 0 ? 0 : into;
}

// The part of the previous minute's amount that is left after so many microseconds of this one.
static int64_t part_left(int64_t amount, int64_t into)
{
    return (int64_t)(((__int128)amount * (minute_us - into) + minute_us - 1) / minute_us);
}

// How far into a minute the amount of the one before has shrunk to room.
static int64_t us_until_left(int64_t amount, int64_t room)
{
    return amount <= room ? 0 : minute_us - (int64_t)((__int128)room * minute_us / amount);
}

int64_t ai_limit_sum(const AiLimit *limit, Time now)
{
    AiLimit at = limit_at(limit, now);
    return at.current + part_left(at.previous, us_into(&at, now));
}

void ai_limit_change(AiLimit *limit, Time now, int64_t amount)
{
    *limit = limit_at(limit, now);
    limit->current += amount;
    if (limit->current < 0) { // it was added a minute ago
        limit->previous += limit->current;
        limit->current = 0;
    }
    if (limit->previous < 0)
        limit->previous = 0;
}

void ai_limit_require(AiLimit *limit, Time now, int64_t current, int64_t previous)
{
    *limit = limit_at(limit, now);
    if (limit->current < current)
        limit->current = current;
    if (limit->previous < previous)
        limit->previous = previous;
}

int64_t ai_limit_wait(const AiLimit *limit, Time now, int64_t maximum, int64_t amount)
{
    AiLimit at = limit_at(limit, now);
    int64_t into = us_into(&at, now);
    int64_t room = maximum > amount ? maximum - amount : 0;
    if (at.current + part_left(at.previous, into) <= room)
        return 0;
    if (at.current <= room)
        return us_until_left(at.previous, room - at.current) - into;
    return minute_us - into + us_until_left(at.current, room);
}

int64_t ai_limit_reset(const AiLimit *limit, Time now)
{
    AiLimit at = limit_at(limit, now);
    int64_t minutes = at.current ? 2 : at.previous ? 1 : 0;
    return minutes ? minutes * minute_us - us_into(&at, now) : 0;
}
