#include "revision.h"

#include "ai_model.h"
#include "base/text.h"
#include "catalog.h"
#include "chart.h"
#include "review.h"
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
    [REVISION_REPLACED] = {[REVISION_ACTIVE] = "revision.restored"},
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
    bool was_in_review = revision->state == REVISION_IN_REVIEW;
    if (!event)
        return fail(ctx, CONFLICT, "wrong_state", "A revision that is %s cannot become %s.",
            revision_state_names[revision->state], revision_state_names[state]);
    revision->state = state;
    revision->reason = reason;
    if (state == REVISION_ACTIVE)
        revision->activated_at = ctx->now;
    revision->replaced_at = state == REVISION_REPLACED ? ctx->now : TIME_NONE;
    TRY(revision_store_move(ctx, revision));
    if (state == REVISION_IN_REVIEW)
        TRY(review_begin(ctx, revision));
    if (was_in_review)
        TRY(review_end(ctx, revision));
    return product_emit(ctx, event, revision->product_id, revision->id, move_data(ctx, revision));
}

// Products are locked before their revisions, everywhere.
static Error lock_both(Ctx *ctx, Id id, Product *ret_product, Revision *ret_revision)
{
    TRY(revision_get(ctx, id, ret_revision));
    TRY(product_lock(ctx, ret_revision->product_id, ret_product));
    return revision_lock(ctx, id, ret_revision);
}

static Error require_alive(Ctx *ctx, const Product *product)
{
    if (product->state == PRODUCT_END_OF_LIFE)
        return fail(ctx, CONFLICT, "product_ended", "The product has reached its end of life.");
    return OK;
}

// Activates what is due, as soon as its chart is ready.
static Error activate_in_time(Ctx *ctx, Product *product, Revision *revision)
{
    ChartState chart;
    TRY(chart_state(ctx, revision->id, &chart));
    if (time_before(ctx->now, revision->release_at))
        return job_add(ctx, "activate_revisions", ID_NONE, NULL, "{}", revision->release_at);
    return chart == CHART_READY ? revision_activate(ctx, product, revision, NULL) : OK;
}

Error revision_approve(Ctx *ctx, Id id, Time release_at, Revision *ret_revision)
{
    Product product;
    Revision revision;
    TRY(lock_both(ctx, id, &product, &revision));
    TRY(require_alive(ctx, &product));
    if (!id_is_set(revision.category_id))
        return fail(ctx, CONFLICT, "category_is_proposed",
            "Its seller proposes a category: accept it or choose another one first.");
    if (time_is_set(release_at))
        revision.release_at = release_at;
    TRY(revision_move(ctx, &revision, REVISION_APPROVED, NULL));
    TRY(activate_in_time(ctx, &product, &revision));
    *ret_revision = revision;
    return OK;
}

// The one that is named, or a new one.
static Error find_category(Ctx *ctx, const RevisionCategory *said, Id *ret_category_id)
{
    Category category;
    if (id_is_set(said->category_id) == !!said->category)
        fault(ctx, "category_id", "required", "Choose a category, or create the proposed one.");
    TRY(faults(ctx));
    if (said->category) {
        Error error = category_create(ctx, said->category, &category);
        for (size_t i = 0; error == INVALID && i < ctx->failure.fault_count; i++)
            ctx->failure.faults[i].field =
                arena_printf(ctx->arena, "category.%s", ctx->failure.faults[i].field);
        TRY(error);
        *ret_category_id = category.id;
        return OK;
    }
    Error error = category_lock(ctx, said->category_id, &category);
    if (error == NOT_FOUND) {
        ctx->failure = (Failure){0};
        fault(ctx, "category_id", "not_known", "There is no such category.");
        return faults(ctx);
    }
    *ret_category_id = said->category_id;
    return error;
}

Error revision_place_category(Ctx *ctx, Id id, const RevisionCategory *said, Revision *ret_revision)
{
    Product product;
    Revision revision;
    TRY(lock_both(ctx, id, &product, &revision));
    if (revision.state != REVISION_IN_REVIEW)
        return fail(ctx, CONFLICT, "wrong_state",
            "A category is decided while the revision is in review; this one is %s.",
            revision_state_names[revision.state]);
    if (id_is_set(revision.category_id))
        return fail(ctx, CONFLICT, "category_is_decided", "The revision has a category already.");
    TRY(find_category(ctx, said, &revision.category_id));
    TRY(revision_store_place_category(ctx, &revision));
    TRY(product_emit(
        ctx, "revision.category_decided", product.id, revision.id, move_data(ctx, &revision)));
    *ret_revision = revision;
    return OK;
}

