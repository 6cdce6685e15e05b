#include "operation.h"
#include "testing/world_chart.h"

#include <string.h>

static const char *path_of(World *world, Id id, const char *what)
{
    return world_printf(world, "/v1/workloads/%s%s", id.text, what);
}

static Id deployed(World *world, const WorldChart *chart, const char *release_name)
{
    Id id = world_deploy(world, chart, release_name);
    world_operate(world, id, OPERATION_SUCCEEDED, NULL);
    return id;
}

static const char *order_state(World *world)
{
    return world_text(world, "SELECT max(state) FROM orders");
}

SCENARIO("an order is completed when its workload runs")
{
    WorldChart chart = world_chart(world, "");
    Id id = world_deploy(world, &chart, "mine");
    EXPECT_TEXT(world_value(world_get(world, path_of(world, id, "")), "state"), "waiting");
    EXPECT_TEXT(order_state(world), "provisioning");
    world_operate(world, id, OPERATION_SUCCEEDED, NULL);
    Reply reply = world_get(world, path_of(world, id, ""));
    EXPECT_TEXT(world_value(reply, "state"), "ready");
    EXPECT_TEXT(world_value(reply, "chart_version"), "1.0.0");
    EXPECT_TEXT(world_value(reply, "operations.0.state"), "succeeded");
    EXPECT_TEXT(order_state(world), "completed");
    EXPECT_TEXT(world_text(world, "SELECT state FROM subscription"), "active");
}

SCENARIO("confidential answers are gone after the first success, and not before")
{
    WorldChart chart = world_chart(world, "");
    Id id = world_deploy(world, &chart, "mine");
    world_operate(world, id, OPERATION_FAILED, "The image cannot be pulled.");
    EXPECT_INT(world_post(world, path_of(world, id, "/retry"), NULL).status, 202);
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM operation WHERE sealed_answers IS NOT NULL"), 2);
    world_operate(world, id, OPERATION_SUCCEEDED, NULL);
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM operation WHERE sealed_answers IS NOT NULL"), 0);
}

SCENARIO("a licence that never got into the cluster goes with its workload")
{
    WorldChart chart = world_chart(world, "  licence: {secret_name: s, file_name: f}\n");
    Id draft = world_id(
        world_post(world, "/v1/configurations", world_configuration(world, &chart, "mine")), "id");
    world_patch(world, world_printf(world, "/v1/configurations/%s", draft.text),
        "{'licence': {'text': 'my licence'}}");
    EXPECT_INT(world_order_configuration(world, &chart, draft).status, 201);
    Id id = id_from(world_text(world, "SELECT id FROM workload"));
    world_operate(world, id, OPERATION_FAILED, "The cluster does not answer.");
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM workload WHERE sealed_licence IS NOT NULL"), 1);
    world_post(world, path_of(world, id, "/removal"), "{}");
    world_operate(world, id, OPERATION_SUCCEEDED, NULL);
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM workload WHERE sealed_licence IS NOT NULL"), 0);
}

SCENARIO("the seller's guide names the workload's host, in links too, or says that there is none")
{
    WorldChart chart = world_chart(world, "");
    Id id = deployed(world, &chart, "mine");
    world_exec(world, "UPDATE revision SET guides = $1",
        "[{\"kind\":\"post\",\"text\":{\"en\":\"[Open](https://{host}/) {host}.\"}}]");
    EXPECT(strstr(world_value(world_get(world, path_of(world, id, "")), "guide.en"),
        "</a> (no address from outside)."));
    world_exec(world, "UPDATE workload SET hosts = $1", "[\"shop.example\"]");
    EXPECT(strstr(world_value(world_get(world, path_of(world, id, "")), "guide.en"),
        "href=\"https://shop.example/\""));
}

SCENARIO("what was asked to stop and succeeded all the same has no problem")
{
    WorldChart chart = world_chart(world, "");
    Id id = world_deploy(world, &chart, "mine");
    world_exec(world, "UPDATE operation SET state = 'running'");
    EXPECT_INT(world_post(world, path_of(world, id, "/stop"), NULL).status, 202);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM operation WHERE problem IS NOT NULL"), 1);
    world_operate(world, id, OPERATION_SUCCEEDED, NULL);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM operation WHERE problem IS NOT NULL"), 0);
}

