#include "verdict_store.h"

#include "db/db.h"
#include "json/json.h"

Error verdict_store_find(Ctx *ctx, Id revision_id, Verdict *ret_verdict)
{
    return db_one(ctx, verdict_row_shape, ret_verdict,
        "SELECT revision_id, state, content_digest, findings, warnings, blocking, requested_at,"
        " checked_at FROM verdict WHERE revision_id = $1",
        revision_id);
}

Error verdict_store_place(Ctx *ctx, const Verdict *verdict)
{
    return db_exec(ctx,
        "INSERT INTO verdict (revision_id, state, content_digest, findings, warnings, blocking,"
        " requested_at, checked_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
        " ON CONFLICT (revision_id) DO UPDATE SET state = excluded.state,"
        " content_digest = excluded.content_digest, findings = excluded.findings,"
        " warnings = excluded.warnings, blocking = excluded.blocking,"
        " requested_at = excluded.requested_at, checked_at = excluded.checked_at",
        verdict->revision_id, verdict_state_names[verdict->state], verdict->content_digest,
        json_of_list(
            ctx->arena, &check_finding_row_shape, verdict->findings.items, verdict->findings.count),
        verdict->warnings, verdict->blocking, verdict->requested_at, verdict->checked_at);
}
