#include "estimate.h"

#include "base/text.h"
#include "settings.h"

#include <string.h>

// So that sums of lines, and micros of them, stay far from the end of int64.
#define MAX_QUANTITY    INT64_C(1000000000000)
#define MAX_LINE_MICROS INT64_C(10000000000000000)

static SHAPE(quantity_shape, Quantity,
    FIELD(Quantity, model, .max = 80, .about = "Of an AI product; may be left out if it has one."),
    FIELD(Quantity, meter, .required = true, .max = 40,
        .about = "Of a plan's price, or tokens_in, tokens_out, tokens_cached, tokens_reasoning."),
    FIELD(Quantity, quantity, .required = true, .min = 0, .max = MAX_QUANTITY));

SHAPE(estimate_query_shape, EstimateQuery, FIELD(EstimateQuery, plan_id, .required = true),
    FIELD_LIST(EstimateQuery, quantities, quantity_shape, .max = MAX_QUANTITIES));

static SHAPE(estimate_line_shape, EstimateLine, FIELD(EstimateLine, model),
    FIELD(EstimateLine, meter, .about = "null: a fee"), FIELD(EstimateLine, period),
    FIELD(EstimateLine, quantity), FIELD(EstimateLine, rate, .required = true),
    FIELD(EstimateLine, amount, .required = true),
    FIELD(EstimateLine, amount_micros, .about = "before rounding"));

SHAPE(estimate_shape, Estimate, FIELD_LIST(Estimate, lines, estimate_line_shape),
    FIELD(Estimate, total, .required = true, .about = "of the lines' amounts"),
    FIELD(Estimate, total_micros, .about = "before rounding"),
    FIELD(Estimate, period, .about = "of what recurs"));

// One estimate while it is made.
typedef struct Work {
    Ctx *ctx;
    const CatalogProduct *product;
    const Plan *plan;
    const EstimateQuery *query;
    Estimate estimate;
} Work;

static const char *path_of(Work *work, size_t number, const char *member)
{
    return arena_printf(work->ctx->arena, "quantities[%zu].%s", number, member);
}

static void add_line(Work *work, size_t number, EstimateLine line)
{
    if (!line.quantity)
        return;
    if ((__int128)line.rate.micros * line.quantity / line.rate.per > MAX_LINE_MICROS) {
        fault(work->ctx, path_of(work, number, "quantity"), "out_of_range",
            "This would cost more than can be counted.");
        return;
    }
    line.amount = money_charge(line.rate, line.quantity);
    line.amount_micros = micros_charge(line.rate, line.quantity);
    Estimate *estimate = &work->estimate;
    estimate->total = estimate->lines.count ? money_add(estimate->total, line.amount) : line.amount;
    estimate->total_micros += line.amount_micros;
    estimate->lines.items[estimate->lines.count++] = line;
}

// ── the plan's own prices ────────────────────────────────────────────────────────────────────

static void add_fees(Work *work)
{
    for (size_t i = 0; i < work->plan->prices.count; i++) {
        const Price *price = &work->plan->prices.items[i];
        if (!price->meter)
            add_line(work, 0,
                (EstimateLine){.period = price->period, .quantity = 1, .rate = price->rate});
    }
}

static void add_metered(Work *work, size_t number)
{
    const Quantity *quantity = &work->query->quantities.items[number];
    bool is_known = false;
    for (size_t i = 0; i < work->plan->prices.count; i++) {
        const Price *price = &work->plan->prices.items[i];
        if (!text_same(price->meter, quantity->meter))
            continue;
        is_known = true;
        add_line(work, number,
            (EstimateLine){.meter = price->meter,
                .period = price->period,
                .quantity = quantity->quantity,
                .rate = price->rate});
    }
    if (!is_known)
        fault(work->ctx, path_of(work, number, "meter"), "not_known",
            "The plan has no price for %s.", quantity->meter);
}

// ── models ───────────────────────────────────────────────────────────────────────────────────

typedef struct TokenMeter {
    const char *name;
    size_t rate;      // the offset of its rate in AiModel
    const char *part; // the meter of those among it that may have a rate of their own
} TokenMeter;

static const TokenMeter token_meters[] = {
    {"tokens_in", offsetof(AiModel, rate_in), "tokens_cached"},
    {"tokens_out", offsetof(AiModel, rate_out), "tokens_reasoning"},
    {"tokens_cached", offsetof(AiModel, rate_cached), NULL},
    {"tokens_reasoning", offsetof(AiModel, rate_reasoning), NULL},
};

