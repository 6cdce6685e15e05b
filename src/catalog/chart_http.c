#include "chart_http.h"

#include "chart.h"
#include "organizations/role.h"

static Error get_chart(Ctx *ctx, const Request *req, Response *res)
{
    Chart chart = {.id = ID_NONE};
    TRY(chart_of_revision(ctx, id_from(req->args[0]), &chart));
    return respond(ctx, res, &chart);
}

static Error post_retry(Ctx *ctx, const Request *req, Response *res)
{
    Chart chart = {.id = ID_NONE};
    TRY(chart_of_revision(ctx, id_from(req->args[0]), &chart));
    TRY(chart_begin(ctx, &chart));
    return respond(ctx, res, &chart);
}

const Route chart_routes[] = {
    {GET, "/v1/operator/revisions/{id}/chart", get_chart, PERMIT_OPERATE,
        .answer = &chart_review_shape,
        .summary = "Tell what is in a revision's chart, and show it rendered."},
    {POST, "/v1/operator/revisions/{id}/chart/retry", post_retry, PERMIT_OPERATE,
        .answer = &chart_review_shape, .status = 202,
        .summary = "Fetch and check a revision's chart again."},
    ROUTES_END,
};
