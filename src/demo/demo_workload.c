#include "demo_workload.h"

#include "catalog/plan.h"
#include "catalog/product.h"
#include "db/db.h"
#include "demo.h"
#include "demo_offers.h"
#include "services/kubernetes/cluster.h"
#include "services/kubernetes/configuration.h"
#include "services/kubernetes/workload.h"

static const char product_slug[] = "traghetto-diga";

Error demo_workload_add(Ctx *ctx)
{
    return job_add(ctx, "deploy_demo", ctx->actor.organization_id, "deploy_demo", "{}", TIME_NONE);
}

static Error get_cluster(Ctx *ctx, Cluster *ret_cluster)
{
    ClusterList clusters;
    TRY(cluster_list(ctx, ID_NONE, 1, &clusters));
    if (!clusters.count || clusters.items[0].state != CLUSTER_READY)
        return fail(ctx, UNAVAILABLE, "demo_waits", "The demonstration cluster is not ready yet.");
    *ret_cluster = clusters.items[0];
    return OK;
}

static Error is_deployed(Ctx *ctx, Id cluster_id, bool *ret_is_deployed)
{
    WorkloadList workloads;
    TRY(workload_list(ctx, &(WorkloadFilter){.cluster_id = cluster_id, .limit = 1}, &workloads));
    *ret_is_deployed = workloads.count > 0;
    return OK;
}

static Error configure(Ctx *ctx, const Cluster *cluster, Id *ret_id)
{
    Product product;
    PlanList plans;
    Configuration configuration;
    TRY(product_get(ctx, product_slug, &product));
    TRY(plan_list(ctx, product.active_revision_id, &plans));
    NewConfiguration wanted = {
        .product = product_slug,
        .plan_id = plans.items[0].id,
        .cluster_id = cluster->id,
        .namespace = "shop",
        .release_name = "dam",
        .answers = {"{\"limit.perSecond\":\"100\",\"service.type\":\"ClusterIP\"}"},
    };
    TRY(configuration_create(ctx, &wanted, &configuration));
    *ret_id = configuration.id;
    return OK;
}

static Error deploy(Ctx *ctx, void *arg)
{
    (void)arg;
    Cluster cluster = {0};
    bool is_there;
    Id configuration_id, subscription_id;
    TRY(get_cluster(ctx, &cluster));
    TRY(is_deployed(ctx, cluster.id, &is_there));
    if (is_there)
        return OK;
    TRY(configure(ctx, &cluster, &configuration_id));
    return demo_order_place(
        ctx, product_slug, "Dam before the shop", configuration_id, &subscription_id);
}

Error demo_workload_job(Ctx *ctx, const Job *job)
{
    (void)job;
    TRY(demo_act_as(ctx, "buyer"));
    TRY(tx_run(ctx, TX_WRITE, deploy, NULL));
    TRY(demo_act_as(ctx, "operator"));
    return demo_offers_apply(ctx, DEMO_UPSTREAM_PORT, OFFERS_RENEWED); // none calls the model
}
