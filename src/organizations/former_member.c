#include "former_member.h"

#include "former_member_store.h"
#include "organization_store.h"
#include "work/work.h"

Error former_member_create(Ctx *ctx, Id user_id)
{
    return former_member_store_create(ctx, user_id);
}

Error former_member_has(Ctx *ctx, const char *email, bool *ret_has)
{
    int64_t count;
    TRY(former_member_store_count(ctx, ctx->actor.organization_id, email, NULL, &count));
    *ret_has = count > 0;
    return OK;
}

Error former_member_require_none(
    Ctx *ctx, Id organization_id, const char *email, Id provider_id, const char *subject)
{
    int64_t count;
    Organization organization = {.id = ID_NONE};
    const char *known_as = arena_printf(ctx->arena, "%s %s", provider_id.text, subject);
    TRY(former_member_store_count(ctx, organization_id, email, known_as, &count));
    if (!count)
        return OK;
    TRY(organization_store_get(ctx, organization_id, &organization));
    return fail(ctx, CONFLICT, "member_removed",
        "You were removed from %s. Ask an owner to invite you.", organization.name);
}

Error former_member_remove(Ctx *ctx, Id organization_id, Id user_id)
{
    return former_member_store_remove(ctx, organization_id, user_id);
}

Error former_member_remove_old(Ctx *ctx, Time before, int64_t *ret_count)
{
    return former_member_store_remove_old(ctx, before, REMOVED_AT_ONCE, ret_count);
}
