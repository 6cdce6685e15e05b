#include "test_deployment.h"

#include "base/text.h"
#include "organizations/role.h"
#include "settings.h"
#include "testing/world_chart.h"

#include <string.h>

// Revision 1.0 of Nimbus Labs' shop, a cluster of theirs, and the body of a complete configuration.
typedef struct Bench {
    WorldChart chart;
    Id cluster_id;
    const char *tests, *configurations; // paths
    const char *body;
} Bench;

static void turn_to(World *world, Bench *bench, Id revision_id)
{
    const char *revision = world_printf(world, "/v1/seller/revisions/%s", revision_id.text);
    bench->tests = world_printf(world, "%s/tests", revision);
    bench->configurations = world_printf(world, "%s/test-configurations", revision);
}

static Bench bench_of(World *world)
{
    Bench bench = {
        .chart = world_chart(world, ""), .cluster_id = world_cluster(world, WORLD_SELLER)};
    turn_to(world, &bench, bench.chart.revision_id);
    bench.body = world_printf(world,
        "{'cluster_id': '%s', 'namespace': 'blue', 'release_name': 'trial', 'answers': {'size':"
        " '3'}, 'confidential': {'auth.password': 'correct-horse'}}",
        bench.cluster_id.text);
    world_as(world, WORLD_SELLER);
    return bench;
}

static Reply deploy(World *world, Id configuration_id)
{
    return world_post(world,
        world_printf(world, "/v1/configurations/%s/test-deployment", configuration_id.text), "{}");
}

// Configures and deploys; the workload's id.
static Id tested(World *world, const Bench *bench)
{
    Reply draft = world_post(world, bench->configurations, bench->body);
    EXPECT_INT(draft.status, 201);
    Reply deployment = deploy(world, world_id(draft, "id"));
    EXPECT_INT(deployment.status, 201);
    EXPECT_TEXT(world_value(deployment, "result"), "under_way");
    return world_id(deployment, "workload_id");
}

static const char *workload(World *world, Id id, const char *what)
{
    return world_printf(world, "/v1/workloads/%s%s", id.text, what);
}

SCENARIO("a seller's test leaves evidence, and neither order nor subscription nor agreement")
{
    Bench bench = bench_of(world);
    world_exec(world, "UPDATE cluster SET version = 'v1.36.0'");
    Id id = tested(world, &bench);
    world_exec(world,
        "UPDATE workload SET objects = '[{\"kind\":\"Service\",\"name\":\"web\","
        "\"state\":\"ready\",\"message\":null}]'");
    world_exec(world,
        "UPDATE operation SET manifest = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n"
        "  containers: [{name: a, image: shop:7}]\n'");
    world_operate(world, id, OPERATION_SUCCEEDED, NULL);
    Reply tests = world_get(world, bench.tests);
    EXPECT_TEXT(world_value(tests, "deployments.0.result"), "succeeded");
    EXPECT_TEXT(world_value(tests, "deployments.0.chart_version"), "1.0.0");
    EXPECT_TEXT(world_value(tests, "deployments.0.chart_digest"),
        digest_text(world->ctx.arena, digest_of("1.0.0")));
    EXPECT_TEXT(world_value(tests, "deployments.0.is_current"), "true");
    EXPECT_TEXT(world_value(tests, "deployments.0.kubernetes_version"), "v1.36.0");
    EXPECT_TEXT(world_value(tests, "deployments.0.objects.0.name"), "web");
    EXPECT_TEXT(world_value(tests, "deployments.0.images.0"), "shop:7");
    EXPECT_TEXT(world_value(tests, "deployments.0.workload_state"), "ready");
    EXPECT(world_value(tests, "deployments.0.started_at"));
    EXPECT(world_value(tests, "deployments.0.ended_at"));
    EXPECT_TEXT(
        world_value(tests, "deployments.0.requested_by"), world_user(world, WORLD_SELLER).text);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM orders"), 0);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM subscription"), 0);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM agreement_acceptance"), 0);
}

