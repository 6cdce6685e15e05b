#include "kubernetes_service.h"

#include "catalog/chart.h"
#include "chart_values.h"
#include "configuration.h"
#include "operation.h"
#include "workload_change.h"
#include "workload_store.h"

static Error configuration_find(Ctx *ctx, Id id, Configuration *ret_configuration)
{
    if (!id_is_set(id)) {
        fault(ctx, "configuration_id", "required",
            "This product is configured before it is ordered.");
        return faults(ctx);
    }
    Error error = configuration_lock(ctx, id, ret_configuration);
    if (error == NOT_FOUND) {
        fault(ctx, "configuration_id", "not_known", "There is no such configuration.");
        return faults(ctx);
    }
    return error;
}

static Error provision(
    Ctx *ctx, const Subscription *subscription, Id configuration_id, bool *ret_is_ready)
{
    Chart chart = {0};
    Configuration configuration = {0};
    const char *confidential;
    TRY(configuration_find(ctx, configuration_id, &configuration));
    TRY(configuration_require_complete(ctx, &configuration, subscription->plan_id));
    TRY(configuration_secrets(ctx, configuration.id, &confidential));
    TRY(chart_of_revision(ctx, configuration.revision_id, &chart));
    Workload workload = {
        .subscription_id = subscription->id,
        .name = subscription->name,
        .product_id = subscription->product_id,
        .revision_id = configuration.revision_id,
        .chart_id = chart.id,
        .cluster_id = configuration.cluster_id,
        .namespace = configuration.namespace,
        .release_name = configuration.release_name,
        .answers = configuration.answers,
    };
    Operation operation = {.kind = OPERATION_INSTALL};
    TRY(workload_create(ctx, &workload));
    TRY(workload_store_take_licence(ctx, workload.id, configuration.id));
    TRY(operation_create(
        ctx, &workload, &operation, chart_passwords_create(ctx, &chart, confidential)));
    TRY(configuration_order(ctx, &configuration));
    *ret_is_ready = false;
    return OK;
}

static Error preview(Ctx *ctx, const Subscription *subscription, ServiceEnd *ret_end)
{
    Workload workload = {0};
    KeptVolumeList volumes;
    TRY(workload_of_subscription(ctx, subscription->id, &workload));
    TRY(workload_volumes(ctx, &workload, &volumes));
    *ret_end = (ServiceEnd){.volumes = volumes};
    return OK;
}

const Service kubernetes_service = {
    .provision = provision,
    .preview = preview,
    .cancel = workload_cancel,
};
