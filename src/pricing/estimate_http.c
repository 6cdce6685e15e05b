#include "estimate_http.h"

#include "estimate.h"

static Error post_estimate(Ctx *ctx, const Request *req, Response *res)
{
    CATALOG catalog = NULL;
    Estimate estimate;
    TRY(catalog_open(ctx, &catalog));
    TRY(estimate_get(ctx, catalog, req->body, &estimate));
    return respond(ctx, res, &estimate);
}

// A POST only because a question may be long; the answer comes from memory.
const Route estimate_routes[] = {
    {POST, "/v1/estimates", post_estimate, PERMIT_PUBLIC, .body = &estimate_query_shape,
        .answer = &estimate_shape, .is_question = true, .tx = ROUTE_TX_NONE,
        .summary = "Tell what a plan would cost for so much use."},
    ROUTES_END,
};
