// verdict_store.h — verdict rows. Private to src/catalog.
#pragma once

#include "catalog/verdict.h"

extern const Shape verdict_row_shape, check_finding_row_shape;

Error verdict_store_find(Ctx *ctx, Id revision_id, Verdict *ret_verdict);
Error verdict_store_place(Ctx *ctx, const Verdict *verdict);
