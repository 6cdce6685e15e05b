#include "purchase.h"

#include "base/text.h"
#include "catalog/product.h"
#include "organizations/organization.h"
#include "organizations/role.h"
#include "subscriptions/subscription.h"

static SHAPE(blocker_shape, Blocker, FIELD(Blocker, code, .required = true),
    FIELD(Blocker, message, .required = true), FIELD(Blocker, field));

SHAPE(purchase_shape, Purchase, FIELD(Purchase, can_purchase),
    FIELD_LIST(Purchase, blocked_by, blocker_shape), FIELD_LIST(Purchase, agreements, term_shape),
    FIELD(Purchase, subscription_id));

static void block(BlockerList *blockers, const char *code, const char *message, const char *field)
{
    blockers->items[blockers->count++] = (Blocker){code, message, field};
}

static void profile_check(Ctx *ctx, const Organization *organization, BlockerList *blockers)
{
    if (text_same(organization->profile_state, "submitted"))
        block(blockers, "profile_pending",
            "The operator still reviews your organization's profile; you can order once it is"
            " approved.",
            NULL);
    else if (text_same(organization->profile_state, "rejected"))
        block(blockers, "profile_rejected",
            "The operator rejected your organization's profile; correct it and submit it again.",
            NULL);
    else
        for (size_t i = 0; i < organization->missing.count; i++) {
            const char *field = organization->missing.items[i];
            block(blockers, "profile_missing",
                arena_printf(ctx->arena, "The organization profile lacks %s.", field), field);
        }
}

// An organization lacks at most each of its profile's fields, and two other things may be wrong.
enum { OTHER_BLOCKERS = 3 };

static Error blockers_find(Ctx *ctx, const Product *product, BlockerList *ret_blockers)
{
    Organization organization = {.can_purchase = true};
    if (id_is_set(ctx->actor.organization_id))
        TRY(organization_get(ctx, ctx->actor.organization_id, &organization));
    BlockerList blockers = {
        arena_array_of(ctx->arena, Blocker, organization.missing.count + OTHER_BLOCKERS), 0};
    if (!organization.can_purchase)
        profile_check(ctx, &organization, &blockers);
    if (!(ctx->actor.permissions & PERMIT_PURCHASE))
        block(&blockers, "no_permission",
            "Your role does not include buying; ask an owner of your organization for the role"
            " “purchasing”.",
            NULL);
    if (product_require_orderable(ctx, product, product->active_revision_id))
        block(&blockers, ctx->failure.code, ctx->failure.message, NULL);
    *ret_blockers = blockers;
    return OK;
}

Error purchase_get(Ctx *ctx, const char *slug, Purchase *ret_purchase)
{
    Product product = {0};
    Purchase purchase = {0};
    TRY(product_get(ctx, slug, &product));
    if (product.state != PRODUCT_PUBLISHED)
        return fail(ctx, NOT_FOUND, "not_found", "There is no such product.");
    TRY(blockers_find(ctx, &product, &purchase.blocked_by));
    TRY(term_list(ctx, product.active_revision_id, ctx->language, &purchase.agreements));
    TRY(subscription_find(ctx, product.id, &purchase.subscription_id));
    purchase.can_purchase = purchase.blocked_by.count == 0;
    *ret_purchase = purchase;
    return OK;
}
