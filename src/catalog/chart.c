#include "chart.h"

#include "base/text.h"
#include "chart_store.h"
#include "product.h"
#include "sentences/sentence.h"
#include "work/work.h"
#include "json/json.h"

// from → to: whether there is such a move.
static const bool moves[][3] = {
    [CHART_PENDING] = {[CHART_READY] = true, [CHART_REFUSED] = true},
    [CHART_READY] = {false},
    [CHART_REFUSED] = {[CHART_PENDING] = true},
};

Error chart_get(Ctx *ctx, Id id, Chart *ret_chart)
{
    return chart_store_get(ctx, id, ret_chart);
}

Error chart_of_revision(Ctx *ctx, Id revision_id, Chart *ret_chart)
{
    return chart_store_of_revision(ctx, revision_id, ret_chart);
}

Error chart_is_there(Ctx *ctx, Id revision_id, bool *ret_is_there)
{
    return chart_store_is_there(ctx, revision_id, ret_is_there);
}

Error chart_list_published(Ctx *ctx, ChartList *ret_charts)
{
    return chart_store_list_published(ctx, ret_charts);
}

Error chart_state(Ctx *ctx, Id revision_id, ChartState *ret_state)
{
    Chart chart = {.state = CHART_READY};
    Error error = chart_store_of_revision(ctx, revision_id, &chart);
    if (error && error != NOT_FOUND)
        return error;
    ctx->failure = (Failure){0};
    *ret_state = chart.state;
    return OK;
}

const char *chart_source_key(Arena *arena, const ChartSource *source)
{
    return json_of(arena, &chart_source_shape, source);
}

static Error order_intake(Ctx *ctx, const Chart *chart)
{
    return job_add(ctx, "take_in_chart", ID_NONE, chart->id.text,
        arena_printf(ctx->arena, "{\"chart_id\":\"%s\"}", chart->id.text), TIME_NONE);
}

// Whether the chart's schema has yet to say if it takes what the form offers.
static bool offers_anew(Arena *arena, const Chart *known, const Chart *chart)
{
    return chart->form.count &&
           !text_same(json_of_list(arena, &form_field_shape, known->form.items, known->form.count),
               json_of_list(arena, &form_field_shape, chart->form.items, chart->form.count));
}

// What was found in a chart of the same source is true of this one.
static Error take_over(Ctx *ctx, const Chart *known, Chart *chart)
{
    Chart taken = *known;
    taken.id = chart->id;
    taken.revision_id = chart->revision_id;
    taken.form = chart->form;
    taken.licence = chart->licence;
    taken.minimum_kubernetes_version = chart->minimum_kubernetes_version;
    *chart = taken;
    return chart_store_change(ctx, chart);
}

Error chart_create(Ctx *ctx, Id product_id, Chart *chart)
{
    Chart known = {.id = ID_NONE};
    chart->id = id_new("chr");
    chart->state = CHART_PENDING;
    chart->created_at = ctx->now;
    Error error =
        chart_store_find(ctx, product_id, chart_source_key(ctx->arena, &chart->source), &known);
    if (error && error != NOT_FOUND)
        return error;
    ctx->failure = (Failure){0};
    TRY(chart_store_create(ctx, chart));
    if (error || offers_anew(ctx->arena, &known, chart))
        return order_intake(ctx, chart);
    return take_over(ctx, &known, chart);
}

Error chart_replace(Ctx *ctx, Id revision_id)
{
    return chart_store_replace(ctx, revision_id);
}

static const char *move_data(Ctx *ctx, const Chart *chart)
{
    Json *out = json_new(ctx->arena);
    json_begin_object(out, NULL);
    json_put(out, "revision_id", chart->revision_id);
    json_put(out, "chart_name", chart->chart_name);
    json_put(out, "chart_version", chart->chart_version);
    json_put(out, "problem", sentence_text_in(ctx->arena, "en", chart->problem));
    json_end_object(out);
    return json_finish(out);
}

static Error tell(Ctx *ctx, const Chart *chart)
{
    Id product_id;
    TRY(chart_store_product(ctx, chart->revision_id, &product_id));
    const char *event = chart->state == CHART_READY ? "chart.ready" : "chart.refused";
    return product_emit(ctx, event, product_id, chart->id, move_data(ctx, chart));
}

Error chart_move(Ctx *ctx, Chart *chart, ChartState state)
{
    if (!moves[chart->state][state])
        return fail(ctx, CONFLICT, "wrong_state", "A chart that is %s cannot become %s.",
            chart_state_names[chart->state], chart_state_names[state]);
    chart->state = state;
    chart->taken_in_at = state == CHART_READY ? ctx->now : TIME_NONE;
    TRY(chart_store_change(ctx, chart));
    if (state == CHART_PENDING)
        return OK;
    TRY(tell(ctx, chart));
    return state == CHART_READY ? job_add(ctx, "activate_revisions", ID_NONE, NULL, "{}", TIME_NONE)
                                : OK;
}

Error chart_begin(Ctx *ctx, Chart *chart)
{
    if (chart->state == CHART_READY)
        return fail(ctx, CONFLICT, "wrong_state", "The chart was taken in already.");
    if (chart->state == CHART_REFUSED)
        TRY(chart_move(ctx, chart, CHART_PENDING));
    return order_intake(ctx, chart);
}
