#include "cloud_account_store.h"

#include "db/db.h"
#include "json/json.h"

#define ACCOUNT_COLUMNS                                                                            \
    "id, name, driver, url, ca, region, domain, user_name, state, problem, projects, checked_at,"  \
    " created_by, created_at, removed_at"

static const char *projects_of(Arena *arena, const CloudAccount *account)
{
    return json_of_list(
        arena, &cloud_project_shape, account->projects.items, account->projects.count);
}

Error cloud_account_store_create(Ctx *ctx, const CloudAccount *account, Blob sealed_password)
{
    return db_exec(ctx,
        "INSERT INTO cloud_account (organization_id, id, name, driver, url, ca, region, domain,"
        " user_name, sealed_password, state, projects, created_by, created_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'checking', $11, $12, $13)",
        ctx->actor.organization_id, account->id, account->name, account->driver, account->url,
        account->ca, account->region, account->domain, account->user_name, sealed_password,
        projects_of(ctx->arena, account), account->created_by, account->created_at);
}

Error cloud_account_store_get(Ctx *ctx, Id id, CloudAccount *ret_account)
{
    return db_one(ctx, cloud_account_shape, ret_account,
        "SELECT " ACCOUNT_COLUMNS
        " FROM cloud_account"
        " WHERE organization_id = $1 AND id = $2 AND removed_at IS NULL",
        ctx->actor.organization_id, id);
}

Error cloud_account_store_lock(Ctx *ctx, Id id, CloudAccount *ret_account)
{
    return db_one(ctx, cloud_account_shape, ret_account,
        "SELECT " ACCOUNT_COLUMNS
        " FROM cloud_account"
        " WHERE organization_id = $1 AND id = $2 {lock}",
        ctx->actor.organization_id, id);
}

Error cloud_account_store_list(Ctx *ctx, Id after, int64_t limit, CloudAccountList *ret_accounts)
{
    return db_all(ctx, cloud_account_shape, ret_accounts,
        "SELECT " ACCOUNT_COLUMNS
        " FROM cloud_account WHERE organization_id = $1"
        " AND removed_at IS NULL AND (CAST($2 AS TEXT) IS NULL OR id < $2)"
        " ORDER BY id DESC LIMIT $3",
        ctx->actor.organization_id, after, limit);
}

Error cloud_account_store_get_password(Ctx *ctx, Id id, Blob *ret_sealed)
{
    return db_blob(ctx, ret_sealed,
        "SELECT sealed_password FROM cloud_account WHERE organization_id = $1 AND id = $2"
        " AND removed_at IS NULL",
        ctx->actor.organization_id, id);
}

Error cloud_account_store_count_clusters(Ctx *ctx, Id id, int64_t *ret_count)
{
    return db_number(ctx, ret_count,
        "SELECT count(*) FROM cluster WHERE organization_id = $1 AND cloud_account_id = $2"
        " AND removed_at IS NULL",
        ctx->actor.organization_id, id);
}

Error cloud_account_store_change(Ctx *ctx, const CloudAccount *account)
{
    return db_exec(ctx,
        "UPDATE cloud_account SET state = $3, problem = $4, projects = $5, checked_at = $6"
        " WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, account->id, cloud_account_state_names[account->state],
        account->problem, projects_of(ctx->arena, account), account->checked_at);
}

Error cloud_account_store_change_credential(
    Ctx *ctx, const CloudAccount *account, Blob sealed_password)
{
    return db_exec(ctx,
        "UPDATE cloud_account SET user_name = $3, sealed_password = $4, state = $5, problem = $6"
        " WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, account->id, account->user_name, sealed_password,
        cloud_account_state_names[account->state], account->problem);
}

Error cloud_account_store_remove(Ctx *ctx, const CloudAccount *account)
{
    return db_exec(ctx,
        "UPDATE cloud_account SET state = 'removed', sealed_password = NULL, removed_at = $3"
        " WHERE organization_id = $1 AND id = $2",
        ctx->actor.organization_id, account->id, account->removed_at);
}
