#include "workload_change.h"

#include "base/text.h"
#include "catalog/chart.h"
#include "chart_values.h"
#include "cluster.h"
#include "cost.h"
#include "crypt/crypt.h"
#include "operation_store.h"
#include "work/work.h"
#include "workload_store.h"

SHAPE(upgrade_shape, Upgrade, FIELD(Upgrade, revision_id), FIELD(Upgrade, answers),
    FIELD(Upgrade, confidential,
        .about = "New confidential answers by their path; the others stay as they are."));

SHAPE(rollback_shape, Rollback, FIELD(Rollback, operation_id, .required = true));

// ── the first operation ──────────────────────────────────────────────────────────────────────

Error workload_create_configured(
    Ctx *ctx, const Configuration *configuration, Id subscription_id, Workload *ret_workload)
{
    Chart chart = {0};
    const char *confidential;
    TRY(configuration_secrets(ctx, configuration->id, &confidential));
    TRY(chart_of_revision(ctx, configuration->revision_id, &chart));
    Workload workload = {
        .subscription_id = subscription_id,
        .product_id = configuration->product_id,
        .revision_id = configuration->revision_id,
        .chart_id = chart.id,
        .cluster_id = configuration->cluster_id,
        .namespace = configuration->namespace,
        .release_name = configuration->release_name,
        .answers = configuration->answers,
    };
    Operation operation = {.kind = OPERATION_INSTALL};
    TRY(workload_create(ctx, &workload));
    TRY(workload_store_take_licence(ctx, workload.id, configuration->id));
    TRY(operation_create(
        ctx, &workload, &operation, chart_passwords_create(ctx, &chart, confidential)));
    TRY(configuration_order(ctx, configuration));
    *ret_workload = workload;
    return OK;
}

// ── which states allow it ────────────────────────────────────────────────────────────────────

static Error require_deployed(Ctx *ctx, const Workload *workload)
{
    TRY(operation_require_alone(ctx, workload->id));
    bool is_settled = workload->state == WORKLOAD_READY || workload->state == WORKLOAD_DEGRADED ||
                      workload->state == WORKLOAD_FAILED;
    if (!is_settled || !workload->helm_revision)
        return fail(ctx, CONFLICT, "wrong_state", "A workload that is %s cannot be changed.",
            workload->helm_revision ? workload_state_names[workload->state] : "not deployed");
    return OK;
}

// Once its subscription has ended, all that is left is to remove it.
static Error require_subscribed(Ctx *ctx, const Workload *workload)
{
    Subscription subscription = {0};
    if (workload->is_test)
        return fail(
            ctx, CONFLICT, "is_test", "A test is deployed once; remove it and begin another one.");
    TRY(subscription_get(ctx, workload->subscription_id, &subscription));
    if (subscription.state == SUBSCRIPTION_CANCELLED || subscription.state == SUBSCRIPTION_ENDED)
        return fail(ctx, CONFLICT, "subscription_not_active",
            "The subscription is %s; the workload can only be removed.",
            subscription_state_names[subscription.state]);
    return OK;
}

// ── upgrading ────────────────────────────────────────────────────────────────────────────────

static Error revision_require(Ctx *ctx, const Workload *workload, Id revision_id)
{
    Product product = {0};
    TRY(product_get(ctx, workload->product_id.text, &product));
    if (!id_same(revision_id, workload->revision_id) &&
        !(product.state == PRODUCT_PUBLISHED && id_same(revision_id, product.active_revision_id)))
        return fail(ctx, CONFLICT, "revision_not_available",
            "This version is not offered; look at the workload's page again.");
    return OK;
}

Error workload_upgrade(Ctx *ctx, Id id, const Upgrade *wanted, Workload *ret_workload)
{
    Chart chart = {0};
    Workload workload = {0};
    TRY(workload_lock(ctx, id, &workload));
    TRY(require_deployed(ctx, &workload));
    TRY(require_subscribed(ctx, &workload));
    Id revision_id = id_is_set(wanted->revision_id) ? wanted->revision_id : workload.revision_id;
    TRY(revision_require(ctx, &workload, revision_id));
    TRY(chart_of_revision(ctx, revision_id, &chart));
    RawJson answers = wanted->answers.text ? wanted->answers : workload.answers;
    chart_answers_check(ctx, &chart, answers.text, NULL, true);
    if (wanted->confidential.text)
        chart_answers_check(ctx, &chart, "{}", wanted->confidential.text, false);
    TRY(faults(ctx));
    Operation operation = {
        .kind = OPERATION_UPGRADE,
        .revision_id = revision_id,
        .chart_id = chart.id,
        .answers = answers,
    };
    TRY(operation_create(ctx, &workload, &operation, wanted->confidential.text));
    return workload_get(ctx, id, ret_workload);
}