static const TokenMeter *token_meter(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(token_meters); i++)
        if (text_same(token_meters[i].name, name))
            return &token_meters[i];
    return NULL;
}

static Rate rate_of(const AiModel *model, const TokenMeter *meter)
{
    return *(const Rate *)((const char *)model + meter->rate);
}

static const AiModel *find_model(const Work *work, const char *name)
{
    const AiModelList *models = &work->product->ai_models;
    for (size_t i = 0; i < models->count; i++)
        if (text_same(models->items[i].name, name) || (!name && models->count == 1))
            return &models->items[i];
    return NULL;
}

// How much of a meter is asked for, over all quantities that name the model.
static int64_t quantity_of(const Work *work, const AiModel *model, const char *meter)
{
    int64_t sum = 0;
    for (size_t i = 0; i < work->query->quantities.count; i++) {
        const Quantity *quantity = &work->query->quantities.items[i];
        if (find_model(work, quantity->model) == model && text_same(quantity->meter, meter))
            sum += quantity->quantity;
    }
    return sum;
}

// A meter that is asked for twice is one line, where it stands first.
static bool was_before(const Work *work, const AiModel *model, size_t number)
{
    const Quantity *wanted = &work->query->quantities.items[number];
    for (size_t i = 0; i < number; i++) {
        const Quantity *quantity = &work->query->quantities.items[i];
        if (find_model(work, quantity->model) == model && text_same(quantity->meter, wanted->meter))
            return true;
    }
    return false;
}

static void add_tokens(Work *work, size_t number)
{
    const Quantity *wanted = &work->query->quantities.items[number];
    const TokenMeter *meter = token_meter(wanted->meter);
    const AiModel *model = find_model(work, wanted->model);
    if (!model) {
        fault(work->ctx, path_of(work, number, "model"), "not_known",
            "Name one of the product's models.");
        return;
    }
    Rate rate = rate_of(model, meter);
    int64_t quantity = quantity_of(work, model, meter->name);
    int64_t part = meter->part ? quantity_of(work, model, meter->part) : 0;
    if (part && *rate_of(model, token_meter(meter->part)).currency.code)
        quantity -= part;
    if (!*rate.currency.code || quantity < 0 || was_before(work, model, number))
        return; // counted elsewhere, or refused
    add_line(work, number,
        (EstimateLine){
            .model = model->name, .meter = meter->name, .quantity = quantity, .rate = rate});
}

// A part without its whole would be counted nowhere.
static void require_whole(Work *work, size_t number)
{
    const Quantity *quantity = &work->query->quantities.items[number];
    const AiModel *model = find_model(work, quantity->model);
    for (size_t i = 0; model && i < COUNT_OF(token_meters); i++)
        if (text_same(token_meters[i].part, quantity->meter) &&
            quantity_of(work, model, token_meters[i].name) <
                quantity_of(work, model, quantity->meter))
            fault(work->ctx, path_of(work, number, "quantity"), "out_of_range",
                "%s are among %s; there cannot be more of them.", quantity->meter,
                token_meters[i].name);
}

// ── the whole ────────────────────────────────────────────────────────────────────────────────

static const char *period_of(const Plan *plan)
{
    const char *period = NULL;
    for (size_t i = 0; i < plan->prices.count; i++) {
        const char *other = plan->prices.items[i].period;
        if (other && period && !text_same(period, other))
            return NULL;
        period = other ? other : period;
    }
    return period;
}

Error estimate_get(
    Ctx *ctx, const Catalog *catalog, const EstimateQuery *query, Estimate *ret_estimate)
{
    Work work = {.ctx = ctx, .query = query};
    work.product = catalog_product_of_plan(catalog, query->plan_id, &work.plan);
    if (!work.product)
        return fail(ctx, NOT_FOUND, "not_found", "There is no such plan.");
    size_t room = (query->quantities.count + 1) * (work.plan->prices.count + 1);
    work.estimate.lines.items = arena_array_of(ctx->arena, EstimateLine, room);
    work.estimate.total.currency = settings_currency();
    work.estimate.period = period_of(work.plan);
    add_fees(&work);
    for (size_t i = 0; i < query->quantities.count; i++) {
        bool is_tokens =
            work.product->ai_models.count && token_meter(query->quantities.items[i].meter) != NULL;
        if (is_tokens)
            require_whole(&work, i);
        if (is_tokens)
            add_tokens(&work, i);
        else
            add_metered(&work, i);
    }
    TRY(faults(ctx));
    *ret_estimate = work.estimate;
    return OK;
}
