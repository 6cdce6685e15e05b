#include "plan_store.h"

#include "db/db.h"
#include "json/json.h"

#define PLAN_COLUMNS                                                                               \
    "plan.id, plan.revision_id, plan.code, plan.position, plan.name, plan.description,"            \
    " plan.features, plan.price_text, plan.prices, plan.questions"

Error plan_store_get(Ctx *ctx, Id id, Plan *ret_plan)
{
    return db_one(ctx, plan_shape, ret_plan, "SELECT " PLAN_COLUMNS " FROM plan WHERE id = $1", id);
}

Error plan_store_list(Ctx *ctx, Id revision_id, PlanList *ret_plans)
{
    return db_all(ctx, plan_shape, ret_plans,
        "SELECT " PLAN_COLUMNS " FROM plan WHERE revision_id = $1 ORDER BY position", revision_id);
}

Error plan_store_list_published(Ctx *ctx, PlanList *ret_plans)
{
    return db_all(ctx, plan_shape, ret_plans,
        "SELECT " PLAN_COLUMNS
        " FROM plan JOIN product ON product.active_revision_id ="
        " plan.revision_id WHERE product.state = 'published'"
        " ORDER BY plan.revision_id, plan.position");
}

Error plan_store_create(Ctx *ctx, const Plan *plan)
{
    return db_exec(ctx,
        "INSERT INTO plan (id, revision_id, code, position, name, description, features,"
        " price_text, prices, questions) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        plan->id, plan->revision_id, plan->code, plan->position, plan->name,
        json_of(ctx->arena, &texts_shape, &plan->description),
        json_of_list(ctx->arena, &texts_shape, plan->features.items, plan->features.count),
        json_of(ctx->arena, &texts_shape, &plan->price_text),
        json_of_list(ctx->arena, &price_shape, plan->prices.items, plan->prices.count),
        json_of_list(ctx->arena, &question_shape, plan->questions.items, plan->questions.count));
}

Error plan_store_remove_all(Ctx *ctx, Id revision_id)
{
    return db_exec(ctx, "DELETE FROM plan WHERE revision_id = $1", revision_id);
}