Error workload_rollback(Ctx *ctx, Id id, const Rollback *wanted, Workload *ret_workload)
{
    Workload workload = {0};
    Operation target = {0};
    TRY(workload_lock(ctx, id, &workload));
    TRY(require_deployed(ctx, &workload));
    TRY(require_subscribed(ctx, &workload));
    Error error = operation_get(ctx, wanted->operation_id, &target);
    if (error == NOT_FOUND || !id_same(target.workload_id, id) ||
        target.state != OPERATION_SUCCEEDED || !target.helm_revision) {
        fault(ctx, "operation_id", "not_known",
            "This is no change of the workload that one can go back to.");
        return faults(ctx);
    }
    TRY(error);
    Operation operation = {
        .kind = OPERATION_ROLLBACK,
        .revision_id = target.revision_id,
        .chart_id = target.chart_id,
        .answers = target.answers,
        .helm_revision = target.helm_revision,
    };
    TRY(operation_create(ctx, &workload, &operation, NULL));
    return workload_get(ctx, id, ret_workload);
}

Error workload_retry(Ctx *ctx, Id id, Workload *ret_workload)
{
    Workload workload = {0};
    Operation last = {0};
    const char *secrets;
    TRY(workload_lock(ctx, id, &workload));
    TRY(operation_require_alone(ctx, id));
    if (workload.state != WORKLOAD_FAILED)
        return fail(ctx, CONFLICT, "wrong_state", "Nothing has failed: the workload is %s.",
            workload_state_names[workload.state]);
    TRY(operation_get(ctx, workload.operation_id, &last));
    if (last.kind != OPERATION_REMOVE)
        TRY(require_subscribed(ctx, &workload));
    TRY(operation_secrets(ctx, last.id, &secrets));
    Operation operation = {
        .kind = last.kind,
        .revision_id = last.revision_id,
        .chart_id = last.chart_id,
        .answers = last.answers,
        .helm_revision = last.kind == OPERATION_ROLLBACK ? last.helm_revision : 0,
        .remove_volumes = last.remove_volumes,
        .has_begun = last.has_begun,
    };
    TRY(operation_create(ctx, &workload, &operation, secrets));
    return workload_get(ctx, id, ret_workload);
}

Error workload_stop(Ctx *ctx, Id id, Workload *ret_workload)
{
    Workload workload = {0};
    TRY(workload_lock(ctx, id, &workload));
    TRY(workload_require_permission(ctx, workload.is_test));
    TRY(operation_stop(ctx, &workload));
    return workload_get(ctx, id, ret_workload);
}

// ── the licence ──────────────────────────────────────────────────────────────────────────────

Error workload_replace_licence(Ctx *ctx, Id id, const NewLicence *licence, Workload *ret_workload)
{
    Chart chart = {0};
    Workload workload = {0};
    const char *base64;
    TRY(workload_lock(ctx, id, &workload));
    TRY(require_subscribed(ctx, &workload));
    TRY(chart_get(ctx, workload.chart_id, &chart));
    if (!chart.licence)
        return fail(
            ctx, CONFLICT, "no_licence_needed", "%s takes no licence.", workload.product_name);
    TRY(licence_read(ctx, licence, "", &base64));
    TRY(workload_store_set_licence(ctx, id, crypt_seal(ctx->arena, LICENCE_PURPOSE, base64)));
    const char *arguments = arena_printf(ctx->arena, "{\"workload_id\":\"%s\"}", id.text);
    TRY(job_add(ctx, "put_licence", ctx->actor.organization_id, id.text, arguments, TIME_NONE));
    return workload_get(ctx, id, ret_workload);
}

// ── removing ─────────────────────────────────────────────────────────────────────────────────

