// The three-way comparison before an upgrade: old defaults, mine, new defaults.
#include "base/text.h"
#include "catalog/chart.h"
#include "workload_change.h"

#include <stdlib.h>
#include <string.h>

static SHAPE(value_change_shape, ValueChange, FIELD(ValueChange, path, .required = true),
    FIELD(ValueChange, old_default), FIELD(ValueChange, mine), FIELD(ValueChange, new_default),
    FIELD(ValueChange, conflict));

SHAPE(upgrade_preview_shape, UpgradePreview, FIELD(UpgradePreview, from_version),
    FIELD(UpgradePreview, to_version), FIELD(UpgradePreview, revision_id, .required = true),
    FIELD_LIST(UpgradePreview, values, value_change_shape));

typedef enum Side { OLD_DEFAULT, MINE, NEW_DEFAULT } Side;

enum { MAX_VALUES = 4000 };

typedef struct Table {
    Arena *arena;
    ValueChange *rows;
    size_t count;
} Table;

static const char *escaped(Arena *arena, const char *name)
{
    Text text = {.arena = arena};
    for (const char *c = name; *c; c++) {
        text_add(&text, strchr(".[]\\", *c) ? "\\" : "");
        text_append(&text, c, 1);
    }
    return text_of(&text);
}

static void table_put(Table *table, const char *path, Side side, RawJson value)
{
    ValueChange *row = NULL;
    for (size_t i = 0; i < table->count && !row; i++)
        if (strcmp(table->rows[i].path, path) == 0)
            row = &table->rows[i];
    if (!row && table->count < MAX_VALUES) {
        row = &table->rows[table->count++];
        row->path = path;
    }
    if (!row)
        return;
    if (side == OLD_DEFAULT)
        row->old_default = value;
    else if (side == MINE)
        row->mine = value;
    else
        row->new_default = value;
}

static RawJson raw_of(Arena *arena, const JsonValue *value)
{
    return (RawJson){arena_text(arena, value->raw, value->raw_length)};
}

// Lists are values as a whole: helm replaces them so.
static void defaults_put(Table *table, const char *prefix, const JsonValue *object, Side side)
{
    for (const JsonValue *name = json_first(object); name; name = json_next(object, name)) {
        const JsonValue *value = json_next(object, name);
        const char *path = arena_printf(
            table->arena, "%s%s%s", prefix, *prefix ? "." : "", escaped(table->arena, name->text));
        if (value->kind == JSON_OBJECT && value->count)
            defaults_put(table, path, value, side);
        else
            table_put(table, path, side, raw_of(table->arena, value));
        name = value;
    }
}

static void answers_put(Table *table, const JsonValue *answers)
{
    for (const JsonValue *path = json_first(answers); path; path = json_next(answers, path)) {
        const JsonValue *value = json_next(answers, path);
        table_put(table, path->text, MINE, raw_of(table->arena, value));
        path = value;
    }
}

// Forms give numbers of a list to choose from as texts; the chart gets what its schema says.
static bool is_same(RawJson mine, RawJson chart)
{
    const char *text = mine.text;
    size_t length = text ? strlen(text) : 0;
    bool is_quoted = chart.text && *chart.text != '"' && length > 1 && *text == '"';
    return is_quoted
               ? strlen(chart.text) == length - 2 && strncmp(text + 1, chart.text, length - 2) == 0
               : text_same(text, chart.text);
}

static bool is_of_interest(const ValueChange *row)
{
    return (row->mine.text && !is_same(row->mine, row->new_default)) ||
           !text_same(row->old_default.text, row->new_default.text);
}

static int row_compare(const void *left, const void *right)
{
    const ValueChange *a = left, *b = right;
    return a->conflict != b->conflict ? b->conflict - a->conflict : strcmp(a->path, b->path);
}

static ValueChangeList rows_of_interest(Table *table)
{
    size_t count = 0;
    for (size_t i = 0; i < table->count; i++) {
        ValueChange row = table->rows[i];
        row.conflict = row.mine.text && !text_same(row.old_default.text, row.new_default.text) &&
                       !is_same(row.mine, row.new_default);
        if (is_of_interest(&row))
            table->rows[count++] = row;
    }
    qsort(table->rows, count, sizeof *table->rows, row_compare);
    return (ValueChangeList){table->rows, count};
}

static const JsonValue *parsed(Ctx *ctx, RawJson json)
{
    const char *problem;
    return json.text ? json_parse(ctx->arena, json.text, strlen(json.text), &problem) : NULL;
}

Error workload_preview_upgrade(Ctx *ctx, Id id, UpgradePreview *ret_preview)
{
    Workload workload = {0};
    Chart old = {0}, new = {0};
    TRY(workload_get(ctx, id, &workload));
    if (!id_is_set(workload.available_revision_id))
        return fail(ctx, CONFLICT, "no_upgrade", "It runs the version that is offered.");
    TRY(chart_get(ctx, workload.chart_id, &old));
    TRY(chart_of_revision(ctx, workload.available_revision_id, &new));
    Table table = {
        .arena = ctx->arena, .rows = arena_array_of(ctx->arena, ValueChange, MAX_VALUES)};
    defaults_put(&table, "", parsed(ctx, old.defaults), OLD_DEFAULT);
    defaults_put(&table, "", parsed(ctx, new.defaults), NEW_DEFAULT);
    answers_put(&table, parsed(ctx, workload.answers));
    *ret_preview = (UpgradePreview){
        .from_version = old.chart_version,
        .to_version = new.chart_version,
        .revision_id = workload.available_revision_id,
        .values = rows_of_interest(&table),
    };
    return OK;
}
