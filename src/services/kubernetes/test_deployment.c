#include "test_deployment.h"

#include "base/text.h"
#include "catalog/product.h"
#include "catalog/revision.h"
#include "catalog/seller.h"
#include "cluster.h"
#include "inspection.h"
#include "sentences/sentence.h"
#include "settings.h"
#include "test_deployment_store.h"
#include "workload_change.h"
#include "workload_store.h"

#define REMOVED_AGAIN HOURS(1) // after a removal that may have failed
enum { MAX_SHOWN = 100 };

const char *const test_result_names[] = {"under_way", "succeeded", "failed", "cancelled", NULL};

SHAPE(test_deployment_shape, TestDeployment, FIELD(TestDeployment, id, .required = true),
    FIELD(TestDeployment, revision_id, .required = true),
    FIELD(TestDeployment, workload_id, .required = true), FIELD(TestDeployment, chart_version),
    FIELD(TestDeployment, chart_digest),
    FIELD(TestDeployment, is_current, .about = "The revision has still this chart."),
    FIELD(TestDeployment, kubernetes_version, .about = "Of the cluster, when the test ended."),
    FIELD_ENUM(TestDeployment, result, test_result_names),
    FIELD(TestDeployment, cause, .tell = sentence_in),
    FIELD_LIST(TestDeployment, objects, workload_object_shape), FIELD(TestDeployment, images),
    FIELD(TestDeployment, requested_by, .required = true),
    FIELD(TestDeployment, requested_by_name, .required = true),
    FIELD(TestDeployment, created_at, .required = true), FIELD(TestDeployment, started_at),
    FIELD(TestDeployment, ended_at),
    FIELD(TestDeployment, removes_at, .required = true, .about = "When it goes by itself."),
    FIELD_ENUM(TestDeployment, workload_state, workload_state_names),
    FIELD(TestDeployment, workload_cause, .tell = sentence_in,
        .about = "Also why it could not be removed."),
    FIELD(TestDeployment, removed_at));

static SHAPE(test_blocker_shape, TestBlocker, FIELD(TestBlocker, code, .required = true),
    FIELD(TestBlocker, message, .required = true),
    FIELD(TestBlocker, link, .about = "Where in the API it is put right."));

SHAPE(revision_tests_shape, RevisionTests, FIELD(RevisionTests, can_deploy),
    FIELD_LIST(RevisionTests, blocked_by, test_blocker_shape),
    FIELD(RevisionTests, lifetime_seconds,
        .about = "After so long a test is removed, with its volumes; its namespace stays."),
    FIELD(RevisionTests, draft_id, .about = "A configuration that was begun."),
    FIELD_LIST(RevisionTests, deployments, test_deployment_shape));

// ── whose revision it is ─────────────────────────────────────────────────────────────────────

static Error seller_of(Ctx *ctx, Id revision_id, Product *ret_product, Seller *ret_seller)
{
    TRY(product_get_of_revision(ctx, revision_id, ret_product));
    return seller_get(ctx, ret_product->seller_id, ret_seller);
}

static Error own_product(Ctx *ctx, Id revision_id, Product *ret_product)
{
    Seller seller = {0};
    TRY(seller_of(ctx, revision_id, ret_product, &seller));
    if (!id_same(seller.organization_id, ctx->actor.organization_id))
        return fail(ctx, NOT_FOUND, "not_found", "Your seller has no such revision.");
    return OK;
}

// ── what is missing ──────────────────────────────────────────────────────────────────────────

enum { MAX_BLOCKERS = 2 };

static void block(
    Ctx *ctx, TestBlockerList *blockers, const char *code, const char *link, const char *sentence)
{
    blockers->items[blockers->count++] =
        (TestBlocker){code, sentence_in(ctx->arena, ctx->language, sentence), link};
}

