#include "plan.h"

#include "plan_store.h"

SHAPE(plan_shape, Plan, FIELD(Plan, id, .required = true), FIELD(Plan, code, .required = true),
    FIELD(Plan, name, .required = true), FIELD(Plan, description, .required = true),
    FIELD_LIST(Plan, features, texts_shape), FIELD(Plan, price_text),
    FIELD_LIST(Plan, prices, price_shape),
    FIELD_LIST(Plan, questions, question_shape, .about = "To who requests an offer."),
    FIELD(Plan, revision_id, .hidden = true), FIELD(Plan, position, .hidden = true));

Error plan_get(Ctx *ctx, Id id, Plan *ret_plan)
{
    return plan_store_get(ctx, id, ret_plan);
}

Error plan_list(Ctx *ctx, Id revision_id, PlanList *ret_plans)
{
    if (id_is_set(revision_id))
        return plan_store_list(ctx, revision_id, ret_plans);
    return plan_store_list_published(ctx, ret_plans);
}
