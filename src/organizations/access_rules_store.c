#include "access_rules_store.h"

#include "db/db.h"
#include "json/json.h"

Error access_rules_store_get(Ctx *ctx, AccessRules *ret_rules)
{
    return db_one(ctx, access_rules_shape, ret_rules,
        "SELECT addresses, limits_tokens, limits_sessions, suspended_until,"
        " user_account.name AS changed_by_name, changed_at, version FROM access_rules"
        " LEFT JOIN user_account ON user_account.id = changed_by WHERE organization_id = $1",
        ctx->actor.organization_id);
}

Error access_rules_store_write(Ctx *ctx, const NewAccessRules *rules, int64_t version)
{
    return db_exec(ctx,
        "INSERT INTO access_rules (organization_id, addresses, limits_tokens, limits_sessions,"
        " changed_by, changed_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7)"
        " ON CONFLICT (organization_id) DO UPDATE SET addresses = excluded.addresses,"
        " limits_tokens = excluded.limits_tokens, limits_sessions = excluded.limits_sessions,"
        " suspended_until = NULL, changed_by = excluded.changed_by,"
        " changed_at = excluded.changed_at, version = excluded.version",
        ctx->actor.organization_id, json_of_texts(ctx->arena, rules->addresses),
        rules->limits_tokens, rules->limits_sessions, ctx->actor.user_id, ctx->now, version);
}

Error access_rules_store_suspend(Ctx *ctx, Time until)
{
    return db_exec(ctx, "UPDATE access_rules SET suspended_until = $2 WHERE organization_id = $1",
        ctx->actor.organization_id, until);
}
