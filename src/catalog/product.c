#include "product.h"

#include "catalog.h"
#include "chart.h"
#include "product_store.h"
#include "work/work.h"
#include "json/json.h"

// from → to: the event of the move; NULL where there is no such move.
static const char *const moves[][3] = {
    [PRODUCT_UNPUBLISHED] =
        {[PRODUCT_PUBLISHED] = "product.published", [PRODUCT_END_OF_LIFE] = "product.ended"},
    [PRODUCT_PUBLISHED] = {[PRODUCT_UNPUBLISHED] = "product.unpublished"},
    [PRODUCT_END_OF_LIFE] = {NULL},
};

Error product_get(Ctx *ctx, const char *id_or_slug, Product *ret_product)
{
    return product_store_get(ctx, id_or_slug, ret_product);
}

Error product_get_of_revision(Ctx *ctx, Id revision_id, Product *ret_product)
{
    return product_store_get_of_revision(ctx, revision_id, ret_product);
}

Error product_lock(Ctx *ctx, Id id, Product *ret_product)
{
    return product_store_lock(ctx, id, ret_product);
}

Error product_create(Ctx *ctx, const Product *product)
{
    return product_store_create(ctx, product);
}

Error product_change(Ctx *ctx, Product *product)
{
    product->version++;
    TRY(product_store_change(ctx, product));
    return product->state == PRODUCT_PUBLISHED ? catalog_changed(ctx) : OK;
}

Error product_emit(Ctx *ctx, const char *kind, Id product_id, Id subject_id, const char *data)
{
    const char *organization_id;
    TRY(product_store_seller_organization(ctx, product_id, &organization_id));
    return event_emit(ctx, kind, id_from(organization_id), subject_id, data);
}

static const char *move_data(Ctx *ctx, const Product *product, const char *reason)
{
    Json *out = json_new(ctx->arena);
    json_begin_object(out, NULL);
    json_put(out, "slug", product->slug);
    json_put(out, "name", product->name);
    json_put(out, "reason", reason);
    json_put(out, "expected_return", product->expected_return);
    json_put(out, "last_day", product->last_day);
    json_end_object(out);
    return json_finish(out);
}

Error product_emit_ending(Ctx *ctx, const Product *product)
{
    return product_emit(ctx, "product.ending", product->id, product->id,
        move_data(ctx, product, product->end_of_life_reason));
}

Error product_move(Ctx *ctx, Product *product, ProductState state, const char *reason)
{
    const char *event = moves[product->state][state];
    if (!event)
        return fail(ctx, CONFLICT, "wrong_state", "A product that is %s cannot become %s.",
            product_state_names[product->state], product_state_names[state]);
    if (state == PRODUCT_PUBLISHED && !id_is_set(product->active_revision_id))
        return fail(ctx, CONFLICT, "no_active_revision",
            "No revision of the product is active; approve one first.");
    product->state = state;
    if (state == PRODUCT_PUBLISHED && !time_is_set(product->published_at))
        product->published_at = ctx->now;
    product->version++;
    TRY(product_store_change(ctx, product));
    TRY(product_emit(ctx, event, product->id, product->id, move_data(ctx, product, reason)));
    return catalog_changed(ctx);
}

bool service_can_be_ordered(ServiceType type)
{
    return type == SERVICE_AI || type == SERVICE_KUBERNETES;
}

static Error require_available(Ctx *ctx, const Product *product, Id revision_id)
{
    if (product->state != PRODUCT_PUBLISHED || !id_same(product->active_revision_id, revision_id))
        return fail(ctx, CONFLICT, "product_not_available",
            "%s is not offered like this any more; look at its page again.", product->name);
    return OK;
}

Error product_require_requestable(Ctx *ctx, const Product *product, Id revision_id)
{
    TRY(require_available(ctx, product, revision_id));
    if (product->service_type != SERVICE_PRIVATE_OFFER)
        return fail(ctx, CONFLICT, "not_requestable",
            "%s is no private offer: order it, or write to its seller.", product->name);
    return OK;
}

Error product_require_orderable(Ctx *ctx, const Product *product, Id revision_id)
{
    TRY(require_available(ctx, product, revision_id));
    bool has_what_it_needs = true;
    if (product->service_type == SERVICE_KUBERNETES)
        TRY(chart_is_there(ctx, revision_id, &has_what_it_needs));
    if (!service_can_be_ordered(product->service_type) || !has_what_it_needs)
        return fail(ctx, CONFLICT, "not_orderable", "%s cannot be ordered here; ask its seller.",
            product->name);
    return OK;
}
