#include "acceptance.h"

#include "acceptance_store.h"

SHAPE(acceptance_shape, Acceptance, FIELD(Acceptance, kind, .required = true),
    FIELD(Acceptance, title, .required = true), FIELD(Acceptance, version, .required = true),
    FIELD(Acceptance, language, .required = true), FIELD(Acceptance, digest, .required = true),
    FIELD(Acceptance, accepted_by, .required = true),
    FIELD(Acceptance, accepted_by_name, .required = true),
    FIELD(Acceptance, accepted_at, .required = true), FIELD(Acceptance, order_id, .hidden = true),
    FIELD(Acceptance, submission_id, .hidden = true));

Error acceptance_create(Ctx *ctx, const Acceptance *acceptance)
{
    Acceptance now = *acceptance;
    now.id = id_new("acc");
    now.accepted_by = ctx->actor.user_id;
    now.accepted_at = ctx->now;
    return acceptance_store_create(ctx, &now);
}

Error acceptance_list(Ctx *ctx, Id order_id, AcceptanceList *ret_acceptances)
{
    return acceptance_store_list(ctx, order_id, ret_acceptances);
}

Error acceptance_list_submitted(
    Ctx *ctx, Id organization_id, Id submission_id, AcceptanceList *ret_acceptances)
{
    return acceptance_store_list_submitted(ctx, organization_id, submission_id, ret_acceptances);
}
