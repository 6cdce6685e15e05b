#include "period.h"

#include "settings.h"

Period period_this_month(const Ctx *ctx)
{
    const char *zone = settings()->billing_zone;
    Date today = date_of(ctx->now, zone);
    return (Period){
        date_start(date_month_start(today), zone),
        date_start(date_next_month_start(today), zone),
    };
}

static Time moment_read(Ctx *ctx, const char *field, const char *text, Time otherwise)
{
    Time time = otherwise;
    Date date;
    if (text && date_read(text, &date))
        return date_start(date, settings()->billing_zone);
    if (text && !time_read(text, &time))
        fault(ctx, field, "no_time", "“%s” is neither a date (2026-11-01) nor a time of RFC 3339.",
            text);
    return time;
}

Error period_read(Ctx *ctx, const char *from, const char *to, Period otherwise, Period *ret_period)
{
    Period period = {
        moment_read(ctx, "from", from, otherwise.from),
        moment_read(ctx, "to", to, otherwise.to),
    };
    TRY(faults(ctx));
    if (!time_before(period.from, period.to)) {
        fault(ctx, "to", "not_after_from", "The period must end after it begins.");
        return faults(ctx);
    }
    *ret_period = period;
    return OK;
}
