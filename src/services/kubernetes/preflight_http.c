#include "preflight_http.h"

#include "organizations/role.h"
#include "preflight_record.h"

#include <string.h>

static Error post_preflight(Ctx *ctx, const Request *req, Response *res)
{
    PreflightRecord record;
    TRY(preflight_record_issue(ctx, id_from(req->args[0]), &record));
    return respond(ctx, res, &record);
}

static Error get_preflight(Ctx *ctx, const Request *req, Response *res)
{
    PreflightRecord record;
    TRY(preflight_record_get(ctx, id_from(req->args[0]), &record));
    return respond(ctx, res, &record);
}

static Error get_manifest(Ctx *ctx, const Request *req, Response *res)
{
    PreflightRecord record;
    TRY(preflight_record_get(ctx, id_from(req->args[0]), &record));
    if (!record.manifest)
        return fail(ctx, NOT_FOUND, "not_checked",
            "What it would make is known when it was checked without faults.");
    return respond_bytes(
        ctx, res, "application/yaml", (Blob){record.manifest, strlen(record.manifest)});
}

static Error get_cost(Ctx *ctx, const Request *req, Response *res)
{
    InfrastructureCost cost;
    TRY(preflight_record_cost(ctx, id_from(req->args[0]), &cost));
    return respond(ctx, res, &cost);
}

const Route preflight_routes[] = {
    {POST, "/v1/configurations/{id}/preflight", post_preflight, PERMIT_REPORTS,
        .one_of = PERMIT_PURCHASE | PERMIT_OFFERINGS, .answer = &preflight_shape, .status = 202,
        .summary = "Check a configuration against its cluster; read the result there."},
    {GET, "/v1/configurations/{id}/preflight", get_preflight, PERMIT_REPORTS,
        .answer = &preflight_shape,
        .summary = "Tell what the last check found, and what to do about it."},
    {GET, "/v1/configurations/{id}/manifest.yaml", get_manifest, PERMIT_REPORTS,
        .produces = "application/yaml",
        .summary = "Show what the checked configuration would make, without secrets."},
    {GET, "/v1/configurations/{id}/cost", get_cost, PERMIT_REPORTS,
        .answer = &infrastructure_cost_shape,
        .summary = "Tell what the infrastructure of the checked configuration costs a month."},
    ROUTES_END,
};
