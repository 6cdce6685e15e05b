#include "organization_store.h"

#include "db/db.h"

// Of the newest profile that was not withdrawn; who may buy is approved, whatever came later.
#define PROFILE_STATE                                                                              \
    "CASE WHEN approved_at IS NOT NULL THEN 'approved' ELSE coalesce((SELECT state"                \
    " FROM submission WHERE submission.organization_id = organization.id AND kind = 'profile'"     \
    " AND state <> 'withdrawn' ORDER BY submission.id DESC LIMIT 1), 'none') END"                  \
    " AS profile_state"

Error organization_store_create(Ctx *ctx, const Organization *organization)
{
    return db_exec(ctx,
        "INSERT INTO organization (id, name, language, is_operator, is_seller, approved_at,"
        " created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        organization->id, organization->name, organization->language, organization->is_operator,
        organization->is_seller, organization->approved_at, organization->created_at);
}

Error organization_store_get(Ctx *ctx, Id id, Organization *ret_organization)
{
    return db_one(ctx, organization_shape, ret_organization,
        "SELECT id, name, language, is_operator, is_seller, approved_at, created_at,"
        " " PROFILE_STATE " FROM organization WHERE id = $1",
        id);
}

Error organization_store_find(Ctx *ctx, const char *name, Organization *ret_organization)
{
    return db_one(ctx, organization_shape, ret_organization,
        "SELECT id, name, language, is_operator, is_seller, approved_at, created_at"
        " FROM organization WHERE name = $1 ORDER BY id LIMIT 1",
        name);
}

Error organization_store_lock(Ctx *ctx, Id id)
{
    int64_t is_there;
    return db_number(ctx, &is_there, "SELECT 1 FROM organization WHERE id = $1 {lock}", id);
}

Error organization_store_approve(Ctx *ctx, Id id)
{
    return db_exec(ctx,
        "UPDATE organization SET approved_at = coalesce(approved_at, $2) WHERE id = $1", id,
        ctx->now);
}

Error organization_store_change_to_seller(Ctx *ctx, Id id)
{
    return db_exec(ctx, "UPDATE organization SET is_seller = true WHERE id = $1", id);
}

Error organization_store_list(Ctx *ctx, Id user_id, OrganizationSummaryList *ret_organizations)
{
    return db_all(ctx, organization_summary_shape, ret_organizations,
        "SELECT id, name, is_operator, is_seller, roles, " PROFILE_STATE
        ", approved_at IS NOT NULL AS can_purchase FROM membership"
        " JOIN organization ON organization.id = membership.organization_id"
        " WHERE membership.user_id = $1 ORDER BY membership.created_at, organization.id",
        user_id);
}
