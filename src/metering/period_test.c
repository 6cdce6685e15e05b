#include "metering/period.h"

#include "base/text.h"
#include "settings.h"
#include "test/test.h"

static Ctx ctx_at(Arena *arena, const char *now)
{
    Ctx ctx = {.arena = arena};
    EXPECT(time_read(now, &ctx.now));
    return ctx;
}

TEST("this month begins and ends at midnight in the billing time zone")
{
    Arena *arena = arena_new();
    EXPECT_TEXT(settings()->billing_zone, "Europe/Berlin");
    Ctx ctx = ctx_at(arena, "2026-10-31T23:30:00Z"); // half past midnight in Berlin
    Period month = period_this_month(&ctx);
    EXPECT_TEXT(time_text(arena, month.from), "2026-10-31T23:00:00.000000Z");
    EXPECT_TEXT(time_text(arena, month.to), "2026-11-30T23:00:00.000000Z");
    arena_free(arena);
}

TEST("a date stands for its first moment, a time for itself")
{
    Arena *arena = arena_new();
    Ctx ctx = ctx_at(arena, "2026-11-22T12:00:00Z");
    Period period;
    EXPECT(!period_read(&ctx, "2026-07-01", "2026-08-01T00:00:00+02:00", (Period){0}, &period));
    EXPECT_TEXT(time_text(arena, period.from), "2026-06-30T22:00:00.000000Z");
    EXPECT_TEXT(time_text(arena, period.to), "2026-07-31T22:00:00.000000Z");
    arena_free(arena);
}

TEST("what is not given is taken from the default")
{
    Arena *arena = arena_new();
    Ctx ctx = ctx_at(arena, "2026-11-22T12:00:00Z");
    Period period, otherwise = {{5}, {9}};
    EXPECT(!period_read(&ctx, NULL, NULL, otherwise, &period));
    EXPECT_INT(period.from.us, 5);
    EXPECT_INT(period.to.us, 9);
    arena_free(arena);
}

TEST("a period that is none is refused with its field")
{
    Arena *arena = arena_new();
    Ctx ctx = ctx_at(arena, "2026-11-22T12:00:00Z");
    Period period;
    EXPECT(period_read(&ctx, "yesterday", "2026-02-30", (Period){0}, &period) == INVALID);
    EXPECT_INT(ctx.failure.fault_count, 2);
    EXPECT_TEXT(ctx.failure.faults[0].field, "from");
    EXPECT_TEXT(ctx.failure.faults[1].field, "to");

    ctx = ctx_at(arena, "2026-11-22T12:00:00Z");
    EXPECT(period_read(&ctx, "2026-11-02", "2026-11-02", (Period){0}, &period) == INVALID);
    EXPECT_TEXT(ctx.failure.faults[0].code, "not_after_from");
    arena_free(arena);
}
