#include "usage.h"

#include "base/text.h"
#include "settings.h"
#include "usage_store.h"

#include <stdlib.h>
#include <string.h>

// A field of the sums stands among the fields of the record that has them.
#define SUM(part, member)                                                                          \
    {                                                                                              \
        .name = #member, .kind = FIELD_KIND(((UsageSums *)0)->member),                             \
        .offset = (part) + offsetof(UsageSums, member), .required = true                           \
    }
#define SUMS(part)                                                                                 \
    SUM(part, calls), SUM(part, tokens_in), SUM(part, tokens_out), SUM(part, tokens_cached),       \
        SUM(part, tokens_reasoning), SUM(part, estimated_calls), SUM(part, cost_micros),           \
        SUM(part, cost), SUM(part, currency)

SHAPE(usage_sums_shape, UsageSums, SUMS(0));

SHAPE(usage_row_shape, UsageRow, FIELD(UsageRow, day), FIELD(UsageRow, ai_key_id),
    FIELD(UsageRow, ai_key_name), FIELD(UsageRow, model), FIELD(UsageRow, subscription_id),
    FIELD(UsageRow, subscription_name), SUMS(offsetof(UsageRow, sums)));

int64_t usage_cost(const AiRates *rates, Tokens tokens)
{
    int64_t cost = 0;
    if (rates->rate_cached.per) {
        tokens.in -= tokens.cached;
        cost += micros_charge(rates->rate_cached, tokens.cached);
    }
    if (rates->rate_reasoning.per) {
        tokens.out -= tokens.reasoning;
        cost += micros_charge(rates->rate_reasoning, tokens.reasoning);
    }
    return cost + micros_charge(rates->rate_in, tokens.in) +
           micros_charge(rates->rate_out, tokens.out);
}

Money usage_money(int64_t micros)
{
    return money_charge((Rate){.micros = 1, .per = 1, .currency = settings_currency()}, micros);
}

static UsageRow row_of(const UsageLine *line, int64_t cost)
{
    return (UsageRow){
        .day = line->day,
        .ai_key_id = line->ai_key_id,
        .ai_key_name = line->ai_key_name,
        .model = line->model,
        .subscription_id = line->subscription_id,
        .subscription_name = line->subscription_name,
        .sums =
            {
                .calls = line->calls,
                .tokens_in = line->tokens_in,
                .tokens_out = line->tokens_out,
                .tokens_cached = line->tokens_cached,
                .tokens_reasoning = line->tokens_reasoning,
                .estimated_calls = line->estimated_calls,
                .cost_micros = cost,
            },
    };
}

// The parts of one line follow each other: each costs what it adds to the cost of those before it.
static void rows_price(const UsageLineList *lines, UsageRow *rows)
{
    Tokens before = {0};
    int64_t cost_before = 0;
    for (size_t i = 0; i < lines->count; i++) {
        const UsageLine *line = &lines->items[i];
        if (i == 0 || !id_same(line->subscription_id, line[-1].subscription_id) ||
            !id_same(line->ai_model_id, line[-1].ai_model_id)) {
            before = (Tokens){0};
            cost_before = 0;
        }
        before.in += line->tokens_in;
        before.out += line->tokens_out;
        before.cached += line->tokens_cached;
        before.reasoning += line->tokens_reasoning;
        AiRates rates = {line->rate_in, line->rate_out, line->rate_cached, line->rate_reasoning};
        int64_t cost = usage_cost(&rates, before);
        rows[i] = row_of(line, cost - cost_before);
        cost_before = cost;
    }
}

static int text_compare(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "");
}

static int row_compare(const void *left, const void *right)
{
    const UsageRow *a = left, *b = right;
    int order = text_compare(a->day, b->day);
    if (!order)
        order = text_compare(a->subscription_name, b->subscription_name);
    if (!order)
        order = strcmp(a->subscription_id.text, b->subscription_id.text);
    if (!order)
        order = text_compare(a->ai_key_name, b->ai_key_name);
    if (!order)
        order = strcmp(a->ai_key_id.text, b->ai_key_id.text);
    return order ? order : text_compare(a->model, b->model);
}

static void sums_add(UsageSums *sums, const UsageSums *more)
{
    sums->calls += more->calls;
    sums->tokens_in += more->tokens_in;
    sums->tokens_out += more->tokens_out;
    sums->tokens_cached += more->tokens_cached;
    sums->tokens_reasoning += more->tokens_reasoning;
    sums->estimated_calls += more->estimated_calls;
    sums->cost_micros += more->cost_micros;
}

static void sums_finish(UsageSums *sums)
{
    sums->cost = usage_money(sums->cost_micros);
    sums->currency = settings()->currency;
}

// Rows that are the same in everything that was grouped by become one.
static size_t rows_merge(UsageRow *rows, size_t count, unsigned groups)
{
    for (size_t i = 0; i < count; i++) {
        if (!(groups & USAGE_BY_SUBSCRIPTION)) {
            rows[i].subscription_id = ID_NONE;
            rows[i].subscription_name = NULL;
        }
        if (!(groups & USAGE_BY_MODEL))
            rows[i].model = NULL;
    }
    qsort(rows, count, sizeof *rows, row_compare);
    size_t merged = 0;
    for (size_t i = 0; i < count; i++) {
        if (merged && row_compare(&rows[merged - 1], &rows[i]) == 0)
            sums_add(&rows[merged - 1].sums, &rows[i].sums);
        else
            rows[merged++] = rows[i];
    }
    return merged;
}

Error usage_sum(Ctx *ctx, const UsageFilter *filter, unsigned groups, UsageRowList *ret_rows,
    UsageSums *ret_total)
{
    UsageLineList lines;
    TRY(usage_store_sum(ctx, filter, groups & USAGE_BY_DAY, groups & USAGE_BY_KEY, &lines));
    if (lines.count > MAX_USAGE_LINES)
        return fail(ctx, INVALID, "too_many_rows",
            "These are more than %d rows; choose a shorter time or fewer groups.", MAX_USAGE_LINES);

    UsageRow *rows = arena_array_of(ctx->arena, UsageRow, lines.count);
    rows_price(&lines, rows);
    UsageSums total = {0};
    for (size_t i = 0; i < lines.count; i++)
        sums_add(&total, &rows[i].sums);
    sums_finish(&total);

    *ret_rows = (UsageRowList){rows, rows_merge(rows, lines.count, groups)};
    for (size_t i = 0; i < ret_rows->count; i++)
        sums_finish(&ret_rows->items[i].sums);
    *ret_total = total;
    return OK;
}
