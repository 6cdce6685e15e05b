#include "cost.h"
#include "sentences/sentence.h"

#include "base/text.h"
#include "object.h"
#include "testing/world.h"

#include <string.h>

static const char manifest[] =
    "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec:\n  replicas: 3\n"
    "  template: {spec: {containers: [{name: db, resources: {requests: {cpu: 500m, memory: 1Gi}}}]}}\n"
    "  volumeClaimTemplates:\n"
    "  - {metadata: {name: data}, spec: {storageClassName: fast, resources: {requests: {storage: 10Gi}}}}\n"
    "  - {metadata: {name: logs}, spec: {resources: {requests: {storage: 2Gi}}}}\n"
    "---\napiVersion: v1\nkind: Service\nmetadata: {name: lb}\nspec: {type: LoadBalancer}\n"
    "---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n"
    "spec: {template: {spec: {containers: [{name: web}]}}}\n";

#define PRICES                                                                                     \
    "{'items': [{'kind': 'cpu', 'rate': {'micros': 18000000, 'per': 1000, 'currency': 'EUR'}},"    \
    " {'kind': 'memory', 'rate': {'micros': 4000000, 'per': 1024, 'currency': 'EUR'}},"            \
    " {'kind': 'disk', 'rate': {'micros': 80000, 'per': 1, 'currency': 'EUR'}},"                   \
    " {'kind': 'disk', 'storage_class': 'fast', 'rate': {'micros': 125000, 'per': 1,"              \
    " 'currency': 'EUR'}}%s]}"
#define LOAD_BALANCER                                                                              \
    ", {'kind': 'load_balancer', 'rate': {'micros': 12005000, 'per': 1, 'currency': 'EUR'}}"

static InfrastructureCost cost_in(World *world, const char *default_class)
{
    ObjectList objects;
    InfrastructurePriceList prices;
    world_must(world, object_read_all(&world->ctx, manifest, &objects));
    world_must(world, infrastructure_price_list(&world->ctx, &prices));
    Needs needs = needs_of(world->ctx.arena, &objects, 2);
    return cost_of(&world->ctx, &needs, &prices, default_class);
}

static Reply put_prices(World *world, const char *more)
{
    world_as(world, WORLD_OPERATOR);
    return world_put(
        world, "/v1/operator/infrastructure-prices", world_printf(world, PRICES, more));
}

SCENARIO("the month's cost is what is asked for at the operator's prices, a line each")
{
    EXPECT_INT(put_prices(world, LOAD_BALANCER).status, 200);
    InfrastructureCost cost = cost_in(world, NULL);
    EXPECT_INT(cost.lines.count, 5);
    EXPECT_INT(cost.lines.items[0].amount.minor, 2700); // 1.5 processors at 18.00
    EXPECT_INT(cost.lines.items[1].amount.minor, 1200); // 3 GiB at 4.00
    EXPECT_INT(cost.lines.items[2].amount.minor, 375);  // 30 GiB at 0.125
    EXPECT_TEXT(cost.lines.items[2].storage_class, "fast");
    EXPECT_INT(cost.lines.items[3].amount.minor, 48);   // 6 GiB at 0.08
    EXPECT_INT(cost.lines.items[4].amount.minor, 1201); // rounded once, half up
    EXPECT_INT(cost.total.minor, 2700 + 1200 + 375 + 48 + 1201);
    EXPECT_INT(cost.total_micros, 27000000 + 12000000 + 3750000 + 480000 + 12005000);
}

SCENARIO("a volume without a class costs what the cluster's default class costs")
{
    put_prices(world, LOAD_BALANCER);
    InfrastructureCost cost = cost_in(world, "fast");
    EXPECT_INT(cost.lines.count, 4);
    EXPECT_INT(cost.lines.items[2].quantity, 36);
}

SCENARIO("what cannot be counted is said")
{
    put_prices(world, "");
    InfrastructureCost cost = cost_in(world, NULL);
    EXPECT_INT(cost.unknown.count, 2);
    EXPECT_TEXT(sentence_in(world->ctx.arena, "en", cost.unknown.items[0]),
        "The operator has set no price for load balancers.");
    EXPECT_TEXT(sentence_in(world->ctx.arena, "en", cost.unknown.items[1]),
        "Deployment/web: web does not say what processor time and memory it needs.");
}

SCENARIO("without prices nothing is free, it is unknown")
{
    InfrastructureCost cost = cost_in(world, NULL);
    EXPECT_INT(cost.lines.count, 0);
    EXPECT_INT(cost.unknown.count, 6);
    EXPECT_TEXT(cost.total.currency.code, "EUR");
}

SCENARIO("prices are replaced as a whole, and are given back")
{
    put_prices(world, LOAD_BALANCER);
    EXPECT_INT(put_prices(world, "").status, 200);
    Reply prices = world_get(world, "/v1/operator/infrastructure-prices");
    EXPECT_INT(world_length(prices, "items"), 4);
    EXPECT_TEXT(world_value(prices, "items.0.kind"), "cpu");
    EXPECT_TEXT(world_value(prices, "items.2.storage_class"), "fast");
}

SCENARIO("wrong prices change nothing, and each fault has its place")
{
    put_prices(world, LOAD_BALANCER);
    Reply reply = put_prices(world,
        ", {'kind': 'cpu', 'storage_class': 'fast',"
        " 'rate': {'micros': 1, 'per': 1, 'currency': 'USD'}},"
        " {'kind': 'disk', 'rate': {'micros': 1, 'per': 1, 'currency': 'EUR'}}");
    EXPECT_INT(reply.status, 422);
    EXPECT(strstr(reply.body, "items[4].rate") && strstr(reply.body, "items[4].storage_class"));
    EXPECT(strstr(reply.body, "\"items[5]\""));
    EXPECT_INT(world_count(world, "SELECT count(*) FROM infrastructure_price"), 5);
}
