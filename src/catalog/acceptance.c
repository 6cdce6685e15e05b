#include "acceptance.h"

#include "acceptance_store.h"

SHAPE(acceptance_shape, Acceptance, FIELD(Acceptance, kind, .required = true),
    FIELD(Acceptance, title, .required = true), FIELD(Acceptance, version, .required = true),
    FIELD(Acceptance, language, .required = true), FIELD(Acceptance, digest, .required = true),
    FIELD(Acceptance, accepted_by, .about = "null: by notice"),
    FIELD(Acceptance, accepted_by_name, .required = true,
        .about = "By notice: of all who were told."),
    FIELD(Acceptance, is_by_notice,
        .about = "It applies because the organization was told; nobody had to accept it."),
    FIELD(Acceptance, accepted_at, .required = true), FIELD(Acceptance, id, .hidden = true),
    FIELD(Acceptance, order_id, .hidden = true), FIELD(Acceptance, submission_id, .hidden = true),
    FIELD(Acceptance, revision_id, .hidden = true),
    FIELD(Acceptance, subscription_id, .hidden = true));

Error acceptance_create(Ctx *ctx, const Acceptance *acceptance)
{
    Acceptance now = *acceptance;
    now.id = id_new("acc");
    now.accepted_by = ctx->actor.user_id;
    now.accepted_at = ctx->now;
    return acceptance_store_create(ctx, &now);
}

Error acceptance_create_notice(
    Ctx *ctx, Id organization_id, Acceptance *acceptance, const MemberList *told, bool *ret_is_new)
{
    acceptance->id = id_new("acc");
    acceptance->accepted_at = ctx->now;
    TRY(acceptance_store_create_notice(ctx, organization_id, acceptance, ret_is_new));
    for (size_t i = 0; *ret_is_new && i < told->count; i++)
        TRY(acceptance_store_add_told(
            ctx, organization_id, acceptance->id, told->items[i].user_id));
    return OK;
}

Error acceptance_list_told(Ctx *ctx, Id organization_id, Id acceptance_id, MemberList *ret_members)
{
    return acceptance_store_list_told(ctx, organization_id, acceptance_id, ret_members);
}

Error acceptance_list(Ctx *ctx, Id order_id, Id subscription_id, AcceptanceList *ret_acceptances)
{
    return acceptance_store_list(ctx, order_id, subscription_id, ret_acceptances);
}

Error acceptance_list_submitted(
    Ctx *ctx, Id organization_id, Id submission_id, AcceptanceList *ret_acceptances)
{
    return acceptance_store_list_submitted(ctx, organization_id, submission_id, ret_acceptances);
}