SCENARIO("a test that failed keeps its cause, is not tried again and not changed")
{
    Bench bench = bench_of(world);
    Id id = tested(world, &bench);
    world_operate(world, id, OPERATION_FAILED, "The image cannot be pulled.");
    Reply tests = world_get(world, bench.tests);
    EXPECT_TEXT(world_value(tests, "deployments.0.result"), "failed");
    EXPECT_TEXT(world_value(tests, "deployments.0.cause"), "The image cannot be pulled.");
    EXPECT_INT(world_length(tests, "deployments.0.images"), 0);
    EXPECT_TEXT(world_post(world, workload(world, id, "/retry"), NULL).code, "is_test");
    EXPECT_INT(world_post(world, workload(world, id, "/removal"), "{}").status, 202);
    world_operate(world, id, OPERATION_FAILED, "The cluster does not answer.");
    tests = world_get(world, bench.tests);
    EXPECT_TEXT(world_value(tests, "deployments.0.cause"), "The image cannot be pulled.");
    EXPECT_TEXT(world_value(tests, "deployments.0.workload_cause"), "The cluster does not answer.");
    EXPECT_TEXT(world_post(world, workload(world, id, "/upgrade"), "{}").code, "wrong_state");
}

SCENARIO("a test that is stopped says so")
{
    Bench bench = bench_of(world);
    Id id = tested(world, &bench);
    EXPECT_INT(world_post(world, workload(world, id, "/stop"), NULL).status, 202);
    EXPECT_TEXT(world_value(world_get(world, bench.tests), "deployments.0.result"), "cancelled");
}

// What the job does when the test's time is over.
static void expire(World *world, Id workload_id)
{
    WorldPerson person = world->person;
    Job job = {.kind = "remove_test"};
    world_exec(world, "DELETE FROM job WHERE kind = 'remove_test'");
    job.arguments = world_printf(world, "{\"workload_id\":\"%s\"}", workload_id.text);
    world->ctx.actor = (Actor){
        .organization_id = world_organization(world, WORLD_SELLER),
        .is_system = true,
    };
    world_must(world, test_deployment_remove_job(&world->ctx, &job));
    world_as(world, person);
}

static const char *removal_waits_for(World *world)
{
    return world_text(world,
        "SELECT run_at FROM job WHERE kind = 'remove_test' AND state = 'waiting'"
        " ORDER BY run_at DESC LIMIT 1");
}

static const char *later(World *world, int64_t us)
{
    return world_printf(world, "%lld", (long long)time_after(world->ctx.now, us).us);
}

SCENARIO("a test goes by itself after its time, with all its volumes; its evidence stays")
{
    Bench bench = bench_of(world);
    Id id = tested(world, &bench);
    EXPECT_TEXT(
        removal_waits_for(world), world_text(world, "SELECT removes_at FROM test_deployment"));
    world_exec(world,
        "UPDATE workload SET volumes = '[{\"name\":\"data-0\",\"gib\":8,\"storage_class\":\"a\"}]'");
    world_operate(world, id, OPERATION_SUCCEEDED, NULL);
    expire(world, id);
    EXPECT_TEXT(world_value(world_get(world, workload(world, id, "")), "state"), "removing");
    EXPECT_TEXT(world_text(world, "SELECT remove_volumes FROM operation WHERE kind = 'remove'"),
        "[\"data-0\"]");
    world_operate(world, id, OPERATION_SUCCEEDED, NULL);
    Reply tests = world_get(world, bench.tests);
    EXPECT_TEXT(world_value(tests, "deployments.0.workload_state"), "removed");
    EXPECT(world_value(tests, "deployments.0.removed_at"));
    EXPECT_TEXT(world_value(tests, "deployments.0.result"), "succeeded");
    expire(world, id);
    EXPECT(!removal_waits_for(world));
    EXPECT_INT(world_count(world, "SELECT count(*) FROM operation WHERE kind = 'remove'"), 1);
}