SCENARIO("an order fails with its workload and is tried again with it")
{
    WorldChart chart = world_chart(world, "");
    Id id = world_deploy(world, &chart, "mine");
    world_operate(world, id, OPERATION_FAILED, "The image cannot be pulled.");
    EXPECT_TEXT(order_state(world), "failed");
    EXPECT_TEXT(world_text(world, "SELECT problem FROM orders"), "The image cannot be pulled.");
    Reply failed = world_get(world, path_of(world, id, ""));
    EXPECT_TEXT(world_value(failed, "cause"), "The image cannot be pulled.");
    world_post(world, path_of(world, id, "/retry"), NULL);
    world_exec(world, "UPDATE job SET state = 'done' WHERE kind = 'run_operation'");
    world_drain(world);
    EXPECT_TEXT(order_state(world), "provisioning");
    EXPECT_TEXT(
        world_post(world, path_of(world, id, "/retry"), NULL).code, "operation_in_progress");
}

SCENARIO("a release's name is taken until the workload is removed")
{
    WorldChart chart = world_chart(world, "");
    Id id = deployed(world, &chart, "mine");
    Reply draft =
        world_post(world, "/v1/configurations", world_configuration(world, &chart, "mine"));
    Id second = world_id(draft, "id");
    EXPECT_TEXT(world_order_configuration(world, &chart, second).code, "release_taken");
    world_post(world, path_of(world, id, "/removal"), "{}");
    world_operate(world, id, OPERATION_SUCCEEDED, NULL);
    EXPECT_INT(world_order_configuration(world, &chart, second).status, 201);
}

SCENARIO("one change at a time: the second person is told whose is under way")
{
    WorldChart chart = world_chart(world, "");
    Id id = deployed(world, &chart, "mine");
    int statuses[WORLD_RACERS];
    world_race(world, POST, path_of(world, id, "/upgrade"), "{'answers': {'size': '9'}}", statuses);
    EXPECT_INT(world_count_status(statuses, 202), 1);
    EXPECT_INT(world_count_status(statuses, 409), WORLD_RACERS - 1);
    world_as(world, WORLD_BUYER);
    Reply told = world_post(world, path_of(world, id, "/upgrade"), "{}");
    EXPECT_TEXT(told.code, "operation_in_progress");
    EXPECT_TEXT(told.message,
        "Otto Owner asked for another change (upgrade) that is still under"
        " way; wait for it, or stop it.");
}

SCENARIO("what has not begun is cancelled at once when it is stopped")
{
    WorldChart chart = world_chart(world, "");
    Id id = world_deploy(world, &chart, "mine");
    EXPECT_INT(world_post(world, path_of(world, id, "/stop"), NULL).status, 202);
    world_drain(world);
    Reply reply = world_get(world, path_of(world, id, ""));
    EXPECT_TEXT(world_value(reply, "state"), "failed");
    EXPECT_TEXT(world_value(reply, "cause"), "Otto Owner stopped it.");
    world_header(world, "Accept-Language", "de");
    reply = world_get(world, path_of(world, id, ""));
    EXPECT_TEXT(world_value(reply, "cause"), "Otto Owner hat es angehalten.");
    EXPECT_TEXT(world_value(reply, "cause_code"), "stopped");
    EXPECT_TEXT(world_value(reply, "operations.0.problem"), "Otto Owner hat es angehalten.");
    EXPECT_TEXT(world_value(world_get(world, "/v1/orders"), "items.0.problem"),
        "Otto Owner hat es angehalten.");
    EXPECT_TEXT(world_value(reply, "operations.0.state"), "cancelled");
    EXPECT_TEXT(order_state(world), "failed");
    EXPECT_TEXT(world_post(world, path_of(world, id, "/stop"), NULL).code, "nothing_to_stop");
}

SCENARIO("before upgrading one sees what the seller changed beside one's own answers")
{
    WorldChart chart = world_chart(world, "");
    Id id = deployed(world, &chart, "mine");
    EXPECT_TEXT(world_get(world, path_of(world, id, "/upgrade")).code, "no_upgrade");
    world_next_chart(world, &chart,
        "{\"size\":2,\"storage\":{\"class\":\"\"},\"auth\":{\"password\":\"\"},\"new\":1}");
    Reply preview = world_get(world, path_of(world, id, "/upgrade"));
    EXPECT_TEXT(world_value(preview, "to_version"), "2.0.0");
    EXPECT_INT(world_length(preview, "values"), 3);
    EXPECT_TEXT(world_value(preview, "values.0.path"), "size");
    EXPECT_TEXT(world_value(preview, "values.0.conflict"), "true");
    EXPECT_TEXT(world_value(preview, "values.0.old_default"), "1");
    EXPECT_TEXT(world_value(preview, "values.0.mine"), "3");
    EXPECT_TEXT(world_value(preview, "values.0.new_default"), "2");
    EXPECT_TEXT(world_value(preview, "values.1.path"), "new");
    EXPECT_TEXT(world_value(preview, "values.2.path"), "old");
}

