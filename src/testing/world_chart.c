#include "world_chart.h"

#include "catalog/chart.h"
#include "testing/world_offer.h"

#include <stdlib.h>

#define KUBERNETES                                                                                 \
    "service_type: kubernetes\nlicence_type: free\nplans: [{code: free, name: Free}]\n"            \
    "kubernetes:\n  chart: {repository: 'https://charts.nimbus.test', name: shop, version: %s}\n"  \
    "  form:\n"                                                                                    \
    "  - {path: size, label: {en: Size}}\n"                                                        \
    "  - {path: storage.class, label: {en: Storage class}}\n"                                      \
    "  - {path: auth.password, label: {en: Password}, confidential: true, required: true}\n%s"

static Id chart_make_ready(
    World *world, Id revision_id, const char *version, const char *defaults_json)
{
    Chart chart = {.id = ID_NONE};
    TX tx = {0};
    world_as(world, WORLD_OPERATOR);
    world_must(world, tx_begin(&world->ctx, TX_WRITE, &tx));
    world_must(world, chart_of_revision(&world->ctx, revision_id, &chart));
    world_exec(world,
        "INSERT INTO file (digest, media_type, size, bytes, created_at) VALUES"
        " ($1, 'application/gzip', 1, $1, 1) ON CONFLICT DO NOTHING",
        digest_of(version));
    chart.digest = digest_of(version);
    chart.defaults.text = defaults_json;
    chart.chart_name = "shop";
    chart.chart_version = version;
    chart.inspection = &(ChartInspection){.cpu_milli = 250, .memory_mib = 512};
    world_must(world, chart_move(&world->ctx, &chart, CHART_READY));
    world_must(world, tx_commit(&tx));
    world_drain(world); // it becomes active
    return chart.id;
}

Id world_cluster(World *world, WorldPerson person)
{
    Id id = id_new("clu"), organization_id = world_organization(world, person);
    world_exec(world,
        "INSERT INTO cluster (organization_id, id, name, state, provider, may_read_cluster, server,"
        " created_by, created_at) SELECT id, $2, 'of ' || name, 'ready', 'kubeconfig', TRUE,"
        " 'https://cluster.test', $3, $4 FROM organization WHERE id = $1",
        organization_id, id, world_user(world, person), world->ctx.now);
    world_exec(world,
        "INSERT INTO cluster_namespace (organization_id, cluster_id, name, state)"
        " VALUES ($1, $2, 'blue', 'granted')",
        organization_id, id);
    return id;
}

static const char *offer_of(World *world, const char *version, const char *more)
{
    return world_offer(world, "nimbus-shop", "Nimbus Shop",
        world_printf(world, "version: %s\n" KUBERNETES, version, version, more));
}

WorldChart world_chart(World *world, const char *more)
{
    WorldPerson person = world->person;
    Reply applied = world_publish(world, offer_of(world, "1.0.0", more));
    WorldChart chart = {
        .slug = "nimbus-shop",
        .product_id = world_id(applied, "product_id"),
        .revision_id = world_id(applied, "revision_id"),
    };
    chart.chart_id = chart_make_ready(world, chart.revision_id, "1.0.0",
        "{\"size\":1,\"storage\":{\"class\":\"\"},\"auth\":{\"password\":\"\"},\"old\":true}");
    chart.plan_id =
        id_from(world_text(world, "SELECT id FROM plan WHERE revision_id = $1", chart.revision_id));
    chart.cluster_id = world_cluster(world, WORLD_OWNER);
    world_as(world, person);
    return chart;
}

Id world_next_chart(World *world, const WorldChart *chart, const char *defaults_json)
{
    (void)chart;
    WorldPerson person = world->person;
    Reply applied = world_publish(world, offer_of(world, "2.0.0", ""));
    Id revision_id = world_id(applied, "revision_id");
    chart_make_ready(world, revision_id, "2.0.0", defaults_json);
    world_as(world, person);
    return revision_id;
}

Id world_offered_chart(World *world, const char *version)
{
    WorldPerson person = world->person;
    world_as(world, WORLD_SELLER);
    Reply applied = world_apply(world, offer_of(world, version, ""));
    EXPECT_TEXT(world_value(applied, "state"), "in_review");
    Id revision_id = world_id(applied, "revision_id");
    chart_make_ready(world, revision_id, version, "{\"size\":1}");
    world_as(world, person);
    return revision_id;
}

const char *world_configuration(World *world, const WorldChart *chart, const char *release_name)
{
    return world_printf(world,
        "{'product': '%s', 'plan_id': '%s', 'cluster_id': '%s', 'namespace': 'blue',"
        " 'release_name': '%s', 'answers': {'size': '3'},"
        " 'confidential': {'auth.password': 'correct-horse'}}",
        chart->slug, chart->plan_id.text, chart->cluster_id.text, release_name);
}

Reply world_order_configuration(World *world, const WorldChart *chart, Id configuration_id)
{
    return world_post(world, "/v1/orders",
        world_printf(world, "{'plan_id': '%s', 'accepted': [], 'configuration_id': '%s'}",
            chart->plan_id.text, configuration_id.text));
}

Id world_deploy(World *world, const WorldChart *chart, const char *release_name)
{
    Reply draft =
        world_post(world, "/v1/configurations", world_configuration(world, chart, release_name));
    Reply order = world_order_configuration(world, chart, world_id(draft, "id"));
    EXPECT_INT(order.status, 201);
    return id_from(world_text(world, "SELECT id FROM workload WHERE subscription_id = $1",
        world_id(order, "subscription_id")));
}

Id world_operation(World *world, Id id)
{
    return id_from(world_text(world, "SELECT max(id) FROM operation WHERE workload_id = $1", id));
}

void world_operate(World *world, Id id, OperationState state, const char *problem)
{
    WorldPerson person = world->person;
    Operation operation = {.id = world_operation(world, id), .workload_id = id};
    Actor actor = {.is_system = true};
    actor.organization_id =
        id_from(world_text(world, "SELECT organization_id FROM workload WHERE id = $1", id));
    TX tx = {0};
    world->ctx.actor = actor;
    world_must(world, tx_begin(&world->ctx, TX_WRITE, &tx));
    world_must(world, operation_start(&world->ctx, &operation));
    operation.helm_revision++;
    world_must(world, operation_end(&world->ctx, &operation, state, problem));
    world_must(world, tx_commit(&tx));
    world_exec(world, "UPDATE job SET state = 'done' WHERE kind = 'run_operation'");
    world_as(world, person);
    world_drain(world); // orders follow
}
