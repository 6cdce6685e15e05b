// test_deployment.h — a seller tries a revision's chart in a cluster of its own, before customers
// do.
//
// It is a workload without a subscription: configured, checked, deployed, watched and stopped by
// the same code as a customer's, but not ordered, charged, changed or tried again. It goes on
// request, or by itself after settings()->test_lifetime, with its licence and all its volumes. The
// namespace stays: Kontor's account in it may not remove it, and others may use it.
//
// What came of it is evidence: frozen when the deployment ended, kept with the revision, shown to
// its seller and to the operator who decides about it.
#pragma once

#include "configuration.h"
#include "operation.h"
#include "work/work.h"

typedef enum TestResult {
    TEST_UNDER_WAY,
    TEST_SUCCEEDED, // every object ran
    TEST_FAILED,
    TEST_CANCELLED, // somebody stopped it
} TestResult;

extern const char *const test_result_names[];

typedef struct TestDeployment {
    Id id; // tst_…
    Id revision_id, workload_id;
    const char *chart_version;
    Digest chart_digest;
    bool is_current;                // the revision has still this chart
    const char *kubernetes_version; // of the cluster; NULL: not known
    TestResult result;
    const char *cause;          // why it failed, a sentence of src/sentences
    WorkloadObjectList objects; // as they were when it ended
    TextList images;            // that they name
    Id requested_by;
    const char *requested_by_name;
    Time created_at, started_at, ended_at;
    Time removes_at;              // when it goes by itself
    WorkloadState workload_state; // now
    const char *workload_cause;   // why that failed: also why it could not be removed
    Time removed_at;
} TestDeployment;

extern const Shape test_deployment_shape;
typedef LIST_OF(TestDeployment) TestDeploymentList;

/** What stands in the way of testing a revision, and where it is put right. */
typedef struct TestBlocker {
    const char *code; // no_chart, chart_pending, chart_refused, no_cluster, cluster_not_ready
    const char *message;
    const char *link; // in the API; NULL: nowhere
} TestBlocker;

typedef LIST_OF(TestBlocker) TestBlockerList;

/** Tests of a revision, as its seller sees them. */
typedef struct RevisionTests {
    bool can_deploy;
    TestBlockerList blocked_by;
    int64_t lifetime_seconds; // of a test
    Id draft_id;              // a configuration that was begun; ID_NONE: none
    TestDeploymentList deployments;
} RevisionTests;

extern const Shape revision_tests_shape;

/** Of a revision of the actor's own seller. NOT_FOUND. */
Error test_deployment_read(Ctx *ctx, Id revision_id, RevisionTests *ret_tests);

/** Of any revision, newest first, at most 100. NOT_FOUND. */
Error test_deployment_list(Ctx *ctx, Id revision_id, TestDeploymentList *ret_deployments);

/**
 * Begins to configure a test of a revision of the actor's own seller.
 * NOT_FOUND
 * CONFLICT  no_chart, chart_pending, chart_refused; and as configuration_create_for_test
 */
Error test_deployment_configure(
    Ctx *ctx, Id revision_id, const ConfigurationChange *wanted, Configuration *ret_configuration);

/**
 * Deploys what was configured for a test.
 * NOT_FOUND
 * CONFLICT  not_a_test, configuration_ordered, cluster_not_ready, release_taken
 * INVALID   what is missing; namespace has subscribed workloads in it
 */
Error test_deployment_create(Ctx *ctx, Id configuration_id, TestDeployment *ret_deployment);

/** Freezes what came of the installation, in the transaction that ends it. */
Error test_deployment_end(Ctx *ctx, const Workload *workload, const Operation *operation);

/** remove_test {workload_id}: once its time is over, and again until it is gone. */
Error test_deployment_remove_job(Ctx *ctx, const Job *job);