SCENARIO("before upgrading an answer that was and is the default is not shown")
{
    WorldChart chart = world_chart(world, "");
    Id id = deployed(world, &chart, "mine");
    const char *mine = "{\"size\":3,\"storage\":{\"class\":\"\"},\"auth\":{\"password\":\"\"}}";
    world_exec(world, "UPDATE chart SET defaults = $1", mine);
    world_next_chart(world, &chart,
        "{\"size\":3,\"storage\":{\"class\":\"\"},\"auth\":{\"password\":\"\"},\"new\":1}");
    Reply preview = world_get(world, path_of(world, id, "/upgrade"));
    EXPECT_INT(world_length(preview, "values"), 1);
    EXPECT_TEXT(world_value(preview, "values.0.path"), "new");
}

SCENARIO("an answer that the seller made the default meanwhile is no conflict")
{
    WorldChart chart = world_chart(world, "");
    Id id = deployed(world, &chart, "mine");
    world_next_chart(
        world, &chart, "{\"size\":3,\"storage\":{\"class\":\"\"},\"auth\":{\"password\":\"\"}}");
    Reply preview = world_get(world, path_of(world, id, "/upgrade"));
    EXPECT_TEXT(world_value(preview, "values.1.path"), "size");
    EXPECT_TEXT(world_value(preview, "values.1.conflict"), "false");
}

SCENARIO("one goes back only to what once succeeded")
{
    WorldChart chart = world_chart(world, "");
    Id id = deployed(world, &chart, "mine"), first = world_operation(world, id);
    world_post(world, path_of(world, id, "/upgrade"), "{'answers': {'size': '9'}}");
    world_operate(world, id, OPERATION_FAILED, "no");
    Id failed = world_operation(world, id);
    const char *path = path_of(world, id, "/rollback");
    EXPECT_INT(
        world_post(world, path, world_printf(world, "{'operation_id': '%s'}", failed.text)).status,
        422);
    EXPECT_INT(
        world_post(world, path, world_printf(world, "{'operation_id': '%s'}", first.text)).status,
        202);
    world_operate(world, id, OPERATION_SUCCEEDED, NULL);
    Reply back = world_get(world, path_of(world, id, ""));
    EXPECT_TEXT(world_value(back, "answers.size"), "3");
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM event WHERE kind = 'workload.rolled_back'"), 1);
}

SCENARIO("removing ends the subscription, and says which volumes stay")
{
    WorldChart chart = world_chart(world, "");
    Id id = deployed(world, &chart, "mine");
    world_exec(world,
        "UPDATE workload SET volumes = '[{\"name\":\"data-0\",\"gib\":8,"
        "\"storage_class\":\"fast\"}]'");
    Id subscription_id = id_from(world_text(world, "SELECT id FROM subscription"));
    Reply preview = world_get(
        world, world_printf(world, "/v1/subscriptions/%s/cancellation", subscription_id.text));
    EXPECT_TEXT(world_value(preview, "volumes.0.gib"), "8");
    EXPECT_INT(world_length(preview, "keys"), 0);
    const char *path = path_of(world, id, "/removal");
    EXPECT_INT(world_post(world, path, "{'remove_volumes': ['other']}").status, 422);
    EXPECT_INT(world_post(world, path, "{'remove_volumes': ['data-0']}").status, 202);
    EXPECT_TEXT(world_text(world, "SELECT state FROM subscription"), "cancelled");
    world_operate(world, id, OPERATION_SUCCEEDED, NULL);
    EXPECT_TEXT(world_value(world_get(world, path_of(world, id, "")), "state"), "removed");
    EXPECT_INT(world_length(world_get(world, "/v1/workloads"), "items"), 0);
    EXPECT_INT(world_length(world_get(world, "/v1/workloads?state=removed"), "items"), 1);
    const char *subscription = world_text(world, "SELECT id FROM subscription");
    const char *mine = world_printf(world, "/v1/workloads?subscription_id=%s", subscription);
    EXPECT_INT(world_length(world_get(world, mine), "items"), 1);
    EXPECT_INT(world_length(
                   world_get(world, "/v1/workloads?subscription_id=sub_00000000000000000000000000"),
                   "items"),
        0);
}