SCENARIO("what could not be removed, or was still under way, is removed an hour later")
{
    Bench bench = bench_of(world);
    Id id = tested(world, &bench);
    expire(world, id);
    EXPECT_TEXT(removal_waits_for(world), later(world, HOURS(1)));
    EXPECT_INT(world_count(world, "SELECT count(*) FROM operation WHERE kind = 'remove'"), 0);
    world_operate(world, id, OPERATION_SUCCEEDED, NULL);
    for (int i = 1; i <= 2; i++) {
        expire(world, id);
        world_operate(world, id, OPERATION_FAILED, "The cluster does not answer.");
        EXPECT_INT(world_count(world, "SELECT count(*) FROM operation WHERE kind = 'remove'"), i);
    }
}

SCENARIO("a test is seen by its seller and the operator, and by nobody else")
{
    Bench bench = bench_of(world);
    Id id = tested(world, &bench);
    const char *review =
        world_printf(world, "/v1/operator/revisions/%s/tests", bench.chart.revision_id.text);
    world_as(world, WORLD_OPERATOR);
    Reply seen = world_get(world, review);
    EXPECT_TEXT(world_value(seen, "items.0.result"), "under_way");
    EXPECT_INT(world_get(world, bench.tests).status, 403);
    world_as(world, WORLD_OWNER);
    EXPECT_INT(world_get(world, review).status, 403);
    EXPECT_INT(world_get(world, bench.tests).status, 403);
    EXPECT_INT(world_post(world, bench.configurations, bench.body).status, 403);
    EXPECT_INT(world_get(world, workload(world, id, "")).status, 404);
}

// Makes Stranger a seller whose owner manages offerings.
static void make_seller(World *world)
{
    Id organization_id = world_organization(world, WORLD_STRANGER);
    world_exec(world, "UPDATE organization SET is_seller = TRUE WHERE id = $1", organization_id);
    world_change_roles(world, WORLD_STRANGER, "[\"reports\",\"owner\",\"offerings\"]");
}

SCENARIO("another seller finds neither revision nor configuration nor test")
{
    Bench bench = bench_of(world);
    Reply draft = world_post(world, bench.configurations, bench.body);
    make_seller(world);
    world_as(world, WORLD_STRANGER);
    world->ctx.actor.permissions |= PERMIT_OFFERINGS;
    EXPECT_INT(world_get(world, bench.tests).status, 404);
    EXPECT_INT(world_post(world, bench.configurations, bench.body).status, 404);
    EXPECT_INT(deploy(world, world_id(draft, "id")).status, 404);
    const char *product =
        world_printf(world, "/v1/seller/products/%s", bench.chart.product_id.text);
    EXPECT_INT(world_get(world, product).status, 404);
    EXPECT_INT(world_length(world_get(world, "/v1/seller/products"), "items"), 0);
}

SCENARIO("who buys for a seller changes no test, and who manages offerings no order")
{
    Bench bench = bench_of(world);
    Reply draft = world_post(world, bench.configurations, bench.body);
    const char *test = world_printf(world, "/v1/configurations/%s", world_id(draft, "id").text);
    Reply order = world_post(world, "/v1/configurations",
        world_printf(world, "{'product': '%s', 'plan_id': '%s'}", bench.chart.slug,
            bench.chart.plan_id.text));
    const char *bought = world_printf(world, "/v1/configurations/%s", world_id(order, "id").text);
    EXPECT_TEXT(deploy(world, world_id(order, "id")).code, "not_a_test");
    world->ctx.actor.permissions = PERMIT_REPORTS | PERMIT_PURCHASE;
    EXPECT_INT(world_patch(world, test, "{'namespace': 'red'}").status, 403);
    EXPECT_INT(world_delete(world, test).status, 403);
    EXPECT_INT(world_patch(world, bought, "{'namespace': 'red'}").status, 200);
    world->ctx.actor.permissions = PERMIT_REPORTS | PERMIT_OFFERINGS;
    EXPECT_INT(world_patch(world, bought, "{'namespace': 'red'}").status, 403);
    EXPECT_INT(world_patch(world, test, "{'namespace': 'red'}").status, 200);
}

