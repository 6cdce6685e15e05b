#include "cost.h"

#include "base/text.h"
#include "sentences/sentence.h"
#include "settings.h"

#include <string.h>

// So that sums of lines, and micros of them, stay far from the end of int64.
#define MAX_LINE_MICROS INT64_C(10000000000000000)

enum { MAX_UNKNOWN = 50 };

static SHAPE(cost_line_shape, CostLine, FIELD_ENUM(CostLine, kind, infrastructure_kind_names),
    FIELD(CostLine, storage_class), FIELD(CostLine, quantity),
    FIELD(CostLine, unit, .required = true, .about = "millicpu, mib, gib or piece"),
    FIELD(CostLine, rate, .required = true), FIELD(CostLine, amount, .required = true),
    FIELD(CostLine, amount_micros, .about = "before rounding"));

SHAPE(infrastructure_cost_shape, InfrastructureCost,
    FIELD_LIST(InfrastructureCost, lines, cost_line_shape),
    FIELD(InfrastructureCost, total, .required = true, .about = "of a month"),
    FIELD(InfrastructureCost, total_micros, .about = "before rounding"),
    FIELD(
        InfrastructureCost, unknown, .tell = sentence_in, .about = "What is not counted, and why."),
    FIELD(InfrastructureCost, is_current, .about = "Of the configuration as it is now."));

typedef struct Work {
    Ctx *ctx;
    const InfrastructurePriceList *prices;
    InfrastructureCost cost;
} Work;

static void say_unknown(Work *work, const char *sentence)
{
    TextList *unknown = &work->cost.unknown;
    if (unknown->count < MAX_UNKNOWN)
        unknown->items[unknown->count++] = sentence;
}

// In the currency of the platform; NULL if there is none.
static const InfrastructurePrice *find_price(
    const InfrastructurePriceList *prices, InfrastructureKind kind, const char *storage_class)
{
    const InfrastructurePrice *any = NULL;
    for (size_t i = 0; i < prices->count; i++) {
        const InfrastructurePrice *price = &prices->items[i];
        if (price->kind != kind || !text_same(price->rate.currency.code, settings()->currency))
            continue;
        if (text_same(price->storage_class, storage_class))
            return price;
        if (!price->storage_class)
            any = price;
    }
    return any;
}

static bool is_countable(const InfrastructurePrice *price, int64_t quantity)
{
    return (__int128)price->rate.micros * quantity / price->rate.per <= MAX_LINE_MICROS;
}

Money cost_of_one(const InfrastructurePriceList *prices, InfrastructureKind kind,
    const char *storage_class, int64_t quantity)
{
    const InfrastructurePrice *price = find_price(prices, kind, storage_class);
    if (!price || !is_countable(price, quantity))
        return (Money){0};
    return money_charge(price->rate, quantity);
}

static const char *no_price(Work *work, InfrastructureKind kind, const char *storage_class)
{
    static const SentenceCode codes[] = {
        [INFRASTRUCTURE_CPU] = SENTENCE_NO_PRICE_CPU,
        [INFRASTRUCTURE_MEMORY] = SENTENCE_NO_PRICE_MEMORY,
        [INFRASTRUCTURE_DISK] = SENTENCE_NO_PRICE_DISK,
        [INFRASTRUCTURE_LOAD_BALANCER] = SENTENCE_NO_PRICE_LOAD_BALANCER,
    };
    if (!storage_class)
        return sentence_of(work->ctx->arena, codes[kind]);
    return sentence_of(work->ctx->arena, SENTENCE_NO_PRICE_CLASS, {"class", storage_class});
}

static void add_line(
    Work *work, InfrastructureKind kind, const char *storage_class, int64_t quantity)
{
    const InfrastructurePrice *price = find_price(work->prices, kind, storage_class);
    if (!quantity)
        return;
    if (!price) {
        say_unknown(work, no_price(work, kind, storage_class));
        return;
    }
    if (!is_countable(price, quantity)) {
        say_unknown(work, sentence_of(work->ctx->arena, SENTENCE_COST_TOO_HIGH));
        return;
    }
    CostLine line = {
        .kind = kind,
        .storage_class = storage_class,
        .quantity = quantity,
        .unit = infrastructure_unit_names[kind],
        .rate = price->rate,
        .amount = money_charge(price->rate, quantity),
        .amount_micros = micros_charge(price->rate, quantity),
    };
    work->cost.lines.items[work->cost.lines.count++] = line;
    work->cost.total = money_add(work->cost.total, line.amount);
    work->cost.total_micros += line.amount_micros;
}

// ── disks, a line for each class ─────────────────────────────────────────────────────────────

static const char *class_of(const ChartVolume *volume, const char *default_class)
{
    bool is_said = volume->storage_class && *volume->storage_class;
    return is_said ? volume->storage_class : default_class;
}

static int64_t gib_of_class(const Needs *needs, const char *class, const char *default_class)
{
    __int128 sum = 0;
    for (size_t i = 0; i < needs->volumes.count; i++) {
        const ChartVolume *volume = &needs->volumes.items[i];
        if (text_same(class_of(volume, default_class), class))
            sum += (__int128)volume->gib * volume->count;
    }
    return sum > INT32_MAX ? INT32_MAX : (int64_t)sum;
}

static void add_disks(Work *work, const Needs *needs, const char *default_class)
{
    for (size_t i = 0; i < needs->volumes.count; i++) {
        const char *class = class_of(&needs->volumes.items[i], default_class);
        bool was_before = false;
        for (size_t j = 0; j < i; j++)
            was_before |= text_same(class_of(&needs->volumes.items[j], default_class), class);
        if (!was_before)
            add_line(work, INFRASTRUCTURE_DISK, class, gib_of_class(needs, class, default_class));
    }
}

InfrastructureCost cost_of(
    Ctx *ctx, const Needs *needs, const InfrastructurePriceList *prices, const char *default_class)
{
    Work work = {.ctx = ctx, .prices = prices};
    work.cost.lines.items = arena_array_of(ctx->arena, CostLine, needs->volumes.count + 3);
    work.cost.unknown.items = arena_array_of(ctx->arena, const char *, MAX_UNKNOWN);
    work.cost.total.currency = settings_currency();
    add_line(&work, INFRASTRUCTURE_CPU, NULL, needs->cpu_milli);
    add_line(&work, INFRASTRUCTURE_MEMORY, NULL, needs->memory_mib);
    add_disks(&work, needs, default_class);
    add_line(&work, INFRASTRUCTURE_LOAD_BALANCER, NULL, needs->load_balancers);
    for (size_t i = 0; i < needs->without_requests.count; i++)
        say_unknown(&work, sentence_of(ctx->arena, SENTENCE_COST_NOT_KNOWN,
                               {"object", needs->without_requests.items[i]}));
    return work.cost;
}
