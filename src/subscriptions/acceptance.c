#include "acceptance.h"

#include "acceptance_store.h"

SHAPE(acceptance_shape, Acceptance, FIELD(Acceptance, kind), FIELD(Acceptance, title),
    FIELD(Acceptance, version), FIELD(Acceptance, language), FIELD(Acceptance, digest),
    FIELD(Acceptance, accepted_by), FIELD(Acceptance, accepted_by_name),
    FIELD(Acceptance, accepted_at), FIELD(Acceptance, order_id, .hidden = true));

Error acceptance_create(Ctx *ctx, const Acceptance *acceptance)
{
    Acceptance now = *acceptance;
    now.id = id_new("acc");
    now.accepted_by = ctx->actor.user_id;
    now.accepted_at = ctx->now;
    return acceptance_store_insert(ctx, &now);
}

Error acceptance_list(Ctx *ctx, Id order_id, AcceptanceList *ret_acceptances)
{
    return acceptance_store_list(ctx, order_id, ret_acceptances);
}
