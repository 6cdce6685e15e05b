// plan_store.h — plan rows. Private to src/catalog.
#pragma once

#include "catalog/plan.h"

Error plan_store_get(Ctx *ctx, Id id, Plan *ret_plan);
Error plan_store_list(Ctx *ctx, Id revision_id, PlanList *ret_plans);
Error plan_store_list_published(Ctx *ctx, PlanList *ret_plans);
Error plan_store_create(Ctx *ctx, const Plan *plan);
Error plan_store_remove_all(Ctx *ctx, Id revision_id);
