// plan.h — the ways in which a revision of a product can be bought.
#pragma once

#include "catalog/price.h"
#include "catalog/question.h"

typedef LIST_OF(Texts) TextsList;

typedef struct Plan {
    Id id; // pla_…
    Id revision_id;
    const char *code;
    int64_t position;
    const char *name;
    Texts description;
    TextsList features;
    Texts price_text; // instead of, or beside, prices
    PriceList prices;
    QuestionList questions; // to who requests an offer; of private offers only
} Plan;

typedef LIST_OF(Plan) PlanList;

extern const Shape plan_shape;

/** NOT_FOUND  there is none. Its revision may be any, also one that is not sold any more. */
Error plan_get(Ctx *ctx, Id id, Plan *ret_plan);

/** Of one revision, in their order; ID_NONE: of the active revisions of all published products. */
Error plan_list(Ctx *ctx, Id revision_id, PlanList *ret_plans);
