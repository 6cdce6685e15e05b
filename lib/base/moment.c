#include "moment.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

Time time_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (Time){now.tv_sec * INT64_C(1000000) + now.tv_nsec / 1000};
}

// Days since 1970 of a civil date, and back: H. Hinnant, "chrono-Compatible Low-Level Date
// Algorithms".
static int64_t days_from_civil(int64_t year, int month, int day)
{
    year -= month <= 2;
    int64_t era = (year >= 0 ? year : year - 399) / 400;
    int64_t of_era = year - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static Date civil_from_days(int64_t days)
{
    days += 719468;
    int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    int64_t of_era = days - era * 146097;
    int64_t years = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * years + years / 4 - years / 100);
    int64_t shifted = (5 * of_year + 2) / 153;
    int day = (int)(of_year - (153 * shifted + 2) / 5 + 1);
    int month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
    int64_t year = years + era * 400 + (month <= 2);
    return (Date){(int32_t)(year * 10000 + month * 100 + day)};
}

static int64_t floor_divide(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

static int64_t date_days(Date date)
{
    return days_from_civil(date.yyyymmdd / 10000, date.yyyymmdd / 100 % 100, date.yyyymmdd % 100);
}

const char *time_text(Arena *arena, Time time)
{
    int64_t days = floor_divide(time.us, DAYS(1)), rest = time.us - days * DAYS(1);
    Date date = civil_from_days(days);
    return arena_printf(arena, "%s%c%02d:%02d:%02d.%06dZ", date_text(arena, date), 'T',
        (int)(rest / HOURS(1)), (int)(rest / MINUTES(1) % 60), (int)(rest / SECOND % 60),
        (int)(rest % SECOND));
}

// Reads exactly `digits` digits and moves on.
static bool digits_read(const char **at, int digits, int *ret_number)
{
    int number = 0;
    for (int i = 0; i < digits; i++, (*at)++) {
        if (**at < '0' || **at > '9')
            return false;
        number = number * 10 + (**at - '0');
    }
    *ret_number = number;
    return true;
}

static bool fraction_read(const char **at, int *ret_us)
{
    int us = 0, places = 0;
    for ((*at)++; **at >= '0' && **at <= '9'; (*at)++, places++)
        if (places < 6)
            us = us * 10 + (**at - '0');
    if (!places || places > 9)
        return false;
    for (; places < 6; places++)
        us *= 10;
    *ret_us = us;
    return true;
}

static bool offset_read(const char *at, int *ret_minutes)
{
    int hours, minutes, sign = *at == '-' ? -1 : 1;
    if ((*at == 'Z' || *at == 'z') && !at[1]) {
        *ret_minutes = 0;
        return true;
    }
    if (*at != '+' && *at != '-')
        return false;
    at++;
    if (!digits_read(&at, 2, &hours) || *at++ != ':' || !digits_read(&at, 2, &minutes) || *at ||
        hours > 23 || minutes > 59)
        return false;
    *ret_minutes = sign * (hours * 60 + minutes);
    return true;
}

static bool day_read(const char **at, Date *ret_date)
{
    int year, month, day;
    if (!digits_read(at, 4, &year) || *(*at)++ != '-' || !digits_read(at, 2, &month) ||
        *(*at)++ != '-' || !digits_read(at, 2, &day) || month < 1 || month > 12 || day < 1 ||
        year < 1)
        return false;
    Date date = {year * 10000 + month * 100 + day};
    if (civil_from_days(date_days(date)).yyyymmdd != date.yyyymmdd)
        return false;
    *ret_date = date;
    return true;
}

bool time_read(const char *text, Time *ret_time)
{
    Date date;
    int hour, minute, second, us = 0, offset;
    if (!day_read(&text, &date) || (*text != 'T' && *text != 't' && *text != ' '))
        return false;
    text++;
    if (!digits_read(&text, 2, &hour) || *text++ != ':' || !digits_read(&text, 2, &minute) ||
        *text++ != ':' || !digits_read(&text, 2, &second) || hour > 23 || minute > 59 ||
        second > 59)
        return false;
    if (*text == '.' && !fraction_read(&text, &us))
        return false;
    if (!offset_read(text, &offset))
        return false;
    *ret_time = (Time){
        DAYS(date_days(date)) + HOURS(hour) + MINUTES(minute - offset) + SECONDS(second) + us};
    return true;
}

const char *date_text(Arena *arena, Date date)
{
    return arena_printf(arena, "%04d-%02d-%02d", date.yyyymmdd / 10000, date.yyyymmdd / 100 % 100,
        date.yyyymmdd % 100);
}

bool date_read(const char *text, Date *ret_date)
{
    Date date;
    if (!day_read(&text, &date) || *text)
        return false;
    *ret_date = date;
    return true;
}

Date date_add_days(Date date, int days)
{
    return civil_from_days(date_days(date) + days);
}

Date date_month_start(Date date)
{
    return (Date){date.yyyymmdd / 100 * 100 + 1};
}

Date date_next_month_start(Date date)
{
    return date_month_start(date_add_days(date_month_start(date), 31));
}

// ── time zones ───────────────────────────────────────────────────────────────────────────────
// libc knows one zone a process, by TZ. The marketplace bills in one zone, so the zone that was
// asked for last stays set. The variable gets its place before there are threads, because changing
// the environment while another thread looks into it is not safe; its bytes may change.

enum { LONGEST_ZONE = 60 };
#define ZONE_FOLDER "/usr/share/zoneinfo/"

static pthread_mutex_t zone_lock = PTHREAD_MUTEX_INITIALIZER;
static char zone_variable[sizeof "TZ=" + LONGEST_ZONE] = "TZ=UTC";
static char *const zone_now = zone_variable + sizeof "TZ=" - 1;

__attribute__((constructor)) static void zone_begin(void)
{
    putenv(zone_variable);
    tzset();
}

static void zone_set(const char *zone)
{
    if (strcmp(zone_now, zone) == 0)
        return;
    if (strlen(zone) > LONGEST_ZONE)
        abort();
    strcpy(zone_now, zone);
    tzset();
}

bool zone_is_known(const char *zone)
{
    char path[sizeof ZONE_FOLDER + LONGEST_ZONE] = ZONE_FOLDER;
    struct stat status;
    if (!*zone || *zone == '/' || strstr(zone, "..") || strlen(zone) > LONGEST_ZONE)
        return false;
    strcat(path, zone);
    return stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

static Date date_here(int64_t seconds)
{
    time_t instant = seconds;
    struct tm local;
    localtime_r(&instant, &local);
    return (Date){(local.tm_year + 1900) * 10000 + (local.tm_mon + 1) * 100 + local.tm_mday};
}

Date date_of(Time time, const char *zone)
{
    pthread_mutex_lock(&zone_lock);
    zone_set(zone);
    Date date = date_here(floor_divide(time.us, SECOND));
    pthread_mutex_unlock(&zone_lock);
    return date;
}

// Where summer time begins or ends at midnight, 00:00 does not exist or exists twice; so the
// second in which the day becomes this one is searched. No zone is 16 hours away from UTC.
Time date_start(Date date, const char *zone)
{
    int64_t midnight = date_days(date) * (DAYS(1) / SECOND);
    int64_t before = midnight - HOURS(16) / SECOND, from = midnight + HOURS(16) / SECOND;
    pthread_mutex_lock(&zone_lock);
    zone_set(zone);
    while (from - before > 1) {
        int64_t middle = before + (from - before) / 2;
        if (date_here(middle).yyyymmdd < date.yyyymmdd)
            before = middle;
        else
            from = middle;
    }
    pthread_mutex_unlock(&zone_lock);
    return (Time){SECONDS(from)};
}