static Error chart_check(Ctx *ctx, Id revision_id, TestBlockerList *blockers)
{
    Chart chart = {0};
    Error error = chart_of_revision(ctx, revision_id, &chart);
    if (error == NOT_FOUND) {
        ctx->failure = (Failure){0};
        block(ctx, blockers, "no_chart", "/v1/offers", sentence_of(ctx->arena, SENTENCE_NO_CHART));
        return OK;
    }
    TRY(error);
    if (chart.state == CHART_PENDING)
        block(ctx, blockers, "chart_pending", NULL,
            sentence_of(
                ctx->arena, SENTENCE_CHART_PENDING, {"problem", .sentence = chart.problem}));
    if (chart.state == CHART_REFUSED)
        block(ctx, blockers, "chart_refused", "/v1/offers",
            sentence_of(
                ctx->arena, SENTENCE_CHART_REFUSED, {"problem", .sentence = chart.problem}));
    return OK;
}

static Error cluster_check(Ctx *ctx, TestBlockerList *blockers)
{
    ClusterList clusters;
    TRY(cluster_list(ctx, ID_NONE, MAX_CLUSTERS, &clusters));
    for (size_t i = 0; i < clusters.count; i++)
        if (clusters.items[i].state == CLUSTER_READY)
            return OK;
    if (clusters.count)
        block(ctx, blockers, "cluster_not_ready", "/v1/clusters",
            sentence_of(ctx->arena, SENTENCE_NO_READY_CLUSTER));
    else
        block(ctx, blockers, "no_cluster", "/v1/clusters",
            sentence_of(ctx->arena, SENTENCE_NO_CLUSTER));
    return OK;
}

static TestBlockerList blockers_new(Ctx *ctx)
{
    return (TestBlockerList){arena_array_of(ctx->arena, TestBlocker, MAX_BLOCKERS), 0};
}

// ── reading ──────────────────────────────────────────────────────────────────────────────────

Error test_deployment_read(Ctx *ctx, Id revision_id, RevisionTests *ret_tests)
{
    Product product = {0};
    RevisionTests tests = {
        .blocked_by = blockers_new(ctx),
        .lifetime_seconds = settings()->test_lifetime / SECOND,
    };
    TRY(own_product(ctx, revision_id, &product));
    TRY(chart_check(ctx, revision_id, &tests.blocked_by));
    TRY(cluster_check(ctx, &tests.blocked_by));
    tests.can_deploy = tests.blocked_by.count == 0;
    TRY(configuration_find_for_test(ctx, revision_id, &tests.draft_id));
    TRY(test_deployment_store_list(
        ctx, ctx->actor.organization_id, revision_id, MAX_SHOWN, &tests.deployments));
    *ret_tests = tests;
    return OK;
}

Error test_deployment_list(Ctx *ctx, Id revision_id, TestDeploymentList *ret_deployments)
{
    Product product = {0};
    Seller seller = {0};
    TRY(seller_of(ctx, revision_id, &product, &seller));
    return test_deployment_store_list(
        ctx, seller.organization_id, revision_id, MAX_SHOWN, ret_deployments);
}

// ── deploying ────────────────────────────────────────────────────────────────────────────────

Error test_deployment_configure(
    Ctx *ctx, Id revision_id, const ConfigurationChange *wanted, Configuration *ret_configuration)
{
    Product product = {0};
    TestBlockerList blockers = blockers_new(ctx);
    TRY(own_product(ctx, revision_id, &product));
    TRY(chart_check(ctx, revision_id, &blockers));
    if (blockers.count)
        return fail(ctx, CONFLICT, blockers.items[0].code, "%s", blockers.items[0].message);
    return configuration_create_for_test(ctx, &product, revision_id, wanted, ret_configuration);
}

static Error require_throw_away(Ctx *ctx, const Configuration *configuration)
{
    int64_t count;
    const Workload place = {
        .cluster_id = configuration->cluster_id, .namespace = configuration->namespace};
    TRY(workload_store_count_subscribed(ctx, &place, &count));
    if (count)
        fault(ctx, "namespace", "in_use",
            "Subscribed workloads run in the namespace %s; test in one of its own.",
            configuration->namespace);
    return faults(ctx);
}

static Error removal_plan(Ctx *ctx, Id workload_id, Time at)
{
    return job_add(ctx, "remove_test", ctx->actor.organization_id, workload_id.text,
        arena_printf(ctx->arena, "{\"workload_id\":\"%s\"}", workload_id.text), at);
}