SCENARIO("neither workloads nor drafts count tests")
{
    Bench bench = bench_of(world);
    world_post(world, bench.configurations, bench.body);
    tested(world, &bench);
    EXPECT_INT(world_length(world_get(world, "/v1/workloads"), "items"), 0);
    EXPECT_INT(world_length(world_get(world, "/v1/configurations"), "items"), 0);
    EXPECT_INT(world_length(world_get(world, "/v1/subscriptions"), "items"), 0);
    EXPECT(world_value(world_get(world, bench.tests), "draft_id"));
}

SCENARIO("a test keeps away from namespaces in which subscribed workloads run")
{
    Bench bench = bench_of(world);
    Reply draft = world_post(world, bench.configurations, bench.body);
    WorldChart mine = bench.chart;
    mine.cluster_id = bench.cluster_id;
    world_deploy(world, &mine, "mine");
    Reply refused = deploy(world, world_id(draft, "id"));
    EXPECT_INT(refused.status, 422);
    EXPECT_TEXT(world_value(refused, "errors.0.field"), "namespace");
    EXPECT_TEXT(world_value(refused, "errors.0.code"), "in_use");
}

SCENARIO("what a test lacks is said, and where it is put right")
{
    Bench bench = bench_of(world);
    EXPECT_TEXT(world_value(world_get(world, bench.tests), "can_deploy"), "true");
    EXPECT_TEXT(world_value(world_get(world, bench.tests), "lifetime_seconds"), "14400");
    world_exec(world, "UPDATE cluster SET state = 'unreachable'");
    EXPECT_TEXT(
        world_value(world_get(world, bench.tests), "blocked_by.0.code"), "cluster_not_ready");
    world_exec(world, "UPDATE cluster SET state = 'removed', removed_at = 1");
    Reply none = world_get(world, bench.tests);
    EXPECT_TEXT(world_value(none, "can_deploy"), "false");
    EXPECT_TEXT(world_value(none, "blocked_by.0.code"), "no_cluster");
    EXPECT_TEXT(world_value(none, "blocked_by.0.link"), "/v1/clusters");
    world_exec(world, "UPDATE chart SET state = 'refused', problem = 'It is no chart.'");
    Reply refused = world_get(world, bench.tests);
    EXPECT_TEXT(world_value(refused, "blocked_by.0.code"), "chart_refused");
    EXPECT(strstr(world_value(refused, "blocked_by.0.message"), "It is no chart."));
    EXPECT_TEXT(world_post(world, bench.configurations, "{}").code, "chart_refused");
}

SCENARIO("a revision in review is tested; evidence of a chart that was replaced says so")
{
    Bench bench = bench_of(world);
    Id revision_id = world_offered_chart(world, "1.1.0");
    turn_to(world, &bench, revision_id);
    Id id = tested(world, &bench);
    world_operate(world, id, OPERATION_SUCCEEDED, NULL);
    EXPECT_TEXT(world_value(world_get(world, bench.tests), "deployments.0.is_current"), "true");
    Id again = world_offered_chart(world, "1.2.0");
    EXPECT_TEXT(again.text, revision_id.text);
    Reply tests = world_get(world, bench.tests);
    EXPECT_TEXT(world_value(tests, "deployments.0.chart_version"), "1.1.0");
    EXPECT_TEXT(world_value(tests, "deployments.0.is_current"), "false");
    Reply mine = world_get(world, workload(world, id, ""));
    EXPECT_TEXT(world_value(mine, "chart_version"), "1.1.0");
    EXPECT(!world_value(mine, "available_version"));
}
