// moment.h — moments and calendar days. A moment is UTC; a day belongs to a time zone.
#pragma once

#include "base/base.h"

/** A moment, in microseconds since 1970 UTC. */
typedef struct Time {
    int64_t us;
} Time;

#define TIME_NONE ((Time){0})

enum { SECOND = 1000000 };
#define SECONDS(n) ((int64_t)(n)*SECOND)
#define MINUTES(n) SECONDS((n)*INT64_C(60))
#define HOURS(n)   SECONDS((n)*INT64_C(3600))
#define DAYS(n)    SECONDS((n)*INT64_C(86400))

Time time_now(void);                              // only for lib/; src/ uses ctx->now
const char *time_text(Arena *arena, Time time);   // RFC 3339, always in UTC
bool time_read(const char *text, Time *ret_time); // RFC 3339 with Z or an offset
static inline bool time_is_set(Time time)
{
    return time.us != 0;
}
static inline Time time_after(Time time, int64_t us)
{
    return (Time){time.us + us};
}
static inline bool time_before(Time a, Time b)
{
    return a.us < b.us;
}

/** An id as id_new would have made it at that time. */
Id id_new_at(const char *prefix, Time time);

/** A calendar day, as yyyymmdd: 20261122. Zero is no day. */
typedef struct Date {
    int32_t yyyymmdd;
} Date;

#define DATE_NONE ((Date){0})

/** Whether the time zone database has it: "Europe/Berlin". The others take only such a zone. */
bool zone_is_known(const char *zone);

Date date_of(Time time, const char *zone);    // the day it is there
Time date_start(Date date, const char *zone); // the first moment of that day there
Date date_add_days(Date date, int days);
Date date_month_start(Date date);
Date date_next_month_start(Date date);
const char *date_text(Arena *arena, Date date);   // "2026-11-22"
bool date_read(const char *text, Date *ret_date); // false unless a real day
static inline bool date_is_set(Date date)
{
    return date.yyyymmdd != 0;
}
