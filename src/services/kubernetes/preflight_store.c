#include "preflight_store.h"

#include "db/db.h"
#include "json/json.h"

Error preflight_store_get(Ctx *ctx, Id configuration_id, PreflightRecord *ret_record)
{
    return db_one(ctx, preflight_record_shape, ret_record,
        "SELECT configuration_id, configuration_version, state, problem, findings, manifest_digest,"
        " manifest, needs, requested_at, checked_at FROM preflight"
        " WHERE organization_id = $1 AND configuration_id = $2",
        ctx->actor.organization_id, configuration_id);
}

Error preflight_store_place(Ctx *ctx, Id organization_id, const PreflightRecord *r)
{
    return db_exec(ctx,
        "INSERT INTO preflight (organization_id, configuration_id, configuration_version, state,"
        " problem, findings, manifest_digest, manifest, needs, requested_at, checked_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
        " ON CONFLICT (organization_id, configuration_id) DO UPDATE SET"
        " configuration_version = excluded.configuration_version, state = excluded.state,"
        " problem = excluded.problem, findings = excluded.findings,"
        " manifest_digest = excluded.manifest_digest, manifest = excluded.manifest,"
        " needs = excluded.needs, requested_at = excluded.requested_at,"
        " checked_at = excluded.checked_at",
        organization_id, r->configuration_id, r->configuration_version,
        preflight_state_names[r->state], r->problem,
        json_of_list(ctx->arena, &finding_row_shape, r->findings.items, r->findings.count),
        r->manifest_digest, r->manifest, json_of(ctx->arena, &needs_shape, &r->needs),
        r->requested_at, r->checked_at);
}
