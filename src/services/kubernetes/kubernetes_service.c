#include "kubernetes_service.h"

#include "workload_change.h"

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
    Workload workload = {0};
    Configuration configuration = {0};
    TRY(configuration_find(ctx, configuration_id, &configuration));
    TRY(configuration_require_complete(ctx, &configuration, subscription->plan_id));
    TRY(workload_create_configured(ctx, &configuration, subscription->id, &workload));
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