Error revision_schedule(Ctx *ctx, Id id, Time release_at, Revision *ret_revision)
{
    Product product;
    Revision revision;
    TRY(lock_both(ctx, id, &product, &revision));
    TRY(require_alive(ctx, &product));
    if (revision.state != REVISION_APPROVED)
        return fail(ctx, CONFLICT, "wrong_state",
            "Only an approved revision has a release time to move; this one is %s.",
            revision_state_names[revision.state]);
    revision.release_at = release_at;
    TRY(revision_store_move(ctx, &revision));
    TRY(product_emit(
        ctx, "revision.scheduled", revision.product_id, revision.id, move_data(ctx, &revision)));
    TRY(activate_in_time(ctx, &product, &revision));
    *ret_revision = revision;
    return OK;
}

Error revision_withdraw(Ctx *ctx, Id id, const char *reason, Revision *ret_revision)
{
    Product product;
    Revision revision;
    TRY(lock_both(ctx, id, &product, &revision));
    if (revision.state != REVISION_IN_REVIEW && revision.state != REVISION_APPROVED)
        return fail(ctx, CONFLICT, "wrong_state",
            "Only what is in review or scheduled can be taken back; this revision is %s.",
            revision_state_names[revision.state]);
    TRY(revision_move(ctx, &revision, REVISION_DRAFT, reason));
    *ret_revision = revision;
    return OK;
}

static Error require_upstreams(Ctx *ctx, const Revision *revision)
{
    AiModelList models;
    AiUpstreamList upstreams;
    TRY(ai_model_list(ctx, revision->id, &models));
    TRY(ai_upstream_list(ctx, revision->id, &upstreams));
    for (size_t i = 0; i < models.count; i++) {
        bool is_there = false;
        for (size_t j = 0; j < upstreams.count; j++)
            is_there |= text_same(upstreams.items[j].model_name, models.items[i].name);
        if (!is_there)
            return fail(ctx, CONFLICT, "upstream_missing",
                "Calls of the model %s would have nowhere to go; submit a new revision that names"
                " an upstream of it instead.",
                models.items[i].name);
    }
    return OK;
}

Error revision_restore(Ctx *ctx, Id id, const char *reason, Revision *ret_revision)
{
    Product product;
    Revision revision;
    TRY(lock_both(ctx, id, &product, &revision));
    TRY(require_alive(ctx, &product));
    if (revision.state != REVISION_ACTIVE && revision.state != REVISION_REPLACED)
        return fail(ctx, CONFLICT, "wrong_state",
            "One goes back only to a revision that was in force; this one is %s.",
            revision_state_names[revision.state]);
    if (revision.state == REVISION_REPLACED) {
        TRY(require_upstreams(ctx, &revision));
        TRY(revision_activate(ctx, &product, &revision, reason));
    }
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

Error revision_activate(Ctx *ctx, Product *product, Revision *revision, const char *reason)
{
    if (id_is_set(product->active_revision_id)) {
        Revision old;
        TRY(revision_lock(ctx, product->active_revision_id, &old));
        TRY(revision_move(ctx, &old, REVISION_REPLACED, NULL));
    }
    TRY(revision_move(ctx, revision, REVISION_ACTIVE, reason));
    product->active_revision_id = revision->id;
    bool is_ending = date_is_set(product->last_day);
    if (product->state == PRODUCT_UNPUBLISHED && !time_is_set(product->published_at) && !is_ending)
        return product_move(ctx, product, PRODUCT_PUBLISHED, NULL);
    return product_change(ctx, product);
}

static Error activate_if_due(Ctx *ctx, void *arg)
{
    const Revision *due = arg;
    Product product;
    Revision revision;
    TRY(lock_both(ctx, due->id, &product, &revision));
    if (revision.state != REVISION_APPROVED || time_before(ctx->now, revision.release_at))
        return OK; // somebody was faster, or took it back
    ChartState chart;
    TRY(chart_state(ctx, revision.id, &chart));
    if (chart != CHART_READY)
        return OK; // it comes here again when it is
    return revision_activate(ctx, &product, &revision, NULL);
}

Error revision_activate_due(Ctx *ctx, const Job *job)
{
    (void)job;
    RevisionList due;
    TRY(revision_store_list_due(ctx, &due));
    return tx_run_each(ctx, TX_WRITE, activate_if_due, &due);
}
