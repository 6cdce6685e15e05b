#include "revision.h"

#include "catalog.h"
#include "chart.h"
#include "revision_store.h"
#include "json/json.h"

// from → to: the event of the move; NULL where there is no such move.
static const char *const moves[][6] = {
    [REVISION_DRAFT] = {[REVISION_IN_REVIEW] = "revision.submitted"},
    [REVISION_IN_REVIEW] = {[REVISION_APPROVED] = "revision.approved",
        [REVISION_REJECTED] = "revision.rejected",
        [REVISION_DRAFT] = "revision.withdrawn"},
    [REVISION_REJECTED] = {[REVISION_DRAFT] = "revision.withdrawn"},
    [REVISION_APPROVED] =
        {[REVISION_ACTIVE] = "revision.activated", [REVISION_DRAFT] = "revision.withdrawn"},
    [REVISION_ACTIVE] = {[REVISION_REPLACED] = "revision.replaced"},
    [REVISION_REPLACED] = {NULL},
};

Error revision_get(Ctx *ctx, Id id, Revision *ret_revision)
{
    return revision_store_get(ctx, id, ret_revision);
}

Error revision_lock(Ctx *ctx, Id id, Revision *ret_revision)
{
    return revision_store_lock(ctx, id, ret_revision);
}

Error revision_list(Ctx *ctx, Id product_id, RevisionList *ret_revisions)
{
    return revision_store_list(ctx, product_id, ret_revisions);
}

Error revision_newest(Ctx *ctx, Id product_id, Revision *ret_revision)
{
    return revision_store_newest(ctx, product_id, ret_revision);
}

Error revision_create(Ctx *ctx, Revision *revision)
{
    Revision newest = {.number = 0};
    Error error = revision_store_newest(ctx, revision->product_id, &newest);
    if (error && error != NOT_FOUND)
        return error;
    revision->id = id_new("rev");
    revision->number = newest.number + 1;
    revision->state = REVISION_DRAFT;
    TRY(revision_store_create(ctx, revision));
    return revision_store_change(ctx, revision);
}

Error revision_change(Ctx *ctx, const Revision *revision)
{
    if (revision->state != REVISION_DRAFT)
        return fail(ctx, CONFLICT, "revision_is_fixed", "Only a draft can be changed; this is %s.",
            revision_state_names[revision->state]);
    return revision_store_change(ctx, revision);
}

static const char *move_data(Ctx *ctx, const Revision *revision)
{
    Json *out = json_new(ctx->arena);
    json_begin_object(out, NULL);
    json_put(out, "product_id", revision->product_id);
    json_put(out, "number", revision->number);
    json_put(out, "release_at", revision->release_at);
    json_put(out, "reason", revision->reason);
    json_end_object(out);
    return json_finish(out);
}

Error revision_move(Ctx *ctx, Revision *revision, RevisionState state, const char *reason)
{
    const char *event = moves[revision->state][state];
    if (!event)
        return fail(ctx, CONFLICT, "wrong_state", "A revision that is %s cannot become %s.",
            revision_state_names[revision->state], revision_state_names[state]);
    revision->state = state;
    revision->reason = reason;
    if (state == REVISION_ACTIVE)
        revision->activated_at = ctx->now;
    if (state == REVISION_REPLACED)
        revision->replaced_at = ctx->now;
    TRY(revision_store_move(ctx, revision));
    return product_emit(ctx, event, revision->product_id, revision->id, move_data(ctx, revision));
}

// Products are locked before their revisions, everywhere.
static Error lock_both(Ctx *ctx, Id id, Product *ret_product, Revision *ret_revision)
{
    TRY(revision_get(ctx, id, ret_revision));
    TRY(product_lock(ctx, ret_revision->product_id, ret_product));
    return revision_lock(ctx, id, ret_revision);
}

Error revision_approve(Ctx *ctx, Id id, Time release_at, Revision *ret_revision)
{
    Product product;
    Revision revision;
    TRY(lock_both(ctx, id, &product, &revision));
    if (product.state == PRODUCT_END_OF_LIFE)
        return fail(ctx, CONFLICT, "product_ended", "The product has reached its end of life.");
    if (time_is_set(release_at))
        revision.release_at = release_at;
    TRY(revision_move(ctx, &revision, REVISION_APPROVED, NULL));
    ChartState chart;
    TRY(chart_state(ctx, revision.id, &chart));
    if (time_before(ctx->now, revision.release_at))
        TRY(job_add(ctx, "activate_revisions", ID_NONE, NULL, "{}", revision.release_at));
    else if (chart == CHART_READY) // else it is activated when it is
        TRY(revision_activate(ctx, &product, &revision));
    *ret_revision = revision;
    return OK;
}

Error revision_reject(Ctx *ctx, Id id, const char *reason, Revision *ret_revision)
{
    Product product;
    Revision revision;
    TRY(lock_both(ctx, id, &product, &revision));
    TRY(revision_move(ctx, &revision, REVISION_REJECTED, reason));
    *ret_revision = revision;
    return OK;
}

Error revision_activate(Ctx *ctx, Product *product, Revision *revision)
{
    if (id_is_set(product->active_revision_id)) {
        Revision old;
        TRY(revision_lock(ctx, product->active_revision_id, &old));
        TRY(revision_move(ctx, &old, REVISION_REPLACED, NULL));
    }
    TRY(revision_move(ctx, revision, REVISION_ACTIVE, NULL));
    product->active_revision_id = revision->id;
    if (product->state == PRODUCT_UNPUBLISHED && !time_is_set(product->published_at))
        return product_move(ctx, product, PRODUCT_PUBLISHED, NULL);
    return product_change(ctx, product);
}

static Error activate_if_due(Ctx *ctx, Id id)
{
    TX tx = {0};
    Product product;
    Revision revision;
    TRY(tx_begin(ctx, TX_WRITE, &tx));
    TRY(lock_both(ctx, id, &product, &revision));
    if (revision.state != REVISION_APPROVED || time_before(ctx->now, revision.release_at))
        return OK; // somebody was faster, or took it back
    ChartState chart;
    TRY(chart_state(ctx, revision.id, &chart));
    if (chart != CHART_READY)
        return OK; // it comes here again when it is
    TRY(revision_activate(ctx, &product, &revision));
    return tx_commit(&tx);
}

static Error list_due(Ctx *ctx, RevisionList *ret_due)
{
    TX tx = {0};
    TRY(tx_begin(ctx, TX_READ, &tx));
    return revision_store_list_due(ctx, ret_due);
}

Error revision_activate_due(Ctx *ctx, const Job *job)
{
    (void)job;
    RevisionList due;
    TRY(list_due(ctx, &due));
    for (size_t i = 0; i < due.count; i++)
        TRY(activate_if_due(ctx, due.items[i].id));
    return OK;
}
