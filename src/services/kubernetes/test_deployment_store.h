// test_deployment_store.h — rows of test deployments. Private to src/services/kubernetes.
#pragma once

#include "test_deployment.h"

Error test_deployment_store_create(Ctx *ctx, const TestDeployment *deployment);

/** By its workload: what came of it. */
Error test_deployment_store_end(Ctx *ctx, const TestDeployment *deployment);
Error test_deployment_store_get(Ctx *ctx, Id id, TestDeployment *ret_deployment);

/** Newest first. organization_id: whose seller has the revision. */
Error test_deployment_store_list(Ctx *ctx, Id organization_id, Id revision_id, int64_t limit,
    TestDeploymentList *ret_deployments);

Error test_deployment_store_requested_by(Ctx *ctx, Id workload_id, Id *ret_user_id);