static Error record(Ctx *ctx, const Workload *workload, TestDeployment *ret_deployment)
{
    Chart chart = {0};
    TRY(chart_get(ctx, workload->chart_id, &chart));
    TestDeployment deployment = {
        .id = id_new("tst"),
        .revision_id = workload->revision_id,
        .workload_id = workload->id,
        .chart_version = chart.chart_version,
        .chart_digest = chart.digest,
        .requested_by = ctx->actor.user_id,
        .created_at = ctx->now,
        .removes_at = time_after(ctx->now, settings()->test_lifetime),
    };
    TRY(test_deployment_store_create(ctx, &deployment));
    TRY(removal_plan(ctx, workload->id, deployment.removes_at));
    return test_deployment_store_get(ctx, deployment.id, ret_deployment);
}

Error test_deployment_create(Ctx *ctx, Id configuration_id, TestDeployment *ret_deployment)
{
    Product product = {0};
    Configuration configuration = {0};
    Workload workload = {0};
    TestBlockerList blockers = blockers_new(ctx);
    TRY(configuration_lock(ctx, configuration_id, &configuration));
    if (!configuration.is_test)
        return fail(ctx, CONFLICT, "not_a_test", "This was configured to be ordered.");
    TRY(own_product(ctx, configuration.revision_id, &product));
    TRY(chart_check(ctx, configuration.revision_id, &blockers));
    if (blockers.count)
        return fail(ctx, CONFLICT, blockers.items[0].code, "%s", blockers.items[0].message);
    TRY(configuration_require_complete(ctx, &configuration, ID_NONE));
    TRY(require_throw_away(ctx, &configuration));
    TRY(workload_create_configured(ctx, &configuration, ID_NONE, &workload));
    return record(ctx, &workload, ret_deployment);
}

// ── the evidence ─────────────────────────────────────────────────────────────────────────────

// Of what was really deployed; nothing was, where it stopped before helm began.
static Error images_find(Ctx *ctx, const Operation *operation, TextList *ret_images)
{
    const char *manifest;
    ObjectList objects = {0};
    TRY(operation_manifest(ctx, operation->workload_id, operation->id, &manifest));
    if (manifest && object_read_all(ctx, manifest, &objects))
        ctx->failure = (Failure){0}; // what is kept for people was cut: nothing can be said
    *ret_images = inspection_of(ctx->arena, &objects, "").images;
    return OK;
}

Error test_deployment_end(Ctx *ctx, const Workload *workload, const Operation *operation)
{
    static const TestResult results[] = {
        [OPERATION_SUCCEEDED] = TEST_SUCCEEDED,
        [OPERATION_FAILED] = TEST_FAILED,
        [OPERATION_CANCELLED] = TEST_CANCELLED,
    };
    Cluster cluster = {0};
    TestDeployment deployment = {
        .workload_id = workload->id,
        .result = results[operation->state],
        .cause = operation->problem,
        .objects = workload->objects,
        .started_at = operation->started_at,
        .ended_at = operation->ended_at,
    };
    TRY(cluster_get(ctx, workload->cluster_id, &cluster));
    deployment.kubernetes_version = cluster.version;
    TRY(images_find(ctx, operation, &deployment.images));
    return test_deployment_store_end(ctx, &deployment);
}

// ── the end of its time ──────────────────────────────────────────────────────────────────────

static Error remove_in_tx(Ctx *ctx, void *arg)
{
    const Id *workload_id = arg;
    Id requested_by;
    Workload workload = {0};
    TRY(workload_lock(ctx, *workload_id, &workload));
    if (workload.state == WORKLOAD_REMOVED)
        return OK;
    TRY(test_deployment_store_requested_by(ctx, *workload_id, &requested_by));
    Error error = operation_require_alone(ctx, *workload_id);
    if (error == OK)
        TRY(workload_remove_test(ctx, &workload, &(CancelChoice){0}, requested_by));
    else if (error != CONFLICT)
        return error;
    ctx->failure = (Failure){0}; // what is under way ends by itself
    return removal_plan(ctx, *workload_id, time_after(ctx->now, REMOVED_AGAIN));
}

Error test_deployment_remove_job(Ctx *ctx, const Job *job)
{
    const JsonValue *arguments = job_read_arguments(ctx, job);
    Id workload_id = id_from(json_text_member(arguments, "workload_id"));
    return tx_run(ctx, TX_WRITE, remove_in_tx, &workload_id);
}
