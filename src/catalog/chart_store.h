// chart_store.h — chart rows. Private to src/catalog.
#pragma once

#include "catalog/chart.h"

Error chart_store_get(Ctx *ctx, Id id, Chart *ret_chart);
Error chart_store_of_revision(Ctx *ctx, Id revision_id, Chart *ret_chart);
Error chart_store_is_there(Ctx *ctx, Id revision_id, bool *ret_is_there);
Error chart_store_list_published(Ctx *ctx, ChartList *ret_charts);

/** The newest chart of the product that is ready and has that source. */
Error chart_store_find(Ctx *ctx, Id product_id, const char *source_key, Chart *ret_chart);

/** A source as one text, since {json} columns are not compared. */
const char *chart_source_key(Arena *arena, const ChartSource *source);
Error chart_store_product(Ctx *ctx, Id revision_id, Id *ret_product_id);
Error chart_store_create(Ctx *ctx, const Chart *chart);
Error chart_store_change(Ctx *ctx, const Chart *chart); // state and all that was found
Error chart_store_replace(Ctx *ctx, Id revision_id);
