#include "test_deployment_http.h"

#include "organizations/role.h"
#include "test_deployment.h"

// A licence in base64, and JSON around it.
enum { MAX_CONFIGURATION = MAX_LICENCE / 3 * 4 + 512 * 1024 };

static Error get_tests(Ctx *ctx, const Request *req, Response *res)
{
    RevisionTests tests;
    TRY(test_deployment_read(ctx, id_from(req->args[0]), &tests));
    return respond(ctx, res, &tests);
}

static Error get_tests_for_review(Ctx *ctx, const Request *req, Response *res)
{
    TestDeploymentList deployments;
    TRY(test_deployment_list(ctx, id_from(req->args[0]), &deployments));
    return respond_page(ctx, res, deployments.items, deployments.count, NULL);
}

static Error post_configuration(Ctx *ctx, const Request *req, Response *res)
{
    Configuration configuration = {0};
    TRY(test_deployment_configure(ctx, id_from(req->args[0]), req->body, &configuration));
    response_version(ctx, res, configuration.version);
    return respond(ctx, res, &configuration);
}

static Error post_deployment(Ctx *ctx, const Request *req, Response *res)
{
    TestDeployment deployment;
    TRY(test_deployment_create(ctx, id_from(req->args[0]), &deployment));
    return respond(ctx, res, &deployment);
}

const Route test_deployment_routes[] = {
    {GET, "/v1/seller/revisions/{id}/tests", get_tests, PERMIT_OFFERINGS,
        .answer = &revision_tests_shape,
        .summary = "Tell what came of a revision's test deployments, and what another one lacks."},
    {POST, "/v1/seller/revisions/{id}/test-configurations", post_configuration, PERMIT_OFFERINGS,
        .body = &configuration_change_shape, .answer = &configuration_shape, .status = 201,
        .max_body = MAX_CONFIGURATION,
        .summary = "Begin to configure a test of one's own revision, published or not."},
    {POST, "/v1/configurations/{id}/test-deployment", post_deployment, PERMIT_OFFERINGS,
        .answer = &test_deployment_shape, .status = 201,
        .summary = "Deploy a configured test, without an order; it is removed after some hours."},
    {GET, "/v1/operator/revisions/{id}/tests", get_tests_for_review, PERMIT_OPERATE,
        .answer = &test_deployment_shape, .is_page = true,
        .summary = "List what came of a revision's test deployments, the newest first."},
    ROUTES_END,
};
