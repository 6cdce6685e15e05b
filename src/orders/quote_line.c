// What stands in a quote's lines, and what they come to.
#include "base/text.h"
#include "quote.h"
#include "settings.h"

static void wrong(Ctx *ctx, size_t number, const char *member, const char *code, const char *what)
{
    fault(ctx, arena_printf(ctx->arena, "lines[%zu].%s", number, member), code, "%s", what);
}

static void rate_check(Ctx *ctx, const QuoteLine *line, size_t number)
{
    Currency currency = settings_currency();
    if (!text_same(line->rate.currency.code, currency.code))
        wrong(ctx, number, "rate", "wrong_currency",
            arena_printf(ctx->arena, "Prices are in %s here.", currency.code));
    else if (line->rate.micros < 0 || line->rate.micros > (int64_t)MAX_PRICE * 1000000)
        wrong(ctx, number, "rate", "out_of_range",
            arena_printf(ctx->arena, "A price is between 0 and %d.", MAX_PRICE));
    else if (line->rate.per < 1 || (line->kind != PRICE_USAGE && line->rate.per != 1))
        wrong(ctx, number, "rate", "out_of_range",
            "The price is for one; only what is metered has one for many.");
}

static void kind_check(Ctx *ctx, const QuoteLine *line, size_t number)
{
    if (!line->period != (line->kind != PRICE_RECURRING))
        wrong(ctx, number, "period", line->period ? "not_allowed" : "required",
            "What recurs has a period, nothing else has one.");
    if (text_is_empty(line->meter) != (line->kind != PRICE_USAGE))
        wrong(ctx, number, "meter", line->meter ? "not_allowed" : "required",
            "What is metered says what is counted, nothing else does.");
    if ((line->quantity < 1) != (line->kind == PRICE_USAGE))
        wrong(ctx, number, "quantity", line->quantity ? "not_allowed" : "required",
            "Say how many; only of what is metered nobody knows yet.");
}

void quote_lines_check(Ctx *ctx, QuoteLineList *lines)
{
    for (size_t i = 0; i < lines->count; i++) {
        QuoteLine *line = &lines->items[i];
        size_t before = ctx->failure.fault_count;
        rate_check(ctx, line, i);
        kind_check(ctx, line, i);
        if (ctx->failure.fault_count == before && line->kind != PRICE_USAGE)
            line->amount = money_charge(line->rate, line->quantity);
    }
}

QuoteTotalList quote_totals_of(Arena *arena, const QuoteLineList *lines)
{
    static const char *const periods[] = {"once", "year", "month", "hour"};
    QuoteTotalList totals = {arena_array_of(arena, QuoteTotal, COUNT_OF(periods)), 0};
    for (size_t p = 0; p < COUNT_OF(periods); p++) {
        QuoteTotal total = {.period = periods[p]};
        for (size_t i = 0; i < lines->count; i++) {
            const QuoteLine *line = &lines->items[i];
            const char *period = line->kind == PRICE_ONE_TIME ? "once" : line->period;
            if (line->kind == PRICE_USAGE || !text_same(period, periods[p]))
                continue;
            total.amount =
                *total.amount.currency.code ? money_add(total.amount, line->amount) : line->amount;
        }
        if (*total.amount.currency.code)
            totals.items[totals.count++] = total;
    }
    return totals;
}
