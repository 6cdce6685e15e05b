// world_chart.h — a Kubernetes product in the world, ready to be configured, and a cluster of Acme
// that takes it. Nothing of it was fetched, and no helm is needed.
#pragma once

#include "services/kubernetes/operation.h"
#include "testing/world.h"

typedef struct WorldChart {
    const char *slug; // "nimbus-shop"; free, published
    Id product_id, revision_id, plan_id, chart_id;
    Id cluster_id; // Acme's; ready, with the namespace "blue"
} WorldChart;

/** Form: "size" (text), "storage.class" (text), "auth.password" (confidential, required). `more` is
 * added to its section `kubernetes`: "  licence: {…}\n"; "": nothing. */
WorldChart world_chart(World *world, const char *more);

/** A cluster of the person's organization; ready, with the namespace "blue". */
Id world_cluster(World *world, WorldPerson person);

/** The next revision, version 2.0, whose chart is ready at once with these defaults. */
Id world_next_chart(World *world, const WorldChart *chart, const char *defaults_json);

/** A revision in review, as the seller offers it, with a chart of that version that is ready. Again
 * instead of the one before. */
Id world_offered_chart(World *world, const char *version);

/** The body of a configuration that lacks nothing. */
const char *world_configuration(World *world, const WorldChart *chart, const char *release_name);

/** Configures and orders it as the person who asks, and gives the workload's id. */
Id world_deploy(World *world, const WorldChart *chart, const char *release_name);

/** Orders what was configured. */
Reply world_order_configuration(World *world, const WorldChart *chart, Id configuration_id);

/** The workload's newest operation. */
Id world_operation(World *world, Id workload_id);

/** Ends the workload's operation as its job does, without a cluster. */
void world_operate(World *world, Id workload_id, OperationState state, const char *problem);