Error workload_volumes(Ctx *ctx, const Workload *workload, KeptVolumeList *ret_volumes)
{
    Cluster cluster = {0};
    InfrastructurePriceList prices;
    KeptVolumeList volumes = workload->volumes;
    TRY(cluster_get(ctx, workload->cluster_id, &cluster));
    TRY(infrastructure_price_list(ctx, &prices));
    for (size_t i = 0; i < volumes.count; i++) {
        KeptVolume *volume = &volumes.items[i];
        bool is_said = !text_is_empty(volume->storage_class);
        volume->monthly_cost = cost_of_one(&prices, INFRASTRUCTURE_DISK,
            is_said ? volume->storage_class : cluster_default_class(&cluster), volume->gib);
    }
    *ret_volumes = volumes;
    return OK;
}

static Error volumes_check(Ctx *ctx, const Workload *workload, TextList names)
{
    for (size_t i = 0; i < names.count; i++) {
        bool is_there = false;
        for (size_t k = 0; k < workload->volumes.count; k++)
            is_there |= text_same(workload->volumes.items[k].name, names.items[i]);
        if (!is_there)
            fault(ctx, arena_printf(ctx->arena, "remove_volumes[%zu]", i), "not_known",
                "The workload has no volume %s.", names.items[i]);
    }
    return faults(ctx);
}

// What is left in a cluster that is gone for good is nobody's business any more.
static Error forget(Ctx *ctx, Workload *workload)
{
    Cluster cluster = {0};
    TRY(cluster_get(ctx, workload->cluster_id, &cluster));
    if (cluster.state == CLUSTER_READY)
        return fail(ctx, CONFLICT, "cluster_answers",
            "The cluster %s answers; remove the workload from it.", cluster.name);
    Operation operation = {.kind = OPERATION_REMOVE};
    TRY(operation_create(ctx, workload, &operation, NULL));
    return operation_end(ctx, &operation, OPERATION_SUCCEEDED, NULL);
}

Error workload_cancel(Ctx *ctx, const Subscription *subscription, const CancelChoice *choice)
{
    Workload workload = {0};
    TRY(workload_of_subscription(ctx, subscription->id, &workload));
    TRY(workload_lock(ctx, workload.id, &workload));
    if (workload.state == WORKLOAD_REMOVED)
        return OK;
    if (choice->cluster_is_gone)
        return forget(ctx, &workload);
    TRY(volumes_check(ctx, &workload, choice->remove_volumes));
    Operation operation = {.kind = OPERATION_REMOVE, .remove_volumes = choice->remove_volumes};
    TRY(operation_store_has_begun(ctx, workload.id, &operation.has_begun));
    return operation_create(ctx, &workload, &operation, NULL);
}

static TextList names_of(Ctx *ctx, const KeptVolumeList *volumes)
{
    TextList names = {arena_array_of(ctx->arena, const char *, volumes->count), volumes->count};
    for (size_t i = 0; i < volumes->count; i++)
        names.items[i] = volumes->items[i].name;
    return names;
}

Error workload_remove_test(
    Ctx *ctx, Workload *workload, const CancelChoice *choice, Id requested_by)
{
    if (workload->state == WORKLOAD_REMOVED)
        return OK;
    if (choice->cluster_is_gone)
        return forget(ctx, workload);
    Operation operation = {
        .kind = OPERATION_REMOVE,
        .remove_volumes = names_of(ctx, &workload->volumes),
        .requested_by = requested_by,
    };
    TRY(operation_store_has_begun(ctx, workload->id, &operation.has_begun));
    return operation_create(ctx, workload, &operation, NULL);
}

Error workload_remove(Ctx *ctx, Id id, const CancelChoice *choice, Workload *ret_workload)
{
    Workload workload = {0};
    Subscription subscription = {0};
    TRY(workload_get(ctx, id, &workload));
    TRY(workload_require_permission(ctx, workload.is_test));
    if (workload.is_test) {
        TRY(workload_lock(ctx, id, &workload));
        TRY(workload_remove_test(ctx, &workload, choice, ctx->actor.user_id));
        return workload_get(ctx, id, ret_workload);
    }
    TRY(subscription_lock(ctx, workload.subscription_id, &subscription));
    TRY(workload_cancel(ctx, &subscription, choice));
    if (subscription.state != SUBSCRIPTION_CANCELLED)
        TRY(subscription_move(ctx, &subscription, SUBSCRIPTION_CANCELLED));
    return workload_get(ctx, id, ret_workload);
}
