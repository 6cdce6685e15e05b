#include "base.h"
#include "test/test.h"

#include <pthread.h>
#include <string.h>

static Arena *arena(void)
{
    static Arena *kept;
    return kept ? kept : (kept = arena_new());
}

static Time at(const char *text)
{
    Time time = {-1};
    EXPECT(time_read(text, &time));
    return time;
}

static const char *start(int date, const char *zone)
{
    return time_text(arena(), date_start((Date){date}, zone));
}

TEST("times are read as RFC 3339 writes them, and written in UTC")
{
    static const struct {
        const char *text, *utc;
    } cases[] = {
        {"2026-11-22T13:00:00Z", "2026-11-22T13:00:00.000000Z"},
        {"2026-11-22t13:00:00z", "2026-11-22T13:00:00.000000Z"},
        {"2026-11-22 13:00:00+01:00", "2026-11-22T12:00:00.000000Z"},
        {"2026-11-22T13:00:00.5-05:30", "2026-11-22T18:30:00.500000Z"},
        {"2026-01-01T00:30:00+01:00", "2025-12-31T23:30:00.000000Z"},
        {"2028-02-29T23:59:59.123456789Z", "2028-02-29T23:59:59.123456Z"},
        {"1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z"},
        {"0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000000Z"},
        {"9999-12-31T23:59:59Z", "9999-12-31T23:59:59.000000Z"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        EXPECT_TEXT(time_text(arena(), at(cases[i].text)), cases[i].utc);
    EXPECT_INT(at("1970-01-02T00:00:00Z").us, DAYS(1));
    EXPECT_INT(at("2026-11-22T00:00:00Z").us, SECONDS(1795305600));
}

TEST("what is no time is refused")
{
    static const char *const bad[] = {"", "2026-11-22", "2026-11-22T13:00Z", "2026-11-22T13:00:00",
        "2026-11-22T24:00:00Z", "2026-11-22T13:60:00Z", "2026-11-22T13:00:60Z",
        "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-11-22T13:00:00.Z",
        "2026-11-22T13:00:00.1234567890Z", "2026-11-22T13:00:00+24:00", "2026-11-22T13:00:00+0100",
        "2026-11-22T13:00:00Zx", "26-11-22T13:00:00Z", "0000-01-01T00:00:00Z", "x",
        "2026-11-22T13:00:00+01:", "2026-1-2T13:00:00Z"};
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        Time time = {7};
        EXPECT(!time_read(bad[i], &time));
        EXPECT_INT(time.us, 7);
    }
}

TEST("dates are real days")
{
    Date date = {7};
    static const char *const bad[] = {"", "2026-02-29", "2100-02-29", "2026-04-31", "2026-00-10",
        "2026-10-00", "2026-1-01", "20261122", "2026-11-22 ", "2026-11-22T"};
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        EXPECT(!date_read(bad[i], &date));
    EXPECT_INT(date.yyyymmdd, 7);
    EXPECT(date_read("2028-02-29", &date) && date_read("2000-02-29", &date));
    EXPECT_TEXT(date_text(arena(), date), "2000-02-29");
}

TEST("days are added across months and leap years")
{
    EXPECT_INT(date_add_days((Date){20280228}, 1).yyyymmdd, 20280229);
    EXPECT_INT(date_add_days((Date){20260228}, 1).yyyymmdd, 20260301);
    EXPECT_INT(date_add_days((Date){20260101}, -1).yyyymmdd, 20251231);
    EXPECT_INT(date_add_days((Date){20260101}, 365).yyyymmdd, 20270101);
    EXPECT_INT(date_add_days((Date){19700101}, -1).yyyymmdd, 19691231);
}

TEST("months begin on their first day")
{
    EXPECT_INT(date_month_start((Date){20260228}).yyyymmdd, 20260201);
    EXPECT_INT(date_next_month_start((Date){20260131}).yyyymmdd, 20260201);
    EXPECT_INT(date_next_month_start((Date){20260201}).yyyymmdd, 20260301);
    EXPECT_INT(date_next_month_start((Date){20261231}).yyyymmdd, 20270101);
}

TEST("a day begins at midnight there, in summer and in winter")
{
    EXPECT_TEXT(start(20260101, "Europe/Berlin"), "2025-12-31T23:00:00.000000Z");
    EXPECT_TEXT(start(20260701, "Europe/Berlin"), "2026-06-30T22:00:00.000000Z");
    EXPECT_TEXT(start(20260701, "UTC"), "2026-07-01T00:00:00.000000Z");
    EXPECT_TEXT(start(20260701, "Asia/Kathmandu"), "2026-06-30T18:15:00.000000Z");
    EXPECT_TEXT(start(20260701, "Pacific/Kiritimati"), "2026-06-30T10:00:00.000000Z");
    EXPECT_TEXT(start(20260701, "Pacific/Pago_Pago"), "2026-07-01T11:00:00.000000Z");
    EXPECT_TEXT(start(20500701, "Europe/Berlin"), "2050-06-30T22:00:00.000000Z");
}

static int64_t hours_of(int date, const char *zone)
{
    Time next = date_start(date_add_days((Date){date}, 1), zone);
    return (next.us - date_start((Date){date}, zone).us) / HOURS(1);
}

TEST("the days on which clocks change have 23 and 25 hours")
{
    EXPECT_INT(hours_of(20260328, "Europe/Berlin"), 24);
    EXPECT_INT(hours_of(20260329, "Europe/Berlin"), 23);
    EXPECT_INT(hours_of(20261025, "Europe/Berlin"), 25);
    EXPECT_INT(hours_of(20260308, "America/New_York"), 23);
    EXPECT_INT(hours_of(20261101, "America/New_York"), 25);
}

TEST("a day whose midnight is skipped begins at one, one whose midnight comes twice at the first")
{
    EXPECT_TEXT(start(20181104, "America/Sao_Paulo"), "2018-11-04T03:00:00.000000Z"); // 01:00 -02
    EXPECT_TEXT(start(20261101, "America/Havana"), "2026-11-01T04:00:00.000000Z");    // 00:00 -04
    EXPECT_INT(hours_of(20181104, "America/Sao_Paulo"), 23);
    EXPECT_INT(hours_of(20261101, "America/Havana"), 25);
}

TEST("a moment belongs to the day it is there")
{
    EXPECT_INT(date_of(at("2026-06-30T22:00:00Z"), "Europe/Berlin").yyyymmdd, 20260701);
    EXPECT_INT(date_of(at("2026-06-30T21:59:59.999999Z"), "Europe/Berlin").yyyymmdd, 20260630);
    EXPECT_INT(date_of(at("2026-06-30T22:00:00Z"), "UTC").yyyymmdd, 20260630);
    EXPECT_INT(date_of((Time){-1}, "UTC").yyyymmdd, 19691231);
}

TEST("every day of some years begins where it says")
{
    int wrong = 0;
    for (Date day = {20240101}; day.yyyymmdd < 20280101; day = date_add_days(day, 1)) {
        Time first = date_start(day, "Europe/Prague");
        wrong += date_of(first, "Europe/Prague").yyyymmdd != day.yyyymmdd;
        wrong += date_of((Time){first.us - 1}, "Europe/Prague").yyyymmdd == day.yyyymmdd;
    }
    EXPECT_INT(wrong, 0);
}

static void *ask(void *zone)
{
    static int wrong;
    for (int i = 0; i < 200; i++)
        if (hours_of(20260329, zone) != (strcmp(zone, "UTC") == 0 ? 24 : 23))
            return &wrong;
    return NULL;
}

TEST("threads may ask for different zones")
{
    pthread_t threads[2];
    void *wrong[2];
    pthread_create(&threads[0], NULL, ask, "UTC");
    pthread_create(&threads[1], NULL, ask, "Europe/Berlin");
    pthread_join(threads[0], &wrong[0]);
    pthread_join(threads[1], &wrong[1]);
    EXPECT(!wrong[0] && !wrong[1]);
}

TEST("a zone is one of the database")
{
    EXPECT(zone_is_known("Europe/Berlin") && zone_is_known("UTC"));
    EXPECT(!zone_is_known("Europe/Berlín") && !zone_is_known("Europe") && !zone_is_known(""));
    EXPECT(!zone_is_known("../zoneinfo/UTC") && !zone_is_known("/etc/localtime"));
}