SCENARIO("a volume that stays says what it costs in a month, where there is a price")
{
    WorldChart chart = world_chart(world, "");
    Id id = deployed(world, &chart, "mine");
    world_exec(world,
        "UPDATE workload SET volumes = '[{\"name\":\"data-0\",\"gib\":8,"
        "\"storage_class\":\"fast\"},{\"name\":\"data-1\",\"gib\":3,"
        "\"storage_class\":\"slow\"}]'");
    WorldPerson person = world->person;
    world_as(world, WORLD_OPERATOR);
    world_put(world, "/v1/operator/infrastructure-prices",
        "{'items': [{'kind': 'disk', 'storage_class': 'fast', 'rate': {'micros': 125600, 'per': 1,"
        " 'currency': 'EUR'}}]}");
    world_as(world, person);
    const char *const paths[] = {
        path_of(world, id, "/removal"), world_printf(world, "/v1/subscriptions/%s/cancellation",
                                            world_text(world, "SELECT id FROM subscription"))};
    for (size_t i = 0; i < COUNT_OF(paths); i++) {
        Reply reply = world_get(world, paths[i]);
        EXPECT_TEXT(world_value(reply, "volumes.0.monthly_cost.minor"), "100"); // 1.0048
        EXPECT_TEXT(world_value(reply, "volumes.0.monthly_cost.currency"), "EUR");
        EXPECT(!world_value(reply, "volumes.1.monthly_cost"));
    }
}

SCENARIO("cancelling the subscription removes its workload; what failed to go is tried again")
{
    WorldChart chart = world_chart(world, "");
    Id id = deployed(world, &chart, "mine");
    Id subscription_id = id_from(world_text(world, "SELECT id FROM subscription"));
    world_post(world,
        world_printf(world, "/v1/subscriptions/%s/cancellation", subscription_id.text), NULL);
    world_operate(world, id, OPERATION_FAILED, "no");
    EXPECT_TEXT(
        world_post(world, path_of(world, id, "/upgrade"), "{}").code, "subscription_not_active");
    EXPECT_INT(world_post(world, path_of(world, id, "/removal"), "{}").status, 202);
    world_operate(world, id, OPERATION_SUCCEEDED, NULL);
    EXPECT_TEXT(world_value(world_get(world, path_of(world, id, "")), "state"), "removed");
}

SCENARIO("an order whose workload never ran is cancelled with it")
{
    WorldChart chart = world_chart(world, "");
    Id id = world_deploy(world, &chart, "mine");
    world_operate(world, id, OPERATION_FAILED, "no");
    world_post(world, path_of(world, id, "/removal"), "{}");
    world_operate(world, id, OPERATION_SUCCEEDED, NULL);
    EXPECT_TEXT(order_state(world), "cancelled");
}

SCENARIO(
    "a workload of a cluster that is gone for good is forgotten, of one that answers it is not")
{
    WorldChart chart = world_chart(world, "");
    Id id = deployed(world, &chart, "mine");
    const char *path = path_of(world, id, "/removal"), *body = "{'cluster_is_gone': true}";
    EXPECT_TEXT(world_post(world, path, body).code, "cluster_answers");
    world_exec(world, "UPDATE cluster SET state = 'unreachable'");
    EXPECT_INT(world_post(world, path, body).status, 202);
    world_drain(world); // the job finds nothing to do
    EXPECT_TEXT(world_value(world_get(world, path_of(world, id, "")), "state"), "removed");
    EXPECT_TEXT(world_text(world, "SELECT state FROM subscription"), "cancelled");
}

SCENARIO("workloads are found by name, cluster and state")
{
    WorldChart chart = world_chart(world, "");
    deployed(world, &chart, "mine");
    world_deploy(world, &chart, "yours");
    EXPECT_INT(world_length(world_get(world, "/v1/workloads?q=MINE"), "items"), 1);
    EXPECT_INT(world_length(world_get(world, "/v1/workloads?state=waiting"), "items"), 1);
    EXPECT_INT(world_length(world_get(world, world_printf(world, "/v1/workloads?cluster_id=%s",
                                                 chart.cluster_id.text)),
                   "items"),
        2);
    world_as(world, WORLD_STRANGER);
    EXPECT_INT(world_length(world_get(world, "/v1/workloads"), "items"), 0);
}
